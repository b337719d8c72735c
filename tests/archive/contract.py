"""What every door to what is already published keeps; each door's own tests begin with it.

A door's test makes one archive with these entries, in any order:

- two bridges: `BRIDGES` with two pictures of red and green, out on 18 September 2026 at noon;
- a picture that the archive names but does not hold, with the words `GONE`;
- a film, with the words `FILM`;
- one entry that is broken.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO

import pytest
from PIL import Image

from gatekeeper.domain.published_post import (
    Entry,
    Media,
    MediaKind,
    PublishedPost,
    Unreadable,
    Untold,
)
from gatekeeper.domain.release import Comments
from gatekeeper.errors import CouldNotCheck
from gatekeeper.ports import Archive

BRIDGES = "Year 4’s café of paper bridges 🎉\n\nMrs Ash’s class"
GONE = "The picture of this one is lost."
FILM = "The hall, filmed."
NOON = datetime(2026, 9, 18, 12, tzinfo=UTC)


def picture(colour: str) -> bytes:
    """Return a small JPEG of one colour."""
    data = BytesIO()
    Image.new("RGB", (64, 48), colour).save(data, "JPEG")
    return data.getvalue()


RED, GREEN = picture("red"), picture("green")
FILMED = b"\x00\x00\x00\x18ftypmp42 pretended"


class ArchiveContract:
    """Claims about any door; a subclass has the fixture `archive`."""

    tells_time = True

    @pytest.fixture
    def posts(self, archive: Archive) -> list[PublishedPost]:
        return [entry for entry in archive.entries() if isinstance(entry, PublishedPost)]

    @pytest.fixture
    def bridges(self, posts: list[PublishedPost]) -> PublishedPost:
        return next(post for post in posts if post.words == BRIDGES)

    def test_words_come_out_as_they_were_written(self, bridges: PublishedPost) -> None:
        assert bridges.words == BRIDGES

    def test_pictures_come_out_in_order_and_byte_for_byte(
        self, archive: Archive, bridges: PublishedPost
    ) -> None:
        assert [_bytes(archive, media) for media in bridges.pictures] == [RED, GREEN]

    def test_a_picture_is_known_by_its_digest_and_size(self, bridges: PublishedPost) -> None:
        told = [(media.digest, media.size) for media in bridges.media]
        assert told == [(hashlib.sha256(data).hexdigest(), len(data)) for data in (RED, GREEN)]

    def test_the_time_is_right_or_said_to_be_unknown(self, bridges: PublishedPost) -> None:
        assert bridges.at == NOON
        assert bridges.day_only is (Untold.TIME in bridges.untold)
        assert bridges.day_only is not self.tells_time

    def test_a_lost_picture_is_named_and_never_passed_over(
        self, posts: list[PublishedPost]
    ) -> None:
        lost = next(post for post in posts if post.words == GONE)
        assert lost.missing
        assert Untold.PICTURE in lost.untold

    def test_a_film_is_a_film_and_what_is_said_in_it_is_not_checked(
        self, archive: Archive, posts: list[PublishedPost]
    ) -> None:
        filmed = next(post for post in posts if post.words == FILM)
        assert [media.kind for media in filmed.films] == [MediaKind.FILM]
        assert _bytes(archive, filmed.films[0]) == FILMED
        assert Untold.SOUND in filmed.untold

    def test_an_unknown_comment_switch_is_never_off(self, posts: list[PublishedPost]) -> None:
        for post in posts:
            assert (Untold.COMMENTS in post.untold) is (post.comments is Comments.UNKNOWN)

    def test_a_broken_entry_is_counted_and_ends_nothing(self, archive: Archive) -> None:
        entries = list(archive.entries())
        broken = [entry for entry in entries if isinstance(entry, Unreadable)]
        assert len(broken) == 1
        assert broken[0].where
        assert broken[0].why
        assert len(entries) == 4

    def test_every_post_has_an_id_of_its_own_that_stays(self, archive: Archive) -> None:
        first, again = _ids(archive.entries()), _ids(archive.entries())
        assert first == again
        assert len(set(first)) == len(first) == 3

    def test_posts_come_one_after_another(self, archive: Archive) -> None:
        entries = archive.entries()
        assert isinstance(entries, Iterator)
        assert not isinstance(entries, list | tuple)

    def test_another_process_reads_the_same(self, archive: Archive) -> None:
        there: Archive = pickle.loads(pickle.dumps(archive))  # noqa: S301 - our own
        assert list(there.entries()) == list(archive.entries())

    def test_a_file_that_is_gone_is_said(self, archive: Archive, bridges: PublishedPost) -> None:
        gone = Media("no such.jpg", MediaKind.PICTURE, bridges.media[0].digest, 1)
        with pytest.raises(CouldNotCheck):
            archive.open(gone)

    def test_what_kind_of_archive_it_is_can_be_said(self, archive: Archive) -> None:
        assert archive.name


def _bytes(archive: Archive, media: Media) -> bytes:
    with archive.open(media) as file:
        return file.read()


def _ids(entries: Iterator[Entry]) -> list[str]:
    return [entry.id for entry in entries if isinstance(entry, PublishedPost)]
