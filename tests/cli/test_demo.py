"""The demonstration: the first thing that anybody sees of gatekeeper."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from gatekeeper.cli.demo import Walked
from gatekeeper.domain.verdict import Verdict
from tests.cli.terminal import DRAFTS, Terminal


@pytest.mark.models
@pytest.mark.slow
@pytest.mark.usefixtures("true_models")
def test_every_draft_is_as_expected_and_the_ledger_verifies(
    looking: Terminal, tmp_path: Path
) -> None:
    told = looking.do("demo", "--home", tmp_path / "kept")
    walked = {item["name"]: item for item in told["drafts"]}
    assert set(walked) == {path.name for path in DRAFTS.iterdir()}
    for name, item in walked.items():
        expected = tomllib.loads((DRAFTS / name / "expect.toml").read_text("utf-8"))
        assert (name, item["found"]) == (name, expected["findings"])
    assert told["ledger_verified"] is True
    assert told["ok"] is True
    kept = Terminal(tmp_path / "kept", looking.clock)
    stages = {row["post"]: row["stage"] for row in kept.do("posts")["posts"]}
    assert stages["nothing_wrong"] == "published, comments seen off"
    assert stages["trip_not_over"] == "on the tablet"
    assert {stages[name] for name in set(stages) - {"nothing_wrong", "trip_not_over"}} == {"draft"}


@pytest.mark.usefixtures("true_models")
def test_it_is_never_held_where_a_school_is_kept(desk: Terminal) -> None:
    before = desk.do("ledger", "head")
    told = desk.run("demo", "--home", desk.home)
    assert told.code == 64
    assert "is a home already" in told.text
    assert desk.do("ledger", "head") == before


def test_without_models_it_says_how_to_get_them(
    nowhere: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GATEKEEPER_MODELS", str(tmp_path / "no models"))
    told = nowhere.run("demo")
    assert (told.code, told.out) == (30, "")
    assert "gatekeeper models fetch" in told.text


@pytest.mark.parametrize(
    ("found", "verdict"),
    [
        (("X03 full_name", "X04 code"), Verdict.BLOCK),
        ((), Verdict.BLOCK),
        (("X03 full_name", "X03 full_name"), Verdict.BLOCK),
        (("X03 full_name",), Verdict.ASK),
    ],
)
def test_one_finding_more_or_less_is_not_as_expected(
    found: tuple[str, ...], verdict: Verdict
) -> None:
    right = Walked("pegs", Verdict.BLOCK, Verdict.BLOCK, (), ("X03 full_name",), ("X03 full_name",))

    assert right.as_expected
    assert not replace(right, found=found, verdict=verdict).as_expected
