"""One pupil is not two faces in one picture."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.optimize import linear_sum_assignment

from gatekeeper.evidence.faces.detections import Floats

NOBODY = -1
"""In place of a pupil's number: the face is given to none."""


def assigned(odds: Floats, least: float) -> npt.NDArray[np.intp]:
    """Return for each of m faces the pupil's number, or `NOBODY`; no number twice.

    `odds` (m, n) are log odds; what is below `least` is out of reach. Of all ways to give
    pupils to faces it is the one with the highest sum of what lies above `least`.
    """
    gain = np.maximum(odds - least, 0)
    near = np.flatnonzero((gain > 0).any(axis=0))
    given = np.full(len(odds), NOBODY, np.intp)
    rows, columns = linear_sum_assignment(gain[:, near], maximize=True)
    for face, column in zip(rows, columns, strict=True):
        if gain[face, near[column]] > 0:
            given[face] = near[column]
    return given
