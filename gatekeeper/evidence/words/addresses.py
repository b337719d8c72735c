"""E-mail addresses, postcodes and house addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gatekeeper.domain.spelling import squash
from gatekeeper.domain.words import Kind, Known
from gatekeeper.evidence.words.plain import Find, Plain

_LOCAL = r"(?<![\w.+-])[\w+-]+(?:(?:\.| dot | ?[\[({]dot[\])}] ?)[\w+-]+)*"
_AT = r"(?:@|\s?[\[({<]\s?(?:at|@)\s?[\])}>]\s?)"
_DOT = r"(?:\.|\s?[\[({<]\s?dot\s?[\])}>]\s?| dot )"
_LABEL = r"[A-Za-z0-9][A-Za-z0-9-]*"
_EMAIL = re.compile(rf"{_LOCAL}{_AT}{_LABEL}(?:{_DOT}{_LABEL})+", re.IGNORECASE)
_SPOKEN = re.compile(rf"{_LOCAL} at {_LABEL}(?: dot {_LABEL})+", re.IGNORECASE)

_AREAS = """
    AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC
    EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS
    LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP
    SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE
"""
_AREA = "|".join(sorted(_AREAS.split(), key=len, reverse=True))
_POSTCODE = re.compile(rf"\b(?:{_AREA})\d[A-Z\d]?(?: ?)\d[ABD-HJLNP-UW-Z]{{2}}\b")
_POSTCODE_SMALL = re.compile(rf"\b(?:{_AREA})\d[A-Z\d]? \d[ABD-HJLNP-UW-Z]{{2}}\b", re.IGNORECASE)

_STREETS = (
    "street|st|road|rd|lane|ln|close|avenue|ave|drive|rise|row|way|crescent|cres|gardens|grove|"
    "court|terrace|hill|walk|mews|square|place|view|park|green|cottages|villas|parade|mead"
)
_ADDRESS = re.compile(
    r"\b(?:(?i:flat|apartment|unit)\s\d{1,3}[a-z]?,?\s)?\d{1,4}[A-Za-z]?,?\s"
    rf"(?:[A-Z][\w'-]*\s){{1,3}}(?i:{_STREETS})\b"
)
_LIVES = re.compile(
    r"\b(?i:lives?|living|moved|home|house)\b (?i:is )?(?i:in|on|at|to|near) "
    rf"(?:[A-Z][\w'-]*\s){{1,3}}(?i:{_STREETS})\b"
)
_NAMED_HOUSE = re.compile(
    r"\b(?:at|to|from|in) (?:The )?(?:[A-Z][\w'-]+ ){0,2}[A-Z][\w'-]+, "
    rf"(?:[A-Z][\w'-]+ ){{1,3}}(?i:{_STREETS})\b|\b(?i:number|no\.?) \d{{1,4}}[a-z]?(?:,| on| "
    "in| of)? "
    rf"(?:[A-Z][\w'-]+ ){{1,3}}(?i:{_STREETS})\b"
)
_HOME = re.compile(
    r"\b(?:home|house|flat|lives?|living|family|families|neighbours?|deliver\w*|address|moved|"
    r"visit|door)\b",
    re.IGNORECASE,
)


def emails(plain: Plain, known: Known) -> Iterator[Find]:
    """Yield e-mail addresses, `jo [at] mailbox [dot] example` and the like among them."""
    own = {_joined(address) for address in known.lists.emails}
    for pattern in (_EMAIL, _SPOKEN):
        for found in pattern.finditer(plain.text):
            if _joined(found.group()) not in own:
                yield Find(Kind.EMAIL, found.start(), found.end())


def _joined(address: str) -> str:
    spelt = re.sub(r"\s?[\[({<]\s?dot\s?[\])}>]\s?|\sdot\s", ".", address.casefold())
    return re.sub(r"\s?[\[({<]\s?at\s?[\])}>]\s?|\sat\s", "@", spelt)


def postcodes(plain: Plain, known: Known) -> Iterator[Find]:
    """Yield postcodes; never sure, since many places that are nobody's home have one."""
    own = {squash(one) for one in known.lists.addresses}
    seen: set[int] = set()
    for pattern in (_POSTCODE, _POSTCODE_SMALL):
        for found in pattern.finditer(plain.text):
            listed = any(squash(found.group()) in address for address in own)
            if not listed and found.start() not in seen:
                seen.add(found.start())
                yield Find(Kind.POSTCODE, found.start(), found.end(), sure=False)


def house_addresses(plain: Plain, known: Known) -> Iterator[Find]:
    """Yield house numbers with a street, sure where a home is spoken of; and streets of homes."""
    lists = known.lists
    own = tuple(squash(one) for one in (*lists.addresses, *lists.curriculum))
    home = bool(_HOME.search(plain.text))
    for found in _ADDRESS.finditer(plain.text):
        if not any(squash(found.group()) in address for address in own):
            yield Find(Kind.ADDRESS, found.start(), found.end(), home)
    for found in (*_LIVES.finditer(plain.text), *_NAMED_HOUSE.finditer(plain.text)):
        yield Find(Kind.ADDRESS, found.start(), found.end(), sure=False)
