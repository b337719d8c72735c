"""Any archive, with one picture a second of each film among the pictures of its post."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from itertools import islice
from typing import BinaryIO

from gatekeeper.archive.media import kind_of
from gatekeeper.domain.film import FilmFrame
from gatekeeper.domain.published_post import Entry, Media, MediaKind, PublishedPost
from gatekeeper.errors import CouldNotCheck, PictureRefused
from gatekeeper.ports import Archive, FilmReader

KEPT = 15
"""Frames of one film that are kept after one was asked for: the next ones are asked for next."""
_AT = "#"


class Filmed:
    """An archive over another one (port `Archive`). A film itself stays: nobody hears its sound.

    A film that cannot be looked at whole is named as missing: could not check.
    """

    def __init__(self, archive: Archive, films: FilmReader) -> None:
        self._archive = archive
        self._films = films
        self._kept: dict[str, bytes] = {}

    @property
    def name(self) -> str:
        """What kind of archive it is."""
        return self._archive.name

    def entries(self) -> Iterator[Entry]:
        """Yield every entry; films are taken apart one after another."""
        for entry in self._archive.entries():
            yield self._shown(entry) if isinstance(entry, PublishedPost) else entry

    def open(self, media: Media) -> BinaryIO:
        """Open one file of a post, or one second of a film.

        Raises:
            CouldNotCheck: it is not there any more, or cannot be taken out of the film again.
        """
        film, _, second = media.name.rpartition(_AT)
        if kind_of(film) is not MediaKind.FILM or not second.removesuffix(".jpg").isdecimal():
            return self._archive.open(media)
        kept = self._kept
        if media.name not in kept:
            kept = self._kept = self._again(film, int(second.removesuffix(".jpg")))
        if media.name not in kept:
            raise CouldNotCheck(f"{media.name} cannot be taken out of the film again.")
        return io.BytesIO(kept[media.name])

    def _shown(self, post: PublishedPost) -> PublishedPost:
        media, missing = list(post.media), list(post.missing)
        for film in post.films:
            try:
                media += self._frames(film)
            except (PictureRefused, CouldNotCheck, OSError):
                missing.append(film.name)
        return replace(post, media=tuple(media), missing=tuple(missing))

    def _frames(self, film: Media) -> list[Media]:
        with self._archive.open(film) as file:
            return [_media(film, frame) for frame in self._films.frames(file)]

    def _again(self, name: str, second: int) -> dict[str, bytes]:
        """Take this second and some after it out of the film once more."""
        film = Media(name, MediaKind.FILM, "", 0)
        try:
            with (
                self._archive.open(film) as file,
                closing(self._films.frames(file, second)) as frames,
            ):
                taken = list(islice(frames, KEPT))
        except (PictureRefused, OSError) as error:
            raise CouldNotCheck(f"{name} cannot be looked at again.") from error
        return {_name(film, frame): frame.jpeg for frame in taken}


def _media(film: Media, frame: FilmFrame) -> Media:
    digest = hashlib.sha256(frame.jpeg).hexdigest()
    name, size = _name(film, frame), len(frame.jpeg)
    return Media(name, MediaKind.PICTURE, digest, size, alt_text="", film=film.name)


def _name(film: Media, frame: FilmFrame) -> str:
    return f"{film.name}{_AT}{frame.second}.jpg"
