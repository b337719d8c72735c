"""One picture a second out of a film, in the guarded child."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from fixtures.make.archive import ARCHIVE
from gatekeeper.errors import CouldNotCheck, PictureRefused
from gatekeeper.evidence.films import limits
from gatekeeper.evidence.films.frames import FilmOpener
from gatekeeper.evidence.guard import FILMS, Guard, GuardedFilms, guarded_films, make_films

OAKFIELD = ARCHIVE / "oakfield" / "2026-11-17_15-10-00_UTC.mp4"
H264 = Path(__file__).with_name("h264.mp4")
"""Four seconds of four shades as phones and Instagram have them: H.264 with B-frames, and AAC.

OpenCV's wheel reads it and cannot write it; it was made with PyAV (libx264, 64 x 48, 5 a second).
"""


@pytest.fixture(scope="module")
def films() -> Iterator[GuardedFilms]:
    with Guard({FILMS: make_films}) as guard:
        yield GuardedFilms(guard)


def made(path: Path, seconds: float, rate: int = 5) -> bytes:
    """Return a film that is a shade lighter at every second: 20, 40, 60, ..."""
    film = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"mp4v"), rate, (64, 48))
    for number in range(round(seconds * rate)):
        film.write(np.full((48, 64, 3), 20 + 20 * (number // rate), np.uint8))
    film.release()
    return path.read_bytes()


def shade(jpeg: bytes) -> int:
    with Image.open(BytesIO(jpeg)) as picture:
        return int(np.array(picture.convert("L")).mean())


def test_every_second_gives_the_picture_that_is_seen_at_it(
    films: GuardedFilms, tmp_path: Path
) -> None:
    taken = list(films.frames(BytesIO(made(tmp_path / "film.mp4", 4))))
    assert [frame.second for frame in taken] == [0, 1, 2, 3]
    assert [round(shade(frame.jpeg) / 20) for frame in taken] == [1, 2, 3, 4]


@pytest.mark.parametrize("first", [0, 2])
def test_a_film_in_h264_is_read_second_by_second_too(films: GuardedFilms, first: int) -> None:
    with H264.open("rb") as file:
        taken = list(films.frames(file, first))
    assert [frame.second for frame in taken] == [0, 1, 2, 3][first:]
    assert [round(shade(frame.jpeg) / 20) for frame in taken] == [1, 2, 3, 4][first:]


def test_a_film_shorter_than_a_second_is_looked_at(films: GuardedFilms, tmp_path: Path) -> None:
    assert len(list(films.frames(BytesIO(made(tmp_path / "film.mp4", 0.4))))) == 1


@pytest.mark.parametrize("seconds", [4, 5, 9])
def test_where_the_steps_end_no_second_is_lost(
    films: GuardedFilms, tmp_path: Path, seconds: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guarded_films, "STEP", 2)
    taken = list(films.frames(BytesIO(made(tmp_path / "film.mp4", seconds))))
    assert [frame.second for frame in taken] == list(range(seconds))
    assert [round(shade(frame.jpeg) / 20) for frame in taken] == list(range(1, seconds + 1))


@pytest.mark.parametrize("first", [1, 2, 3, 6])
def test_a_second_gives_the_same_picture_wherever_one_begins(
    films: GuardedFilms, tmp_path: Path, first: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guarded_films, "STEP", 2)
    film = made(tmp_path / "film.mp4", 6)
    whole = list(films.frames(BytesIO(film)))
    assert list(films.frames(BytesIO(film), first)) == whole[first:]


def test_oakfields_film_gives_two_pictures(films: GuardedFilms) -> None:
    with OAKFIELD.open("rb") as file:
        sizes = [Image.open(BytesIO(frame.jpeg)).size for frame in films.frames(file)]
    assert sizes == [(640, 480), (640, 480)]


def test_a_film_that_is_too_long_is_could_not_check_from_there_on(
    films: GuardedFilms, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guarded_films, "STEP", 1)
    monkeypatch.setattr(guarded_films, "MAX_SECONDS", 2)
    frames = films.frames(BytesIO(made(tmp_path / "film.mp4", 4)))
    assert [next(frames).second, next(frames).second] == [0, 1]
    with pytest.raises(CouldNotCheck, match="longer than"):
        next(frames)


def test_a_film_that_breaks_off_is_refused(films: GuardedFilms) -> None:
    whole = OAKFIELD.read_bytes()
    with pytest.raises(PictureRefused):
        list(films.frames(BytesIO(whole[: len(whole) // 2])))


@pytest.mark.parametrize(
    "data", [b"", b"not a film", b"\x00\x00\x00\x18ftypmp42 pretended", b"\x1aE\xdf\xa3 nothing"]
)
def test_what_is_no_film_is_refused(films: GuardedFilms, data: bytes) -> None:
    with pytest.raises(PictureRefused):
        list(films.frames(BytesIO(data)))


def test_a_playlist_is_not_followed(films: GuardedFilms) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"http://127.0.0.1:{server.getsockname()[1]}/secret"
        playlist = f"#EXTM3U\n#EXTINF:1,\n{address}\n#EXT-X-ENDLIST\n".encode()
        with pytest.raises(PictureRefused):
            list(films.frames(BytesIO(playlist)))
        server.settimeout(0.2)
        with pytest.raises(TimeoutError):
            server.accept()


def test_a_film_that_is_too_heavy_is_refused(
    films: GuardedFilms, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guarded_films, "MAX_BYTES", 100)
    with pytest.raises(PictureRefused, match="too large"), OAKFIELD.open("rb") as file:
        list(films.frames(file))


def test_pictures_that_are_too_large_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(tmp_path / "film.mp4", 1)
    monkeypatch.setattr("gatekeeper.evidence.films.frames.MAX_PIXELS", 100)
    with pytest.raises(PictureRefused, match="too large"):
        FilmOpener().frames(str(tmp_path / "film.mp4"), 0, 1)


def test_nothing_of_a_film_stays_behind(
    films: GuardedFilms, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    film = made(tmp_path / "film.mp4", 2)
    (tmp_path / "here").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "here"))
    frames = films.frames(BytesIO(film))
    next(frames)
    assert len(list((tmp_path / "here").rglob("film"))) == 1
    frames.close()
    assert list((tmp_path / "here").iterdir()) == []


def test_the_version_names_what_reads_films() -> None:
    assert "opencv" in limits.film_version()
