"""Folders that instaloader filled, in all the shapes that its JSON has had."""

from __future__ import annotations

import json
import lzma
import shutil
import socket
from pathlib import Path
from typing import Any

import instaloader
import pytest

from gatekeeper.archive import offline
from gatekeeper.archive.files import Folder
from gatekeeper.archive.instaloader_folder import InstaloaderFolder
from gatekeeper.archive.offline import Offline
from gatekeeper.domain.post import Format
from gatekeeper.domain.published_post import Entry, PublishedPost, Unreadable, Untold
from gatekeeper.domain.release import Comments
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

Node = dict[str, Any]
BASE = "2026-09-18_12-00-00_UTC"


def legacy(code: str, words: str = "", **more: object) -> Node:
    """Return a node in the older GraphQL shape."""
    return {
        "__typename": "GraphImage",
        "id": "37",
        "shortcode": code,
        "is_video": False,
        "taken_at_timestamp": int(NOON.timestamp()),
        "edge_media_to_caption": {"edges": [{"node": {"text": words}}] if words else []},
        "edge_media_to_tagged_user": {"edges": []},
        "accessibility_caption": None,
        "location": None,
        "owner": {"id": "1", "username": "oakfield"},
        **more,
    }


def album(code: str, words: str, pictures: int) -> Node:
    edges = [{"node": {"is_video": False, "display_url": "x"}} for _ in range(pictures)]
    children = {"edge_sidecar_to_children": {"edges": edges}}
    return legacy(code, words, __typename="GraphSidecar", **children)


def save(folder: Path, base: str, node: Node, kind: str = "Post") -> None:
    told = {"node": node, "instaloader": {"version": "4.16", "node_type": kind}}
    (folder / f"{base}.json.xz").write_bytes(lzma.compress(json.dumps(told).encode()))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with the contract's entries."""
    save(tmp_path, BASE, album("AB", BRIDGES, 2))
    (tmp_path / f"{BASE}_1.jpg").write_bytes(RED)
    (tmp_path / f"{BASE}_2.jpg").write_bytes(GREEN)
    save(tmp_path, "2026-09-19_12-00-00_UTC", legacy("CD", GONE))
    save(tmp_path, "2026-09-20_12-00-00_UTC", legacy("EF", FILM, is_video=True))
    (tmp_path / "2026-09-20_12-00-00_UTC.mp4").write_bytes(FILMED)
    (tmp_path / "2026-09-21_12-00-00_UTC.json.xz").write_bytes(b"broken")
    return tmp_path


class TestInstaloaderFolder(ArchiveContract):
    """The contract, over a folder as instaloader leaves it."""

    @pytest.fixture
    def archive(self, folder: Path) -> InstaloaderFolder:
        return InstaloaderFolder(Folder(folder))


def entries(folder: Path) -> list[Entry]:
    return list(InstaloaderFolder(Folder(folder)).entries())


def posts(folder: Path) -> list[PublishedPost]:
    return [entry for entry in entries(folder) if isinstance(entry, PublishedPost)]


def _one(folder: Path, node: Node, kind: str = "Post") -> PublishedPost:
    save(folder, BASE, node, kind)
    (post,) = posts(folder)
    return post


def test_the_link_and_the_account_are_told(tmp_path: Path) -> None:
    post = _one(tmp_path, legacy("DNZ"))
    assert (post.id, post.link) == ("DNZ", "https://www.instagram.com/p/DNZ/")
    assert post.account == "oakfield"


@pytest.mark.parametrize(
    ("told", "state"),
    [
        ({"comments_disabled": True}, Comments.OFF),
        ({"comments_disabled": False}, Comments.ON),
        ({"comments_disabled": None}, Comments.UNKNOWN),
        ({}, Comments.UNKNOWN),
        ({"comments": 0}, Comments.UNKNOWN),
        ({"commenting_disabled_for_viewer": True}, Comments.UNKNOWN),
        ({"iphone_struct": {"comments_disabled": True}}, Comments.OFF),
        ({"iphone_struct": {"comments_disabled": False}}, Comments.ON),
        ({"comments_disabled": True, "iphone_struct": {"comments_disabled": False}}, Comments.ON),
        ({"comments_disabled": 1}, Comments.UNKNOWN),
    ],
)
def test_comments_are_off_only_where_the_post_says_so(
    tmp_path: Path, told: Node, state: Comments
) -> None:
    assert _one(tmp_path, legacy("A", **told)).comments is state


@pytest.mark.parametrize(
    ("told", "place"),
    [
        ({"location": {"name": "Oak Wood"}}, "Oak Wood"),
        ({"location": {"id": "7"}}, "a place without a name"),
        ({"location": None}, ""),
        ({"location": None, "image_versions2": {}}, None),
        ({"location": None, "iphone_struct": {"location": {"name": "Oak Wood"}}}, "Oak Wood"),
    ],
)
def test_a_tagged_place_is_told_or_unknown(tmp_path: Path, told: Node, place: str | None) -> None:
    assert _one(tmp_path, legacy("A", **told)).place == place


