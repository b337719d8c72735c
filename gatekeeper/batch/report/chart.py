"""Charts as inline SVG: a title and a description for whoever hears them, words beside each bar.

Colour never says anything alone: a bar has its sign and word, and its own hatching, which is there
on paper too. Classes are styled by the page; nothing here needs a style of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

WIDTH, LABEL, NUMBER, LINE = 640, 230, 44, 28
"""Of a chart of bars: its width, the room of labels and of numbers before the bars, and the height
of a line, in its own units. A narrow screen shows the left part, and so all that is words."""
TALL, FOOT, HEAD = 150, 26, 18
"""Of a chart of weeks: the height of its columns, and the room below and above them."""
HATCHES = {
    "plain": "",
    "lines": "M-2 6L6 -2M0 12L12 0M6 14L14 6",
    "cross": "M0 0L12 12M12 0L0 12",
    "dots": "M3 3h2v2h-2zM9 9h2v2h-2z",
}


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what it is, its sign and hatching, and the words for its length.

    `length` is None where it is not told.
    """

    label: str
    sign: str
    hatch: str
    length: int | None
    words: str


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what stands below it, its whole height, and the hatched part of it."""

    label: str
    whole: int
    part: int


def bars(name: str, title: str, rows: Sequence[Bar]) -> Markup:
    """Return bars below one another; `name` is the chart's own on its page."""
    most = max((row.length or 0 for row in rows), default=0) or 1
    room = WIDTH - LABEL - NUMBER - 2
    lines = [
        _bar(name, row, LINE * n, room * (row.length or 0) / most) for n, row in enumerate(rows)
    ]
    told = "; ".join(f"{row.label}: {row.words}" for row in rows)
    return _svg(name, title, told, LINE * len(rows), lines)


def columns(name: str, title: str, told: str, items: Sequence[Column]) -> Markup:
    """Return columns side by side, each with its part hatched; `told` says what they show."""
    most = max((item.whole for item in items), default=0) or 1
    step = WIDTH / max(len(items), 1)
    lines = [_column(name, item, n * step, step, TALL / most) for n, item in enumerate(items)]
    base = Markup('<path class="base" d="M0 {y}H{w}"/>').format(y=HEAD + TALL, w=WIDTH)
    return _svg(name, title, told, HEAD + TALL + FOOT, [*lines, base])


def _svg(name: str, title: str, told: str, height: int, inside: Sequence[Markup]) -> Markup:
    patterns = Markup("").join(
        Markup(
            '<pattern id="{name}-{kind}" width="12" height="12" patternUnits="userSpaceOnUse">'
            '<rect class="{kind}" width="12" height="12"/>'
            '<path class="hatch" d="{path}"/></pattern>'
        ).format(name=name, kind=kind, path=path)
        for kind, path in HATCHES.items()
    )
    return Markup(
        '<svg class="chart" viewBox="0 0 {width} {height}" role="img" '
        'aria-labelledby="{name}-title {name}-told"><title id="{name}-title">{title}</title>'
        '<desc id="{name}-told">{told}</desc><defs>{patterns}</defs>{inside}</svg>'
    ).format(
        width=WIDTH,
        height=height,
        name=name,
        title=title,
        told=told,
        patterns=patterns,
        inside=Markup("").join(inside),
    )


def _bar(name: str, row: Bar, top: int, length: float) -> Markup:
    return Markup(
        '<text x="0" y="{base}">{sign} {label}</text>'
        '<rect class="bar" x="{left}" y="{y}" width="{length:.0f}" height="18" rx="2" '
        'fill="url(#{name}-{hatch})"/><text x="{number}" y="{base}">{words}</text>'
    ).format(
        base=top + 19,
        sign=row.sign,
        label=row.label,
        left=LABEL + NUMBER,
        y=top + 5,
        length=length,
        name=name,
        hatch=row.hatch,
        number=LABEL,
        words=row.words,
    )


def _column(name: str, item: Column, left: float, step: float, unit: float) -> Markup:
    wide = step * 0.7
    foot = HEAD + TALL
    return Markup(
        '<rect class="bar" x="{x:.1f}" y="{y:.1f}" width="{w:.1f}" height="{h:.1f}" '
        'fill="url(#{name}-plain)"/><rect class="bar" x="{x:.1f}" y="{py:.1f}" width="{w:.1f}" '
        'height="{ph:.1f}" fill="url(#{name}-cross)"/>'
        '<text class="mid" x="{mid:.1f}" y="{above:.1f}">{whole}</text>'
        '<text class="mid small" x="{mid:.1f}" y="{below}">{label}</text>'
    ).format(
        x=left + (step - wide) / 2,
        y=foot - item.whole * unit,
        w=wide,
        h=item.whole * unit,
        py=foot - item.part * unit,
        ph=item.part * unit,
        name=name,
        mid=left + step / 2,
        above=foot - item.whole * unit - 4,
        whole=item.whole or "",
        below=foot + 17,
        label=item.label,
    )
