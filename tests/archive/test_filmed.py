"""One picture a second of each film, among the pictures of its post."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from fixtures.make.archive import ARCHIVE
from gatekeeper.archive.files import Folder
from gatekeeper.archive.filmed import Filmed
from gatekeeper.archive.plain import PlainFolder
from gatekeeper.bootstrap import open_archive
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.published_post import (
    Media,
    MediaKind,
    PublishedPost,
    Unreadable,
    Untold,
)
from gatekeeper.errors import CouldNotCheck
from gatekeeper.evidence.guard import FILMS, Guard, GuardedFilms, make_films
from gatekeeper.ports import Archive
from tests.archive.contract import RED
from tests.fakes.films import FakeFilms


def opened(folder: Path, films: FakeFilms) -> Filmed:
    return Filmed(PlainFolder(Folder(folder), ChannelName.INSTAGRAM), films)


def the_post(archive: Archive) -> PublishedPost:
    (post,) = archive.entries()
    assert isinstance(post, PublishedPost)
    return post


def read(archive: Archive, media: Media) -> bytes:
    with archive.open(media) as file:
        return file.read()


def test_every_second_is_a_picture_and_the_film_stays(tmp_path: Path) -> None:
    (tmp_path / "hall.mp4").write_bytes(b"abc")
    post = the_post(opened(tmp_path, FakeFilms()))
    assert [media.name for media in post.films] == ["hall.mp4"]
    assert [media.name for media in post.pictures] == [f"hall.mp4#{n}.jpg" for n in range(3)]
    assert post.filmed == {media.digest for media in post.pictures}
    assert Untold.SOUND in post.untold
    assert Untold.PICTURE not in post.untold


def test_a_picture_that_stands_by_itself_too_is_not_only_of_a_film(tmp_path: Path) -> None:
    (tmp_path / "hall.mp4").write_bytes(b"abc")
    post = the_post(opened(tmp_path, FakeFilms()))
    first, *others = post.pictures
    both = replace(post, media=(*post.media, replace(first, name="still.jpg", film="")))
    assert both.filmed == {media.digest for media in others}


def test_a_second_opens_to_the_bytes_that_its_digest_names(tmp_path: Path) -> None:
    (tmp_path / "hall.mp4").write_bytes(b"abcdefghijklmnopqrstuvwxyz")
    films = FakeFilms()
    archive = opened(tmp_path, films)
    for media in the_post(archive).pictures:
        assert hashlib.sha256(read(archive, media)).hexdigest() == media.digest
    assert films.asked == [0, 0, 15]


def test_other_files_are_opened_as_they_are(tmp_path: Path) -> None:
    for name in ("a#1.jpg", "b.mp4#x.jpg"):
        (tmp_path / name).write_bytes(RED)
        media = Media(name, MediaKind.PICTURE, "", 0)
        assert read(opened(tmp_path, FakeFilms()), media) == RED


def test_a_film_that_breaks_off_is_could_not_check(tmp_path: Path) -> None:
    (tmp_path / "hall.mp4").write_bytes(b"ab!d")
    post = the_post(opened(tmp_path, FakeFilms()))
    assert post.missing == ("hall.mp4",)
    assert Untold.PICTURE in post.untold


@pytest.mark.parametrize("now", [b"a", b"!"])
def test_a_film_that_changed_in_between_is_said(tmp_path: Path, now: bytes) -> None:
    (tmp_path / "hall.mp4").write_bytes(b"abc")
    archive = opened(tmp_path, FakeFilms())
    last = the_post(archive).pictures[-1]
    (tmp_path / "hall.mp4").write_bytes(now)
    with pytest.raises(CouldNotCheck):
        archive.open(last)


def test_what_cannot_be_read_stays_so(tmp_path: Path) -> None:
    (tmp_path / "broken.txt").write_bytes(b"\xff")
    archive = opened(tmp_path, FakeFilms())
    assert [type(entry) for entry in archive.entries()] == [Unreadable]
    assert archive.name == "a plain folder"


@pytest.fixture(scope="module")
def real() -> Iterator[GuardedFilms]:
    with Guard({FILMS: make_films}) as guard:
        yield GuardedFilms(guard)


def test_oakfields_film_becomes_two_pictures(real: GuardedFilms) -> None:
    archive = Filmed(open_archive(ARCHIVE / "oakfield"), real)
    filmed = [e for e in archive.entries() if isinstance(e, PublishedPost) and e.films]
    assert [len(post.pictures) for post in filmed] == [3]
    for media in filmed[0].pictures:
        assert hashlib.sha256(read(archive, media)).hexdigest() == media.digest
