"""An archive as somebody brought it: one ZIP, an export in several ZIPs, or loose files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import BinaryIO, Protocol

from gatekeeper.archive.files import Files, gone
from gatekeeper.archive.zipped import ZipFiles
from gatekeeper.errors import UsageError

_PIECE = 1 << 20


class Brought(Protocol):
    """One file that somebody brought."""

    @property
    def name(self) -> str:
        """What its owner calls it."""

    @property
    def size(self) -> int:
        """Its size in bytes."""

    def open(self) -> BinaryIO:
        """Open it for reading from any place."""


class MoreThanOne(UsageError):
    """Two archives were brought as if they were one, and one would hide the other."""

    def __init__(self, name: str) -> None:
        message = f"{name} is there twice, and not with the same content: two archives in one."
        super().__init__(message, "Audit each archive by itself.")


class Loose:
    """Files that were brought as they are (the same as `Folder`)."""

    def __init__(self, files: Sequence[Brought]) -> None:
        self._files: dict[str, Brought] = {}
        for file in files:
            name = PurePosixPath(file.name).name
            if name in self._files:
                raise MoreThanOne(name)
            self._files[name] = file

    def names(self) -> list[str]:
        """Return the names of all files, in order."""
        return sorted(self._files)

    def holds(self, name: str) -> bool:
        """Whether there is such a file."""
        return name in self._files

    def open(self, name: str) -> BinaryIO:
        """Open a file for reading. Raises: CouldNotCheck, it is not there."""
        if name not in self._files:
            raise gone(name)
        return self._files[name].open()


class Together:
    """Several parts that are one archive: an export is sent in parts when it is large."""

    def __init__(self, parts: Sequence[Files]) -> None:
        self._parts = parts

    def names(self) -> list[str]:
        """Return the names of all files, in order.

        Raises:
            UsageError: a ZIP is not safe, or two parts have different files of the same name.
        """
        holding: dict[str, Files] = {}
        for part in self._parts:
            for name in part.names():
                first = holding.setdefault(name, part)
                if first is not part and not _same(first, part, name):
                    raise MoreThanOne(name)
        return sorted(holding)

    def holds(self, name: str) -> bool:
        """Whether one of the parts has such a file."""
        return any(part.holds(name) for part in self._parts)

    def open(self, name: str) -> BinaryIO:
        """Open a file for reading. Raises: CouldNotCheck, no part has it."""
        for part in self._parts:
            if part.holds(name):
                return part.open(name)
        raise gone(name)


def _same(one: Files, other: Files, name: str) -> bool:
    """Whether two parts have the same file of a name, byte for byte."""
    with one.open(name) as first, other.open(name) as second:
        while True:
            here, there = first.read(_PIECE), second.read(_PIECE)
            if here != there or not here:
                return here == there


def files_of(brought: Sequence[Brought]) -> Files:
    """Return everything that was brought as one archive's files; what is in a ZIP lies in it."""
    zips = [file for file in brought if file.name.lower().endswith(".zip")]
    loose = [file for file in brought if file not in zips]
    parts: list[Files] = [ZipFiles(file) for file in zips]
    return Together([*parts, *([Loose(loose)] if loose else [])])