def test_tags_are_collected_from_every_picture_and_shape(tmp_path: Path) -> None:
    node = album("A", "x", 1)
    node["edge_media_to_tagged_user"]["edges"] = [{"node": {"user": {"username": "One"}}}]
    tags = {"in": [{"user": {"username": "two"}}]}
    node["iphone_struct"] = {"carousel_media": [{"usertags": tags}]}
    node["coauthor_producers"] = [{"username": "three"}]
    assert _one(tmp_path, node).tagged == ("one", "three", "two")


def test_no_tags_in_a_node_that_tells_none_are_unknown(tmp_path: Path) -> None:
    node = legacy("A")
    del node["edge_media_to_tagged_user"]
    assert Untold.TAGGED in _one(tmp_path, node).untold


def test_an_alternative_text_stands_by_its_picture(tmp_path: Path) -> None:
    node = album("A", "x", 2)
    node["edge_sidecar_to_children"]["edges"][0]["node"]["accessibility_caption"] = "A bridge."
    (tmp_path / f"{BASE}_1.jpg").write_bytes(RED)
    (tmp_path / f"{BASE}_2.jpg").write_bytes(GREEN)
    assert [media.alt_text for media in _one(tmp_path, node).media] == ["A bridge.", None]


def test_a_films_title_picture_is_a_picture_of_the_post(tmp_path: Path) -> None:
    (tmp_path / f"{BASE}.jpg").write_bytes(RED)
    post = _one(tmp_path, legacy("A", is_video=True))
    assert [media.name for media in post.pictures] == [f"{BASE}.jpg"]
    assert post.missing == (f"{BASE}.mp4",)


@pytest.mark.parametrize(
    ("kind", "told", "form"),
    [
        ("Post", {}, Format.POST),
        ("Post", {"product_type": "clips"}, Format.REEL),
        ("Post", {"iphone_struct": {"product_type": "clips"}}, Format.REEL),
        ("StoryItem", {}, Format.STORY),
    ],
)
def test_what_it_is_in_the_app_is_told(tmp_path: Path, kind: str, told: Node, form: Format) -> None:
    assert _one(tmp_path, legacy("A", **told), kind).format is form


def test_words_that_the_json_does_not_hold_are_read_beside_it(tmp_path: Path) -> None:
    node = legacy("A")
    del node["edge_media_to_caption"]
    assert _one(tmp_path, node).words is None
    (tmp_path / f"{BASE}.txt").write_text("Paper bridges.", encoding="utf-8")
    assert _one(tmp_path, node).words == "Paper bridges."


def test_a_post_that_was_saved_twice_is_one_post(tmp_path: Path) -> None:
    save(tmp_path, BASE, legacy("A"))
    save(tmp_path, "2026-09-18_12-00-00_UTC_again", legacy("A"))
    told = lzma.decompress((tmp_path / f"{BASE}.json.xz").read_bytes())
    (tmp_path / f"{BASE}.json").write_bytes(told)
    assert len(entries(tmp_path)) == 1


def test_a_picture_without_its_json_is_not_passed_over(tmp_path: Path) -> None:
    save(tmp_path, BASE, legacy("A"))
    (tmp_path / "2026-09-25_12-00-00_UTC.jpg").write_bytes(RED)
    alone = next(post for post in posts(tmp_path) if post.pictures)
    assert alone.at is not None
    assert {Untold.WORDS, Untold.COMMENTS} <= set(alone.untold)


def test_pictures_that_the_json_does_not_tell_of_are_pictures_of_the_post(tmp_path: Path) -> None:
    """An album may be edited between two downloads into one folder."""
    save(tmp_path, BASE, legacy("AB"))
    names = [f"{BASE}.jpg", f"{BASE}_2.jpg", f"{BASE}_10.jfif"]
    for name in names:
        (tmp_path / name).write_bytes(name.encode())
    (post,) = entries(tmp_path)
    assert isinstance(post, PublishedPost)
    assert ([media.name for media in post.media], post.missing) == (names, ())


def test_a_file_that_nobody_can_look_at_is_named_once(tmp_path: Path) -> None:
    save(tmp_path, BASE, legacy("AB"))
    for name in ("id", "AB.missing", "half.temp"):
        (tmp_path / name).touch()
    _, *unread = entries(tmp_path)
    assert [one.where for one in unread if isinstance(one, Unreadable)] == [
        "AB.missing",
        "half.temp",
    ]


