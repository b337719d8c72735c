"""What changed since a post was sent back: said in sentences, and nothing the first time."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from gatekeeper.desk.posts.find_post import find_post
from gatekeeper.desk.publishing.changed_since import SentBack, changed_since, sent_back
from gatekeeper.desk.publishing.return_post import SendBack, return_post
from gatekeeper.domain.channel import ChannelName
from tests.desk.made_school import MadeSchool
from tests.fakes.examiners import picture


def after_a_no() -> MadeSchool:
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
    school = after_a_no()
    school.write(*(pictures or (picture("a", 1), picture("b"))), **changes)
    return changed(school)


def test_the_first_time_nothing_has_changed() -> None:
    school = MadeSchool()
    school.write(picture("a"))
    school.check()
    assert changed(school) == ()


def test_what_comes_again_as_it_was_says_nothing() -> None:
    assert changed(after_a_no()) == ()


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
    school = after_a_no()
    school.cover(0)
    assert changed(school) == ("Picture 1 is covered or cut differently.",)
    described = rewritten(picture("b"), picture("a", 1))
    assert described == (
        "Picture 1 is described differently.",
        "Picture 2 is described differently.",
    )


def test_what_it_is_for_and_its_trip_are_told() -> None:
    assert rewritten(trip="forest", objective="tell families") == (
        "It is about another trip.",
        "What it is for is said differently.",
    )


def last_no(school: MadeSchool) -> SentBack | None:
    with school.begin() as uow:
        return sent_back(uow, find_post(uow, "news"))


def test_a_post_that_was_never_sent_back_has_no_no() -> None:
    school = MadeSchool()
    school.write(picture("a"))
    assert last_no(school) is None


def test_a_no_says_whose_it_was_and_that_nothing_was_changed_since() -> None:
    school = after_a_no()
    told = last_no(school)
    assert told is not None
    assert (told.by, told.no.reason, told.changed) == ("Head", "Another picture, please.", ())


def test_a_no_of_somebody_who_is_not_on_record_any_more_is_somebody_s() -> None:
    school = after_a_no()
    with school.begin() as uow:
        (no,) = uow.returns.of(find_post(uow, "news").id)
        uow.returns.put(replace(no, by="gone"), seen=uow.returns.version(no.id))
    told = last_no(school)
    assert told is not None
    assert told.by == "Somebody"


def test_new_answers_and_what_no_sentence_names_are_no_silence() -> None:
    school = after_a_no()
    school.say("ben")
    told = last_no(school)
    assert told is not None
    assert told.changed == ("1 answer about who is shown: new.",)
    school.write(picture("a", 1), picture("b"), comments_off=False)
    told = last_no(school)
    assert told is not None
    assert told.changed[0] == "Something else about it was changed."
