"""Both ways of telling faces apart, on faces that were measured before.

gatekeeper's is the product's own: the functions that compare the faces of a post, given the
numbers of a face instead of its pixels. The other is the README of `face_recognition`: the least
distance, if it is within the tolerance.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import numpy as np

from gatekeeper.domain.biometrics import Engine, Enrolment, Gallery, Template
from gatekeeper.evidence.evaluate.face import Face
from gatekeeper.evidence.evaluate.naming import Enrol, Name, Named
from gatekeeper.evidence.evaluate.pairs import Closeness, Indices
from gatekeeper.evidence.evaluate.rates import Numbers
from gatekeeper.evidence.faces.detections import Floats, Pixels
from gatekeeper.evidence.faces.gallery import Roll, Space
from gatekeeper.evidence.faces.match import LOWEST, named
from gatekeeper.evidence.faces.measure import Measurer
from gatekeeper.evidence.faces.places import Placed
from gatekeeper.evidence.faces.sface import unit
from gatekeeper.evidence.faces.templates import LENGTH, stacked, unpacked
from gatekeeper.evidence.faces.version import template_version

TOLERANCE = 0.6
"""What `face_recognition` takes for one person where nobody says otherwise."""
BLOCK = 256
DAY = date(2000, 1, 1)
"""On which all pictures were taken and shown, as far as the comparison knows."""
MADE = datetime(DAY.year, DAY.month, DAY.day, tzinfo=UTC)
_NO_PIXELS: Pixels = np.zeros((0, 0, 3), np.uint8)
_NO_POINTS = np.zeros((5, 2), np.float32)


class _Remembered(Measurer):
    """Gives the numbers that were measured before, for the faces that it made itself."""

    def __init__(self, faces: Mapping[int, Face]) -> None:
        self._faces = faces

    def face(self, picture: int) -> Placed | None:
        """Return a picture's face, or None where the product would not measure it.

        It has no pixels; the picture's number stands where the box would.
        """
        face = self._faces.get(picture)
        if face is None or face.height < LOWEST:
            return None
        return Placed(_NO_PIXELS, np.full(4, picture, np.float32), _NO_POINTS, face.height)

    def sface_all(self, faces: Sequence[Placed]) -> Floats:
        """Return SFace's numbers of faces, as they were measured."""
        return stacked([self._numbers(face, Engine.SFACE) for face in faces])

    def dlib(self, face: Placed) -> Floats:
        """Return dlib's numbers of a face, as they were measured."""
        return self._numbers(face, Engine.DLIB)

    def poor(self, face: Placed) -> bool:
        """Return whether a face is turned away or blurred, as it was seen."""
        return self._remembered(face).poor

    def _numbers(self, face: Placed, engine: Engine) -> Floats:
        return unpacked(self._remembered(face).templates, engine)

    def _remembered(self, face: Placed) -> Face:
        return self._faces[int(face.box[0])]


def our_naming(
    faces: Mapping[int, Face], enrolled: Mapping[int, tuple[tuple[Template, ...], ...]]
) -> Enrol:
    """Return gatekeeper's way; `faces` by picture, `enrolled` the templates of each person."""
    remembered = _Remembered(faces)

    def enrol(people: tuple[int, ...]) -> Name:
        gallery = Gallery(
            tuple(e for who in people for e in _enrolments(who, enrolled.get(who, ()))),
            first=frozenset(map(str, people)),
            today=DAY,
        )
        roll = Roll.of(gallery)
        return lambda picture: _named(picture, gallery, roll, remembered)

    def _named(picture: int, gallery: Gallery, roll: Roll, measurer: _Remembered) -> Named:
        (said,) = named({"": measurer.face(picture)}, gallery, roll, measurer)
        return Named(tuple(int(one.pupil) for one in said.candidates), bool(said.ask))

    return enrol


def _enrolments(who: int, portraits: tuple[tuple[Template, ...], ...]) -> tuple[Enrolment, ...]:
    return tuple(
        Enrolment(f"{who}-{n}", str(who), templates, template_version(), DAY, MADE, "")
        for n, templates in enumerate(portraits)
    )


def our_closeness(faces: tuple[Face, ...], owners: Indices) -> Closeness:
    """Return the product's likeness of two faces, in a register of everybody in the folder."""
    rows = {engine: _stacked(faces, engine) for engine in Engine}
    roll = Roll.of_faces([str(who) for who in owners], [face.templates for face in faces])
    singly = {engine: _of_pictures(roll.spaces[engine], rows[engine]) for engine in Engine}

    def block(start: int, stop: int) -> Numbers:
        sface, dlib = (singly[engine].likeness(rows[engine][start:stop]) for engine in Engine)
        return np.asarray(roll.both(sface, dlib), np.float64)

    return _by_blocks(block, len(faces))


def _of_pictures(space: Space, vectors: Floats) -> Space:
    """Return the same register with single pictures instead of people's means."""
    return replace(space, faces=unit(unit(vectors) - space.centre))


def their_naming(faces: Mapping[int, Face], enrolled: Mapping[int, tuple[int, ...]]) -> Enrol:
    """Return the library's way; `faces` by picture, `enrolled` the pictures of each person."""
    encodings = {at: unpacked(face.templates, Engine.DLIB) for at, face in faces.items()}

    def enrol(people: tuple[int, ...]) -> Name:
        known = [(who, at) for who in people for at in enrolled.get(who, ()) if at in encodings]
        owners = [who for who, _ in known]
        table = _table([encodings[at] for _, at in known])
        return lambda picture: _nearest(encodings.get(picture), owners, table)

    return enrol


def _nearest(encoding: Floats | None, owners: list[int], table: Floats) -> Named:
    if encoding is None or not owners:
        return Named()
    apart = np.linalg.norm(table - encoding, axis=1)
    within = (int(at) for at in np.argsort(apart, kind="stable") if apart[at] <= TOLERANCE)
    return Named(tuple(dict.fromkeys(owners[at] for at in within)))


def their_closeness(faces: tuple[Face, ...]) -> Closeness:
    """Return the library's distance with its sign changed, so that more is closer."""
    rows = _stacked(faces, Engine.DLIB).astype(np.float64)

    def block(start: int, stop: int) -> Numbers:
        apart = np.linalg.norm(rows[start:stop, None] - rows[None], axis=2)
        return np.asarray(-apart, np.float64)

    return _by_blocks(block, len(faces), 32)


def _stacked(faces: tuple[Face, ...], engine: Engine) -> Floats:
    return _table([unpacked(face.templates, engine) for face in faces])


def _table(rows: list[Floats]) -> Floats:
    return np.array(rows, np.float32).reshape(len(rows), LENGTH)


def _by_blocks(block: Callable[[int, int], Numbers], count: int, size: int = BLOCK) -> Closeness:
    """Return the closeness of pairs, whose first numbers rise, from blocks of the whole table."""

    def closeness(first: Indices, second: Indices) -> Numbers:
        close = np.zeros(len(first))
        for start in range(0, count, size):
            low, high = np.searchsorted(first, (start, start + size))
            table = block(start, min(start + size, count))
            close[low:high] = table[first[low:high] - start, second[low:high]]
        return close

    return closeness
