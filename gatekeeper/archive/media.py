"""The pictures and films of a post: told apart by their names, known by their digests."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from gatekeeper.archive.files import Openable
from gatekeeper.domain.published_post import Media, MediaKind
from gatekeeper.errors import CouldNotCheck

PICTURES = frozenset(
    {".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif", ".avif", ".gif", ".bmp", ".tif", ".tiff"}
)
"""Also those that nobody here can open: they are then said to be unreadable, not left out."""
FILMS = frozenset({".mp4", ".mov", ".m4v", ".webm", ".avi", ".mkv", ".3gp"})

_PIECE = 1 << 16


def kind_of(name: str) -> MediaKind | None:
    """Return whether a file is a picture or a film, by its ending; None for anything else."""
    ending = PurePosixPath(name).suffix.lower()
    if ending in FILMS:
        return MediaKind.FILM
    return MediaKind.PICTURE if ending in PICTURES else None


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
