"""The directories of tags inside EXIF, read without trusting a single offset (TIFF 6.0)."""

from __future__ import annotations

from dataclasses import dataclass, field

_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 13: 4}
"""Bytes of one value, by the number of its type."""
_HEADER, _WORD = 8, 4
"""Bytes before the first directory, and bytes that a value may have to stand in its entry."""
_MAX_ENTRIES = 1000
"""A camera writes some hundred; a directory that claims more is broken."""


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag's value: raw bytes in the file's byte order, and the size of one item."""

    raw: bytes
    item: int
    little: bool

    def numbers(self) -> tuple[int, ...]:
        """Return the value as whole numbers; a ratio gives two."""
        step = min(self.item, _WORD)
        parts = (self.raw[at : at + step] for at in range(0, len(self.raw), step))
        return tuple(_number(part, little=self.little) for part in parts)

    def text(self) -> str:
        """Return the value as text up to the first zero byte, without blanks around it."""
        return self.raw.split(b"\0")[0].decode("utf-8", "replace").strip()


@dataclass(frozen=True, slots=True)
class Directory:
    """Tags by number; `broken` when some could not be read; `following` is the next's offset."""

    tags: dict[int, Tag] = field(default_factory=dict)
    broken: bool = False
    following: int = 0


@dataclass(frozen=True, slots=True)
class Tiff:
    """The bytes of EXIF, from the byte order mark on."""

    raw: bytes

    @property
    def little(self) -> bool:
        """Whether the lowest byte of a number comes first."""
        return self.raw.startswith(b"II")

    def number(self, at: int, size: int) -> int:
        """Return the number of `size` bytes at an offset; past the end it is cut, not an error."""
        return _number(self.raw[at : at + size], little=self.little)

    def first(self) -> Directory:
        """Return the main directory, the one that describes the picture."""
        if self.raw[:4] not in {b"II*\0", b"MM\0*"}:
            return Directory(broken=True)
        return self.directory(self.number(4, 4))

    def directory(self, at: int) -> Directory:
        """Return the directory at an offset."""
        count = self.number(at, 2)
        end = at + 2 + 12 * count
        if at < _HEADER or end > len(self.raw) or count > _MAX_ENTRIES:
            return Directory(broken=True)
        read = {self.number(e, 2): self._tag(e) for e in range(at + 2, end, 12)}
        known = {number: tag for number, tag in read.items() if tag is not None}
        return Directory(known, len(known) < len(read), self.number(end, 4))

    def _tag(self, entry: int) -> Tag | None:
        item, count = _SIZES.get(self.number(entry + 2, 2), 0), self.number(entry + 4, 4)
        size = item * count
        start = entry + 8 if size <= _WORD else self.number(entry + 8, 4)
        if not item or start + size > len(self.raw):
            return None
        return Tag(self.raw[start : start + size], item, self.little)


def _number(part: bytes, *, little: bool) -> int:
    return int.from_bytes(part, "little" if little else "big")
