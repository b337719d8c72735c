"""The school's calendar as the office keeps it: `calendar.toml`.

school = "Oakfield Primary"
place = "51.2500, 1.5300"
inset_days = [2026-09-02]
bank_holidays = [2027-05-03]
closed_days = []

[[term]]
name = "Autumn"
starts = 2026-09-03
ends = 2026-12-18

[[break]]
name = "October half-term"
starts = 2026-10-26
ends = 2026-10-30

[[telephone]]
whom = "lado"
number = "01632 960001"
"""

from __future__ import annotations

import re
from datetime import date
from itertools import combinations

from gatekeeper.desk.toml_table import TomlTable, open_toml
from gatekeeper.domain.calendar import SchoolCalendar, Span
from gatekeeper.domain.place import MILLION, Place
from gatekeeper.domain.telephone import Whom

FILE = "calendar.toml"
_SINGLE_DAYS = ("inset_days", "bank_holidays", "closed_days")
_DEGREES = re.compile(r"(-?\d{1,2}\.\d{1,8}),\s*(-?\d{1,3}\.\d{1,8})", re.ASCII)
_NUMBER = re.compile(r"\+?[0-9][0-9 ()]{2,19}", re.ASCII)
FARTHEST = (90, 180)
"""Degrees north or south, and east or west."""


def parse(text: str) -> SchoolCalendar:
    """Read the text of a calendar; terms and breaks come back in the order of their days.

    Raises:
        UsageError: names every fault at once, with what to write instead.
    """
    table = open_toml(text, FILE)
    calendar = SchoolCalendar(
        school=table.text("school", required=True),
        terms=_spans(table, "term"),
        breaks=_spans(table, "break"),
        closed=frozenset().union(*map(table.days, _SINGLE_DAYS)),
        site=_site(table),
        telephones=_telephones(table),
    )
    if table.values.get("term", []) == []:
        table.fault("there is no term in it. Add a [[term]] with name, starts and ends.")
    table.finish()
    return calendar


def _site(table: TomlTable) -> Place | None:
    """Read latitude and longitude in degrees, as a map shows them; None where it is left out."""
    said = table.text("place")
    if not said:
        return None
    match = _DEGREES.fullmatch(said)
    degrees = [float(part) for part in match.groups()] if match else []
    if not match or any(abs(d) > far for d, far in zip(degrees, FARTHEST, strict=True)):
        table.fault(f'place = "{said}" is no place. Write it as a map does: "51.2500, 1.5300"')
        return None
    return Place(*(round(part * MILLION) for part in degrees))


def _telephones(table: TomlTable) -> dict[Whom, str]:
    read: dict[Whom, str] = {}
    known = {item.value: item for item in Whom}
    for one in table.tables("telephone"):
        said, number = one.text("whom", required=True), one.text("number", required=True)
        whom = known.get(said.casefold())
        if said and whom is None:
            one.fault(f'whom = "{said}" is not known. Write one of: {", ".join(known)}.')
        if number and not _NUMBER.fullmatch(number):
            one.fault(f'number = "{number}" is no telephone number. Write number = "01632 960001"')
        if whom in read:
            one.fault(f"{said} stands here twice. Keep one.")
        if whom is not None:
            read[whom] = number
    return read


def _spans(table: TomlTable, key: str) -> tuple[Span, ...]:
    read = [(one, _span(one)) for one in table.tables(key)]
    spans = [span for _, span in read if span is not None]
    for first, second in combinations(spans, 2):
        if first.starts <= second.ends and second.starts <= first.ends:
            table.fault(f'[[{key}]]: "{first.name}" and "{second.name}" overlap. Correct the days.')
    return tuple(sorted(spans, key=lambda span: span.starts))


def _span(table: TomlTable) -> Span | None:
    """Read one span; None when it has no two days, which is a fault already."""
    name = table.text("name", required=True)
    starts, ends = _day(table, "starts"), _day(table, "ends")
    if starts is None or ends is None:
        return None
    if ends < starts:
        table.fault(f'"{name}" ends ({ends}) before it starts ({starts}). Correct one of the two.')
    return Span(name, starts, ends)


def _day(table: TomlTable, key: str) -> date | None:
    return table.day(key, required=True)
