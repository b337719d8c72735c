"""Whom a face is compared with: the enrolled pupils as arrays, one mean face each.

Exact search: every face against every pupil, as one product of matrices. Faces are centred on
the mean of the register first: children's faces lie close together in a space that was learnt from
adults, and only what differs from their mean tells them apart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt

from gatekeeper.domain.biometrics import Engine, Gallery, Template
from gatekeeper.evidence.faces.closeness import (
    CLASS,
    FEW,
    SCHOOL,
    SHRINK,
    STRANGERS,
    TOGETHER,
    Spread,
    joined,
    one_of,
    settled,
    standard,
)
from gatekeeper.evidence.faces.detections import Floats
from gatekeeper.evidence.faces.sface import unit
from gatekeeper.evidence.faces.templates import checked, stacked, unpacked

SAMPLE = 1_000
"""Pupils at most whose pairs tell how alike strangers are."""
Numbers = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class Space:
    """One engine's measurements: `centre` (128,), pupils' mean `faces` (n, 128) of length 1."""

    centre: Floats
    faces: Floats
    strangers: Spread

    @classmethod
    def of(cls, engine: Engine, vectors: Floats, owners: Numbers) -> Self:
        """Make one from templates (t, 128) and the number of the pupil whom each shows."""
        count = int(owners.max(initial=-1)) + 1
        middle = _means(unit(vectors), owners, count).sum(axis=0)
        centre = np.asarray(middle / max(count + SHRINK[engine], 1), np.float32)
        faces = unit(_means(unit(unit(vectors) - centre), owners, count))
        some = faces[:SAMPLE]
        return cls(centre, faces, settled(_pairs(some @ some.T), STRANGERS[engine]))

    def likeness(self, vectors: Floats) -> Floats:
        """Return the standard likeness (m, n) of faces (m, 128) to every pupil."""
        return standard(unit(unit(vectors) - self.centre) @ self.faces.T, self.strangers)

    def among(self, numbers: Numbers) -> Floats:
        """Return the standard likeness (m, n) of some pupils to every pupil."""
        return standard(self.faces[numbers] @ self.faces.T, self.strangers)


@dataclass(frozen=True, slots=True, eq=False)
class Roll:
    """The enrolled pupils, numbered; what each engine made of them; how likely each is here.

    `priors` (n,) are log odds. `together` is the strangers' spread of both engines joined.
    """

    pupils: tuple[str, ...]
    spaces: Mapping[Engine, Space]
    together: Spread
    priors: Floats

    @classmethod
    def of(cls, gallery: Gallery) -> Self:
        """Make one from the register.

        Raises:
            OtherModels: templates of other models are among it.
        """
        enrolments = checked(gallery.enrolments)
        owners = [enrolment.pupil for enrolment in enrolments]
        faces = [enrolment.templates for enrolment in enrolments]
        return cls.of_faces(owners, faces, gallery.first)

    @classmethod
    def of_faces(
        cls,
        owners: Sequence[str],
        faces: Sequence[tuple[Template, ...]],
        first: frozenset[str] = frozenset(),
    ) -> Self:
        """Make one from templates of any faces and whom each shows.

        Raises:
            OtherModels: an engine's template is missing.
        """
        pupils = tuple(dict.fromkeys(owners))
        number = {pupil: n for n, pupil in enumerate(pupils)}
        shown = np.array([number[owner] for owner in owners], np.intp)
        spaces = {engine: Space.of(engine, _rows(faces, engine), shown) for engine in Engine}
        return cls(pupils, spaces, _together(spaces), _priors(pupils, first))

    @property
    def few(self) -> bool:
        """Whether there are too few to know how alike strangers are."""
        return len(self.pupils) < FEW

    def both(self, sface: Floats, dlib: Floats) -> Floats:
        """Return one standard likeness from those of both engines, of any shape."""
        return sface if self.few else joined(sface, dlib, self.together)

    def among(self, numbers: Numbers) -> Floats:
        """Return the standard likeness (m, n) of some pupils to every pupil, to themselves none."""
        likeness = self.both(*(self.spaces[engine].among(numbers) for engine in Engine))
        likeness[np.arange(len(numbers)), numbers] = -np.inf
        return likeness


def _rows(faces: Sequence[tuple[Template, ...]], engine: Engine) -> Floats:
    return stacked([unpacked(templates, engine) for templates in faces])


def _means(vectors: Floats, owners: Numbers, count: int) -> Floats:
    sums = np.zeros((count, vectors.shape[1]), np.float32)
    np.add.at(sums, owners, vectors)
    counts = np.bincount(owners, minlength=count)[:, None]
    return np.asarray(sums / counts, np.float32)


def _pairs(likeness: Floats) -> Floats:
    return np.asarray(likeness[np.triu_indices(len(likeness), 1)], np.float32)


def _together(spaces: Mapping[Engine, Space]) -> Spread:
    some = np.arange(min(SAMPLE, len(spaces[Engine.SFACE].faces)))
    sface, dlib = (_pairs(spaces[engine].among(some)[:, : len(some)]) for engine in Engine)
    return settled(joined(sface, dlib, Spread(0.0, 1.0)), TOGETHER)


def _priors(pupils: tuple[str, ...], first: frozenset[str]) -> Floats:
    """Return log odds (n,); without declared groups everybody is as likely as the next."""
    count = sum(pupil in first for pupil in pupils)
    here = one_of(max(CLASS, count))
    elsewhere = one_of(max(SCHOOL if count else CLASS, len(pupils)))
    return np.array([here if pupil in first else elsewhere for pupil in pupils], np.float32)
