"""What is kept of a face: numbers as bytes, and only of the networks that are in use."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from gatekeeper.domain.biometrics import Engine, Enrolment, Template
from gatekeeper.errors import CouldNotCheck
from gatekeeper.evidence.faces.detections import Floats
from gatekeeper.evidence.faces.version import template_version

LENGTH = 128
"""Numbers in a template."""


class OtherModels(CouldNotCheck):
    """Templates made by other networks: their numbers mean something else."""

    remedy = "Run `gatekeeper enrol` again with the children's pictures; nothing else is lost."

    def __init__(self) -> None:
        super().__init__("Enrolled pictures were measured with other models than are used now.")


def packed(engine: Engine, vector: Floats) -> Template:
    """Return numbers (128,) as they are kept."""
    return Template(engine, vector.astype("<f4").tobytes())


def unpacked(templates: Iterable[Template], engine: Engine) -> Floats:
    """Return the numbers (128,) of one engine.

    Raises:
        OtherModels: there are none, or not so many.
    """
    for template in templates:
        if template.engine is engine and len(template.vector) == 4 * LENGTH:
            return np.frombuffer(template.vector, "<f4").astype(np.float32)
    raise OtherModels


def stacked(vectors: Sequence[Floats]) -> Floats:
    """Return them as one array (n, 128), also where there are none."""
    return np.array(vectors, np.float32).reshape(-1, LENGTH)


def checked(enrolments: tuple[Enrolment, ...]) -> tuple[Enrolment, ...]:
    """Return them if they are all of the models in use.

    Raises:
        OtherModels: one is not.
    """
    if {enrolment.version for enrolment in enrolments} - {template_version()}:
        raise OtherModels
    return enrolments
