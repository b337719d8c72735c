"""Telephone numbers as they are written in Britain, however they are spaced, and in words.

`phonenumbers` alone calls the numbers that Ofcom keeps for drama invalid and, told to be lenient,
takes most runs of digits for numbers; so a run has to look like a British number first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import phonenumbers

from gatekeeper.domain.words import Kind, Known
from gatekeeper.evidence.words.plain import Find, Plain

_RUN = re.compile(r"(?<![\d.])(?<!\d-)(?:\+\s?44|0044|\(?0)(?:[ ().\-/]{0,3}\d){8,11}(?!\d)")
_NATIONAL = re.compile(r"0[1235678]\d{8,9}")
_DATE = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2}")
_LETTER_FOR_NOUGHT = re.compile(r"(?<=[\dOo])[Oo](?=[\dOo ])|(?<![^\W_])[Oo](?=[17]\d)")
_ABROAD = re.compile(r"\+ ?(?!44)\d")
_DIGITS = {
    "oh": "0",
    "o": "0",
    "zero": "0",
    "nought": "0",
    "one": "1",
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "seven": "7",
    "eight": "8",
    "nine": "9",
    "hundred": "00",
}
_TIMES = {"double": 2, "triple": 3, "treble": 3}
_WORD = "|".join(sorted([*_DIGITS, *_TIMES], key=len, reverse=True))
_SPOKEN = re.compile(rf"\b(?:oh|zero|nought|0)(?:[ ,\-]+(?:{_WORD}|\d+))+\b", re.IGNORECASE)


def telephones(plain: Plain, known: Known) -> Iterator[Find]:
    """Yield numbers that are not the school's own or a helpline on its list."""
    own = {national(number) for number in known.lists.telephones}
    for start, end, number in _numbers(plain.text):
        if number not in own:
            yield Find(Kind.TELEPHONE, start, end)


def national(number: str) -> str:
    """Return a number's digits as they are dialled inside Britain: `01632960123`."""
    digits = re.sub(r"\D", "", number)
    for prefix in ("0044", "44"):
        if digits.startswith(prefix):
            return "0" + digits.removeprefix(prefix).removeprefix("0")
    return digits


def _numbers(text: str) -> Iterator[tuple[int, int, str]]:
    for found in _RUN.finditer(_LETTER_FOR_NOUGHT.sub("0", text)):
        number = national(found.group())
        if _NATIONAL.fullmatch(number) and not _is_something_else(found.group()):
            yield found.start(), found.end(), number
    for found in _SPOKEN.finditer(text):
        number = (
            _in_digits(found.group()) if re.search("[a-z]", found.group(), re.IGNORECASE) else ""
        )
        if _NATIONAL.fullmatch(number):
            yield found.start(), found.end(), number
    if _ABROAD.search(text):
        for match in phonenumbers.PhoneNumberMatcher(text, None):
            if match.number.country_code != phonenumbers.country_code_for_region("GB"):
                yield match.start, match.end, match.raw_string


def _is_something_else(written: str) -> bool:
    """Whether it is a date with a time, or a row of numbers of two digits (`07 11 13 17 19`)."""
    groups = re.findall(r"\d+", written)
    return bool(_DATE.match(written)) or all(len(group) == 2 for group in groups)  # noqa: PLR2004


def _in_digits(spoken: str) -> str:
    digits, times = "", 1
    for word in re.findall(r"[a-z]+|\d", spoken.lower()):
        if word in _TIMES:
            times = _TIMES[word]
        else:
            digits, times = digits + _DIGITS.get(word, word) * times, 1
    return digits
