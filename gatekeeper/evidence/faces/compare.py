"""Faces of one picture against the register; dlib only where it can change who is named."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from gatekeeper.domain.biometrics import Engine, Template
from gatekeeper.evidence.faces.closeness import (
    AHEAD,
    REACH,
    SETTLED,
    TOO_LIKE,
    as_odds,
    log_odds,
    thousandths,
)
from gatekeeper.evidence.faces.detections import Floats
from gatekeeper.evidence.faces.gallery import Numbers, Roll
from gatekeeper.evidence.faces.measure import Measurer
from gatekeeper.evidence.faces.name import Compared
from gatekeeper.evidence.faces.places import Placed
from gatekeeper.evidence.faces.templates import stacked, unpacked

Flags = npt.NDArray[np.bool_]


def compare(
    faces: Mapping[str, Placed], roll: Roll, measurer: Measurer, *, second: bool = True
) -> Compared:
    """Return how the faces compare with everybody enrolled; `second`: dlib may be asked."""
    placed = list(faces.values())
    by_sface = roll.spaces[Engine.SFACE].likeness(measurer.sface_all(placed))
    odds = log_odds(by_sface) + roll.priors
    differ = np.zeros(len(placed), np.bool_)
    open_ones = unsettled(odds) if second and not roll.few else ()
    if len(open_ones):
        measured = stacked([measurer.dlib(placed[n]) for n in open_ones])
        by_dlib = roll.spaces[Engine.DLIB].likeness(measured)
        odds[open_ones] = log_odds(roll.both(by_sface[open_ones], by_dlib)) + roll.priors
        differ[open_ones] = _differ(by_sface[open_ones], by_dlib, roll.priors)
    poor = np.array([measurer.poor(face) for face in placed], np.bool_)
    return Compared(tuple(faces), roll.pupils, odds, differ, poor, roll.few)


def unsettled(odds: Floats) -> Numbers:
    """Return which faces (of m, n log odds) have somebody in reach and nobody who is far ahead."""
    nobody = np.full((len(odds), 2), -np.inf, np.float32)
    second, first = np.sort(np.concatenate([nobody, odds], axis=1), axis=1)[:, -2:].T
    near = first >= as_odds(REACH)
    settled = (first >= as_odds(SETTLED)) & (first >= second + AHEAD)
    return np.flatnonzero(near & ~settled)


def doubles(odds: Floats, roll: Roll) -> frozenset[str]:
    """Return the pupils in reach whom the register itself cannot tell from another."""
    near = np.flatnonzero((thousandths(odds) >= REACH).any(axis=0))
    alike = (thousandths(log_odds(roll.among(near))) >= TOO_LIKE).any(axis=1)
    return frozenset(roll.pupils[n] for n in near[alike])


def too_like(templates: tuple[Template, ...], roll: Roll) -> tuple[str, ...]:
    """Return the pupils whom these templates cannot be told from, closest first."""
    by_engine = (roll.spaces[e].likeness(unpacked(templates, e)[None]) for e in Engine)
    close = thousandths(log_odds(roll.both(*by_engine)[0]))
    order = np.argsort(-close, kind="stable")
    return tuple(roll.pupils[n] for n in order if close[n] >= TOO_LIKE)


def _differ(by_sface: Floats, by_dlib: Floats, priors: Floats) -> Flags:
    """Return whether the engines put different pupils first."""
    ours, theirs = ((log_odds(near) + priors).argmax(axis=1) for near in (by_sface, by_dlib))
    return np.asarray(ours != theirs, np.bool_)
