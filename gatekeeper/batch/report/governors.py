"""Two pages for governors, without a name: one HTML file that prints on two sheets of A4."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from markupsafe import Markup

from gatekeeper.batch.report.chart import Bar, Column, bars, columns
from gatekeeper.batch.report.page import pages
from gatekeeper.desk.reports.audited import Fate
from gatekeeper.desk.reports.term_report import Report
from gatekeeper.domain.small_numbers import FEWEST, Apart
from gatekeeper.domain.verdict import Verdict

K = TypeVar("K")
Look = tuple[str, str, str]
"""Word, sign and hatching."""

VERDICTS: Mapping[Verdict, Look] = {
    Verdict.BLOCK: ("had to be changed", "✖", "cross"),
    Verdict.WAIT: ("had to wait", "◷", "lines"),
    Verdict.ASK: ("had to be answered", "?", "dots"),
    Verdict.NOTE: ("a note", "·", "plain"),
    Verdict.PASS: ("nothing found", "✔", "plain"),
}
FATES: Mapping[Fate, Look] = {
    Fate.STILL_UP: ("take down, not seen gone", "✖", "cross"),
    Fate.GONE: ("taken down, seen gone", "○", "plain"),
    Fate.ASK: ("to be asked about", "?", "dots"),
    Fate.COULD_NOT_CHECK: ("could not be checked", "!", "lines"),
    Fate.LOOK: ("say who is in it", "·", "dots"),
    Fate.FINE: ("fine", "✔", "plain"),
}
LISTED = 8
"""Rules that are listed, so that there are two pages and never three."""
SHOWN_WEEKS = 18
"""The last weeks of a span that the chart shows; no term has more."""
ALL_NAMED = 12
"""So many weeks can each be named below their columns; of more, every other one is."""


@dataclass(frozen=True, slots=True)
class TwoPages:
    """What stands on them: this term, the one before if it is known, of which school, and when."""

    school: str
    report: Report
    before: Report | None
    now: datetime

    @property
    def charts(self) -> Charts:
        """What is drawn of this term."""
        verdicts = told_bars(self.report.verdicts, VERDICTS)
        fates = told_bars(self.report.fates, FATES)
        return Charts(
            weeks=weeks_chart(self.report),
            verdicts=bars("verdicts", "Each post’s worst finding at the first look", verdicts),
            fates=bars("fates", "What audits said of the posts that are out", fates),
            tables={"verdicts": verdicts, "fates": fates},
        )


@dataclass(frozen=True, slots=True)
class Charts:
    """Three charts, and the rows of those of bars, for the tables beside them."""

    weeks: Markup
    verdicts: Markup
    fates: Markup
    tables: Mapping[str, list[Bar]]


def weeks_chart(report: Report) -> Markup:
    """Return the posts of each week, and those that could not be checked wholly."""
    title = "Posts looked at, week by week"
    weeks = report.weeks[-SHOWN_WEEKS:]
    told = "; ".join(
        f"week of {week.starts:%-d %B}: {week.judged}, {week.unchecked} not checked wholly"
        for week in weeks
    )
    each = 1 if len(weeks) <= ALL_NAMED else 2
    items = [
        Column("" if n % each else f"{week.starts:%-d/%-m}", week.judged, week.unchecked)
        for n, week in enumerate(weeks)
    ]
    return columns("weeks", title, told or "no post", items)


def told_bars(parts: Apart[K], looks: Mapping[K, Look]) -> list[Bar]:
    """Return the bars of parts of which some are told together."""
    together = (
        "in the last line" if parts.together_count is not None else f"fewer than {FEWEST} or none"
    )
    found = [
        _bar(looks[key], parts.singly.get(key), together if key in parts.together else "")
        for key in looks
    ]
    if parts.together_count:
        signs = _signs(looks[key] for key in parts.together)
        found.append(
            Bar("together", signs, "plain", parts.together_count, str(parts.together_count))
        )
    return found


def _bar(look: Look, count: int | None, instead: str) -> Bar:
    word, sign, hatch = look
    return Bar(word, sign, hatch, count, instead or str(count))


def _signs(looks: Iterable[Look]) -> str:
    return " and ".join(sign for _, sign, _ in looks)


def two_pages(told: TwoPages) -> bytes:
    """Return the file."""
    template = pages().get_template("governors.html")
    return template.render(told=told, FEWEST=FEWEST, LISTED=LISTED).encode()
