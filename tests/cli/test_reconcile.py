"""`gatekeeper reconcile`: the exit code says if something that is live is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.archive.meta_server import TOKEN, MetaServer, served
from tests.cli.terminal import OFFICE, TEACHER, Terminal

POST = {
    "id": "1",
    "media_type": "IMAGE",
    "media_product_type": "FEED",
    "caption": "Hari Menon is here.",
    "permalink": "https://www.instagram.com/p/S1/",
    "shortcode": "S1",
    "timestamp": "2026-11-30T12:00:00+0000",
    "username": "oakfield",
    "is_comment_enabled": False,
}


def test_a_stray_post_of_the_own_account_ends_with_20_and_no_picture_is_downloaded(
    desk: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GATEKEEPER_INSTAGRAM_TOKEN", TOKEN)
    with served(MetaServer()) as meta:
        meta.media = [{**POST, "media_url": meta.file("1.jpg")}]
        monkeypatch.setenv("GATEKEEPER_INSTAGRAM_HOST", meta.url)
        told = desk.run("reconcile", by=OFFICE)
        again = desk.run("reconcile", "--json", by=OFFICE)
        meta.media[0]["timestamp"] = "2020-01-01T12:00:00+0000"
        mended = desk.run("reconcile", by=OFFICE)

    assert told.code == 20
    assert "30 November 2026 https://www.instagram.com/p/S1/ is live, and was not" in told.text
    assert "Hari" not in told.text
    assert again.code == 20
    assert again.facts["open"][0]["wrong"] == "is live, and was not released here"
    assert again.facts["new"] == 0
    assert mended.code == 0
    assert len(meta.seen_tokens) == 3


def test_a_refusal_is_could_not_check_and_ends_it(
    desk: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GATEKEEPER_INSTAGRAM_TOKEN", TOKEN)
    with served(MetaServer(failing={1: (429, {"error": {"code": 4}})})) as meta:
        monkeypatch.setenv("GATEKEEPER_INSTAGRAM_HOST", meta.url)
        told = desk.run("reconcile", by=OFFICE)

    assert told.code == 30
    assert "COULD NOT CHECK the rest: Instagram says that it was asked too often" in told.text
    assert len(meta.asked) == 1
    assert "compare what is live" in desk.run("tasks").text


def test_an_export_that_tells_not_all_is_could_not_check(desk: Terminal, tmp_path: Path) -> None:
    (tmp_path / "2020-01-01 old.txt").write_text("We built bridges.")

    told = desk.run("reconcile", tmp_path, by=OFFICE)
    assert told.code == 30
    assert "COULD NOT CHECK whether comments are off: 1" in told.text


def test_without_a_door_it_is_said_what_to_do(desk: Terminal) -> None:
    told = desk.run("reconcile", by=OFFICE)
    assert told.code == 64
    assert "GATEKEEPER_INSTAGRAM_TOKEN" in told.text


def test_a_teacher_does_not_compare(desk: Terminal) -> None:
    assert desk.run("reconcile", by=TEACHER).code == 20
