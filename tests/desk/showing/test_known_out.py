"""Everything that is known to be out, each post once, and whom its words name."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from gatekeeper.desk.audit.take_in import take_in
from gatekeeper.desk.publishing.publish import say_published
from gatekeeper.desk.showing.known_out import known_out, lists_of
from gatekeeper.desk.takedown.order import Ask, ask_take_down
from gatekeeper.desk.takedown.take_down import mark_taken_down, taken_down
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.child_posts import KnownOut, LivePicture, live_picture_id
from gatekeeper.domain.evidence import Reading
from gatekeeper.domain.face import FoundFace, Seen, Sighting, Turn
from gatekeeper.domain.known_picture import SAME
from gatekeeper.domain.picture import Box, Carried, Fingerprint, PictureFacts
from gatekeeper.domain.published_post import Media, MediaKind, PublishedPost
from gatekeeper.domain.release import Published
from tests.desk.made_school import MadeSchool
from tests.fakes.examiners import picture

LINK = "https://www.instagram.com/1"
PICTURE = Media("a.jpg", MediaKind.PICTURE, "d" * 64, 9)


@pytest.fixture
def school() -> MadeSchool:
    return MadeSchool()


def told(school: MadeSchool, name: str = "old", **more: object) -> str:
    at = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
    post = PublishedPost(name, ChannelName.INSTAGRAM, "Words.", at, (PICTURE,))
    with school.begin() as uow:
        return take_in(uow, replace(post, **more)).id  # type: ignore[arg-type]


def everything(school: MadeSchool) -> tuple[KnownOut, ...]:
    with school.begin() as uow:
        return known_out(uow)


def read(school: MadeSchool, live: str, fingerprint: Fingerprint) -> None:
    facts = PictureFacts("image/jpeg", 1000, 800, Carried(), fingerprint)
    with school.begin() as uow:
        uow.readings.put(Reading(f"reading of {live}", live, PICTURE.digest, facts))


def test_what_was_released_is_accounted_for_and_an_old_post_is_not(school: MadeSchool) -> None:
    released = school.published(picture("a", 1), names=("amina",))
    old = told(school)
    ours, theirs = everything(school)
    assert (ours.of, ours.shows, ours.accounted) == (released.id, frozenset({"amina"}), True)
    assert (theirs.of, theirs.accounted, theirs.pictures, theirs.unseen) == (old, False, (), 1)


def test_a_post_without_pictures_shows_nobody_and_one_that_tells_nothing_is_none(
    school: MadeSchool,
) -> None:
    told(school, "words", media=())
    told(school, "nothing", media=(), words=None)
    (only,) = everything(school)
    assert (only.accounted, only.unseen) == (True, 0)


def test_only_pictures_of_which_a_copy_was_kept_can_be_shown(school: MadeSchool) -> None:
    film = Media("b.mp4", MediaKind.FILM, "e" * 64, 9)
    live = told(school, media=(PICTURE, film), missing=("c.jpg",))
    with school.begin() as uow:
        name = live_picture_id(live, PICTURE.digest)
        uow.live_pictures.put(LivePicture(name, live, PICTURE.digest, "x"))
    (only,) = everything(school)
    assert (only.pictures, only.unseen, only.films) == ((PICTURE.digest,), 1, 1)


def test_a_released_post_that_an_archive_tells_of_too_is_one_post(school: MadeSchool) -> None:
    released = school.published(picture("a", 1), names=("amina",))
    live = told(school, at=released.at, link=LINK)
    read(school, live, released.fingerprints[0])
    (only,) = everything(school)
    assert (only.of, only.accounted) == (released.id, True)


def covered(school: MadeSchool) -> Published:
    """Publish a picture of two with one of them covered."""
    school.write(picture("a", 2))
    school.check()
    school.cover(1)
    school.say_some({0: "amina"})
    school.send()
    school.sign()
    school.fetch(school.granted())
    deputy = school.actor("deputy")
    with school.begin() as uow:
        return say_published(uow, deputy, "news", channel=ChannelName.INSTAGRAM, link=LINK)


def found_in(school: MadeSchool, live: str, faces: int) -> None:
    """Have so many faces found in the picture of a post."""
    with school.begin() as uow:
        for number in range(faces):
            at = Box(120 * number, 100, 100, 100)
            face = FoundFace(at, 950, ("yunet",), Seen.FACE, 300, Turn.FRONT)
            uow.sightings.put(Sighting(uow.mint(), live, PICTURE.digest, number + 1, face))


@pytest.mark.parametrize(("faces", "accounted"), [(1, True), (2, False)])
def test_who_was_covered_and_can_be_seen_has_to_be_looked_for(
    school: MadeSchool, faces: int, *, accounted: bool
) -> None:
    school.examiners.finder.left_after = (Box(0, 100, 100, 100),)
    released = covered(school)
    live = told(school, at=released.at, link=LINK)
    read(school, live, released.finished[0])
    found_in(school, live, faces)
    assert [one.accounted for one in everything(school)] == [accounted]


def test_what_was_covered_is_known_again_as_it_went_out(school: MadeSchool) -> None:
    """Where nothing is kept of what was made, nobody knows what is out, original or not."""
    released = covered(school)
    live = told(school, at=released.at, link=LINK)
    read(school, live, released.finished[0])
    assert [one.accounted for one in everything(school)] == [True]

    with school.begin() as uow:
        earlier = replace(released, finished=(), fingerprints=released.finished)
        uow.published.put(earlier, seen=uow.published.version(released.id))
    assert [one.accounted for one in everything(school)] == [False]


@pytest.mark.parametrize("change", ["picture", "film", "unread"])
def test_where_its_pictures_are_not_those_released_somebody_has_to_look(
    school: MadeSchool, change: str
) -> None:
    released = school.published(picture("a", 1), names=("amina",))
    film = Media("b.mp4", MediaKind.FILM, "e" * 64, 9)
    media = (PICTURE, film) if change == "film" else (PICTURE,)
    live = told(school, at=released.at, link=LINK, media=media)
    if change != "unread":
        other = Fingerprint("0" * 64, 100)
        read(school, live, other if change == "picture" else released.fingerprints[0])
    (only,) = everything(school)
    assert (only.of, only.live, only.shows, only.accounted) == (
        released.id,
        live,
        frozenset({"amina"}),
        False,
    )
    assert only.told_at is not None


def test_two_posts_that_fit_one_release_are_two_posts(school: MadeSchool) -> None:
    released = school.published(picture("a", 1), names=("amina",))
    first, second = (told(school, n, at=released.at, words=released.words) for n in ("x", "y"))
    ours, other = everything(school)
    assert (ours.of, other.accounted) == (released.id, False)
    assert {ours.live, other.of} == {first, second}


def test_what_is_out_again_after_it_was_taken_down_is_a_post_to_look_at(
    school: MadeSchool,
) -> None:
    released = school.published(picture("a", 1), names=("amina",))
    deputy = school.actor("deputy")
    with school.begin() as uow:
        taken_down(uow, deputy, released.id)
    school.clock.move(hours=1)
    again = told(school, at=released.at, link=LINK)
    ours, out = everything(school)
    assert (ours.of, ours.down_at is None) == (released.id, False)
    assert (out.of, out.down_at, out.accounted) == (again, None, False)


def test_what_was_told_of_before_it_was_taken_down_is_down(school: MadeSchool) -> None:
    released = school.published(picture("a", 1), names=("amina",))
    deputy = school.actor("deputy")
    told(school, at=released.at, link=LINK)
    school.clock.move(hours=1)
    with school.begin() as uow:
        taken_down(uow, deputy, released.id)
    (only,) = everything(school)
    assert only.down_at is not None


@pytest.mark.parametrize(("bits", "accounted"), [(SAME, True), (SAME + 1, False)])
def test_a_picture_that_is_only_alike_has_nobody_answered_for(
    school: MadeSchool, monkeypatch: pytest.MonkeyPatch, bits: int, *, accounted: bool
) -> None:
    released = school.published(picture("a", 1), names=("amina",))
    read(school, told(school, at=released.at, link=LINK), released.fingerprints[0])
    monkeypatch.setattr(Fingerprint, "distance", lambda *_: bits)
    (only,) = everything(school)
    assert only.accounted is accounted


def test_a_post_of_a_time_before_the_first_release_is_none_of_ours(school: MadeSchool) -> None:
    released = school.published(picture("a", 1), names=("amina",))
    told(school, at=released.at - timedelta(days=2), link=LINK)
    assert len(everything(school)) == 2


def test_what_was_taken_down_says_when(school: MadeSchool) -> None:
    live, deputy = told(school), school.actor("deputy")
    with school.begin() as uow:
        done = mark_taken_down(uow, deputy, ask_take_down(uow, deputy, Ask(live)).id)
    (only,) = everything(school)
    assert only.down_at == done.done_at


def test_a_whole_name_in_the_words_is_a_suggestion_for_that_child_alone(school: MadeSchool) -> None:
    told(school, words="Well done, AMINA TEST!")
    told(school, "other", words="Well done, Amina!")
    with school.begin() as uow:
        known = known_out(uow)
        amina, ben = uow.pupils.get("amina"), uow.pupils.get("ben")
        assert amina is not None
        assert ben is not None
        of_amina, of_ben = lists_of(uow, amina, known), lists_of(uow, ben, known)
    assert (len(of_amina.may_show), len(of_amina.nobody), len(of_amina.to_look)) == (1, 1, 2)
    assert (len(of_ben.may_show), len(of_ben.nobody)) == (0, 2)
