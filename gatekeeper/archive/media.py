"""The pictures and films of a post: told apart by their names, known by their digests."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from gatekeeper.archive.files import Openable
from gatekeeper.domain.published_post import Media, MediaKind, Unreadable
from gatekeeper.errors import CouldNotCheck

PICTURES = frozenset(
    {
        *(".jpg", ".jpeg", ".jfif", ".jpe", ".jif", ".png", ".webp", ".heic", ".heif", ".avif"),
        *(".gif", ".bmp", ".tif", ".tiff", ".jp2", ".jxl", ".dng", ".svg"),
    }
)
"""Also those that nobody here can open: they are then said to be unreadable, not left out.

Windows calls a picture that a browser saves `.jfif`.
"""
FILMS = frozenset(
    {
        *(".mp4", ".mov", ".m4v", ".webm", ".avi", ".mkv", ".3gp", ".3g2", ".mpg", ".mpeg"),
        *(".wmv", ".mts", ".m2ts", ".ts", ".flv", ".ogv"),
    }
)
BESIDE = frozenset(
    {".txt", ".json", ".xz", ".csv", ".tsv", ".md", ".html", ".htm", ".css", ".js", ".xml", ".log"}
)
"""Endings of what tells of posts, or lies beside them, and shows nothing itself."""
BESIDE_BY_NAME = frozenset({"id", "thumbs.db", "desktop.ini"})
"""Files that instaloader and Windows leave in folders, in small letters."""
_NO_KIND = "it is neither a picture nor a film of a kind that is known here"
NUMBERED = re.compile(r"(.+?)[ _-]+(\d{1,2})", re.DOTALL)
"""What a name has in common with those of the same post, and its number."""

_PIECE = 1 << 16


def kind_of(name: str) -> MediaKind | None:
    """Return whether a file is a picture or a film, by its ending; None for anything else."""
    ending = PurePosixPath(name).suffix.lower()
    if ending in FILMS:
        return MediaKind.FILM
    return MediaKind.PICTURE if ending in PICTURES else None


def strange(names: Iterable[str]) -> Iterator[Unreadable]:
    """Yield every file of which nobody here knows what it shows."""
    for name in names:
        path = PurePosixPath(name.lower())
        known = path.suffix in BESIDE or path.name in BESIDE_BY_NAME
        if not known and kind_of(name) is None:
            yield Unreadable(name, _NO_KIND)


def in_order(names: Iterable[str]) -> list[str]:
    """Return a post's files as they follow each other: `_2` before `_10`."""
    return sorted(names, key=_place)


def _place(name: str) -> tuple[str, int, str]:
    stem = str(PurePosixPath(name).with_suffix(""))
    numbered = NUMBERED.fullmatch(stem)
    return (numbered[1], int(numbered[2]), name) if numbered else (stem, 0, name)


def media_of(
    files: Openable, names: Iterable[str], alt_texts: Mapping[str, str] | None = None
) -> tuple[tuple[Media, ...], tuple[str, ...]]:
    """Return the files that are there, in their order, and the names of those that are not.

    `alt_texts` maps a name to its alternative text; a name that is not in it has an unknown one.
    """
    known, held, missing = alt_texts or {}, [], []
    for name in names:
        try:
            digest, size = _measured(files, name)
        except (CouldNotCheck, OSError):
            missing.append(name)
        else:
            kind = kind_of(name) or MediaKind.PICTURE
            held.append(Media(name, kind, digest, size, known.get(name)))
    return tuple(held), tuple(missing)


def _measured(files: Openable, name: str) -> tuple[str, int]:
    """Return SHA-256 and size of a file, read in pieces."""
    digest, size = hashlib.sha256(), 0
    with files.open(name) as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
            size += len(piece)
    return digest.hexdigest(), size
