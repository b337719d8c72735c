"""What changed since a post was sent back: said in sentences, and nothing the first time."""

from __future__ import annotations

from typing import Any

from gatekeeper.desk.posts.find_post import find_post
from gatekeeper.desk.publishing.changed_since import changed_since
from gatekeeper.desk.publishing.return_post import SendBack, return_post
from gatekeeper.domain.channel import ChannelName
from tests.desk.made_school import MadeSchool
from tests.fakes.examiners import picture


def sent_back() -> MadeSchool:
    school = MadeSchool()
    school.write(picture("a", 1), picture("b"))
    school.check()
    school.say("amina")
    school.send()
    head = school.actor("head")
    with school.begin() as uow:
        return_post(uow, school.school, head, SendBack("news", "Another picture, please.", None))
    return school


def changed(school: MadeSchool) -> tuple[str, ...]:
    with school.begin() as uow:
        return changed_since(uow, find_post(uow, "news"))


def rewritten(*pictures: bytes, **changes: Any) -> tuple[str, ...]:
    school = sent_back()
    school.write(*(pictures or (picture("a", 1), picture("b"))), **changes)
    return changed(school)


def test_the_first_time_nothing_has_changed() -> None:
    school = MadeSchool()
    school.write(picture("a"))
    school.check()
    assert changed(school) == ()


def test_what_comes_again_as_it_was_says_nothing() -> None:
    assert changed(sent_back()) == ()


def test_words_channels_and_groups_are_told() -> None:
    both = (ChannelName.INSTAGRAM, ChannelName.LINKEDIN)
    assert rewritten(words="Other words.", channels=both, groups=frozenset({"Choir"})) == (
        "The words are different.",
        "It is for other channels.",
        "It says that other groups are shown.",
    )


def test_pictures_that_came_and_went_are_told() -> None:
    assert rewritten(picture("a", 1), picture("c")) == (
        "Picture 2 is new.",
        "One picture is out.",
    )
    assert rewritten(picture("d")) == ("Picture 1 is new.", "2 pictures are out.")


def test_a_cover_and_another_description_are_told() -> None:
    school = sent_back()
    school.cover(0)
    assert changed(school) == ("Picture 1 is covered or cut differently.",)
    described = rewritten(picture("b"), picture("a", 1))
    assert described == (
        "Picture 1 is described differently.",
        "Picture 2 is described differently.",
    )
