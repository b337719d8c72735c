"""Who holds a lease: which process of which machine, and whether it is still there.

A name says too little: containers often share one, and in each of them the first process is number
1. So a machine is this boot of a kernel and this space of numbers in it, where the system tells of
them (Linux). A number of a process is used again; the tick at which it started tells two of them
apart. Whatever cannot be told counts as alive: a lease then ends by itself.
"""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

START = 19
"""Place of the start in /proc/PID/stat, counted from the state (proc(5): fields 22 and 3)."""
GONE = ("Z", "X")
"""States of a process that does nothing any more and waits to be forgotten."""
BOOT = Path("/proc/sys/kernel/random/boot_id")
NUMBERS = Path("/proc/self/ns/pid")
"""The space in which this process has its number; a container has one of its own."""


def holder() -> str:
    """Return this very process: machine, number, start, and what nobody else drew."""
    number = os.getpid()
    return f"{_machine()}/{number}/{_start(number)}/{_drawn(number)}"


def gone(held_by: str) -> bool:
    """Whether the process was of this very machine and is no more."""
    machine, number, start = [*held_by.split("/"), "", ""][:3]
    if not machine or machine != _machine() or not number.isdecimal():
        return False
    if not _runs(int(number)):
        return True
    now = _start(int(number))
    return bool(start and now) and start != now


def _machine() -> str:
    """Return this boot and this space of numbers; nothing where the system tells of neither."""
    with suppress(OSError):
        return f"{BOOT.read_text(encoding='ascii').strip()} {NUMBERS.readlink()}"
    return ""


@lru_cache(maxsize=1)
def _drawn(number: int) -> str:
    """Return the same for one process at each call, and another after a fork."""
    del number
    return secrets.token_hex(8)


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
