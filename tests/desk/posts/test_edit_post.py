"""Changing a draft's words: with the version that was seen, and never over somebody's head."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gatekeeper.desk.posts.edit_post import EditPost, edit_post
from gatekeeper.domain.post import Version
from gatekeeper.errors import NotAllowed, NotYet, StaleWrite, UsageError
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
