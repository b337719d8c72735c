"""Files that people hand in or take away: read and written so that a failure is one sentence."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from gatekeeper.errors import UsageError


def read_bytes(path: Path) -> bytes:
    """Return a file's bytes.

    Raises:
        UsageError: it cannot be read.
    """
    try:
        return path.read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        message = f"{path} cannot be read: {_why(error)}."
        raise UsageError(message, "Check the name and the place of the file.") from error


def read_text(path: Path) -> str:
    """Return a UTF-8 file's text, with or without a byte-order mark.

    Raises:
        UsageError: it cannot be read or is not UTF-8.
    """
    try:
        return read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"{path} is not UTF-8 text."
        raise UsageError(message, "Save it again as UTF-8.") from error


def write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all: whoever looks sees the old one or the new one.

    Raises:
        UsageError: it cannot be written.
    """
    write_by(path, lambda file: file.write(data))


def write_by(path: Path, fill: Callable[[BinaryIO], object]) -> None:
    """Write a file whole or not at all, where it is filled piece by piece.

    Raises:
        UsageError: it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_whole(path, fill)
    except (OSError, ValueError) as error:
        message = f"{path} cannot be written: {_why(error)}."
        raise UsageError(message, "Name another place and try again.") from error


def _write_whole(path: Path, fill: Callable[[BinaryIO], object]) -> None:
    with tempfile.TemporaryDirectory(prefix=".unfinished-", dir=path.parent) as folder:
        unfinished = Path(folder) / path.name
        with unfinished.open("wb") as file:
            fill(file)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)


def _why(error: Exception) -> str:
    return (isinstance(error, OSError) and error.strerror) or str(error)
