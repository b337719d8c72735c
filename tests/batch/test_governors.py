"""Two pages for governors: every number in its place, none that points to a child, no script."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser

import pytest

from gatekeeper.batch.report.governors import TwoPages, two_pages
from gatekeeper.desk.reports.audited import Fate
from gatekeeper.desk.reports.term_counts import Week
from gatekeeper.desk.reports.term_report import Report
from gatekeeper.domain.calendar import Span
from gatekeeper.domain.small_numbers import apart, few
from gatekeeper.domain.verdict import Verdict

AUTUMN = Span("Autumn", date(2026, 9, 2), date(2026, 12, 18))
SUMMER = Span("Summer", date(2026, 4, 20), date(2026, 7, 22))
MONDAY = date(2026, 8, 31)
FULL = Report(
    span=AUTUMN,
    made=61,
    sent=52,
    signed=47,
    returned=5,
    published=58,
    proved=55,
    by_pattern=9,
    overrides=3,
    minutes_to_yes=85,
    minutes_to_proof=4000,
    judged=58,
    unchecked=7,
    glass=1,
    stand_ins=2,
    stopped=1,
    weeks=tuple(Week(MONDAY + timedelta(days=7 * n), n % 9, n % 3, n % 4) for n in range(18)),
    audits=3,
    audited=312,
    fates=apart(dict(zip(Fate, (2, 11, 24, 40, 120, 115), strict=True))),
    verdicts=apart(
        {
            Verdict.BLOCK: 3,
            Verdict.WAIT: 8,
            Verdict.ASK: 30,
            Verdict.NOTE: 7,
            Verdict.PASS: 10,
        }
    ),
    rules=tuple((f"A rule with rather a long title, the {n}th of many", 25 - n) for n in range(12)),
    recalled=few(2),
    voided=few(6),
    incidents=few(0),
    complaints=few(3),
    late_complaints=few(0),
    entries=4812,
    head="ab" * 32,
)
"""More than any term has: as long as the two pages can become."""
NOTHING = replace(
    FULL,
    judged=0,
    weeks=(),
    audited=0,
    audits=0,
    rules=(),
    minutes_to_yes=None,
    fates=apart(dict.fromkeys(Fate, 0)),
    verdicts=apart(dict.fromkeys(set(Verdict) - {Verdict.UNCHECKED}, 0)),
    entries=0,
    head="",
)


def html(report: Report = FULL, before: Report | None = None) -> str:
    told = TwoPages("Oakfield Primary School", report, before, datetime(2026, 12, 18, tzinfo=UTC))
    return two_pages(told).decode()


def rows(page: str) -> dict[str, list[str]]:
    """Return the cells of every row by its head."""
    found = re.findall(r'<tr><th scope="row">(.*?)</th>(.*?)</tr>', page, re.DOTALL)
    return {head: re.findall("<td>(.*?)</td>", cells) for head, cells in found}


def test_every_number_stands_in_its_row_beside_the_term_before() -> None:
    told = rows(html(FULL, replace(FULL, span=SUMMER, overrides=9, unchecked=29)))
    assert told["Signed although something could not be checked, with a typed reason"] == ["3", "9"]
    assert told["Posts of which something could not be checked at the first look"] == [
        "7 of 58 (12 in 100)",
        "29 of 58 (50 in 100)",
    ]
    assert told["From sending to signing, the middle one"][0] == "85 minutes"
    assert told["From publishing to comments seen off, the middle one"][0] == "3 days"
    assert told["Complaints about data"][0] == "fewer than 5"
    assert told["Sign-offs that no longer held when something had changed"][0] == "6"


def test_without_a_term_before_there_is_one_column() -> None:
    assert rows(html())["Posts begun"] == ["61"]


def test_the_bars_say_what_the_table_beside_them_says() -> None:
    page = html()
    told = rows(page)
    assert told["✖ had to be changed"] == ["in the last line"]
    assert told["? had to be answered"] == ["30"]
    assert told["✖ and · together"] == ["10"]
    described = re.findall(r'<desc id="(\w+)-told">(.*?)</desc>', page)
    assert [name for name, _ in described] == ["weeks", "verdicts", "fates"]
    assert "had to be answered: 30" in dict(described)["verdicts"]
    assert "week of 7 September: 1, 1 not checked wholly" in dict(described)["weeks"]


def test_no_bar_is_longer_than_its_chart_and_each_has_a_hatching() -> None:
    page = html()
    bars = re.findall(r'class="bar" x="(\d+)" y="\d+" width="(\d+)".*?fill="url\(#(.*?)\)"', page)
    assert bars
    assert max(int(x) + int(width) for x, width, _ in bars) < 640
    assert {fill for _, _, fill in bars} <= set(re.findall(r'<pattern id="(.*?)"', page))


def test_an_empty_term_is_said_and_divides_by_nothing() -> None:
    page = html(NOTHING)
    assert page.count("No post was looked at.") == 2
    assert "No audit of what is published" in page
    assert "there is no entry" in page
    assert rows(page)["From sending to signing, the middle one"] == ["nothing to count"]


@pytest.mark.parametrize("report", [FULL, NOTHING])
def test_it_needs_no_other_file_runs_nothing_and_is_well_formed(report: Report) -> None:
    page = html(report, FULL)
    assert "<script" not in page
    assert not re.findall(r"\b(?:src|href)=", page)
    assert "default-src 'none'" in page
    _Balanced().feed(page)
    ids = re.findall(r'\bid="(.*?)"', page)
    assert len(ids) == len(set(ids))


class _Balanced(HTMLParser):
    """Fails where an element is closed that is not the one that was opened last."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        del attrs
        if tag not in {"meta", "br", "img"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
