"""kill -9 of an audit at any moment, then `--resume`: the result of an undisturbed run."""

from __future__ import annotations

import os
import random
import shutil
import signal
from pathlib import Path
from typing import Any

import pytest

from tests.cli.terminal import DEPUTY, Terminal, seated
from tests.e2e.processes import start, told, typed
from tests.e2e.whole import story
from tests.fakes.examiners import FakeExaminers

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kill -9 is a matter of POSIX")

COMMIT = "c_call sqlite3.commit"
KILLS = 3


def test_an_audit_killed_at_any_moment_ends_as_if_nothing_had_happened(
    oakfield: Terminal, archive: Path, tmp_path: Path
) -> None:
    expected, touches = audited(oakfield, archive, tmp_path / "unharmed", 0)
    assert len(expected) == 3
    chance = random.Random(6)  # noqa: S311 - the same moments at every run
    commits = [n for n, touch in enumerate(touches, 1) if touch.endswith(COMMIT)]
    for moment in chance.sample(commits[3:], KILLS):
        found, _ = audited(oakfield, archive, tmp_path / str(moment), moment + chance.randint(0, 1))
        assert found == expected


def audited(
    oakfield: Terminal, archive: Path, folder: Path, die_at: int
) -> tuple[list[dict[str, Any]], list[str]]:
    """Return what an audit says, killed at this touch and taken up, and what it touched."""
    desk = oakfield.copy(folder / "home")
    desk.examiners = FakeExaminers()
    command = typed(
        *(desk, "audit", "run", archive, "--resume"), by=DEPUTY, out=folder / "out", die_at=die_at
    )
    killed = told(start(command), command).code
    with seated(desk):
        story(desk.home)
        if die_at:
            assert killed == -signal.SIGKILL
            assert desk.run("audit", "run", archive, "--resume", by=DEPUTY).code == 20
        posts: list[dict[str, Any]] = desk.ask("audit", "show", by=DEPUTY)["posts"]
    notes = folder / "out.touches"
    touches = notes.read_text("utf-8").splitlines() if notes.exists() else []
    shutil.rmtree(desk.home)
    return posts, touches
