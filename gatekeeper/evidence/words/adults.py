"""Adults and families in the words: who is named, whose family it is, what is private."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from gatekeeper.domain.register import Adult, Pupil
from gatekeeper.domain.spelling import squash
from gatekeeper.domain.words import Kind, Known
from gatekeeper.evidence.words.plain import Find, Plain
from gatekeeper.evidence.words.private_adults import (
    OF_A_NAMED_CHILD,
    PRIVATE_OF_STAFF,
    STAFF,
    TOLD_OF_FAMILY,
)
from gatekeeper.evidence.words.turns import first_names, names_somebody, sentences

_NAME = r"[^\W\d_][\w'-]*"
_TITLED = re.compile(
    rf"\b(?i:mr|mrs|ms|miss|mx|dr|sir|revd?|prof|sra|sr)\b\.? ?({_NAME})(?: ({_NAME}))?", re.UNICODE
)
_RELATION = (
    "mum|mums|mummy|mother|mam|dad|dads|daddy|father|parents?|nan|nana|nanny|gran|granny|grandma|"
    "grandmother|grandad|granddad|grandpa|grandfather|grandparents?|auntie|aunt|uncle|"
    "(?:step|foster|big|little|older|younger|baby|twin) ?(?:mum|dad|brother|sister)|"
    "brothers?|sisters?|cousins?|family|carers?"
)
_OF_SOMEBODY = re.compile(rf"(?<!\w)({_NAME}?)'s? ((?i:{_RELATION}))\b")
_FAMILY = re.compile(rf"\b(?i:the) ({_NAME}?)(?:s| (?i:family|household|parents))\b")
_PRIVATE = re.compile(
    r"\b(?:(?:his|her|their) (?:husband|wife|partner|fianc[ée]e?|boyfriend|girlfriend|ex|baby|"
    r"bump|divorce|wedding|house|home|flat|illness|operation|diagnosis|treatment|recovery)"
    r"|los(?:ing|t) (?:his|her|their) (?:husband|wife|partner|mother|father|mum|dad|son|daughter)"
    r"|baby (?-i:[A-Z])\w+|maternity|paternity|pregnan\w*|expecting (?:a|her|his|their)"
    r"|baby bump|due date|off (?:sick|until|ill|on leave)|in hospital"
    r"|has been (?:ill|poorly|unwell)|cancer|surgery"
    r"|turn(?:s|ed|ing)? (?:[2-9]\d)|(?:is|was) (?:[2-9]\d) (?:today|tomorrow|on)"
    r"|bereave\w*|funeral|passed away|separated|divorc\w+"
    r"|(?:retir|resign)\w+ (?:due|because|for|on|after)|(?:health|family"
    r"|personal) reasons|stress\b|sick leave|ill[- ]health|compassionate leave|signed off"
    r"|redundan\w+|dismissed|sacked|suspended|miscarr\w+|ivf|chemo\w*|hospital|stroke"
    r"|heart attack|depression|breakdown|diagnos\w+|(?:[3-9]0)th(?: birthday)?|(?:aged"
    r"|age) [2-9]\d|big [3-9]-?0|[2-9]\d years (?:old|young)|engaged|engagement"
    r"|newly ?weds?|married|getting married|honeymoon|dating|civil partner\w*|in love"
    r"|new (?:mum|dad|mummy|daddy)|became a (?:mum|dad|gran\w*)|gave birth|baby (?:boy"
    r"|girl)|twins on the way|single again|hen (?:do|night)|stag (?:do|night)"
    r"|lives? (?:in|on|at|near|by|with|alone)|each sunday|every sunday"
    r"|in the (?-i:[A-Z])\w+ (?:Lion|Arms|Inn|Horse|Head|Crown|Bell)|rough time)\b",
    re.IGNORECASE,
)
_STAFF = re.compile(
    r"\b(?:(?:our|lovely|wonderful|fab\w*|new) )+(?:TA|teaching assistant|teacher|caretaker|cook|"
    rf"chair|governor|volunteer|cleaner|coach|secretary) ({_NAME})",
    re.UNICODE,
)


def named_adults(plain: Plain, known: Known) -> Iterator[Find]:
    """Yield adults of the register by title and surname, and others with a pupil's surname."""
    adults = _by_surname(known.adults)
    families = {squash(pupil.surname) for pupil in known.pupils} - {""}
    for start, end, written in _titled(plain.text):
        name = squash(_owner(written))
        yield from (Find(Kind.ADULT, start, end, who=adult) for adult in adults.get(name, ()))
        if name in families - adults.keys() and written[0].isupper():
            yield Find(Kind.FAMILY, start, end)


