"""Who holds a lease: which process of which machine, and whether it is still there.

A number of a process is used again; the tick at which it started tells two of them apart, where the
system says it (Linux). Whatever cannot be told counts as alive: a lease then ends by itself.
"""

from __future__ import annotations

import os
import socket
from pathlib import Path

START = 19
"""Place of the start in /proc/PID/stat, counted from the state (proc(5): fields 22 and 3)."""
GONE = ("Z", "X")
"""States of a process that does nothing any more and waits to be forgotten."""


def holder() -> str:
    """Return this very process: machine, number, start."""
    return f"{socket.gethostname()}/{os.getpid()}/{_start(os.getpid())}"


def gone(held_by: str) -> bool:
    """Whether the process was of this machine and is no more."""
    machine, number, start = held_by.rsplit("/", 2) if held_by.count("/") > 1 else ("", "", "")
    if os.name != "posix" or machine != socket.gethostname() or not number.isdecimal():
        return False
    if not _runs(int(number)):
        return True
    now = _start(int(number))
    return bool(start and now) and start != now


def _runs(number: int) -> bool:
    try:
        os.kill(number, 0)  # asks, and ends nothing
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return "".join(_stat(number)[:1]) not in GONE


def _start(number: int) -> str:
    fields = _stat(number)
    return fields[START] if len(fields) > START else ""


def _stat(number: int) -> list[str]:
    """Return what the system says of a process, from its state on; nothing where it says none."""
    try:
        text = Path(f"/proc/{number}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return []
    return text.rpartition(")")[2].split()
