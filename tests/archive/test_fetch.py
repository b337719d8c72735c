"""Instaloader's own download, against a server on a real socket; at the first refusal it stops."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from gatekeeper.archive.fetch import Fetched, fetch
from gatekeeper.archive.files import Folder
from gatekeeper.archive.instaloader_folder import InstaloaderFolder
from gatekeeper.cli.edge import run
from gatekeeper.cli.main import app
from gatekeeper.domain.published_post import PublishedPost, Unreadable
from gatekeeper.domain.release import Comments
from gatekeeper.errors import CouldNotCheck, UsageError
from tests.archive.contract import FILMED, RED
from tests.archive.instagram_site import ACCOUNT, Site, visited

pytestmark = pytest.mark.filterwarnings(
    "ignore:datetime.datetime.utcfromtimestamp:DeprecationWarning"
)
CODES = [f"CODE{number}" for number in range(5)]
CHALLENGE = json.dumps({"message": "challenge_required", "status": "fail"}).encode()
JSON = {"Content-Type": "application/json"}
LOGIN = {"Location": "https://www.instagram.com/accounts/login/"}
CHECKPOINT = {"Location": "https://www.instagram.com/challenge/"}


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    pictures = {f"pictures/{code}.jpg": RED for code in CODES}
    with visited(Site(list(CODES), pictures), monkeypatch) as there:
        yield there


def fetched(folder: Path, heard: list[int] | None = None) -> Fetched:
    told = heard.append if heard is not None else (lambda _: None)
    return fetch(ACCOUNT, folder, told, pause=0)


def posts(folder: Path) -> list[PublishedPost]:
    entries = InstaloaderFolder(Folder(folder)).entries()
    return [entry for entry in entries if isinstance(entry, PublishedPost)]


def unreadable(folder: Path) -> list[Unreadable]:
    entries = InstaloaderFolder(Folder(folder)).entries()
    return [entry for entry in entries if isinstance(entry, Unreadable)]


def test_every_post_is_downloaded_and_read_back(site: Site, tmp_path: Path) -> None:
    heard: list[int] = []
    assert fetched(tmp_path, heard) == Fetched(posts=5, gone=0)
    assert heard == [1, 2, 3, 4, 5]
    read = {post.id: post for post in posts(tmp_path)}
    assert set(read) == set(CODES)
    assert all(not post.missing for post in read.values())
    assert read["CODE1"].words == "Post 1 of the café."
    assert (read["CODE1"].comments, read["CODE2"].comments) == (Comments.ON, Comments.OFF)
    assert site.asked.count("list") == 2


@pytest.mark.parametrize("what", ["page", "start", "list", "CODE3", "pictures/CODE3.jpg"])
@pytest.mark.parametrize("status", [401, 403, 429])
def test_at_the_first_refusal_it_stops_at_once(
    site: Site, tmp_path: Path, what: str, status: int
) -> None:
    site.refusing[what] = (status, {}, b"")
    with pytest.raises(CouldNotCheck, match="asked us to stop") as stopped:
        fetched(tmp_path)
    assert site.asked[-1] == what
    assert site.asked.count(what) == 1
    for door in ("could be locked", "own export", "official API"):
        assert door in stopped.value.remedy


@pytest.mark.parametrize("ending", ["jpg", "mp4"])
def test_a_film_or_its_title_picture_that_is_refused_stops_it_too(
    site: Site, tmp_path: Path, ending: str
) -> None:
    site.films = {"CODE3"}
    site.pictures["pictures/CODE3.mp4"] = FILMED
    assert fetched(tmp_path / "whole").gone == 0
    site.refusing[f"pictures/CODE3.{ending}"] = (403, {}, b"")
    with pytest.raises(CouldNotCheck, match="asked us to stop"):
        fetched(tmp_path / "stopped")
    assert site.asked[-1] == f"pictures/CODE3.{ending}"


@pytest.mark.parametrize(
    ("what", "answer"),
    [
        ("CODE3", (400, JSON, CHALLENGE)),
        ("CODE3", (302, LOGIN, b"")),
        ("page", (302, LOGIN, b"")),
        ("page", (302, CHECKPOINT, b"")),
    ],
)
def test_at_a_challenge_it_stops_at_once(
    site: Site, tmp_path: Path, what: str, answer: tuple[int, dict[str, str], bytes]
) -> None:
    site.refusing[what] = answer
    with pytest.raises(CouldNotCheck, match="asked us to stop"):
        fetched(tmp_path)
    assert site.asked[-1] == what


def test_the_next_run_goes_on_from_there(site: Site, tmp_path: Path) -> None:
    site.refusing["CODE3"] = (429, {}, b"")
    with pytest.raises(CouldNotCheck):
        fetched(tmp_path)
    assert {post.id for post in posts(tmp_path)} == {"CODE0", "CODE1", "CODE2"}
    assert "broke off" in "".join(one.why for one in unreadable(tmp_path))
    site.refusing.clear()
    site.asked.clear()
    heard: list[int] = []
    assert fetched(tmp_path, heard).posts == 2
    assert heard == [4, 5]
    assert {"CODE1", "CODE2"}.isdisjoint(site.asked)
    assert unreadable(tmp_path) == []
    assert {post.id for post in posts(tmp_path)} == set(CODES)


def test_a_post_that_was_deleted_just_now_ends_nothing(site: Site, tmp_path: Path) -> None:
    site.refusing["CODE1"] = (404, {}, b"")
    del site.pictures["pictures/CODE3.jpg"]
    assert fetched(tmp_path) == Fetched(posts=5, gone=2)
    assert {post.id for post in posts(tmp_path)} == {"CODE0", "CODE2", "CODE4"}
    assert [one.why for one in unreadable(tmp_path)] == [
        "Instagram did not hand this post out, or not all of it, when it was downloaded"
    ] * 2


def test_what_could_not_be_had_is_forgotten_when_the_next_download_has_it(
    site: Site, tmp_path: Path
) -> None:
    lost = site.pictures.pop("pictures/CODE3.jpg")
    fetched(tmp_path)
    site.pictures["pictures/CODE3.jpg"] = lost
    fetched(tmp_path)
    assert unreadable(tmp_path) == []
    assert {post.id for post in posts(tmp_path)} == set(CODES)


def test_many_posts_that_cannot_be_had_are_instagrams_doing(site: Site, tmp_path: Path) -> None:
    site.refusing |= dict.fromkeys(CODES, (200, JSON, b'{"data": {}}'))
    with pytest.raises(CouldNotCheck):
        fetched(tmp_path)


@pytest.mark.parametrize(
    ("what", "answer", "says"),
    [
        ("list", (200, JSON, b'{"data": {"another": 1}}'), "changes often"),
        ("list", (500, {}, b""), "does not answer"),
        ("page", (200, {}, b"<html></html>"), None),
    ],
)
def test_what_else_goes_wrong_is_one_sentence(
    site: Site,
    tmp_path: Path,
    what: str,
    answer: tuple[int, dict[str, str], bytes],
    says: str | None,
) -> None:
    site.refusing[what] = answer
    if says is None:
        with pytest.raises(UsageError, match="no account called"):
            fetched(tmp_path)
        return
    with pytest.raises(CouldNotCheck, match=says):
        fetched(tmp_path)


def test_nothing_is_said_but_by_us(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site.refusing["CODE3"] = (429, {}, b"")
    with pytest.raises(CouldNotCheck):
        fetched(tmp_path)
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("name", ["", "@oakfield", "../x", "a b", "x" * 31])
def test_what_is_no_account_is_never_asked_for(site: Site, tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError):
        fetch(name, tmp_path, lambda _: None, pause=0)
    assert site.asked == []


def test_a_folder_with_braces_is_only_a_folder(site: Site, tmp_path: Path) -> None:
    folder = tmp_path / "{target}"
    folder.mkdir()
    fetched(folder)
    assert len(posts(folder)) == len(site.codes)


def test_the_command_downloads_and_says_what_comes_next(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    del site.pictures["pictures/CODE3.jpg"]
    line = ["audit", "fetch", ACCOUNT, "--into", str(tmp_path / "posts"), "--pause", "0"]
    assert run(app, line) == 0
    said = capsys.readouterr().out
    assert "5 posts gone through; 1 of them could not be had." in said
    assert "gatekeeper audit run" in said
    assert run(app, [*line, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["posts"] == 5


def test_the_command_stops_with_what_is_safer(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site.refusing["page"] = (429, {}, b"")
    line = ["audit", "fetch", ACCOUNT, "--into", str(tmp_path), "--pause", "0"]
    assert run(app, line) == 30
    assert "Two doors are safer" in capsys.readouterr().err


def test_the_command_says_where_it_cannot_write(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_bytes(b"")
    line = ["audit", "fetch", ACCOUNT, "--into", str(tmp_path / "file" / "x"), "--pause", "0"]
    assert run(app, line) == 64
    assert "Name another folder" in capsys.readouterr().err
    assert site.asked == []
