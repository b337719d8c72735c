"""The port `FilmReader` over a `Guard`: no film is opened in this process."""

from __future__ import annotations

import tempfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from gatekeeper.domain.film import FilmFrame
from gatekeeper.errors import CouldNotCheck, PictureRefused
from gatekeeper.evidence.films.limits import MAX_BYTES, MAX_SECONDS, STEP, film_version
from gatekeeper.evidence.guard.guard import Guard
from gatekeeper.evidence.guard.guarded import every
from gatekeeper.evidence.guard.tools import FILMS

PIECE = 1 << 20
_SELF = "Look at the film yourself, and write down who is in it."


class GuardedFilms:
    """Takes films apart in the child."""

    def __init__(self, guard: Guard) -> None:
        self._guard = guard

    @property
    def version(self) -> str:
        """Everything that can change what is taken out of a film."""
        return film_version()

    def frames(self, film: BinaryIO, first: int = 0) -> Generator[FilmFrame, None, None]:
        """Yield one picture a second from `first` on; few are in memory at once.

        The film is wound to a multiple of the step always, so that a second gives the same bytes.

        Raises:
            PictureRefused: it is no film that can be opened, is too large, or breaks off.
            CouldNotCheck: it is too long to be looked at whole, or it did not finish.
        """
        with _laid_down(film) as path:
            for start in range(first - first % STEP, MAX_SECONDS, STEP):
                taken = every(FilmFrame, self._guard.call(FILMS, "frames", path, start, STEP))
                yield from (frame for frame in taken if frame.second >= first)
                if not taken or taken[-1].second < start + STEP - 1:
                    return
        message = f"A film is longer than {MAX_SECONDS // 60} minutes; what follows was not seen."
        raise CouldNotCheck(message, _SELF)


@contextmanager
def _laid_down(film: BinaryIO) -> Iterator[str]:
    """Copy a film to where the child can wind it back and forth, for its owner's eyes only."""
    with tempfile.TemporaryDirectory(prefix="gatekeeper-") as folder:
        path = Path(folder) / "film"
        with path.open("wb") as file:
            _copy(film, file)
        yield str(path)


def _copy(film: BinaryIO, to: BinaryIO) -> None:
    """Copy a film piece by piece. Raises: PictureRefused, it is none, or too large."""
    size = 0
    while piece := film.read(PIECE):
        if not size and not _is_film(piece):
            raise PictureRefused("This is no film of a kind that is read.", _SELF)
        size += to.write(piece)
        if size > MAX_BYTES:
            raise PictureRefused("This film is too large to be checked.", _SELF)
    if not size:
        raise PictureRefused("This film is empty.", _SELF)


def _is_film(start: bytes) -> bool:
    """Whether it begins as MP4, QuickTime or WebM do.

    Anything else is not handed on: FFmpeg also follows playlists, which can name any file.
    """
    return start[4:8] in {b"ftyp", b"moov", b"mdat", b"wide"} or start.startswith(b"\x1aE\xdf\xa3")
