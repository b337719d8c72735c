"""Faces of one picture against the register; dlib only where it can change who is named."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from gatekeeper.domain.biometrics import Engine, Template
from gatekeeper.domain.face import Turn
from gatekeeper.evidence.faces.closeness import (
    ALONE,
    CLEAR,
    FUSED,
    REACH,
    TOO_LIKE,
    WIDE,
    fused,
    log_odds,
    thousandths,
)
from gatekeeper.evidence.faces.detections import Floats
from gatekeeper.evidence.faces.gallery import Roll
from gatekeeper.evidence.faces.measure import Measurer
from gatekeeper.evidence.faces.name import Compared
from gatekeeper.evidence.faces.places import Placed
from gatekeeper.evidence.faces.quality import turn


def compare(
    faces: Mapping[str, Placed], roll: Roll, measurer: Measurer
) -> tuple[Compared, frozenset[str]]:
    """Return how the faces compare with everybody enrolled, and who of those named has a double."""
    placed = list(faces.values())
    by_sface = roll.spaces[Engine.SFACE].likeness(_rows([measurer.sface(f) for f in placed]))
    odds = log_odds(by_sface, ALONE) + roll.priors
    differ = np.zeros(len(placed), np.bool_)
    unsettled = _unsettled(odds)
    if len(unsettled):
        measured = _rows([measurer.dlib(placed[n]) for n in unsettled])
        by_dlib = roll.spaces[Engine.DLIB].likeness(measured)
        odds[unsettled] = log_odds(fused(by_sface[unsettled], by_dlib), FUSED) + roll.priors
        differ[unsettled] = _differ(by_sface[unsettled], by_dlib, roll.priors)
    poor = np.array([turn(face.points) is not Turn.FRONT for face in placed], np.bool_)
    compared = Compared(tuple(faces), roll.pupils, odds, differ, poor)
    return compared, _doubles(odds, roll)


def too_like(templates: tuple[Template, ...], roll: Roll) -> tuple[str, ...]:
    """Return the pupils whom these templates cannot be told from, closest first."""
    both = fused(*(roll.likeness(templates, engine)[None] for engine in Engine))[0]
    close = thousandths(log_odds(both, FUSED))
    order = np.argsort(-close, kind="stable")
    return tuple(roll.pupils[n] for n in order if close[n] >= TOO_LIKE)


def _rows(vectors: list[Floats]) -> Floats:
    return np.array(vectors, np.float32).reshape(len(vectors), -1)


def _unsettled(odds: Floats) -> npt.NDArray[np.intp]:
    """Return which faces have somebody in reach, and nobody who is clearly first."""
    if not odds.shape[1]:
        return np.zeros(0, np.intp)
    close = np.sort(np.pad(thousandths(odds), ((0, 0), (1, 0))), axis=1)
    first, second = close[:, -1], close[:, -2]
    settled = (first < REACH) | ((first >= CLEAR) & (first - second >= WIDE))
    return np.flatnonzero(~settled)


def _differ(by_sface: Floats, by_dlib: Floats, priors: Floats) -> npt.NDArray[np.bool_]:
    ours, theirs = (
        (log_odds(likeness, ALONE) + priors).argmax(axis=1) for likeness in (by_sface, by_dlib)
    )
    return np.asarray(ours != theirs, np.bool_)


def _doubles(odds: Floats, roll: Roll) -> frozenset[str]:
    """Return the pupils in reach whom the register itself cannot tell from another."""
    near = np.flatnonzero((thousandths(odds) >= REACH).any(axis=0))
    both = fused(*(roll.spaces[engine].among(near) for engine in Engine))
    both[np.arange(len(near)), near] = -np.inf
    alike = (thousandths(log_odds(both, FUSED)) >= TOO_LIKE).any(axis=1)
    return frozenset(roll.pupils[n] for n in near[alike])
