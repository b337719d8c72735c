"""The part of the page that compares pictures two by two."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from gatekeeper.evidence.evaluate.markup import figure, paragraph, section, table
from gatekeeper.evidence.evaluate.pairs import AtThreshold, Verification
from gatekeeper.evidence.evaluate.plot import Axis, Line, curves
from gatekeeper.evidence.evaluate.rates import Rate
from gatekeeper.evidence.evaluate.report import Side
from gatekeeper.evidence.evaluate.say import cell, percent

KINDS = {Side.GATEKEEPER: "ours", Side.QUICK: "quick", Side.FACE_RECOGNITION: "theirs"}
SHARES = [(0.1, "10 %"), (0.01, "1 %"), (0.001, "0.1 %"), (0.0001, "0.01 %")]


def one_or_two(told: dict[Side, Verification]) -> str:
    """Return the section about pairs."""
    ours = told[Side.GATEKEEPER]
    return section(
        "One person or two?",
        paragraph(
            f"Every two of {ours.pictures:,} pictures were compared: {ours.one_person:,} pairs of "
            f"one person, {ours.strangers:,} pairs of two people. How close is close enough is a "
            "choice: a stricter threshold accepts fewer strangers (false matches, FMR) and refuses "
            "the right person more often (false non-matches, FNMR)."
        ),
        table(
            "At three strictnesses, and where both are equal",
            ("strangers accepted at most", *(f"right person refused: {s.value}" for s in told)),
            [*_wanted(told), ("both equal (EER)", *map(_eer, told.values()))],
        ),
        figure(
            _trade(told), "Each point is a threshold. Nearer to the bottom left corner is better."
        ),
        *(_over_thresholds(side, one) for side, one in told.items() if one.thresholds),
    )


def _wanted(told: dict[Side, Verification]) -> Iterator[tuple[str, ...]]:
    for share in next(iter(told.values())).wanted:
        yield percent(share), *(_refused(one.wanted[share]) for one in told.values())


def _refused(at: AtThreshold | None) -> str:
    return "too few pairs" if at is None else cell(at.right_refused)


def _eer(one: Verification) -> str:
    if one.eer is None:
        return "–"
    share, low, high = one.eer
    return f"{percent(share)}\n{percent(low)} to {percent(high)}"


def _trade(told: dict[Side, Verification]) -> str:
    lines = [
        Line(
            side.value,
            KINDS[side],
            [
                (at.strangers_accepted.share or 0, at.right_refused.share or 0)
                for at in one.thresholds
                if at.strangers_accepted.count
            ],
        )
        for side, one in told.items()
    ]
    return curves(
        "Strangers accepted against right people refused",
        "Two falling lines: the more strangers are accepted, the fewer right people are refused.",
        Axis(
            "strangers accepted (FMR)",
            1e-5,
            1,
            [(1, "100 %"), *SHARES, (1e-5, "0.001 %")],
            logarithmic=True,
        ),
        Axis("right person refused (FNMR)", 1e-3, 1, [(1, "100 %"), *SHARES[:3]], logarithmic=True),
        lines,
    )


def _over_thresholds(side: Side, one: Verification) -> str:
    steps = one.thresholds
    low, high = steps[0].threshold, steps[-1].threshold
    ticks = [
        (low + (high - low) * n / 6, _threshold(side, low + (high - low) * n / 6, 2))
        for n in range(7)
    ]
    title = "closeness, in deviations of strangers" if side is Side.GATEKEEPER else "distance"
    drawn = curves(
        f"Both errors over thresholds, {side.value}",
        "Right people refused rise, strangers accepted fall; bands show the intervals.",
        Axis(title, low, high if high > low else low + 1, ticks if high > low else ticks[:1]),
        Axis("share of pairs", 0, 1, [(n / 4, f"{25 * n} %") for n in range(5)]),
        [
            _curve(
                "right person refused", "ours", [(at.threshold, at.right_refused) for at in steps]
            ),
            _curve(
                "stranger accepted",
                "theirs",
                [(at.threshold, at.strangers_accepted) for at in steps],
            ),
        ],
    )
    rows = [
        (_threshold(side, at.threshold, 3), cell(at.strangers_accepted), cell(at.right_refused))
        for at in _told(steps)
    ]
    head = ("threshold", "strangers accepted", "right person refused")
    return figure(drawn, f"{side.value}: both errors over thresholds, from lenient to strict.") + (
        table(f"{side.value}: both errors over thresholds", head, rows)
    )


def _told(steps: tuple[AtThreshold, ...]) -> Iterator[AtThreshold]:
    """Yield the thresholds at which something changes."""
    yield from steps[:1]
    for before, at in pairwise(steps):
        if (at.strangers_accepted.count, at.right_refused.count) != (
            before.strangers_accepted.count,
            before.right_refused.count,
        ):
            yield at


def _curve(label: str, kind: str, rates: list[tuple[float, Rate]]) -> Line:
    return Line(
        label,
        kind,
        [(at, rate.share or 0) for at, rate in rates],
        [rate.low for _, rate in rates],
        [rate.high for _, rate in rates],
    )


def _threshold(side: Side, value: float, digits: int) -> str:
    """Return a threshold as each side means it: closeness, or distance."""
    return f"{value if side is Side.GATEKEEPER else -value:.{digits}f}"
