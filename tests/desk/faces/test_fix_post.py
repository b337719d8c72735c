"""Carrying out what a finding offers: by its mark, once, and only while it fits."""

from __future__ import annotations

from typing import Any

import pytest

from gatekeeper.desk.checking.check_post import check_post
from gatekeeper.desk.faces.fix_post import BY_HAND, OFFERED, fix_post, offers
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.check import FixKind
from gatekeeper.domain.fixing import FIXED
from gatekeeper.domain.post import Version
from gatekeeper.domain.verdict import Verdict
from gatekeeper.errors import NotAllowed, NotFound, NotYet, UsageError
from tests.desk.made_school import MadeSchool
from tests.fakes.examiners import picture

DESK = {FixKind.COVER_FACE, FixKind.CHECK_AGAIN}


def mark_of(school: MadeSchool, kind: FixKind) -> str:
    """Check the post and return the mark under which a kind of fix is offered first."""
    return next(o.mark for o in offers(school.check()) if o.fix.kind is kind)


def apply(school: MadeSchool, asked: str, value: str = "", who: str = "teacher") -> Version:
    actor = school.actor(who)
    with school.begin() as uow:
        return fix_post(uow, actor, "news", asked, value)


def fix(school: MadeSchool, kind: FixKind, value: str = "") -> Version:
    return apply(school, mark_of(school, kind), value)


def test_every_kind_of_fix_is_carried_out_or_names_a_command() -> None:
    assert set(FIXED) | DESK == set(OFFERED)
    assert set(OFFERED) | set(BY_HAND) == set(FixKind)
    assert not set(OFFERED) & set(BY_HAND)


def test_fixes_are_numbered_worst_first_and_each_once() -> None:
    school = MadeSchool()
    school.write(picture("a", 2), comments_off=False)
    made = offers(school.check())

    assert [offer.number for offer in made] == list(range(1, len(made) + 1))
    assert made[0].fix.kind is FixKind.TURN_OFF_COMMENTS
    assert {offer.say for offer in made if offer.fix.kind is FixKind.NAME_FACE} == {""}


@pytest.mark.parametrize(
    ("kind", "value", "changes"),
    [
        (FixKind.TURN_OFF_COMMENTS, "", {"comments_off": False}),
        (FixKind.TAKE_OUT_TAG, "", {"location_tag": "Zoo"}),
        (FixKind.DROP_COPY, "", {"also_on": frozenset({"facebook"})}),
        (FixKind.SAY_WHERE_ELSE, "Arbor", {"words": "The deadline is Friday.", "elsewhere": ""}),
    ],
)
def test_what_is_fixed_is_not_found_again(
    kind: FixKind, value: str, changes: dict[str, Any]
) -> None:
    school = MadeSchool()
    school.write(**changes)

    assert fix(school, kind, value).number == 2
    assert school.check().verdict <= Verdict.NOTE


def test_a_face_is_covered_by_the_deed_for_it() -> None:
    school = MadeSchool()
    school.write(picture("a", 2))
    version = fix(school, FixKind.COVER_FACE)

    assert len(version.post.pictures[0].recipe.covers) == 1
    with school.begin() as uow:
        assert [answer.by for answer in uow.answers.of(version.id)] == ["teacher"]


def test_checking_again_changes_nothing() -> None:
    school = MadeSchool()
    school.examiners.finder.broken = True
    school.write(picture("a", 1))
    assert fix(school, FixKind.CHECK_AGAIN).number == 1


@pytest.mark.parametrize("kind", [FixKind.NAME_FACE])
def test_what_needs_a_persons_word_names_the_command(kind: FixKind) -> None:
    school = MadeSchool()
    school.write(picture("a", 1))
    with pytest.raises(NotYet, match="own word") as caught:
        fix(school, kind)
    assert BY_HAND[kind] in caught.value.remedy


def test_a_cut_that_takes_the_face_away_is_made() -> None:
    school = MadeSchool()
    school.write(picture("a", 1))
    mark = mark_of(school, FixKind.CROP)

    with pytest.raises(UsageError, match="can still be seen"):
        apply(school, mark, "0,0,500,500")
    with pytest.raises(UsageError, match="inside the picture"):
        apply(school, mark, "500,0,900,800")
    version = apply(school, mark, "500,0,500,800")
    assert version.post.pictures[0].renditions == ()
    assert school.check().verdict <= Verdict.NOTE


def test_a_number_that_is_not_offered_is_refused() -> None:
    school = MadeSchool()
    school.write(comments_off=False)
    school.check()
    with pytest.raises(NotFound, match="no fix 99"):
        apply(school, "99")


