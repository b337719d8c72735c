"""Large files on their way: sealed piece by piece, and gone when they have been used.

    uploads/<upload>/<file>/000000, 000001, ...

Every piece but a file's last has the same size, so that any place in a file is found without
opening the others. Each is complete on disk, or not there at all: what arrived before the power
went is still there. Other than a blob, a file here may be larger than the memory.
"""

from __future__ import annotations

import contextlib
import io
import shutil
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, BinaryIO, cast

from gatekeeper.errors import CouldNotCheck, NotYet, UsageError
from gatekeeper.records import files
from gatekeeper.records.vault import NONCE_BYTES, seal, unseal

PIECE = 4_000_000
"""Bytes of a piece before it is sealed."""
SEALED = NONCE_BYTES + 16
"""Bytes that sealing adds: the nonce and AES-GCM's tag."""
SPARE = 2_000_000_000
"""Bytes of the disk that are left for everything else."""


class Spool:
    """The folder of files on their way, bounded; `key` is asked for when it is needed."""

    def __init__(self, folder: Path, key: Callable[[], bytes], most: int) -> None:
        self._folder = folder
        self._key = key
        self.most = most

    def require_room(self, wanted: int) -> None:
        """Stop unless so many bytes more may come.

        Raises:
            UsageError: it would be more than the setting allows. CouldNotCheck: the disk is full.
        """
        if wanted + self._used() > self.most:
            message = f"This is more than the {self.most / 1e9:.0f} GB that audits may take here."
            remedy = "Choose a shorter period, stop another audit, or set GATEKEEPER_UPLOAD_GB."
            raise UsageError(message, remedy)
        files.make_folder(self._folder)
        if wanted + SPARE > shutil.disk_usage(self._folder).free:
            message = "There is not enough room on the machine's disk for these files."
            raise CouldNotCheck(message, "Make room on the disk, then choose the files again.")

    def have(self, upload: str, file: int) -> int:
        """Return how many bytes of a file are here, counted from its beginning."""
        folder, number, size = self._of(upload, file), 0, 0
        while (piece := folder / f"{number:06d}").is_file():
            size += piece.stat().st_size - SEALED
            number += 1
        return size

    def take(self, upload: str, file: int, at: int, data: bytes) -> int:
        """Keep the piece that begins at byte `at`, and return how many bytes are here now.

        The same piece again changes nothing.

        Raises:
            UsageError: it is no piece of this size. NotYet: an earlier one is missing.
        """
        number, left = divmod(at, PIECE)
        if left or not 0 < len(data) <= PIECE:
            raise UsageError("This is no piece of a file.", "Choose the file again.")
        have = self.have(upload, file)
        if at > have:
            raise NotYet(f"Only {have} bytes of the file are here.", "Go on from there.")
        folder = self._of(upload, file)
        files.make_folder(folder)
        sealed = seal(self._key(), data, "piece", upload, file, number)
        files.write(folder / f"{number:06d}", sealed)
        files.sync(folder)
        return self.have(upload, file)

    def open(self, upload: str, file: int) -> BinaryIO:
        """Open a file for reading from any place; a piece that was altered is an `OSError`."""
        return cast(BinaryIO, io.BufferedReader(_Sealed(self, upload, file)))

    def piece(self, upload: str, file: int, number: int) -> bytes:
        """Return one piece. Raises: CouldNotCheck, it is missing or was altered."""
        path = self._of(upload, file) / f"{number:06d}"
        if not path.is_file():
            raise CouldNotCheck("A file of an audit is gone.", "Choose the files again.")
        return unseal(self._key(), path.read_bytes(), "piece", upload, file, number)

    def remove(self, upload: str) -> None:
        """Remove an upload's files; those that are gone already are fine."""
        with contextlib.suppress(FileNotFoundError):
            shutil.rmtree(self._folder / upload)

    def here(self) -> frozenset[str]:
        """Return the uploads of which there are files."""
        return frozenset(path.name for path in self._folder.glob("*"))

    def sweep(self, here: Iterable[str], needed: Iterable[str]) -> int:
        """Remove the files of those uploads that are not needed any more; return how many.

        Look what is `here` before asking what is needed: an upload may begin in between.
        """
        old = set(here) - set(needed)
        for upload in old:
            self.remove(upload)
        return len(old)

    def _used(self) -> int:
        return sum(_size(path) for path in self._folder.glob("*/*/*"))

    def _of(self, upload: str, file: int) -> Path:
        return self._folder / upload / str(file)


def _size(path: Path) -> int:
    """Return a piece's bytes on disk; 0 of one that went a moment ago."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


class _Sealed(io.RawIOBase):
    """A file of the spool; the piece that was read last is kept, since the next read is near it."""

    def __init__(self, spool: Spool, upload: str, file: int) -> None:
        self._spool, self._upload, self._file = spool, upload, file
        self._size = spool.have(upload, file)
        self._at = 0
        self._lock = threading.Lock()
        self._last: tuple[int, bytes] = (-1, b"")

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = max(0, start + offset)
        return self._at

    def readinto(self, buffer: Any) -> int:
        view = memoryview(buffer)
        if self._at >= self._size:
            return 0
        number, within = divmod(self._at, PIECE)
        part = self._piece(number)[within : within + len(view)]
        view[: len(part)] = part
        self._at += len(part)
        return len(part)

    def _piece(self, number: int) -> bytes:
        with self._lock:
            if self._last[0] != number:
                try:
                    data = self._spool.piece(self._upload, self._file, number)
                except CouldNotCheck as error:
                    raise OSError(str(error)) from error
                self._last = (number, data)
            return self._last[1]
