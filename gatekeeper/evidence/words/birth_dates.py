"""Dates of birth: a date beside words that make it one.

Nobody who was born before 1930 is meant: those are lessons. Whoever was born from 2005 may be a
child; between the two it is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gatekeeper.domain.words import Kind, Known
from gatekeeper.evidence.words.plain import Find, Plain

_MONTH = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    "oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_DATE = (
    r"(?:\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?(?:\d{4}|\d{2})"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?(?:{_MONTH})\.?,?\s(?:\d{{4}}|'\d{{2}})"
    rf"|(?:{_MONTH})\s\d{{1,2}}(?:st|nd|rd|th)?,?\s\d{{4}}"
    r"|\d{4}-\d{2}-\d{2})"
)
_BORN = re.compile(
    r"\b(?:d\.?\s?o\.?\s?b\b\.?|date of birth|birth ?date|(?:was |were |is )?born)"
    rf"[^.!?\n\d]{{0,20}}?{_DATE}(?!\d)",
    re.IGNORECASE,
)
_PERHAPS = re.compile(
    r"(?:\bbirthday[^.!?\n\d]{0,20}?|\bn[ée]e?s?(?: le)? |\b(?:turn(?:s|ed|ing)?|aged?) \d{1,2} on "
    rf"|\b\d{{1,2}}(?: years old)?(?: today)? on ){_DATE}(?!\d)",
    re.IGNORECASE,
)
_BIRTHDAY = re.compile(
    r"\bbirthday (?:is|was|falls|on|:)[^.!?\n\d]{0,20}?"
    rf"\d{{1,2}}(?:st|nd|rd|th)? (?:of )?(?:{_MONTH})\b(?! \d{{4}})",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(\d{4})|(\d{2})$")
LONG_AGO, PERHAPS_A_CHILD = 1930, 2005


_BESIDE_A_NAME = re.compile(rf"(?-i:\b[A-Z])[\w'-]+:? \(?{_DATE}(?!\d)", re.IGNORECASE)


def birth_dates(plain: Plain, _: Known) -> Iterator[Find]:
    """Yield dates of birth with their words (`born on 31 August 2022`)."""
    for found in _BORN.finditer(plain.text):
        year = _year(found.group())
        if year >= LONG_AGO:
            yield Find(Kind.BIRTH_DATE, found.start(), found.end(), year >= PERHAPS_A_CHILD)
    for found in _PERHAPS.finditer(plain.text):
        if _year(found.group()) >= LONG_AGO:
            yield Find(Kind.BIRTH_DATE, found.start(), found.end(), sure=False)

    for found in _BESIDE_A_NAME.finditer(plain.text) if "irthday" in plain.text else ():
        if _year(found.group()) >= PERHAPS_A_CHILD:
            yield Find(Kind.BIRTH_DATE, found.start(), found.end(), sure=False)
    for found in _BIRTHDAY.finditer(plain.text):
        yield Find(Kind.BIRTH_DATE, found.start(), found.end(), sure=False)


def _year(text: str) -> int:
    """Return the year of a date; of two digits it is one of this century."""
    years = [four for four, _ in _YEAR.findall(text) if four]
    return int(years[-1]) if years else 2000 + int(text[-2:])