def test_what_is_no_post_is_no_entry(tmp_path: Path) -> None:
    save(tmp_path, BASE, legacy("A"))
    save(tmp_path, "oakfield_1", {"id": "1", "username": "oakfield"}, "Profile")
    (tmp_path / f"{BASE}_comments.json").write_text("[]", encoding="utf-8")
    (tmp_path / "2026-09-18_12-00-00_UTC_profile_pic.jpg").write_bytes(RED)
    assert [type(entry) for entry in entries(tmp_path)] == [PublishedPost]


@pytest.mark.parametrize(
    "node",
    [
        {},
        {"shortcode": "A"},
        {"shortcode": "A", "is_video": False, "__typename": "GraphSidecar"},
        legacy("A", __typename="GraphSidecar", edge_sidecar_to_children=7),
        legacy("A", taken_at_timestamp=10**30),
        legacy("A", edge_media_to_tagged_user=[1]),
    ],
)
def test_a_node_that_is_like_no_other_is_could_not_check(tmp_path: Path, node: Node) -> None:
    save(tmp_path, BASE, node)
    assert [type(entry) for entry in entries(tmp_path)] == [Unreadable]


@pytest.mark.parametrize("told", [b"[]", b"{}", b"[" * 100_000, b"", b'"x"', b"\xff"])
@pytest.mark.parametrize("ending", [".json.xz", ".json"])
def test_json_that_is_not_instaloaders_is_could_not_check(
    tmp_path: Path, told: bytes, ending: str
) -> None:
    data = lzma.compress(told) if ending == ".json.xz" else told
    (tmp_path / f"{BASE}{ending}").write_bytes(data)
    assert [type(entry) for entry in entries(tmp_path)] == [Unreadable]


def test_a_packed_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(offline, "MAX_NODE", 1_000)
    (tmp_path / f"{BASE}.json.xz").write_bytes(lzma.compress(b" " * 1_000_000 + b"{}"))
    assert [type(entry) for entry in entries(tmp_path)] == [Unreadable]


def test_an_empty_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        entries(tmp_path)


def test_what_a_node_does_not_hold_is_never_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(socket, "getaddrinfo", lambda *host, **_: asked.append(host))
    monkeypatch.setattr(socket.socket, "connect", lambda _, host: asked.append(host))
    context = Offline()
    post = instaloader.Post(context, {"shortcode": "A"})
    with pytest.raises(instaloader.InstaloaderException):
        _ = post.typename
    with pytest.raises(instaloader.InstaloaderException):
        instaloader.Profile.from_username(context, "oakfield")
    assert isinstance(_first(tmp_path, {"shortcode": "A"}), Unreadable)
    assert asked == []


def _first(folder: Path, node: Node) -> Entry:
    save(folder, BASE, node)
    return entries(folder)[0]


SAMPLES = {
    "instaloader_real_shape": 12,
    "instaloader_real_shape_iphone": 15,
    "instaloader_real_shape_v416_normalized": 15,
    "oakfield_primary_demo": 3,
    "oakfield_primary_demo_plain_json": 3,
}
"""Posts in each sample folder: by hand, one for each moment in the files' names."""


@pytest.mark.samples
@pytest.mark.parametrize("name", SAMPLES)
def test_the_sample_folder_is_read_whole(samples: Path, name: str) -> None:
    folder = samples / "instagram" / name
    bases = {path.name.partition("_UTC")[0] for path in folder.glob("*_UTC.json*")}
    found = entries(folder)
    assert [entry for entry in found if isinstance(entry, Unreadable)] == []
    assert len(found) == len(bases) == SAMPLES[name]
    for post in posts(folder):
        assert post.id
        assert post.account
        assert post.at is not None
        assert post.words is not None
        assert post.media or post.missing


@pytest.mark.samples
def test_an_album_with_a_film_is_read_whole(samples: Path) -> None:
    folder = samples / "instagram" / "oakfield_primary_demo"
    album = next(post for post in posts(folder) if post.id == "DNZCmWE8gAC")
    assert [media.name[-6:] for media in album.media] == ["_1.jpg", "_2.jpg", "_3.jpg", "_3.mp4"]
    assert album.missing == ()


@pytest.mark.samples
def test_the_oakfield_samples_comments_are_as_they_were_made(samples: Path) -> None:
    for name in ("oakfield_primary_demo", "oakfield_primary_demo_plain_json"):
        told = {post.id: post.comments for post in posts(samples / "instagram" / name)}
        assert told == {
            "DNZCmWE8gAB": Comments.ON,
            "DNZCmWE8gAC": Comments.OFF,
            "DNZCmWE8gAD": Comments.ON,
        }


@pytest.mark.samples
def test_the_same_post_reads_the_same_in_two_shapes(samples: Path, tmp_path: Path) -> None:
    shapes = ("instaloader_real_shape_iphone", "instaloader_real_shape_v416_normalized")
    read = []
    for name in shapes:
        shutil.copytree(samples / "instagram" / name, tmp_path / name)
        read.append({(p.id, p.words, p.at, p.account) for p in posts(tmp_path / name)})
    assert read[0] == read[1]
