"""`gatekeeper rules test`: 0 where all is as expected, 10 where something differs, 64 otherwise."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.terminal import Terminal
from tests.conftest import CHECKOUT

RULES = CHECKOUT / "rules"


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    """Return a book in which the register may be one school day younger."""
    folder = shutil.copytree(RULES, tmp_path / "changed")
    rule = folder / "records" / "R01_register_stale.toml"
    text = rule.read_text("utf-8")
    rule.write_text(text.replace("school_days = 10", "school_days = 9"), "utf-8")
    return folder


def test_the_shipped_book_needs_no_home(nowhere: Terminal) -> None:
    told = nowhere.run("rules", "test", "r01", "P02", "--rules", RULES)

    assert told.code == 0
    assert "R01  A register that cannot be relied on: 8 of 8 as expected" in told.out
    assert "examples came out as expected" in told.out
    assert not nowhere.home.exists()


def test_a_changed_number_is_seen_before_anybody_adopts_it(
    nowhere: Terminal, changed: Path
) -> None:
    told = nowhere.run("rules", "test", "R01", "--rules", changed)

    assert told.code == 10
    assert "7 of 8 as expected" in told.out
    assert "“ten school days old”" in told.out
    assert "found and not expected: unchecked (stale), about register" in told.out


def test_a_script_learns_what_differs(nowhere: Terminal, changed: Path) -> None:
    told = nowhere.run("rules", "test", "R01", "--rules", changed, "--json")

    assert (told.code, told.facts["ok"]) == (10, False)
    (rule,) = told.facts["rules"]
    assert (rule["cases"], rule["passed"]) == (8, 7)
    assert rule["differ"][0]["case"] == "ten school days old"


def test_a_school_brings_cases_of_its_own(nowhere: Terminal, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    case = '[[case]]\nname = "ours"\nregister = { pupils = 0 }\nexpect = []\n'
    (mine / "register_stale.toml").write_text(case, "utf-8")
    told = nowhere.run("rules", "test", "--rules", RULES, "--cases", mine)

    assert told.code == 10
    assert "found and not expected: unchecked (empty), about register" in told.out
    assert "No case was tried of: A01" in told.out


def test_a_book_that_nobody_adopted_is_called_so(desk: Terminal) -> None:
    policy = desk.home / "rules" / "policy.md"
    policy.write_text(policy.read_text("utf-8") + "\n\nMore words.\n", "utf-8")
    told = desk.run("rules", "test", "R01")

    assert told.code == 0
    assert "NOT IN FORCE" in told.out


@pytest.mark.parametrize("wrong", [["Z99"], ["--cases", "nowhere"], ["--cases", str(RULES)]])
def test_what_is_not_understood_is_said(wrong: list[str], nowhere: Terminal) -> None:
    told = nowhere.run("rules", "test", *wrong, "--rules", RULES)

    assert told.code == 64
