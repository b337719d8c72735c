"""Numbers that stand for a child or a family: NHS number, UPN, number plate."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdnum.gb import nhs

from gatekeeper.domain.words import Kind, Known
from gatekeeper.evidence.words.plain import Find, Plain

_NHS = re.compile(r"(?<![\d-])(?<!\+)(\d{3})([ -]?)(\d{3})\2(\d{4})(?![\d-])")
_HEALTH = re.compile(
    r"\b(?:nhs|gp|doctor|flu|jabs?|vaccin\w+|immunis\w+|patient|health)\b", re.IGNORECASE
)
_UPN = re.compile(r"\b[A-HJ-NP-RT-Z]\d{11}[\dA-HJ-NP-RT-Z]\b", re.IGNORECASE)
_PLATE = re.compile(r"\b[A-HJ-PR-Y]{2}\d{2} ?[A-HJ-PR-Z]{3}\b")
_PLATE_SMALL = re.compile(r"\b[a-hj-pr-y]{2}\d{2} ?[a-hj-pr-z]{3}\b")
_OLD_PLATE = re.compile(r"\b(?:[A-HJ-NPR-TV-Y]\d{1,3} ?[A-Z]{3}|[A-Z]{3} ?\d{1,3}[A-Y])\b")
_VEHICLE = re.compile(
    r"\b(?:reg|registration|number ?plate|plate|cars?|van|lorry|vehicle|park(?:ed|ing)|headlights|"
    r"lights|motor|golf|fiesta|corsa|ford|audi|bmw|toyota|driver|minibus)\b",
    re.IGNORECASE,
)


def nhs_numbers(plain: Plain, _: Known) -> Iterator[Find]:
    """Yield ten digits whose check digit is right; sure in threes and fours, or by the context."""
    for found in _NHS.finditer(plain.text):
        if nhs.is_valid(found.group()):
            sure = bool(found.group(2)) or bool(_HEALTH.search(plain.text))
            yield Find(Kind.NHS_NUMBER, found.start(), found.end(), sure)


def upns(plain: Plain, _: Known) -> Iterator[Find]:
    """Yield whatever has the shape of a UPN: nothing harmless has it, right check letter or not."""
    for found in _UPN.finditer(plain.text):
        yield Find(Kind.UPN, found.start(), found.end())


def car_plates(plain: Plain, _: Known) -> Iterator[Find]:
    """Yield number plates: sure where a vehicle is spoken of; older forms only there."""
    vehicle = bool(_VEHICLE.search(plain.text))
    for found in _PLATE.finditer(plain.text):
        yield Find(Kind.CAR_PLATE, found.start(), found.end(), vehicle)
    if vehicle:
        for pattern in (_OLD_PLATE, _PLATE_SMALL):
            for found in pattern.finditer(plain.text):
                yield Find(Kind.CAR_PLATE, found.start(), found.end())
