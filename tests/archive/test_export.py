"""Instagram's own export, as a folder and as a ZIP."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from gatekeeper.archive.export import InstagramExport, mended
from gatekeeper.archive.files import Folder
from gatekeeper.archive.zipped import ZipFiles
from gatekeeper.domain.post import Format
from gatekeeper.domain.published_post import PublishedPost, Unreadable, Untold
from gatekeeper.errors import UsageError
from tests.archive.contract import (
    BRIDGES,
    FILM,
    FILMED,
    GONE,
    GREEN,
    NOON,
    RED,
    ArchiveContract,
)

POSTS = "your_instagram_activity/media/posts_1.json"
REELS = "your_instagram_activity/media/reels.json"
Item = dict[str, object]


def garbled(text: str) -> str:
    """Return a text as the export writes it."""
    return text.encode().decode("latin-1")


def shown(name: str, **more: object) -> Item:
    return {"uri": f"media/posts/202609/{name}", "creation_timestamp": 1789732800, **more}


def made(folder: Path) -> None:
    """Fill a folder with the contract's entries."""
    both = [shown("17_1.jpg", title=""), shown("17_2.jpg", title="")]
    _write(
        folder,
        POSTS,
        [
            {"media": both, "title": garbled(BRIDGES), "creation_timestamp": int(NOON.timestamp())},
            {"media": [shown("18_1.jpg", title=garbled(GONE))]},
            {"media": "nothing"},
        ],
    )
    _write(folder, REELS, {"ig_reels_media": [{"media": [shown("19.mp4", title=FILM)]}]})
    for name, data in {"17_1.jpg": RED, "17_2.jpg": GREEN, "19.mp4": FILMED}.items():
        _put(folder, f"media/posts/202609/{name}", data)


def _write(folder: Path, name: str, told: object) -> None:
    _put(folder, name, json.dumps(told).encode())


def _put(folder: Path, name: str, data: bytes) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data)


def zipped(folder: Path, below: str = "") -> Path:
    path = folder.with_suffix(".zip")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for one in folder.rglob("*"):
            if one.is_file():
                file.write(one, f"{below}{one.relative_to(folder).as_posix()}")
    return path


class TestExportInAFolder(ArchiveContract):
    """The contract, over the folder that an export was unpacked to."""

    @pytest.fixture
    def archive(self, tmp_path: Path) -> InstagramExport:
        made(tmp_path / "export")
        return InstagramExport(Folder(tmp_path / "export"))


class TestExportAsAZip(ArchiveContract):
    """The contract, over an export as it is downloaded, below a folder of its own."""

    @pytest.fixture
    def archive(self, tmp_path: Path) -> InstagramExport:
        made(tmp_path / "export")
        return InstagramExport(ZipFiles(zipped(tmp_path / "export", "instagram-oakfield/")))


def _read(folder: Path) -> list[PublishedPost]:
    entries = InstagramExport(Folder(folder)).entries()
    return [entry for entry in entries if isinstance(entry, PublishedPost)]


def _unreadable(folder: Path) -> list[Unreadable]:
    entries = InstagramExport(Folder(folder)).entries()
    return [entry for entry in entries if isinstance(entry, Unreadable)]


@pytest.mark.parametrize("text", ["café 🎉", "Mrs Ash’s class", "plain", ""])
def test_a_garbled_text_is_mended(text: str) -> None:
    assert mended(garbled(text)) == text


@pytest.mark.parametrize("text", ["café", "Mrs Ash’s class", "Ã", "£5 for the café"])
def test_a_good_text_is_left_alone(text: str) -> None:
    assert mended(text) == text


def test_a_reel_that_also_stands_among_the_posts_is_one_post(tmp_path: Path) -> None:
    reel = {"media": [shown("19.mp4", title=FILM)]}
    _write(tmp_path, POSTS, [reel])
    _write(tmp_path, REELS, {"ig_reels_media": [reel]})
    assert len(_read(tmp_path)) == 1


def test_two_posts_that_share_a_picture_are_two_posts(tmp_path: Path) -> None:
    _write(tmp_path, POSTS, [{"media": [shown("1.jpg", title=words)]} for words in "ab"])
    assert [(post.id, post.words) for post in _read(tmp_path)] == [("1", "a"), ("1#2", "b")]


