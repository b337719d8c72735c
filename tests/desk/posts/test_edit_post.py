"""Changing a draft's words: with the version that was seen, and never over somebody's head."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from gatekeeper.desk.faces.roll_call import CallRoll, call_roll
from gatekeeper.desk.posts.edit_post import About, EditPost, edit_post
from gatekeeper.desk.posts.find_post import stage_of
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.post import Version
from gatekeeper.domain.register import ConsentState
from gatekeeper.domain.stage import Stage
from gatekeeper.domain.trip import Trip
from gatekeeper.errors import NotAllowed, NotFound, NotYet, StaleWrite, UsageError
from tests.desk.made_school import MadeSchool
from tests.fakes.examiners import picture


@pytest.fixture
def made() -> MadeSchool:
    school = MadeSchool()
    school.write(picture("a"))
    return school


AS_IT_IS = EditPost("news", 1, "Lovely work this week.", ("Picture 1: children at work.",), True)  # noqa: FBT003


def edit(made: MadeSchool, command: EditPost, who: str = "teacher") -> Version:
    actor = made.actor(who)
    with made.begin() as uow:
        return edit_post(uow, actor, command)


def test_other_words_make_the_next_version(made: MadeSchool) -> None:
    version = edit(made, replace(AS_IT_IS, words="Good work.", alt_texts=("Paint.",)))
    assert (version.number, version.post.words) == (2, "Good work.")
    assert version.post.pictures[0].alt_text == "Paint."


def test_the_same_words_are_the_same_version(made: MadeSchool) -> None:
    assert edit(made, AS_IT_IS).number == 1


def test_a_promise_taken_back_is_a_change(made: MadeSchool) -> None:
    assert edit(made, replace(AS_IT_IS, comments_off=False)).post.comments_off is False


@pytest.mark.parametrize(
    "changed", [{"words": "We go there tomorrow."}, {"alt_texts": ("Packed for tomorrow.",)}]
)
def test_other_texts_are_of_the_day_on_which_they_were_written(
    made: MadeSchool, changed: dict[str, Any]
) -> None:
    made.clock.move(days=2)
    version = edit(made, replace(AS_IT_IS, **changed))
    assert version.post.written_at == version.at
    assert version.first_at < version.at - timedelta(days=1)


def test_what_says_nothing_new_leaves_the_words_as_old_as_they_are(made: MadeSchool) -> None:
    made.clock.move(days=2)
    version = edit(made, replace(AS_IT_IS, comments_off=False))
    assert version.post.written_at < version.at - timedelta(days=1)


def test_no_file_is_kept_for_a_channel_that_was_dropped(made: MadeSchool) -> None:
    made.check()
    about = About((ChannelName.LINKEDIN,), frozenset({"Year 4"}))
    with made.begin() as uow:
        seen = uow.posts.all()[0]
    assert [r.channel for r in seen.post.pictures[0].renditions] == [ChannelName.INSTAGRAM]
    version = edit(made, replace(AS_IT_IS, seen=seen.number, about=about))
    assert version.post.pictures[0].renditions == ()


def test_a_version_that_was_not_seen_is_not_overwritten(made: MadeSchool) -> None:
    edit(made, replace(AS_IT_IS, words="The deputy's words."), who="deputy")
    with pytest.raises(StaleWrite, match="Deputy changed this post"):
        edit(made, replace(AS_IT_IS, words="The teacher's words."))


def test_whoever_was_erased_since_is_somebody(made: MadeSchool) -> None:
    edit(made, replace(AS_IT_IS, words="The deputy's words."), who="deputy")
    with made.begin() as uow:
        version = uow.posts.get(next(v.id for v in uow.posts.all()))
        assert version is not None
        uow.posts.put(replace(version, by="nobody"), seen=uow.posts.version(version.id))
    with pytest.raises(StaleWrite, match="Somebody changed this post"):
        edit(made, replace(AS_IT_IS, words="The teacher's words."))


def test_nothing_at_all_is_no_post(made: MadeSchool) -> None:
    made.write(slug="words", words="Hello.")
    with pytest.raises(UsageError, match="nothing left"):
        edit(made, EditPost("words", 1, "", (), comments_off=True))


def test_each_picture_has_its_own_description(made: MadeSchool) -> None:
    with pytest.raises(UsageError, match="Each picture needs its description"):
        edit(made, replace(AS_IT_IS, alt_texts=("One.", "Two.")))


def test_who_may_not_write_changes_nothing(made: MadeSchool) -> None:
    with pytest.raises(NotAllowed):
        edit(made, replace(AS_IT_IS, words="Other words."), who="governor")


def test_what_the_tablet_has_fetched_is_not_changed_until_somebody_says_what_became_of_it() -> None:
    school = MadeSchool()
    school.signed(picture("a"))
    school.fetch(school.granted())
    with pytest.raises(NotYet, match="nobody has said whether it went out"):
        edit(school, AS_IT_IS)


# --- what the post is about ---------------------------------------------------------------

YEAR_4, BOTH = frozenset({"Year 4"}), frozenset({"Year 4", "Reception"})
USUAL = About(
    (ChannelName.INSTAGRAM,), YEAR_4, None, "celebrate learning", "families see the work", "website"
)


def about(made: MadeSchool, said: About, seen: int = 1) -> Version:
    return edit(made, replace(AS_IT_IS, seen=seen, about=said))


def test_what_it_is_about_can_still_be_said_of_a_post_already_begun(made: MadeSchool) -> None:
    with made.begin() as uow:
        made.enrol(uow, "dora", "Reception")
        uow.trips.put(Trip("wood", "Oak Wood", "Mere", YEAR_4, uow.now, uow.now, "teacher"))
    said = About((ChannelName.LINKEDIN,), BOTH, "wood", "tell of clubs", "more join", "newsletter")
    post = about(made, said).post
    assert (post.groups, post.trip, post.channels) == (BOTH, "wood", (ChannelName.LINKEDIN,))
    told = (post.objective, post.intended_outcome, post.elsewhere)
    assert told == ("tell of clubs", "more join", "newsletter")


def test_the_same_said_again_is_the_same_version(made: MadeSchool) -> None:
    assert about(made, USUAL).number == 1


def test_a_post_goes_somewhere(made: MadeSchool) -> None:
    with pytest.raises(UsageError, match="No channel"):
        about(made, replace(USUAL, channels=()))


def test_a_trip_that_nobody_entered_and_a_group_without_anybody_are_refused(
    made: MadeSchool,
) -> None:
    with pytest.raises(NotFound, match="no such trip"):
        about(made, replace(USUAL, trip="moon"))
    with pytest.raises(NotFound, match="'Receptoin'"):
        about(made, replace(USUAL, groups=YEAR_4 | {"Receptoin"}))


def test_a_group_that_was_declared_may_stay_when_its_last_child_has_gone() -> None:
    school = MadeSchool()
    school.write(picture("a"), groups=frozenset({"Chess club"}))
    said = replace(USUAL, groups=frozenset({"Chess club"}), objective="news")
    assert about(school, said).post.groups == {"Chess club"}


def test_the_trip_it_is_about_is_no_longer_one_it_is_not_about() -> None:
    school = MadeSchool()
    with school.begin() as uow:
        uow.trips.put(Trip("wood", "Oak Wood", "Mere", YEAR_4, uow.now, uow.now, "teacher"))
    school.write(picture("a"), not_about=frozenset({"wood", "mere"}))
    assert about(school, replace(USUAL, trip="wood")).post.not_about == {"mere"}


def test_saying_what_it_is_about_takes_the_headteachers_yes_away() -> None:
    school = MadeSchool()
    version = school.signed(picture("a"))
    with school.begin() as uow:
        school.enrol(uow, "dora", "Reception")
        assert stage_of(uow, version.id) is Stage.APPROVED
    about(school, replace(USUAL, groups=BOTH), seen=version.number)
    with school.begin() as uow:
        assert stage_of(uow, version.id) is Stage.DRAFT


def crowd() -> MadeSchool:
    """Return a school with nine faces answered by a roll call of Year 4 alone."""
    school = MadeSchool()
    with school.begin() as uow:
        for number in range(7):
            school.enrol(uow, f"pupil{number}")
        school.enrol(uow, "dora", "Reception")
    school.change("dora", ConsentState.REFUSED)
    school.write(picture("crowd", 9))
    school.check()
    teacher = school.actor("teacher")
    with school.begin() as uow:
        call_roll(uow, school.school, teacher, CallRoll("news", 1, YEAR_4))
    return school


def rolls(school: MadeSchool) -> list[str]:
    """Return what the roll call leaves open."""
    return [f.outcome for f in school.check().findings if f.check == "roll_call_open"]


def test_a_group_put_to_the_post_after_the_roll_call_is_asked_about_before_it_can_be_sent() -> None:
    school = crowd()
    assert rolls(school) == []
    with school.begin() as uow:
        seen = next(v.number for v in uow.posts.all())
    about(school, replace(USUAL, groups=BOTH), seen=seen)
    assert rolls(school) == ["group_not_called"]
    with pytest.raises(NotYet):
        school.send()
    teacher = school.actor("teacher")
    again = CallRoll("news", 1, BOTH)
    with pytest.raises(NotYet, match="Dora"), school.begin() as uow:
        call_roll(uow, school.school, teacher, again)
    with school.begin() as uow:
        call_roll(uow, school.school, teacher, replace(again, not_here=frozenset({"dora"})))
    assert rolls(school) == []
