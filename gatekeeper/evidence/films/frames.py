"""Take one still picture a second out of a film. Runs in the guard's child process only."""

from __future__ import annotations

import os
from collections.abc import Iterator

# Read once, when OpenCV opens its first film: a film may not lead anywhere else.
os.putenv("OPENCV_FFMPEG_CAPTURE_OPTIONS", "protocol_whitelist;file")

import cv2

from gatekeeper.domain.film import FilmFrame
from gatekeeper.errors import PictureRefused
from gatekeeper.evidence.films.limits import BROKEN_OFF, QUALITY
from gatekeeper.evidence.pictures.limits import MAX_PIXELS, MAX_SIDE

_AGAIN = "Get the film again, or look at it yourself and write down who is in it."


class FilmOpener:
    """Opens a film by its path, as often as somebody asks for some more seconds of it."""

    def frames(self, path: str, first: int, count: int) -> tuple[FilmFrame, ...]:
        """Return the pictures of `count` seconds from `first` on; fewer where the film ends.

        Raises:
            PictureRefused: it is no film that can be opened, too large, or breaks off.
        """
        film = cv2.VideoCapture(path, cv2.CAP_FFMPEG)
        try:
            _within_limits(film)
            return tuple(_taken(film, first, count))
        finally:
            film.release()


def _taken(film: cv2.VideoCapture, first: int, count: int) -> Iterator[FilmFrame]:
    """Go through the film; a picture stands for the second in which it is the first to be seen."""
    film.set(cv2.CAP_PROP_POS_MSEC, first * 1000)
    second, seen = first, -1.0
    while second < first + count:
        if not film.grab():
            _ended_well(film, first, seen)
            return
        seen = film.get(cv2.CAP_PROP_POS_MSEC) / 1000
        if seen >= second:
            yield FilmFrame(second, _jpeg(film))
            second = max(second, int(seen)) + 1


def _jpeg(film: cv2.VideoCapture) -> bytes:
    held, pixels = film.retrieve()
    written, data = cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])
    if not held or not written:
        raise _broken()
    return bytes(data)


def _within_limits(film: cv2.VideoCapture) -> None:
    width, height = film.get(cv2.CAP_PROP_FRAME_WIDTH), film.get(cv2.CAP_PROP_FRAME_HEIGHT)
    if not film.isOpened() or min(width, height) < 1:
        raise _broken()
    if max(width, height) > MAX_SIDE or width * height > MAX_PIXELS:
        raise PictureRefused("This film’s pictures are too large to be checked.", _AGAIN)


def _ended_well(film: cv2.VideoCapture, first: int, seen: float) -> None:
    """Raise where the film should have gone on, by what it says of its own length."""
    rate = film.get(cv2.CAP_PROP_FPS)
    length = film.get(cv2.CAP_PROP_FRAME_COUNT) / rate if rate > 0 else 0.0
    nothing = first == 0 and seen < 0
    if nothing or max(seen, float(first)) < length - BROKEN_OFF:
        raise _broken()


def _broken() -> PictureRefused:
    return PictureRefused("This film is damaged, incomplete or of a kind not read.", _AGAIN)
