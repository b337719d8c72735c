"""Writing and removing files so that a power cut leaves the old state or the new one.

A file's bytes are on disk when `write` returns; its *name* is once its folder was synced
(`sync`), which a transaction does once for all its files, before it commits.
"""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from gatekeeper.errors import CouldNotCheck

UNFINISHED = ".tmp"
"""How the name of a file ends that is still being written."""


def write(path: Path, data: bytes) -> None:
    """Write a file for its owner's eyes only: complete, or not at all.

    Raises:
        CouldNotCheck: the disk is full or may not be written.
    """
    unfinished = path.with_name(f".{path.name}.{secrets.token_hex(4)}{UNFINISHED}")
    with _plainly(path):
        try:
            _write_new(unfinished, data)
            unfinished.replace(path)
        except OSError:
            unfinished.unlink(missing_ok=True)
            raise


def remove(path: Path) -> None:
    """Remove a file for good; one that is already gone is fine.

    Raises:
        CouldNotCheck: the file could not be removed.
    """
    with _plainly(path):
        path.unlink(missing_ok=True)
    sync(path.parent)


def make_folder(path: Path) -> None:
    """Make a folder, and those above it, that only this user can enter."""
    if path.is_dir():
        return
    make_folder(path.parent)
    with _plainly(path):
        path.mkdir(mode=0o700, exist_ok=True)
    sync(path.parent)


def sync(folder: Path) -> None:
    """Put the names in a folder on disk, where the system can do that (Windows does it itself)."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    with _plainly(folder):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _write_new(path: Path, data: bytes) -> None:
    descriptor = os.open(
        path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600
    )
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


@contextlib.contextmanager
def _plainly(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        message = f"{path.name} could not be written or removed: {error.strerror}."
        remedy = "Make room on the disk and check who may write in the home folder, then try again."
        raise CouldNotCheck(message, remedy) from error