def test_a_post_that_was_never_checked_or_changed_since_is_refused() -> None:
    school = MadeSchool()
    school.write(comments_off=False)
    with pytest.raises(NotYet, match="changed since"):
        apply(school, "1")
    mark = mark_of(school, FixKind.TURN_OFF_COMMENTS)
    school.write(comments_off=False, words="Other words.")
    with pytest.raises(NotYet, match="changed since"):
        apply(school, mark)


def test_a_fix_is_carried_out_once() -> None:
    school = MadeSchool()
    school.write(comments_off=False)
    mark = mark_of(school, FixKind.TURN_OFF_COMMENTS)
    apply(school, mark)
    with pytest.raises(NotYet, match="changed since"):
        apply(school, mark)


def test_who_may_not_write_fixes_nothing() -> None:
    school = MadeSchool()
    school.write(comments_off=False)
    mark = mark_of(school, FixKind.TURN_OFF_COMMENTS)
    with pytest.raises(NotAllowed):
        apply(school, mark, who="governor")


def test_a_fix_never_adds_a_channel_a_picture_or_a_word() -> None:
    school = MadeSchool()
    school.write(picture("a", 1), comments_off=False, location_tag="Zoo")
    before = school.write(picture("a", 1), comments_off=False, location_tag="Zoo").post
    for offer in offers(school.check()):
        if offer.say:
            after = apply_alone(offer.mark).post
            assert set(after.channels) <= set(before.channels) == {ChannelName.INSTAGRAM}
            assert {p.original for p in after.pictures} <= {p.original for p in before.pictures}
            assert after.words == before.words


def apply_alone(asked: str) -> Version:
    """Apply one fix to a fresh copy of the post with everything wrong."""
    school = MadeSchool()
    school.write(picture("a", 1), comments_off=False, location_tag="Zoo")
    school.check()
    return apply(school, asked, "500,0,500,800")


def rechecked(school: MadeSchool, by: str) -> None:
    """Check the post again as somebody."""
    check_post(school.records, school.school, school.examiners.bundle(), school.actor(by), "news")
    school.clock.move(seconds=1)


def two_flaws() -> MadeSchool:
    school = MadeSchool()
    school.write(picture("a", 2), comments_off=False, location_tag="Zoo")
    return school


def test_a_mark_names_the_same_fix_wherever_its_number_moved() -> None:
    school = two_flaws()
    shown = {offer.fix.kind: offer for offer in offers(school.check())}
    tag, comments = shown[FixKind.TAKE_OUT_TAG], shown[FixKind.TURN_OFF_COMMENTS]
    apply(school, comments.mark)
    moved = {offer.fix.kind: offer for offer in offers(school.check())}[FixKind.TAKE_OUT_TAG]

    assert moved.number < tag.number
    assert moved.code == tag.code
    assert apply(school, tag.mark).post.location_tag == ""


def test_a_code_alone_is_enough_and_letters_may_be_large() -> None:
    school = two_flaws()
    shown = {offer.fix.kind: offer for offer in offers(school.check())}

    assert apply(school, shown[FixKind.TAKE_OUT_TAG].code.upper()).post.location_tag == ""


def test_a_fix_that_was_shown_and_is_gone_changes_nothing() -> None:
    school = two_flaws()
    mark = mark_of(school, FixKind.TURN_OFF_COMMENTS)
    apply(school, mark)
    school.check()

    with pytest.raises(NotYet, match=f"Fix {mark} is not offered any more"):
        apply(school, mark)


def test_the_codes_of_one_post_differ() -> None:
    codes = [offer.code for offer in offers(two_flaws().check()) if offer.say]

    assert len(set(codes)) == len(codes) > 2


def test_a_bare_number_holds_for_whoever_checked_last() -> None:
    school = two_flaws()
    (first, *_) = offers(school.check())
    rechecked(school, "deputy")

    with pytest.raises(NotYet, match="Somebody else checked") as refused:
        apply(school, str(first.number))
    assert first.mark in refused.value.remedy
    assert first.finding.sentence in refused.value.remedy

    rechecked(school, "teacher")
    assert apply(school, str(first.number)).number == 2


def test_a_bare_number_of_what_needs_an_answer_says_so() -> None:
    school = MadeSchool()
    school.write(picture("a", 1))
    number = next(o.number for o in offers(school.check()) if o.fix.kind is FixKind.NAME_FACE)
    rechecked(school, "deputy")

    with pytest.raises(NotYet) as refused:
        apply(school, str(number))
    assert f"Fix {number} is now: to answer." in refused.value.remedy
