"""A post that is out, and what nobody knows of it."""

from __future__ import annotations

from datetime import UTC, datetime

from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.published_post import Media, MediaKind, PublishedPost, Untold
from gatekeeper.domain.release import Comments

NOON = datetime(2026, 9, 18, 12, tzinfo=UTC)
PICTURE = Media("a.jpg", MediaKind.PICTURE, "0" * 64, 1, alt_text="")
FILM = Media("a.mp4", MediaKind.FILM, "1" * 64, 1)


def test_a_post_of_which_nothing_is_known_says_so_in_full() -> None:
    picture = Media("a.jpg", MediaKind.PICTURE, "0" * 64, 1)
    unknown = PublishedPost("a", ChannelName.INSTAGRAM, None, None, (picture, FILM), ("b.jpg",))
    assert unknown.untold == tuple(Untold)


def test_none_is_unknown_and_empty_is_known() -> None:
    known = PublishedPost(
        "a",
        ChannelName.INSTAGRAM,
        words="",
        at=NOON,
        media=(PICTURE,),
        comments=Comments.ON,
        link="https://www.instagram.com/p/a/",
        place="",
        tagged=(),
    )
    assert known.untold == ()


def test_pictures_and_films_are_told_apart() -> None:
    post = PublishedPost("a", ChannelName.INSTAGRAM, "", NOON, (PICTURE, FILM))
    assert (post.pictures, post.films) == ((PICTURE,), (FILM,))
    assert Untold.SOUND in post.untold


def test_a_day_without_its_time_says_so() -> None:
    post = PublishedPost("a", ChannelName.INSTAGRAM, "", NOON, day_only=True)
    assert Untold.TIME in post.untold
    assert Untold.DAY not in post.untold


def test_it_is_called_as_in_the_archive_whatever_its_id_adds() -> None:
    post = PublishedPost("fair 97d7e9e1", ChannelName.INSTAGRAM, "", NOON, formerly="fair")
    assert post.called == "fair"
    assert PublishedPost("DNZ", ChannelName.INSTAGRAM, "", NOON).called == "DNZ"
