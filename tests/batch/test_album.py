"""Pictures of a report: worst post first, until there are enough; what is left out is counted."""

from __future__ import annotations

import io
from hashlib import sha256
from typing import BinaryIO

from gatekeeper.batch.report.album import OF_A_POST, Album, Shown
from gatekeeper.domain.published_post import Entry, Media, MediaKind
from tests.fakes.examiners import FakeExaminers, picture

SMALL = len(b"small a 0")
DIGEST = sha256(picture("a")).hexdigest()


class Pictures:
    """An archive of pictures alone."""

    name = "pictures"

    def entries(self) -> tuple[Entry, ...]:
        """There are none."""
        return ()

    def open(self, media: Media) -> BinaryIO:
        """Open one; `broken` fails while it is read."""
        if media.name == "broken":
            raise OSError
        return io.BytesIO(picture("a"))


def shown(album: Album, *names: str) -> Shown:
    media = [Media(name, MediaKind.PICTURE, DIGEST, 1) for name in names]
    return album.shown(media, {DIGEST: ()})


def made(most: int) -> Album:
    return Album(FakeExaminers().bundle(), Pictures(), most)  # type: ignore[arg-type]


def test_a_post_of_many_pictures_shows_four_and_counts_the_others() -> None:
    found = shown(made(10_000), *"abcdef")
    assert (len(found.pictures), found.left_out) == (OF_A_POST, 2)


def test_a_report_holds_no_more_than_its_measure_and_says_what_is_left_out() -> None:
    album = made(2 * SMALL)
    assert len(shown(album, "a", "b").pictures) == 2
    later = shown(album, "c", "d")
    assert (later.pictures, later.left_out) == ((), 2)


def test_a_picture_that_breaks_off_is_not_shown_and_ends_nothing() -> None:
    found = shown(made(10_000), "broken", "a")
    assert (len(found.pictures), found.refused) == (1, 1)


def test_a_file_that_is_another_by_now_is_not_shown_with_the_covers_of_the_first() -> None:
    other = Media("a", MediaKind.PICTURE, "0" * 64, 1)
    assert made(10_000).shown([other], {other.digest: ()}) == Shown((), refused=1)
