"""The file about a child: everything that may be given, and the same whether a child is held."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from gatekeeper.desk.audit.take_in import take_in
from gatekeeper.desk.register.erase_child import Erasure
from gatekeeper.desk.rights.access import AboutChild, answer_access
from gatekeeper.desk.rights.access_requests import Came, decide_request, receive_request
from gatekeeper.domain.biometrics import BiometricKind
from gatekeeper.domain.canonical import canonical
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.child_posts import Look, look_id
from gatekeeper.domain.published_post import Media, MediaKind, PublishedPost
from gatekeeper.errors import NotAllowed, NotFound, UsageError
from tests.desk.made_school import DAY, MadeSchool
from tests.desk.matched_school import MatchedSchool
from tests.desk.register.test_erase_child import erase, leave
from tests.desk.register.test_permission_changed import holds, objects
from tests.fakes.examiners import picture

WHY = "Ms Test asked at the office and showed her passport."


def about(
    school: MadeSchool, pupil: str = "amina", who: str = "dpo", reason: str = WHY, given: str = ""
) -> AboutChild:
    """Have it asked for, decided and made; `given` are a DSL's own words."""
    dpo, dsl, actor = school.actor("dpo"), school.actor("dsl"), school.actor(who)
    with school.begin() as uow:
        request = receive_request(uow, dpo, Came(pupil, DAY, "Ms Test", reason)).id
        decide_request(uow, dsl, request, given)
    with school.begin() as uow:
        return answer_access(uow, actor, request)


def walked() -> MatchedSchool:
    """Return a school in which everything that can be kept of Amina is."""
    school = MatchedSchool()
    school.open_lock()
    school.agreed("amina")
    school.enrol_pictures("amina", "amina 1", "amina 2")
    school.published(picture("a", 1), names=("amina",))
    school.write(picture("b", 1), slug="draft", words="Words that never went out.")
    school.check("draft")
    school.say("amina", post="draft")
    return school


def test_everything_that_may_be_given_is_in_it() -> None:
    school = walked()
    with school.begin() as uow:
        pupil = uow.pupils.get("amina")
        assert pupil is not None
        siblings = replace(pupil, siblings=frozenset({"M-ben"}))
        uow.pupils.put(siblings, seen=uow.pupils.version("amina"))
    found = about(school)
    assert found.pupil.full_name == "Amina Test"
    assert len(found.consents) == 10
    assert [r.kind for r in found.measuring] == [BiometricKind.NOTIFIED, BiometricKind.AGREED]
    assert found.enrolled_on == (DAY, DAY)
    assert found.small_picture is not None
    assert (found.named, found.brothers_and_sisters) == (2, 1)
    assert [(item.published, item.link) for item in found.shown_in] == [
        (True, "https://www.instagram.com/1"),
        (False, ""),
    ]
    assert len(found.held_back) == 4


def test_other_children_staff_and_words_that_never_went_out_are_not() -> None:
    given = replace(about(walked()), small_picture=None, held_back=())
    told = canonical("about", given).decode()
    for held_back in ("never went out", "M-ben", "Ben Test", "office", "teacher", "deputy"):
        assert held_back not in told


@pytest.mark.parametrize("no", [holds, objects])
def test_the_file_of_a_barred_child_is_that_of_one_whom_nobody_bars(no: object) -> None:
    free, barred = walked(), walked()
    no(barred)  # type: ignore[operator]
    one, other = about(free), about(barred)
    assert replace(one, made_at=other.made_at) == other


def test_a_post_that_was_taken_down_stands_with_its_day() -> None:
    school = MadeSchool()
    item = school.published(picture("a", 1), names=("amina",))
    with school.begin() as uow:
        down = replace(item, taken_down_at=uow.now)
        uow.published.put(down, seen=uow.published.version(item.id))
    assert about(school).shown_in[0].taken_down_on == DAY


