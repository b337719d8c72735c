"""Tools for the child process that see made-up pictures, some of which take the child along."""

from __future__ import annotations

import json
import os
import signal
import time
from pathlib import Path

from gatekeeper.domain.face import FoundFace
from gatekeeper.domain.picture import PictureFacts
from tests.fakes.examiners import FakeFinder, FakeReader, FakeText, picture


def hurtful(name: str, faces: int, marks: Path, times: int, victim: str = "child") -> bytes:
    """Return a picture that kills whoever looks for its faces, so many times.

    `marks` is an empty folder of its own; `victim` is the `child` that opens it, or its `parent`.
    """
    told = json.loads(picture(name, faces))
    return json.dumps(told | {"marks": str(marks), "times": times, "victim": victim}).encode()


def slow(name: str, faces: int, marks: Path, seconds: float) -> bytes:
    """Return a picture whose faces take so long; it leaves a mark when somebody begins."""
    told = json.loads(picture(name, faces))
    return json.dumps(told | {"marks": str(marks), "seconds": seconds}).encode()


def begun(marks: Path) -> list[int]:
    """Return the process ids of the children that began to look at a picture with these marks."""
    paths = sorted(marks.glob("*"), key=lambda path: path.stat().st_mtime_ns)
    return [int(path.name.partition("-")[0]) for path in paths]


class Reader(FakeReader):
    """Reads made-up pictures, or dies of one."""

    def read(self, data: bytes, filename: str) -> PictureFacts:
        """Return the facts, if nothing happens before."""
        endure(data)
        return super().read(data, filename)


class Finder(FakeFinder):
    """Finds faces, or dies of the picture."""

    def find(self, data: bytes) -> tuple[FoundFace, ...]:
        """Return the faces, if nothing happens before."""
        endure(data)
        return super().find(data)


def endure(data: bytes) -> None:
    """Let happen what the picture does to whoever looks at it."""
    told = json.loads(data)
    if "marks" not in told:
        return
    marks = Path(told["marks"])
    (marks / f"{os.getpid()}-{time.monotonic_ns()}").touch()
    time.sleep(told.get("seconds", 0))
    if len(begun(marks)) <= told.get("times", 0):
        os.kill(_victim(told["victim"]), signal.SIGKILL)
        time.sleep(60)


def _victim(named: str) -> int:
    return os.getppid() if named == "parent" else os.getpid()


def make_reader() -> Reader:
    """Return a reader; called in the child."""
    return Reader()


def make_finder() -> Finder:
    """Return a finder; called in the child."""
    return Finder()


def make_text() -> FakeText:
    """Return what reads text; called in the child."""
    return FakeText()
