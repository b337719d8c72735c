"""Films without a decoder."""

from __future__ import annotations

from collections.abc import Generator
from typing import BinaryIO

from gatekeeper.domain.film import FilmFrame
from gatekeeper.errors import PictureRefused


class FakeFilms:
    """Makes a picture of each byte of a film; a `!` in it is where it breaks off.

    A byte that `pictures` knows becomes that picture.
    """

    version = "films that are pretended"

    def __init__(self, pictures: dict[int, bytes] | None = None) -> None:
        self.pictures = pictures or {}
        self.asked: list[int] = []

    def frames(self, film: BinaryIO, first: int = 0) -> Generator[FilmFrame, None, None]:
        """Yield a picture a byte, from `first` on."""
        self.asked.append(first)
        for second, shown in enumerate(film.read()):
            if shown == ord("!"):
                raise PictureRefused("This film breaks off.")
            if second >= first:
                yield FilmFrame(second, self.pictures.get(shown, bytes([shown])))
