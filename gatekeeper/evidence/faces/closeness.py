"""From likeness to a probability: every number that decides what "close" means, in one place.

*Likeness* is the cosine of two centred faces. How much of it two strangers have by chance differs
from school to school (children have more than adults), so it is counted in standard deviations
from the strangers within the register itself. A logistic curve turns that into the probability
that both are one child. Fitted on photographs of adults, see
docs/decisions/0005-telling-faces-apart.md.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from gatekeeper.domain.biometrics import Engine
from gatekeeper.evidence.faces.detections import Floats


@dataclass(frozen=True, slots=True)
class Spread:
    """Mean and standard deviation of the likeness of two strangers."""

    mean: float
    deviation: float


@dataclass(frozen=True, slots=True)
class Curve:
    """Log odds that two faces are one person's: `slope` times the standard likeness, less `bar`."""

    slope: float
    bar: float


STRANGERS = {Engine.SFACE: Spread(0.0, 0.095), Engine.DLIB: Spread(0.0, 0.19)}
"""For a register with few pupils; as it grows, its own take over."""
TOGETHER = Spread(0.0, 0.8)
"""The same of the standard likeness that joins both engines."""
PAIRS = 100
"""So many pairs of its own pupils weigh as much as these."""
FEW = 10
"""With fewer pupils SFace measures alone, and whatever it says is unsure."""
SHRINK = {Engine.SFACE: 10, Engine.DLIB: 0}
"""So many pupils move the centre half the way to their mean. SFace does nearly as well without
any; dlib's likeness means nothing unless it is centred."""
WEIGHT = 0.7
"""Share of SFace when both have measured a face; dlib has the rest."""
CURVE = Curve(slope=1.8, bar=3.5)
"""For children; adults are told apart better than it says."""
CLASS, SCHOOL = 30, 500
"""Before it is measured a face is one of so many: of the declared groups, of all the others."""

REACH = 50
"""Thousandths of closeness from which a pupil is a candidate."""
CLEAR = 950
"""Thousandths from which the first one is close enough to need no reason to ask. Of strangers of
every age and origin three faces in a thousand come so close to somebody in a class of 30."""
RIVAL = 0.2
"""A second pupil who has this share of the first one's closeness is nearly as close."""
SHARED = 0.5
"""Another face in the picture that has this share of a pupil's closeness may be that pupil too."""
SETTLED, AHEAD = 500, 4.0
"""dlib is not asked where the first has so many thousandths, and so much more of log odds than the
second: it could not name another."""
TOO_LIKE = 940
"""Thousandths, at even odds, from which two pupils are too alike to be told apart."""


def numbers() -> tuple[object, ...]:
    """Return every number on this page, for the version of the comparison."""
    curve = (STRANGERS, TOGETHER, PAIRS, FEW, SHRINK, WEIGHT, CURVE)
    return (*curve, CLASS, SCHOOL, REACH, CLEAR, RIVAL, SHARED, SETTLED, AHEAD, TOO_LIKE)


def settled(own: Floats, usual: Spread) -> Spread:
    """Return the strangers' spread of a register from the likeness of its own pupils' pairs."""
    share = len(own) / (len(own) + PAIRS)
    if not share:
        return usual
    mean, deviation = float(own.mean()), float(own.std())
    return Spread(
        share * mean + (1 - share) * usual.mean,
        share * deviation + (1 - share) * usual.deviation,
    )


def log_odds(likeness: Floats) -> Floats:
    """Return the log odds, at even odds before, of standard likenesses of any shape."""
    return np.asarray(CURVE.slope * likeness - CURVE.bar, np.float32)


def joined(sface: Floats, dlib: Floats, together: Spread) -> Floats:
    """Return one standard likeness from those of both engines."""
    return standard(np.asarray(WEIGHT * sface + (1 - WEIGHT) * dlib, np.float32), together)


def standard(likeness: Floats, strangers: Spread) -> Floats:
    """Return likenesses in standard deviations of strangers, from their mean."""
    return np.asarray((likeness - strangers.mean) / strangers.deviation, np.float32)


def one_of(many: int) -> float:
    """Return the log odds of being a certain one of so many."""
    return -math.log(many - 1)


def thousandths(odds: Floats) -> Floats:
    """Return log odds as probabilities in whole thousandths, 0 to 1000."""
    return np.asarray(np.rint(1000 / (1 + np.exp(-np.clip(odds, -30, 30)))), np.float32)


def as_odds(thousandth: int) -> float:
    """Return the log odds of a closeness, 1 to 999."""
    return math.log(thousandth / (1000 - thousandth))