def _titled(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield a title with each of the two words after it that may be the surname."""
    for found in _TITLED.finditer(text):
        for number in (1, 2):
            if found.group(number):
                yield found.start(), found.end(number), found.group(number)


def relatives(plain: Plain, known: Known) -> Iterator[Find]:
    """Yield `Omar's dad` and `the Rahmans`, of pupils and adults on the register alone."""
    first = {squash(n) for p in known.pupils for n in _firsts(p)}
    first |= {squash(n) for a in known.adults for n in (a.first_name, a.surname)}
    surnames = {squash(pupil.surname) for pupil in known.pupils} - {""}
    for found in _OF_SOMEBODY.finditer(plain.text):
        name = found.group(1)
        if name[:1].isupper() and squash(name) in first | surnames:
            yield Find(Kind.FAMILY, found.start(), found.end())
    for found in _FAMILY.finditer(plain.text):
        name = found.group(1)
        if name[:1].isupper() and squash(name) in surnames:
            yield Find(Kind.FAMILY, found.start(), found.end())


def families(plain: Plain, known: Known) -> Iterator[Find]:
    """Yield what is told of a family that bears no name there, or that of a pupil who is named."""
    named = names_somebody(plain.text, first_names(known.pupils))
    for told in (TOLD_OF_FAMILY, OF_A_NAMED_CHILD) if named else (TOLD_OF_FAMILY,):
        for found in told.finditer(plain.text):
            yield Find(Kind.FAMILY, found.start(), found.end())


def private_details(plain: Plain, known: Known) -> Iterator[Find]:
    """Yield what is private, in a text that speaks of an adult of the school.

    What is private by its sound alone is found once a sentence, where none was found surely.
    """
    named = any(find.kind is Kind.ADULT for find in named_adults(plain, known))
    named = named or bool(_STAFF.search(plain.text)) or _first_named(plain, known.adults)
    told = list(_PRIVATE.finditer(plain.text)) if named else []
    for found in told:
        yield Find(Kind.PRIVATE_DETAIL, found.start(), found.end())
    if not told:
        yield from _perhaps_private(plain, named=named)


def _perhaps_private(plain: Plain, *, named: bool) -> Iterator[Find]:
    """Yield the sentences that tell something private, with what they speak of."""
    for start, sentence in sentences(plain.text):
        if (named or STAFF.search(sentence)) and PRIVATE_OF_STAFF.search(sentence):
            yield Find(Kind.PRIVATE_DETAIL, start, start + len(sentence), sure=False)


def _first_named(plain: Plain, adults: Iterable[Adult]) -> bool:
    """Whether first name and surname of an adult stand there."""
    words = squash(plain.text)
    return any(squash(a.first_name + a.surname) in words for a in adults if a.first_name)


def _by_surname(adults: Iterable[Adult]) -> Mapping[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for adult in adults:
        found[squash(adult.surname)].append(adult.id)
    return {name: tuple(ids) for name, ids in found.items()}


def _firsts(pupil: Pupil) -> tuple[str, ...]:
    return pupil.first_name, pupil.known_as


def _owner(name: str) -> str:
    return name.removesuffix("'s").removesuffix("'")
