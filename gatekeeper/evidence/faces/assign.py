"""One pupil is not two faces in one picture."""

from __future__ import annotations

import sys
from contextlib import suppress
from functools import cache
from importlib.machinery import PathFinder
from importlib.util import module_from_spec
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np
import numpy.typing as npt

from gatekeeper.evidence.faces.detections import Floats

if TYPE_CHECKING:
    from collections.abc import Callable

    Solver = Callable[..., tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]]

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
    rows, columns = solver()(gain[:, near], maximize=True)
    for face, column in zip(rows, columns, strict=True):
        if gain[face, near[column]] > 0:
            given[face] = near[column]
    return given


@cache
def solver() -> Solver:
    """Return scipy's `linear_sum_assignment` without the other 430 modules of `scipy.optimize`.

    Loading those was a third of what a child process took to start.
    """
    with suppress(AttributeError, ImportError):
        return _alone()
    from scipy.optimize import linear_sum_assignment  # noqa: PLC0415 - see above

    return cast("Solver", linear_sum_assignment)


def _alone() -> Solver:
    """Return it from the module, written in C, in which scipy keeps it.

    Raises:
        AttributeError, ImportError: this scipy keeps it elsewhere.
    """
    folders = [str(Path(entry, "scipy", "optimize")) for entry in sys.path]
    spec = PathFinder.find_spec("_lsap", folders)
    if spec is None or spec.loader is None:
        raise ImportError
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return cast("Solver", module.linear_sum_assignment)
