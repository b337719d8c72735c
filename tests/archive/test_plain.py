"""A plain folder of pictures and texts."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest

from gatekeeper.archive.files import Folder
from gatekeeper.archive.plain import PlainFolder
from gatekeeper.archive.zipped import ZipFiles
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.published_post import PublishedPost, Unreadable, Untold
from gatekeeper.errors import CouldNotCheck, UsageError
from tests.archive.contract import BRIDGES, FILM, FILMED, GONE, GREEN, RED, ArchiveContract


class TestPlainFolder(ArchiveContract):
    """The contract, over a folder as somebody at the office would fill it."""

    @pytest.fixture
    def archive(self, tmp_path: Path) -> PlainFolder:
        name = "2026-09-18_12-00-00_UTC"
        _write(tmp_path, f"{name}.txt", BRIDGES.encode())
        _write(tmp_path, f"{name}_1.jpg", RED)
        _write(tmp_path, f"{name}_2.jpg", GREEN)
        _write(tmp_path, "lost.txt", GONE.encode())
        _write(tmp_path, "hall.txt", FILM.encode())
        _write(tmp_path, "hall.mp4", FILMED)
        _write(tmp_path, "broken.txt", b"caf\xe9")
        return plain(tmp_path)


def plain(folder: Path) -> PlainFolder:
    return PlainFolder(Folder(folder), ChannelName.LINKEDIN)


def _write(folder: Path, name: str, data: bytes = b"") -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data)


def _posts(folder: Path) -> dict[str, PublishedPost]:
    return {e.formerly: e for e in plain(folder).entries() if isinstance(e, PublishedPost)}


def test_a_picture_without_a_text_is_a_post_whose_words_nobody_knows(tmp_path: Path) -> None:
    _write(tmp_path, "hall.jpg", RED)
    post = _posts(tmp_path)["hall"]
    assert post.words is None
    assert Untold.WORDS in post.untold


def test_an_empty_text_means_no_words(tmp_path: Path) -> None:
    _write(tmp_path, "hall.jpg", RED)
    _write(tmp_path, "hall.txt")
    assert Untold.WORDS not in _posts(tmp_path)["hall"].untold


def test_numbered_pictures_without_their_text_are_posts_of_their_own(tmp_path: Path) -> None:
    for name in ("IMG_1.jpg", "IMG_2.jpg", "IMG_2.txt"):
        _write(tmp_path, name)
    assert set(_posts(tmp_path)) == {"IMG_1", "IMG_2"}


def test_the_same_name_in_two_folders_is_two_posts(tmp_path: Path) -> None:
    _write(tmp_path, "autumn/hall.jpg", RED)
    _write(tmp_path, "spring/hall.jpg", GREEN)
    assert set(_posts(tmp_path)) == {"autumn/hall", "spring/hall"}


def test_a_camera_s_name_in_two_archives_is_two_posts_and_in_one_archive_always_one(
    tmp_path: Path,
) -> None:
    for folder, data in (("first", RED), ("second", GREEN), ("moved/first", RED)):
        _write(tmp_path, f"{folder}/IMG_0001.jpg", data)
    first, second, moved = (
        _posts(tmp_path / name)["IMG_0001"].id for name in ("first", "second", "moved/first")
    )
    assert first != second
    assert first == moved
    _write(tmp_path, "first/IMG_0001.txt", b"Words that came later.")
    _write(tmp_path, "first/IMG_0001_2.jpg", GREEN)
    assert _posts(tmp_path / "first")["IMG_0001"].id == first


def test_of_texts_alone_the_words_tell_one_post_from_another(tmp_path: Path) -> None:
    for folder, data in (("first", b"One."), ("second", b"Two."), ("again", b"One.")):
        _write(tmp_path, f"{folder}/news.txt", data)
    first, second, again = (
        _posts(tmp_path / name)["news"].id for name in ("first", "second", "again")
    )
    assert (first == again, first == second) == (True, False)


@pytest.mark.parametrize(
    ("name", "untold"),
    [
        ("2026-09-18 bridges", {Untold.TIME}),
        ("2026-02-30 bridges", {Untold.DAY, Untold.TIME}),
        ("bridges", {Untold.DAY, Untold.TIME}),
    ],
)
def test_a_name_tells_the_day_at_most(tmp_path: Path, name: str, untold: set[Untold]) -> None:
    _write(tmp_path, f"{name}.jpg", RED)
    told = _posts(tmp_path)[name].untold
    assert untold == {Untold.DAY, Untold.TIME}.intersection(told)


def test_what_a_plain_folder_never_tells_is_said_of_every_post(tmp_path: Path) -> None:
    _write(tmp_path, "hall.jpg", RED)
    post = _posts(tmp_path)["hall"]
    assert {Untold.COMMENTS, Untold.ALT_TEXT, Untold.PLACE, Untold.TAGGED} <= set(post.untold)
    assert post.channel is ChannelName.LINKEDIN


def test_a_text_without_end_is_not_read(tmp_path: Path) -> None:
    _write(tmp_path, "hall.txt", b"x" * 1_000_001)
    assert [type(entry) for entry in plain(tmp_path).entries()] == [Unreadable]


def test_a_link_that_leads_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    _write(tmp_path, "elsewhere/secret.jpg", RED)
    _write(tmp_path, "archive/hall.txt", b"The hall.")
    (tmp_path / "archive" / "hall.jpg").symlink_to(tmp_path / "elsewhere" / "secret.jpg")
    post = _posts(tmp_path / "archive")["hall"]
    assert (post.media, post.missing) == ((), ("hall.jpg",))


@pytest.mark.parametrize("name", ["../hall.jpg", "/etc/hostname", "", "x\0y", "n" * 300])
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    _write(tmp_path, "hall.jpg", RED)
    _write(tmp_path, "archive/a.jpg", RED)
    with pytest.raises(CouldNotCheck):
        Folder(tmp_path / "archive").open(name)


@pytest.mark.parametrize("folder", ["empty", "not there"])
def test_nothing_to_read_is_said(tmp_path: Path, folder: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError):
        list(plain(tmp_path / folder).entries())


def test_a_damaged_text_is_one_post_that_cannot_be_read_and_the_others_are(tmp_path: Path) -> None:
    packed = tmp_path / "posts.zip"
    with ZipFile(packed, "w") as files:
        for number in range(3):
            files.writestr(f"{number}.txt", f"Words of {number}.")
    damaged = packed.read_bytes().replace(b"Words of 1", b"words of 1", 1)
    packed.write_bytes(damaged)
    told = list(PlainFolder(ZipFiles(packed), ChannelName.LINKEDIN).entries())
    assert [type(entry) for entry in told] == [PublishedPost, Unreadable, PublishedPost]


def test_a_text_that_cannot_be_opened_is_one_post_that_cannot_be_read(tmp_path: Path) -> None:
    _write(tmp_path, "archive/a.txt", b"Words.")
    _write(tmp_path, "elsewhere.txt", b"Secret.")
    (tmp_path / "archive" / "b.txt").symlink_to(tmp_path / "elsewhere.txt")
    told = list(plain(tmp_path / "archive").entries())
    assert [type(entry) for entry in told] == [PublishedPost, Unreadable]


@pytest.mark.parametrize("name", ["a.jfif", "a.jpe", "a.SVG", "a.dng", "a.mpeg", "a.wmv", "a.mts"])
def test_what_a_browser_or_a_camera_saves_is_a_picture_or_a_film(tmp_path: Path, name: str) -> None:
    _write(tmp_path, name, RED)
    assert [media.name for media in _posts(tmp_path)["a"].media] == [name]


@pytest.mark.parametrize("name", ["no ending", "slides.pdf", "more.zip"])
def test_what_nobody_here_can_look_at_is_named_and_not_passed_over(
    tmp_path: Path, name: str
) -> None:
    _write(tmp_path, "hall.jpg", RED)
    _write(tmp_path, name)
    _, strange = plain(tmp_path).entries()
    assert isinstance(strange, Unreadable)
    assert strange.where == name


def test_what_windows_leaves_and_what_shows_nothing_is_no_entry(tmp_path: Path) -> None:
    for name in ("hall.jpg", "Thumbs.db", "desktop.ini", "read me.md", "list.csv", "told.json.xz"):
        _write(tmp_path, name)
    assert [type(entry) for entry in plain(tmp_path).entries()] == [PublishedPost]


def test_the_tenth_picture_comes_after_the_second(tmp_path: Path) -> None:
    names = ["fair.jpg", "fair_1.jpg", "fair_2.jpg", "fair_10.jpg"]
    for name in ("fair.txt", *names):
        _write(tmp_path, name)
    assert [media.name for media in _posts(tmp_path)["fair"].media] == names


def test_two_texts_of_one_name_are_both_read(tmp_path: Path) -> None:
    _write(tmp_path, "fair.TXT", b"One.")
    _write(tmp_path, "fair.txt", b"Other.")
    assert _posts(tmp_path)["fair"].words == "One.\n\nOther."
