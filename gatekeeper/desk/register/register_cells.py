"""Reading one row's cells: what is wrong is collected, so that all of it is told at once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date

from gatekeeper.desk.register.register_table import Problem
from gatekeeper.domain.register import ConsentState

UK = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
SHORT_YEAR = re.compile(r"[0-9]{1,2}/[0-9]{1,2}/[0-9]{2}")
MANGLED = re.compile(r"[0-9](\.[0-9]+)?[Ee]\+?[0-9]+")
"""A long number that a spreadsheet rounded: 1.23E+11."""
YEARS = range(1990, 2101)
MONTHS = 12
ANSWERS: Mapping[str, ConsentState] = {
    "yes": ConsentState.GIVEN,
    "y": ConsentState.GIVEN,
    "given": ConsentState.GIVEN,
    "no": ConsentState.REFUSED,
    "n": ConsentState.REFUSED,
    "refused": ConsentState.REFUSED,
    "withdrawn": ConsentState.WITHDRAWN,
    "not answered": ConsentState.NOT_ANSWERED,
    "": ConsentState.NOT_ANSWERED,
}
"""Every word that a consent may be; blank is not an answer, and so not a yes."""


class Cells:
    """The cells of one row, read one by one; `problems` grows as they are."""

    def __init__(self, number: int, cells: Mapping[str, str]) -> None:
        self.number = number
        self.problems: list[Problem] = []
        self._cells = cells

    def wrong(self, words: str) -> None:
        """Note a problem of this row."""
        self.problems.append(Problem(self.number, words))

    def text(self, column: str) -> str:
        """Return a cell with single spaces and composed letters; damaged text is a problem."""
        clean = " ".join(unicodedata.normalize("NFC", self._cells[column]).split())
        if not clean.isprintable() or "\ufffd" in clean:
            self.wrong(f"{column} holds characters that cannot be read; type it anew.")
        return clean

    def needed(self, column: str) -> str:
        """Return a cell that must not be blank."""
        text = self.text(column)
        if not text:
            self.wrong(f"{column} is blank.")
        return text

    def number_of(self, column: str) -> str:
        """Return an id that must not be blank, nor rounded by a spreadsheet."""
        text = self.needed(column)
        if MANGLED.fullmatch(text):
            self.wrong(f"{column} is {text!r}: a spreadsheet rounded it; format it as text.")
        return text

    def several(self, column: str) -> frozenset[str]:
        """Return the parts of a cell, which stand between semicolons."""
        return frozenset(part.strip() for part in self.text(column).split(";") if part.strip())

    def answer(self, column: str) -> ConsentState:
        """Return what a family answered; any word that is not on the list is a problem."""
        word = self.text(column)
        state = ANSWERS.get(word.lower())
        if state is None:
            self.wrong(f"{column} is {word!r}; write yes, no or withdrawn, or leave it blank.")
        return state or ConsentState.NOT_ANSWERED

    def yes_or_no(self, column: str) -> bool:
        """Return whether a cell says yes; blank is no."""
        word = self.text(column).lower()
        if word not in {"", "no", "n", "yes", "y"}:
            self.wrong(f"{column} is {word!r}; write yes or no, or leave it blank.")
        return word in {"yes", "y"}

    def day(self, column: str) -> date | None:
        """Return a day written as 04/09/2026 (the day first) or 2026-09-04; blank is None."""
        text = self.text(column)
        if not text:
            return None
        found = _day(text)
        if isinstance(found, str):
            self.wrong(f"{column} is {text!r}, {found}")
            return None
        return found

    def span(self) -> tuple[date | None, date | None]:
        """Return `given_on` and `until`, which must not end before it begins."""
        first, last = self.day("given_on"), self.day("until")
        if first is not None and last is not None and last < first:
            self.wrong("until lies before given_on.")
        return first, last


def _day(text: str) -> date | str:
    """Return the day, or the end of a sentence that says why it is none."""
    if SHORT_YEAR.fullmatch(text):
        return "whose year wants four digits: 04/09/2026."
    if uk := UK.fullmatch(text):
        day, month, year = map(int, uk.groups())
    elif iso := ISO.fullmatch(text):
        year, month, day = map(int, iso.groups())
    else:
        return "which is no day; write day/month/year, 04/09/2026, or 2026-09-04."
    if uk and day <= MONTHS < month:
        return "which has the month first; write day/month/year, 04/09/2026."
    return _in_calendar(year, month, day)


def _in_calendar(year: int, month: int, day: int) -> date | str:
    if year not in YEARS:
        return f"whose year cannot be right; it is from {YEARS[0]} to {YEARS[-1]}."
    try:
        return date(year, month, day)
    except ValueError:
        return "which is in no calendar; write day/month/year, 04/09/2026."
