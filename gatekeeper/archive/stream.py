"""A file that comes in pieces from somewhere else, of which every failure is an `OSError`."""

from __future__ import annotations

import io
from typing import Any, BinaryIO, Protocol, cast


class Pieces(Protocol):
    """What can be read piece by piece: a file in a ZIP, an answer from a server."""

    def read(self, amount: int, /) -> bytes:
        """Return so many bytes at most; none at the end."""

    def close(self) -> None:
        """Let go of it."""


def stream(source: Pieces, failures: tuple[type[Exception], ...], why: str) -> BinaryIO:
    """Return the source as any other file; its own `failures` become an `OSError` that says why."""
    return cast(BinaryIO, io.BufferedReader(_Stream(source, failures, why)))


class _Stream(io.RawIOBase):
    def __init__(self, source: Pieces, failures: tuple[type[Exception], ...], why: str) -> None:
        self._source = source
        self._failures = failures
        self._why = why

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        view = memoryview(buffer)
        try:
            data = self._source.read(len(view))
        except self._failures as error:
            raise OSError(self._why) from error
        view[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._source.close()
        super().close()
