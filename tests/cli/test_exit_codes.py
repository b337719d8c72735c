"""The exit codes that a script may rely on, each shown by commands that people type."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.brought import answers, bring, with_faces
from tests.cli.terminal import DEPUTY, HEAD, TEACHER, Terminal
from tests.fakes.examiners import FakeNames

CHILD = "Maya Silva"


def test_a_draft_with_nothing_wrong_is_0(desk: Terminal, tmp_path: Path) -> None:
    told = desk.run("check", bring(tmp_path / "news"), by=TEACHER)
    assert told.code == 0
    assert "Nothing stands against this post" in told.out


def test_a_question_that_somebody_must_answer_is_10(desk: Terminal, tmp_path: Path) -> None:
    told = desk.run("check", with_faces(tmp_path / "news", 1), by=TEACHER)
    assert told.code == 10
    assert "Somebody has to answer" in told.out


def test_a_step_before_its_time_is_10(desk: Terminal, tmp_path: Path) -> None:
    desk.do("check", bring(tmp_path / "news"), by=TEACHER)
    told = desk.run("sign-off", "news", "--yes", by=HEAD)
    assert (told.code, told.out) == (10, "")


def test_a_child_who_may_not_be_shown_is_20(desk: Terminal, tmp_path: Path) -> None:
    draft = with_faces(tmp_path / "news", 1)
    desk.run("check", draft, by=TEACHER)
    desk.do("answer", "news", "1.1", "--pupil", "Omar Haddad", by=TEACHER)
    told = desk.run("check", draft, by=TEACHER)
    assert told.code == 20
    assert "It cannot go out like this." in told.out
    assert desk.run("submit", "news", by=DEPUTY).code == 20


def test_a_person_who_may_not_is_20(desk: Terminal, tmp_path: Path) -> None:
    desk.do("check", bring(tmp_path / "news"), by=TEACHER)
    told = desk.run("submit", "news", by=TEACHER)
    assert told.code == 20
    assert f"{TEACHER} may not send a draft for sign-off." in told.text


def test_a_search_that_could_not_be_made_is_30(desk: Terminal, tmp_path: Path) -> None:
    assert desk.examiners is not None
    desk.examiners.finder.broken = True
    told = desk.run("check", with_faces(tmp_path / "news", 1), by=TEACHER)
    assert told.code == 30
    assert "could not be checked, so this is not a yes" in told.out


def test_a_rule_book_that_nobody_adopted_is_30(desk: Terminal, tmp_path: Path) -> None:
    policy = desk.home / "rules" / "policy.md"
    policy.write_text(policy.read_text("utf-8") + "\nOne more line.\n", "utf-8")
    told = desk.run("check", bring(tmp_path / "news"), by=TEACHER)
    assert told.code == 30
    assert "gatekeeper rules adopt" in told.text


@pytest.mark.parametrize("gone", ["rules", "calendar.toml", "keys/home.key"])
def test_a_home_that_lacks_something_is_30(gone: str, desk: Terminal, tmp_path: Path) -> None:
    (desk.home / gone).rename(tmp_path / "taken away")
    assert desk.run("check", bring(tmp_path / "news"), by=TEACHER).code == 30


@pytest.mark.parametrize(
    "typed",
    [
        ("check", "no such post"),
        ("submit", "no such post"),
        ("release", "news", "--channel", "myspace", "--device", "x", "--to", "y"),
        ("channel", "record", "instagram", "--fact", "colour=2026-11-20"),
        ("channel", "record", "instagram", "--fact", "review_by=20/11/2026"),
        ("crop", "news", 1, "0,0,10"),
        ("answer", "news", "first"),
        ("answer", "news", "1.1"),
        ("answer", "news", "1.1", "--cover", "--nobody"),
        ("answer", "news", "1.1", "--cover", "--file", "x.toml"),
        ("answer", "news", "1.1", "--cover", "--here", "Maya Silva=1"),
        ("answer", "news", "1.1", "--visitor", "Dr Ola", "--agreed-with", HEAD),
        ("stand-in", "appoint", DEPUTY, "--from", "tomorrow", "--to", "2026-11-30"),
    ],
)
def test_what_was_typed_wrongly_is_64(
    typed: tuple[object, ...], desk: Terminal, tmp_path: Path
) -> None:
    desk.run("check", with_faces(tmp_path / "news", 1), by=TEACHER)
    before = desk.do("ledger", "head")
    told = desk.run(*typed, by=HEAD)
    assert (told.code, told.out) == (64, "")
    assert "→" in told.err
    assert desk.do("ledger", "head") == before


def test_a_crash_is_70_and_neither_a_pass_nor_a_leak(
    desk: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_: object) -> None:
        raise RuntimeError(CHILD)

    draft = with_faces(tmp_path / "news", 1)
    desk.run("check", draft, by=TEACHER)
    desk.do("answer", "news", "--file", answers(tmp_path / "a.toml", CHILD), by=TEACHER)
    monkeypatch.setattr(FakeNames, "find", crash)
    for json in ((), ("--json",)):
        told = desk.run("check", draft, *json, by=TEACHER)
        assert told.code == 70
        assert "Nothing passed" in told.text
        assert CHILD not in told.text
        assert "Traceback" not in told.text
    assert desk.run("submit", "news", by=DEPUTY).code == 70
    assert desk.do("posts")["posts"][0]["stage"] == "draft"
