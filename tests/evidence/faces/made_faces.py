"""Made-up measurements: pupils far apart in a space of 128 directions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime

import numpy as np

from gatekeeper.domain.biometrics import Engine, Enrolment, Gallery, Template
from gatekeeper.evidence.faces.detections import Floats
from gatekeeper.evidence.faces.sface import unit
from gatekeeper.evidence.faces.templates import packed
from gatekeeper.evidence.faces.version import template_version

TODAY = date(2026, 11, 26)
NOISE = 0.02


def directions(count: int, seed: int = 1) -> Floats:
    """Return so many random faces (count, 128) of length 1."""
    rng = np.random.default_rng(seed)
    return unit(rng.normal(size=(count, 128)).astype(np.float32))


def near(face: Floats, seed: int = 2, noise: float = NOISE) -> Floats:
    """Return another picture of the same face (128,)."""
    rng = np.random.default_rng(seed)
    return unit(face + rng.normal(size=128).astype(np.float32) * np.float32(noise))


def both(face: Floats, dlib: Floats | None = None) -> tuple[Template, ...]:
    """Return the templates of a face, the same for both engines if no other is given."""
    return packed(Engine.SFACE, face), packed(Engine.DLIB, face if dlib is None else dlib)


def enrolled(
    pupil: str, face: Floats, *, taken_on: date = TODAY, version: str = "", number: int = 0
) -> Enrolment:
    """Return one enrolled picture."""
    made_at = datetime(2026, 9, 1, tzinfo=UTC)
    which = version or template_version()
    return Enrolment(f"{pupil} {number}", pupil, both(face), which, taken_on, made_at, "office")


def gallery(faces: Mapping[str, Floats], first: frozenset[str] = frozenset()) -> Gallery:
    """Return a register with one picture of each pupil, and without look-alikes."""
    enrolments = tuple(enrolled(pupil, face) for pupil, face in faces.items())
    return Gallery(enrolments, first, frozenset(), TODAY)


def school(count: int = 30) -> dict[str, Floats]:
    """Return pupils `p0`, `p1` ... and their faces."""
    return {f"p{n}": face for n, face in enumerate(directions(count))}