@pytest.mark.parametrize(
    ("lists", "missing"),
    [
        (["posts_1.json"], []),
        (["posts_1.json", "posts_2.json"], []),
        (["posts_2.json"], ["posts_1.json"]),
        (["posts_1.json", "posts_3.json"], ["posts_2.json"]),
        (["stories.json"], ["posts_1.json"]),
    ],
)
def test_a_list_of_posts_that_is_missing_could_not_be_read(
    tmp_path: Path, lists: list[str], missing: list[str]
) -> None:
    for name in lists:
        _write(tmp_path, f"media/{name}", [])
    assert [entry.where for entry in _unreadable(tmp_path)] == missing


def test_a_picture_beside_the_export_could_not_be_read(tmp_path: Path) -> None:
    _write(tmp_path, POSTS, [])
    _put(tmp_path, "loose.jpg", b"jpeg")
    assert [entry.where for entry in _unreadable(tmp_path)] == ["loose.jpg"]


def test_a_story_is_read_and_said_to_be_one(tmp_path: Path) -> None:
    _write(tmp_path, "content/stories.json", {"ig_stories": [shown("s.jpg", title="Fair!")]})
    assert [(post.format, post.words) for post in _read(tmp_path)] == [(Format.STORY, "Fair!")]


def test_archived_and_deleted_posts_are_not_out(tmp_path: Path) -> None:
    _write(tmp_path, POSTS, [])
    _write(tmp_path, "media/archived_posts.json", {"ig_archived_post_media": [shown("a.jpg")]})
    _write(tmp_path, "media/recently_deleted_content.json", {"media": [shown("d.jpg")]})
    assert _read(tmp_path) == []


def test_what_the_export_never_tells_is_said_of_every_post(tmp_path: Path) -> None:
    made(tmp_path)
    never = {Untold.COMMENTS, Untold.PLACE, Untold.TAGGED, Untold.LINK}
    assert all(never <= set(post.untold) for post in _read(tmp_path))


@pytest.mark.parametrize("stamp", [None, "1789732800", True, -1, 10**30, 1.5])
def test_a_time_that_makes_no_sense_is_unknown(tmp_path: Path, stamp: object) -> None:
    _write(tmp_path, POSTS, [{"media": [shown("1.jpg", title="") | {"creation_timestamp": stamp}]}])
    assert [post.at for post in _read(tmp_path)] == [None]


@pytest.mark.parametrize("uri", ["../secret.jpg", "/etc/hostname", "media/../../secret.jpg"])
def test_a_picture_outside_the_export_is_missing(tmp_path: Path, uri: str) -> None:
    _put(tmp_path, "secret.jpg", RED)
    _write(tmp_path / "export", POSTS, [{"media": [{"uri": uri, "title": ""}]}])
    assert [(post.media, post.missing) for post in _read(tmp_path / "export")] == [((), (uri,))]


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        ('[{"media": [{"uri": "1.jpg"}]}, {"media": [{"uri"', 1),
        ('[{"media": [{"uri": "1.jpg"}]} nonsense', 1),
        ("[" * 100_000, 0),
        ('"posts"', 0),
        ("", 0),
        ("\xff", 0),
    ],
)
def test_where_a_file_is_broken_is_said_and_the_next_is_read(
    tmp_path: Path, text: str, posts: int
) -> None:
    _put(tmp_path, POSTS, text.encode("latin-1"))
    _write(tmp_path, REELS, {"ig_reels_media": [{"media": [shown("19.mp4")]}]})
    entries = list(InstagramExport(Folder(tmp_path)).entries())
    broken = [entry for entry in entries if isinstance(entry, Unreadable)]
    assert [entry.where for entry in broken] == [f"{POSTS}, after entry {posts}"]
    assert len(entries) == posts + 2


def test_an_export_as_html_is_refused_with_what_to_do(tmp_path: Path) -> None:
    _put(tmp_path, "posts_1.html", b"<html>")
    with pytest.raises(UsageError) as refused:
        _read(tmp_path)
    assert "choose the format JSON" in refused.value.remedy


@pytest.mark.samples
def test_the_sample_export_is_read_whole(samples: Path) -> None:
    folder = samples / "instagram" / "dyi_export_shape"
    told = json.loads((folder / "posts_1.json").read_text(encoding="utf-8"))
    posts = _read(folder)
    assert len(posts) == len(told) == 4
    assert sum(len(post.missing) for post in posts) == sum(len(item["media"]) for item in told)
    assert all(post.at is not None for post in posts)
    assert all("café 🎉" in (post.words or "") for post in posts)
