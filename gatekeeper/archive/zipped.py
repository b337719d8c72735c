"""The files of a ZIP, read where they lie: nothing is ever unpacked.

A ZIP comes from outside. One that is made to harm is refused whole, before a byte of it is
decompressed, since whoever made it that way may have hidden more.
"""

from __future__ import annotations

import stat
import zlib
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Protocol
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from gatekeeper.archive.files import gone
from gatekeeper.archive.stream import stream
from gatekeeper.errors import UsageError

MAX_FILES = 500_000
MAX_FILE = 4_000_000_000
"""Bytes in one file. Instagram takes films of at most 3.6 GB."""
MAX_RATIO = 200
"""Of unpacked to packed bytes. Instagram's JSON packs 12 to 1, pictures and films hardly at all."""
SMALL = 1_000_000
"""Bytes up to which a file may be packed as tightly as it likes."""
_ENCRYPTED = 0x1
_DAMAGED = (BadZipFile, EOFError, NotImplementedError, RuntimeError, zlib.error)


class Packed(Protocol):
    """A ZIP that lies somewhere else than in a file of its own."""

    @property
    def name(self) -> str:
        """What its owner calls it."""

    @property
    def size(self) -> int:
        """Its size in bytes."""

    def open(self) -> BinaryIO:
        """Open it for reading from any place."""


class ZipFiles:
    """The files of a ZIP (the same as `Folder`). Opened when first needed, and once a process."""

    def __init__(self, source: Path | Packed) -> None:
        self._source = source
        self._opened: ZipFile | None = None

    def __reduce__(self) -> tuple[type[ZipFiles], tuple[Path | Packed]]:
        return ZipFiles, (self._source,)

    def names(self) -> list[str]:
        """Return the names of all files, in order.

        Raises:
            UsageError: it is no ZIP, or one that is not safe to open.
        """
        return sorted(info.filename for info in self._zip().infolist() if not info.is_dir())

    def holds(self, name: str) -> bool:
        """Whether there is such a file. Raises: UsageError, as `names`."""
        return name in self._zip().NameToInfo and not name.endswith("/")

    def open(self, name: str) -> BinaryIO:
        """Open a file for reading. Raises: CouldNotCheck, it is not there."""
        if not self.holds(name):
            raise gone(name)
        try:
            return stream(self._zip().open(name), _DAMAGED, "the ZIP is damaged here")
        except (*_DAMAGED, OSError) as error:
            raise gone(name) from error

    def _zip(self) -> ZipFile:
        if self._opened is None:
            self._opened = _checked(self._source)
        return self._opened


def _checked(source: Path | Packed) -> ZipFile:
    try:
        opened = ZipFile(source if isinstance(source, Path) else source.open())
        size = source.stat().st_size if isinstance(source, Path) else source.size
    except (*_DAMAGED, OSError, ValueError) as error:
        message = f"{source.name} cannot be opened as a ZIP."
        raise UsageError(message, "Download it again, or name the unpacked folder.") from error
    if fault := _fault(opened.infolist(), size):
        opened.close()
        message = f"{source.name} is not safe to open: {fault}."
        remedy = "Download it again from the platform itself. Nothing of it was unpacked."
        raise UsageError(message, remedy)
    return opened


def _fault(infos: list[ZipInfo], size: int) -> str:
    """Say what is wrong with a ZIP of so many bytes; nothing for a good one."""
    if len(infos) > MAX_FILES:
        return f"it holds more than {MAX_FILES:,} files"
    if len({info.filename for info in infos}) < len(infos):
        return "it holds two files of one name"
    if sum(info.compress_size for info in infos) > size:
        return "its files lie on top of each other"
    return next((why for info in infos for why, is_so in _FAULTS.items() if is_so(info)), "")


def _leads_out(info: ZipInfo) -> bool:
    """Whether a name could mean a place outside, on any system."""
    name = info.orig_filename
    parts = PurePosixPath(name).parts
    return (
        name.startswith("/")
        or ".." in parts
        or "\\" in name
        or ":" in (parts[0] if parts else "")
        or not name.isprintable()
    )


_FAULTS: dict[str, Callable[[ZipInfo], bool]] = {
    "a file's name leads out of it": _leads_out,
    "it holds a link": lambda info: stat.S_ISLNK(info.external_attr >> 16),
    "it is locked with a password": lambda info: bool(info.flag_bits & _ENCRYPTED),
    "it is packed in an unusual way": (
        lambda info: info.compress_type not in {ZIP_STORED, ZIP_DEFLATED}
    ),
    "a file in it is too large": lambda info: info.file_size > MAX_FILE,
    "a file in it unpacks to far more than it should": (
        lambda info: info.file_size > max(SMALL, MAX_RATIO * info.compress_size)
    ),
}
