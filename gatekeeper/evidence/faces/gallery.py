"""Whom a face is compared with: the enrolled pupils as arrays, one mean face each.

Exact search: every face against every pupil, as one product of matrices. Faces are centred on
the mean of the register first: children's faces lie close together in a space that was learnt from
adults, and only what differs from their mean tells them apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt

from gatekeeper.domain.biometrics import Engine, Enrolment, Gallery, Template
from gatekeeper.evidence.faces.closeness import (
    FIRST,
    OTHERS,
    STRANGERS,
    Spread,
    prior,
    settled,
)
from gatekeeper.evidence.faces.detections import Floats
from gatekeeper.evidence.faces.sface import unit
from gatekeeper.evidence.faces.templates import checked, unpacked

SHRINK = 10
"""So many pupils move the centre half the way to their mean; one alone must not be the centre."""
SAMPLE = 1_000
"""Pupils at most whose pairs tell how alike strangers are."""


@dataclass(frozen=True, slots=True, eq=False)
class Space:
    """One engine's measurements: `centre` (128,), pupils' mean `faces` (n, 128) of length 1."""

    centre: Floats
    faces: Floats
    strangers: Spread

    @classmethod
    def of(cls, vectors: Floats, owners: npt.NDArray[np.intp], usual: Spread) -> Self:
        """Make one from templates (t, 128) and the number of the pupil whom each shows."""
        count = int(owners.max(initial=-1)) + 1
        middle = _means(unit(vectors), owners, count)
        centre = np.asarray(middle.sum(axis=0) / (count + SHRINK), np.float32)
        faces = unit(_means(unit(unit(vectors) - centre), owners, count))
        return cls(centre, faces, settled(_pairs(faces), usual))

    def likeness(self, vectors: Floats) -> Floats:
        """Return the standard likeness (m, n) of faces (m, 128) to every pupil."""
        near = unit(unit(vectors) - self.centre) @ self.faces.T
        return np.asarray((near - self.strangers.mean) / self.strangers.deviation, np.float32)

    def among(self, numbers: npt.NDArray[np.intp]) -> Floats:
        """Return the standard likeness (m, n) of some pupils to every pupil."""
        near = self.faces[numbers] @ self.faces.T
        return np.asarray((near - self.strangers.mean) / self.strangers.deviation, np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Roll:
    """The enrolled pupils, numbered; what each engine made of them; how likely each is here."""

    pupils: tuple[str, ...]
    spaces: Mapping[Engine, Space]
    priors: Floats

    @classmethod
    def of(cls, gallery: Gallery) -> Self:
        """Make one from the register.

        Raises:
            OtherModels: templates of other models are among it.
        """
        enrolments = checked(gallery.enrolments)
        pupils = tuple(dict.fromkeys(enrolment.pupil for enrolment in enrolments))
        number = {pupil: n for n, pupil in enumerate(pupils)}
        owners = np.array([number[e.pupil] for e in enrolments], np.intp)
        spaces = {
            engine: Space.of(_stacked(enrolments, engine), owners, STRANGERS[engine])
            for engine in Engine
        }
        return cls(pupils, spaces, _priors(pupils, gallery.first))

    def likeness(self, templates: Iterable[Template], engine: Engine) -> Floats:
        """Return the standard likeness (n,) of one enrolled face to every pupil."""
        space, face = self.spaces[engine], unpacked(templates, engine)
        return np.asarray(space.likeness(face[None])[0], np.float32)


def _stacked(enrolments: tuple[Enrolment, ...], engine: Engine) -> Floats:
    rows = [unpacked(enrolment.templates, engine) for enrolment in enrolments]
    return np.array(rows, np.float32).reshape(len(rows), -1)


def _means(vectors: Floats, owners: npt.NDArray[np.intp], count: int) -> Floats:
    sums = np.zeros((count, vectors.shape[1]), np.float32)
    np.add.at(sums, owners, vectors)
    counts = np.bincount(owners, minlength=count)[:, None]
    return np.asarray(sums / counts, np.float32)


def _pairs(faces: Floats) -> Floats:
    some = faces[:SAMPLE]
    return np.asarray((some @ some.T)[np.triu_indices(len(some), 1)], np.float32)


def _priors(pupils: tuple[str, ...], first: frozenset[str]) -> Floats:
    here, elsewhere = prior(FIRST), prior(OTHERS if first else FIRST)
    return np.array([here if pupil in first else elsewhere for pupil in pupils], np.float32)