def test_a_child_in_nothing_has_a_short_file() -> None:
    school = MadeSchool()
    school.published(picture("a", 1), names=("amina",))
    found = about(school, "ben")
    assert (found.shown_in, found.named, found.roll_calls, found.small_picture) == ((), 0, 0, None)


def test_a_live_post_without_a_draft_is_listed_once() -> None:
    school = MadeSchool()
    item = school.published(picture("a", 1), names=("amina",))
    with school.begin() as uow:
        found = replace(item, id="found", post="", link="https://www.instagram.com/2")
        uow.published.put(found)
    assert [item.link for item in about(school).shown_in] == [
        "https://www.instagram.com/1",
        "https://www.instagram.com/2",
    ]


@pytest.mark.parametrize("at", [datetime(2026, 3, 2, 12, tzinfo=UTC), None])
def test_an_old_post_that_was_found_by_looking_is_listed_for_that_child_alone(
    at: datetime | None,
) -> None:
    school = MadeSchool()
    media = (Media("a.jpg", MediaKind.PICTURE, "d" * 64, 9),)
    link = "https://www.instagram.com/p/old/"
    with school.begin() as uow:
        old = take_in(
            uow, PublishedPost("old", ChannelName.INSTAGRAM, "Old.", at, media, link=link)
        )
        for pupil, shows in (("amina", True), ("ben", False)):
            look = look_id(pupil, old.id, "dsl")
            uow.looks.put(Look(look, pupil, old.id, "dsl", uow.now, shows))
    (only,) = about(school).shown_in
    assert (only.link, only.words, only.published) == (link, "Old.", True)
    assert only.on == (at.date() if at else None)
    assert about(school, "ben").shown_in == ()


def test_making_it_stands_in_the_ledger_without_a_reason() -> None:
    school = MadeSchool()
    about(school)
    with school.begin() as uow:
        entry = uow.ledger.entries()[-1]
    assert (entry.what, entry.actor, entry.subject) == ("access.answered", "dpo", "amina")
    assert "passport" not in str(entry.details)


def test_it_is_made_for_a_reason_and_for_a_child_on_the_register() -> None:
    school = MadeSchool()
    with pytest.raises(UsageError, match="who asked"):
        about(school, reason="Asked.")
    with pytest.raises(NotFound):
        about(school, "nobody")
    leave(school, "amina")
    erase(school, Erasure("amina", "The family asks."))
    with pytest.raises(NotFound):
        about(school)


@pytest.mark.parametrize("who", ["head", "deputy", "dsl", "office", "teacher", "governor"])
def test_only_the_dpo_makes_it(who: str) -> None:
    with pytest.raises(NotAllowed, match="what is kept about a child"):
        about(MadeSchool(), who=who)


def test_a_child_who_was_erased_meanwhile_is_not_in_it() -> None:
    school = MadeSchool()
    dpo, dsl = school.actor("dpo"), school.actor("dsl")
    with school.begin() as uow:
        request = receive_request(uow, dpo, Came("amina", DAY, "Ms Test", WHY)).id
        decide_request(uow, dsl, request, "")
    leave(school, "amina")
    erase(school, Erasure("amina", "The family asks."))
    with school.begin() as uow, pytest.raises(NotFound, match="any more"):
        answer_access(uow, dpo, request)


def test_what_a_dsl_gives_is_in_it() -> None:
    assert about(MadeSchool(), given="A note of May.").from_the_dsls == "A note of May."


def test_it_needs_a_fresh_step_up() -> None:
    school = MadeSchool()
    dpo, dsl = replace(school.actor("dpo"), signer=None), school.actor("dsl")
    with school.begin() as uow:
        request = receive_request(uow, dpo, Came("amina", DAY, "Ms Test", WHY)).id
        decide_request(uow, dsl, request, "")
    with pytest.raises(NotAllowed, match="unlocked just now"), school.begin() as uow:
        answer_access(uow, dpo, request)
