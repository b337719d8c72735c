"""Plots as inline SVG: no script, no picture from elsewhere, readable on paper and in the dark.

Each has a title and a description for whoever hears the page; a table with the same numbers always
stands beside it. The two sides differ by line and filling, not by colour alone.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from gatekeeper.evidence.evaluate.rates import Rate

WIDTH, LEFT, RIGHT = 640, 150, 24
ENDS = (0.02, 0.04, 0.1, 0.2, 0.4, 0.6, 0.8, 1.0)
"""Where the axis of bars may end."""
Place = Callable[[float], float]


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what it is about, whose it is (`ours` or `theirs`), and the rate."""

    label: str
    side: str
    rate: Rate


@dataclass(frozen=True, slots=True)
class Line:
    """One line of points, with what is written at its end."""

    label: str
    side: str
    points: Sequence[tuple[float, float]]
    low: Sequence[float] = ()
    high: Sequence[float] = ()


@dataclass(frozen=True, slots=True)
class Axis:
    """What is drawn along one side: from, to, the ticks with their words."""

    title: str
    low: float
    high: float
    ticks: Sequence[tuple[float, str]]
    logarithmic: bool = False

    def place(self, start: float, stop: float) -> Place:
        """Return where a value lies between two pixels; what is beyond the ends lies on them."""
        scale = math.log10 if self.logarithmic else float
        low, high = scale(self.low), scale(self.high)

        def place(value: float) -> float:
            inside = min(max(value, self.low), self.high)
            return start + (stop - start) * (scale(inside) - low) / (high - low)

        return place


def bars(title: str, told: str, rows: Sequence[Bar]) -> str:
    """Return horizontal bars of rates with their intervals; the axis ends at the highest."""
    most = max([0.0, *(bar.rate.high for bar in rows if bar.rate.total)])
    end = next(end for end in ENDS if end >= most)
    axis = Axis("", 0, end, [(end * n / 4, f"{25 * end * n:.3g} %") for n in range(5)])
    place = axis.place(LEFT, WIDTH - RIGHT)
    height, top = 30 + 26 * len(rows), 6
    parts = [_tick_down(place(at), top, height - 24, words) for at, words in axis.ticks]
    parts += [_bar(bar, top + 26 * at, place) for at, bar in enumerate(rows)]
    return _svg(title, told, height, parts)


def curves(title: str, told: str, across: Axis, down: Axis, lines: Sequence[Line]) -> str:
    """Return lines over two axes; a line with `low` and `high` has its interval behind it."""
    top, bottom, left = 16, 316, 70
    x, y = across.place(left, WIDTH - RIGHT), down.place(bottom, top)
    parts = [_tick_down(x(at), top, bottom, words) for at, words in across.ticks]
    parts += [_tick_across(y(at), left, words) for at, words in down.ticks]
    parts.append(
        f'<text x="{(left + WIDTH - RIGHT) / 2}" y="356" class="mid">{across.title}</text>'
    )
    middle = (top + bottom) / 2
    parts.append(
        f'<text transform="translate(14 {middle}) rotate(-90)" class="mid">{down.title}</text>'
    )
    parts += [_line(line, x, y, at) for at, line in enumerate(lines)]
    return _svg(title, told, 364, parts)


def _bar(bar: Bar, top: float, place: Place) -> str:
    rate, start = bar.rate, place(0)
    end, middle = place(rate.share or 0), top + 11
    low, high = place(rate.low), place(rate.high)
    return (
        f'<text x="{LEFT - 8}" y="{middle + 4}" class="end">{escape(bar.label)}</text>'
        f'<rect x="{start:.1f}" y="{top + 2}" width="{max(end - start, 1):.1f}" height="18" '
        f'class="{bar.side}"/>'
        f'<path d="M{low:.1f} {middle}H{high:.1f}M{low:.1f} {middle - 4}v8'
        f'M{high:.1f} {middle - 4}v8" class="whisker"/>'
    )


def _line(line: Line, x: Place, y: Place, at: int) -> str:
    if not line.points:
        return ""
    through = " ".join(f"{x(one):.1f},{y(two):.1f}" for one, two in line.points)
    key = 30 + 18 * at
    band = _band(line, x, y) if line.low else ""
    return (
        f'{band}<polyline points="{through}" class="line {line.side}-line"/>'
        f'<path d="M{WIDTH // 2 - 40} {key}h28" class="line {line.side}-line"/>'
        f'<text x="{WIDTH // 2 - 6}" y="{key + 4}">{escape(line.label)}</text>'
    )


def _band(line: Line, x: Place, y: Place) -> str:
    there = [(at, low) for (at, _), low in zip(line.points, line.low, strict=True)]
    back = [(at, high) for (at, _), high in zip(line.points, line.high, strict=True)]
    edge = " ".join(f"{x(one):.1f},{y(two):.1f}" for one, two in [*there, *reversed(back)])
    return f'<polygon points="{edge}" class="{line.side}-band"/>'


def _tick_down(x: float, top: float, bottom: float, words: str) -> str:
    return (
        f'<path d="M{x:.1f} {top}V{bottom}" class="grid"/>'
        f'<text x="{x:.1f}" y="{bottom + 16}" class="mid small">{words}</text>'
    )


def _tick_across(y: float, left: float, words: str) -> str:
    return (
        f'<path d="M{left} {y:.1f}H{WIDTH - RIGHT}" class="grid"/>'
        f'<text x="{left - 6}" y="{y + 4:.1f}" class="end small">{words}</text>'
    )


def _svg(title: str, told: str, height: float, parts: Sequence[str]) -> str:
    name = re.sub(r"\W+", "-", title.lower())
    return (
        f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="{name} {name}-told">'
        f'<title id="{name}">{escape(title)}</title><desc id="{name}-told">{escape(told)}</desc>'
        f"{''.join(parts)}</svg>"
    )
