"""From likeness to a probability: every number that decides what "close" means, in one place.

*Likeness* is the cosine of two centred faces. How much of it two strangers have by chance differs
from school to school (children have more than adults), so it is counted in standard deviations
from the strangers within the register itself. A logistic curve turns that into the probability
that both are one child. Fitted on photographs of adults, see
docs/decisions/0005-telling-faces-apart.md.
"""

from __future__ import annotations

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


STRANGERS = {Engine.SFACE: Spread(0.0, 0.11), Engine.DLIB: Spread(0.0, 0.14)}
"""For a register with few pupils; as it grows, its own take over."""
PAIRS = 100
"""So many pairs of its own pupils weigh as much as `STRANGERS`."""
ALONE = Curve(2.2, 8.0)
"""For SFace by itself, at even odds."""
FUSED = Curve(2.2, 8.0)
"""For both, joined by `WEIGHT`, at even odds."""
WEIGHT = 0.5
"""Share of SFace when both have measured a face; dlib has the rest."""
FIRST, OTHERS = 1 / 30, 1 / 500
"""How likely a face is a certain pupil before it is measured: of a declared group, or not."""

REACH = 20
"""Thousandths of closeness from which a pupil is a candidate."""
CLEAR = 900
"""Thousandths from which the first one is close enough to be shown without a reason to ask."""
WIDE = 600
"""Thousandths by which the first must be ahead of the second."""
TOO_LIKE = 500
"""Thousandths, at even odds, from which two pupils are too alike to be told apart."""


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


def log_odds(standard: Floats, curve: Curve) -> Floats:
    """Return the log odds, at even odds before, of standard likenesses of any shape."""
    return np.asarray(curve.slope * standard - curve.bar, np.float32)


def fused(sface: Floats, dlib: Floats) -> Floats:
    """Return one standard likeness from those of both engines."""
    return np.asarray(WEIGHT * sface + (1 - WEIGHT) * dlib, np.float32)


def prior(share: float) -> float:
    """Return the log odds of a probability."""
    return float(np.log(share / (1 - share)))


def thousandths(odds: Floats) -> Floats:
    """Return log odds as probabilities in whole thousandths, 0 to 1000."""
    return np.asarray(np.rint(1000 / (1 + np.exp(-np.clip(odds, -30, 30)))), np.float32)
