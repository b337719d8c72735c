"""Tools that do to a child process what a hostile picture could do to it."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from gatekeeper.domain.picture import Box, Carried, Fingerprint, PictureFacts
from gatekeeper.errors import PictureRefused


class OwnRefusal(PictureRefused):
    """A tool's own kind of refusal, unknown to the parent."""

    def __init__(self) -> None:
        super().__init__("Not this one.", "Take another.")


class CallsBack:
    """An object whose pickle starts a program where it is read."""

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return subprocess.run, (("touch", os.environ.get("GUARD_TEST_MARK", "never")),)


class Bad:
    """Every way to fail, and a few to succeed."""

    version = "bad-1"

    def read(self, data: bytes, filename: str) -> object:
        """Stand in for a picture reader: the file's name says what happens."""
        return getattr(self, filename)(data)

    def find(self, data: bytes) -> object:
        """Stand in for a face finder."""
        return (Box(0, 0, 1, 1), data)

    def echo(self, value: object) -> object:
        return value

    def facts(self, _: object = None) -> PictureFacts:
        return PictureFacts("image/jpeg", 2, 3, Carried(), Fingerprint("00", 0))

    def pid(self) -> int:
        return os.getpid()

    def segfault(self, _: object = None) -> None:
        ctypes.string_at(0)

    def leave(self, _: object = None) -> None:
        os._exit(3)

    def spin(self, _: object = None) -> None:
        sum(range(10**13))  # one C loop that never lets go of the interpreter

    def mark_and_spin(self, mark: str) -> None:
        Path(mark).touch()
        self.spin()

    def sleep(self, _: object = None) -> None:
        time.sleep(3600)

    def eat(self, _: object = None) -> list[bytearray]:
        return [bytearray(10_000_000) for _ in range(10_000)]

    def hoard(self, size: int) -> int:
        """Keep so many bytes for as long as the child lives."""
        self._kept = bytearray(size)
        return len(self._kept)

    def need(self, size: int) -> int:
        """Need so many bytes for a moment."""
        return len(bytearray(size))

    def blunder(self, _: object = None) -> float:
        return 1 / 0

    def refuse(self, _: object = None) -> None:
        raise PictureRefused("This is a video.", "Choose a photograph.")

    def refuse_in_own_words(self) -> None:
        raise OwnRefusal

    def chatter(self) -> str:
        print("noise on standard output")  # noqa: T201
        sys.stdout.flush()
        subprocess.run(("echo", "more noise"), check=True)
        return "said"

    def betray(self) -> object:
        return CallsBack()

    def path(self) -> object:
        return Path("somewhere")

    def flood(self) -> bytes:
        return bytes(150_000_000)


def make_bad() -> Bad:
    """Return the tool; a guard pickles this function by its name."""
    return Bad()


def make_nothing() -> object:
    """Fail to make a tool, as when a library is missing."""
    raise ImportError("no such library")
