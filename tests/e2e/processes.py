"""Real processes of the real command line, each forked from a clean one that imported it.

A process can be told to die: at its n-th *touch*, which is the moment before or after a call that
reaches the disk, the database or another process.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from multiprocessing.process import BaseProcess
from multiprocessing.synchronize import Barrier
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from gatekeeper.cli.edge import run
from tests.cli.terminal import COMMAND, Terminal, Told, pretend
from tests.fakes.clock import FrozenClock
from tests.fakes.examiners import FakeExaminers
from tests.forked import server

TOUCHES = {
    "posix": frozenset({"open", "fsync", "replace", "rename", "unlink", "mkdir", "rmdir"}),
    "sqlite3": frozenset({"execute", "commit", "rollback", "close"}),
    "_io": frozenset({"write", "flush"}),
}
"""What reaches the disk or the database, by the module that does it."""


@dataclass(frozen=True, slots=True)
class Typed:
    """One command as it is typed, at which home, when, and where its output goes."""

    home: Path
    moment: datetime
    arguments: tuple[str, ...]
    out: Path
    real_pictures: bool = False
    die_at: int = 0
    """At which touch to die; 0: never."""


def typed(terminal: Terminal, *arguments: object, by: str, out: Path, die_at: int = 0) -> Typed:
    """Return a command for a process of its own, at the terminal's home and moment."""
    words = ("--home", str(terminal.home), *map(str, arguments), "--as", by)
    real = terminal.examiners is None
    return Typed(terminal.home, terminal.clock.now(), words, out, real, die_at)


def start(command: Typed, together: Barrier | None = None) -> BaseProcess:
    """Start a process that runs the command, at the same moment as others if told so."""
    process = server().Process(target=run_typed, args=(command, together))
    process.start()
    return process


def told(process: BaseProcess, command: Typed) -> Told:
    """Wait for a process and return what it printed and its exit code (-9: it was killed)."""
    process.join()
    assert process.exitcode is not None
    both = command.out.read_text("utf-8") if command.out.exists() else ""
    return Told(process.exitcode, both, "")


def run_typed(command: Typed, together: Barrier | None) -> None:
    """Run one command in this very process and leave with its exit code."""
    examiners = None if command.real_pictures else FakeExaminers()
    terminal = Terminal(command.home, FrozenClock(command.moment), examiners)
    pretend(pytest.MonkeyPatch(), terminal)
    with command.out.open("w", encoding="utf-8") as out:
        sys.stdout = sys.stderr = out
        if together is not None:
            together.wait()
        touches = _watched(command.die_at)
        code = run(COMMAND, command.arguments)
        sys.setprofile(None)
    command.out.with_suffix(".touches").write_text("\n".join(touches), "utf-8")
    os._exit(code)  # nothing of this fork is to be tidied up


def _watched(die_at: int) -> list[str]:
    """Note every touch from now on; die at the one asked for."""
    touches: list[str] = []

    def notice(_: FrameType, event: str, called: Any) -> None:
        name = _touch(called) if event in {"c_call", "c_return"} else ""
        if name:
            touches.append(f"{event} {name}")
            if len(touches) == die_at:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.setprofile(notice)
    return touches


def _touch(called: Callable[..., object]) -> str:
    owner = getattr(called, "__self__", None)
    module = getattr(owner, "__name__", "") if isinstance(owner, type(sys)) else ""
    module = module or type(owner).__module__
    name = getattr(called, "__name__", "")
    return f"{module}.{name}" if name in TOUCHES.get(module, ()) else ""
