"""The ledger, verified by somebody who has an export, a fingerprint and a head value: no home."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli.brought import bring
from tests.cli.terminal import DEPUTY, HEAD, OFFICE, TEACHER, Terminal, Told
from tests.fakes.clock import FrozenClock

Change = Callable[[list[str]], list[str]]


@dataclass
class Governor:
    """Somebody with a machine of her own, and what was written into the minutes."""

    desk: Terminal
    export: Path
    fingerprint: str
    head: str

    def verify(self, *outside: str, file: Path | None = None) -> Told:
        """Verify the export, or another file."""
        return self.desk.run("ledger", "verify", file or self.export, *outside)

    def both(self) -> tuple[str, ...]:
        """Return what the minutes say, as options."""
        return ("--trust", self.fingerprint, "--head", self.head)


@pytest.fixture
def governor(desk: Terminal, tmp_path: Path) -> Governor:
    """Return a governor after a post was signed off, and somebody went on working."""
    desk.do("check", bring(tmp_path / "news"), by=TEACHER)
    desk.do("submit", "news", by=DEPUTY)
    desk.do("sign-off", "news", "--yes", by=HEAD)
    head = desk.do("ledger", "head")["head"]
    desk.do("register", "confirm", by=OFFICE)
    export = tmp_path / "ledger.jsonl"
    desk.do("ledger", "export", export)
    elsewhere = Terminal(tmp_path / "no home here", FrozenClock())
    return Governor(elsewhere, export, desk.fingerprint, head)


def test_it_is_verified_without_the_home(governor: Governor) -> None:
    told = governor.verify(*governor.both())
    assert told.code == 0
    assert "Trust was followed from the fingerprint in hand." in told.text
    assert "The head value in hand is in it" in told.text
    assert not governor.desk.home.exists()


def test_the_values_may_be_typed_as_they_were_copied(governor: Governor) -> None:
    in_groups = " ".join(governor.head.upper()[n : n + 4] for n in range(0, 64, 4))
    assert governor.verify("--trust", governor.fingerprint.upper(), "--head", in_groups).code == 0


def test_without_anything_from_outside_it_says_so(governor: Governor) -> None:
    told = governor.verify()
    assert told.code == 0
    assert "A chain alone proves order, not honesty." in told.text


def test_no_name_is_in_it(governor: Governor) -> None:
    text = governor.export.read_text("utf-8")
    for name in ("Chen", "Ash", "Hale", "Silva", "Lovely work", "www.instagram.com"):
        assert name not in text


@pytest.mark.parametrize("option", ["--trust", "--head"])
def test_another_value_than_the_minutes_say_is_noticed(option: str, governor: Governor) -> None:
    assert governor.verify(option, "0" * 64).code == 20


def swapped(lines: list[str]) -> list[str]:
    return [*lines[:-2], lines[-1], lines[-2]]


def without_one(lines: list[str]) -> list[str]:
    return [*lines[:5], *lines[6:]]


def with_other_actor(lines: list[str]) -> list[str]:
    entry = json.loads(lines[-1])
    return [*lines[:-1], json.dumps({**entry, "actor": "somebody"})]


def cut_off(lines: list[str]) -> list[str]:
    """Cut off everything since the sign-off, which breaks no chain."""
    return lines[:-3]


@pytest.mark.parametrize("change", [swapped, without_one, with_other_actor, cut_off])
def test_what_was_changed_since_is_noticed(
    change: Change, governor: Governor, tmp_path: Path
) -> None:
    lines = governor.export.read_text("utf-8").splitlines()
    changed = tmp_path / "changed.jsonl"
    changed.write_text("\n".join(change(lines)), "utf-8")
    told = governor.verify(*governor.both(), file=changed)
    assert told.code == 20
    assert "hold" in told.text or "not in it" in told.text


@pytest.mark.parametrize("content", ["", "{}", "not json", '{"number": 1}', "[" * 10_000])
def test_what_is_no_export_proves_nothing(content: str, governor: Governor, tmp_path: Path) -> None:
    file = tmp_path / "strange.jsonl"
    file.write_text(content, "utf-8")
    assert governor.verify(*governor.both(), file=file).code in {20, 64}
