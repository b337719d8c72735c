"""Files of an archive by their names inside it, in a folder; `zipped` has the same for a ZIP."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Protocol

from gatekeeper.errors import CouldNotCheck, UsageError

MAX_TEXT = 1_000_000
"""Bytes in a text that belongs to one post. The longest caption has 13,200."""


class Openable(Protocol):
    """Whatever opens files by their names."""

    def open(self, name: str) -> BinaryIO:
        """Open a file for reading; what fails later, in reading it, is an `OSError`.

        Raises:
            CouldNotCheck: it is not there, or leads out of the archive.
        """


class Files(Openable, Protocol):
    """The files of an archive. Names have `/` between folders, and never lead out of it."""

    def names(self) -> list[str]:
        """Return the names of all files, in order."""

    def holds(self, name: str) -> bool:
        """Whether there is such a file, inside the archive."""


@dataclass(frozen=True, slots=True)
class Folder:
    """The files of a folder and of those in it. Links that lead out of it are not followed."""

    root: Path

    def names(self) -> list[str]:
        """Return the names of all files, in order. Raises: UsageError, it is no folder."""
        if not self.root.is_dir():
            message = f"{self.root} is not a folder."
            raise UsageError(message, "Name the folder that holds the posts.")
        return sorted(self._walk())

    def _walk(self) -> Iterator[str]:
        for folder, _, files in os.walk(self.root):
            inside = Path(folder).relative_to(self.root)
            yield from ((inside / name).as_posix() for name in files if not name.startswith("."))

    def holds(self, name: str) -> bool:
        """Whether there is such a file, and it lies in the folder."""
        try:
            return self._path(name).is_file()
        except (OSError, ValueError):  # a name that no file can have
            return False

    def open(self, name: str) -> BinaryIO:
        """Open a file for reading. Raises: CouldNotCheck, it is not there."""
        if not self.holds(name):
            raise gone(name)
        try:
            return self._path(name).open("rb")
        except OSError as error:
            raise gone(name) from error

    def _path(self, name: str) -> Path:
        root = self.root.resolve()
        path = (root / PurePosixPath(name)).resolve()
        return path if path.is_relative_to(root) else root


def gone(name: str) -> CouldNotCheck:
    """Return the error for a file that cannot be opened."""
    return CouldNotCheck(
        f"{name} is not in the archive, or cannot be read.",
        "Get the archive again, or copy the file to where it was, and start again.",
    )


def text_of(files: Files, name: str) -> str:
    """Return a short UTF-8 text, with or without a byte-order mark.

    Raises:
        CouldNotCheck: it is not there. ValueError: it is too long, or not UTF-8.
    """
    with files.open(name) as file:
        data = file.read(MAX_TEXT + 1)
    if len(data) > MAX_TEXT:
        raise ValueError("it is too long for the words of one post")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError("it is not UTF-8 text; save it again as UTF-8") from error
