"""`gatekeeper child look-through`: an answer is about the list that somebody looked at."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from tests.cli.terminal import DEPUTY, OFFICE, Terminal
from tests.fakes.examiners import picture

ZAIN = ("child", "look-through", "Zain Rahman")


def test_an_answer_says_which_list_was_looked_at_or_it_is_none(
    desk: Terminal, tmp_path: Path
) -> None:
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / "2026-11-16 bridges.jpg").write_bytes(picture("bridges", 1))
    before = desk.clock.now() - timedelta(hours=1)
    desk.run("reconcile", tmp_path / "archive", by=OFFICE)
    desk.do("child", "posts", "Zain Rahman", "--reason", "the family asks for it", by=OFFICE)
    listed = desk.ask(*ZAIN, by=OFFICE)
    (post,) = (one["post"] for one in listed["left"])

    for shown_at in ((), ("--shown-at", "today"), ("--shown-at", "2026-11-20T10:30:00")):
        told = desk.run(*ZAIN, "--not-in", post, *shown_at, by=OFFICE)
        assert told.code == 64
        assert "not said which list you looked at" in told.text
    early = ("--not-in", post, "--shown-at", before.isoformat())
    assert desk.ask(*ZAIN, *early, by=OFFICE)["done"] == 0
    assert f"--shown-at {desk.clock.now().isoformat()}" in desk.run(*ZAIN, by=OFFICE).text
    seen = ("--not-in", post, "--shown-at", listed["shown_at"])
    assert desk.do(*ZAIN, *seen, by=OFFICE)["left"] == []


def test_a_film_counts_as_looked_at_once_it_is_said_to_have_been_watched(
    desk: Terminal, tmp_path: Path
) -> None:
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / "2026-11-16 bridges.mp4").write_bytes(b"a film")
    desk.run("audit", "run", tmp_path / "archive", by=DEPUTY)
    desk.do("child", "posts", "Zain Rahman", "--reason", "the family asks for it", by=OFFICE)
    assert "answer with `--watched`" in desk.run(*ZAIN, by=OFFICE).text
    listed = desk.ask(*ZAIN, by=OFFICE)
    (post,) = (one["post"] for one in listed["left"])
    of = ("--shown-at", listed["shown_at"])
    assert len(desk.ask(*ZAIN, "--not-in", post, *of, by=OFFICE)["left"]) == 1
    assert desk.do(*ZAIN, "--watched", post, *of, by=OFFICE)["left"] == []
