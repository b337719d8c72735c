"""Reads the words of a post for everything but pupils' names."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from importlib.metadata import version

from gatekeeper.domain.words import PERSONAL, Kind, Known, Passage
from gatekeeper.evidence.words.accusations import accusations
from gatekeeper.evidence.words.addresses import emails, house_addresses, postcodes
from gatekeeper.evidence.words.adults import families, named_adults, private_details, relatives
from gatekeeper.evidence.words.birth_dates import birth_dates
from gatekeeper.evidence.words.hurtful import hurtful
from gatekeeper.evidence.words.links import accounts, links
from gatekeeper.evidence.words.messages import private_messages
from gatekeeper.evidence.words.missing_child import missing_children
from gatekeeper.evidence.words.numbers import car_plates, nhs_numbers, upns
from gatekeeper.evidence.words.outing import outing
from gatekeeper.evidence.words.plain import Find, Finder, Plain, plainly
from gatekeeper.evidence.words.posting import posting
from gatekeeper.evidence.words.promises import commitments
from gatekeeper.evidence.words.sensitive import sensitive
from gatekeeper.evidence.words.telephones import telephones
from gatekeeper.evidence.words.views import views
from gatekeeper.evidence.words.whereabouts import whereabouts

FINDERS: tuple[Finder, ...] = (
    emails,
    telephones,
    nhs_numbers,
    upns,
    car_plates,
    postcodes,
    house_addresses,
    birth_dates,
    links,
    accounts,
    private_messages,
    named_adults,
    relatives,
    families,
    private_details,
    posting,
    whereabouts,
    sensitive,
    missing_children,
    hurtful,
    accusations,
    commitments,
    views,
)
"""All that are asked, in order: what an earlier one found is not found again by a later one."""

_NUMBERS = f"phonenumbers {version('phonenumbers')}, stdnum {version('python-stdnum')}"


class Passages:
    """A port `WordReader`."""

    @property
    def version(self) -> str:
        """The state of these rules, and of the tables that they rest on."""
        return f"passages 3, {_NUMBERS}, Unicode {unicodedata.unidata_version}"

    def read(self, texts: Mapping[str, str], known: Known) -> tuple[Passage, ...]:
        """Return what is found, text by text in the order given, each piece once."""
        plain = {where: plainly(text) for where, text in texts.items()}
        found = [(where, find) for where in plain for find in _in_text(plain[where], known)]
        if not any(find.kind in _TOLD_ALREADY for _, find in found):
            found += outing({where: plain[where] for where in plain if _is_said(where)}, known)
        return tuple(dict.fromkeys(_passage(plain[where], where, find) for where, find in found))


def _passage(plain: Plain, where: str, find: Find) -> Passage:
    return Passage(find.kind, where, plain.piece(find.start, find.end), find.sure, find.who)


def _is_said(where: str) -> bool:
    """Whether a text is the words or an alternative text: what a post itself says."""
    return where == "words" or where.startswith("alt text")


_TOLD_ALREADY = frozenset({Kind.THERE_NOW, Kind.THERE_SOON, Kind.THERE_REGULARLY})


def _in_text(plain: Plain, known: Known) -> Iterator[Find]:
    """Yield every find but those inside another that says as much."""
    taken: list[Find] = []
    for finder in FINDERS:
        for find in finder(plain, known):
            if not any(_says_as_much(one, find) for one in taken):
                taken.append(find)
    yield from sorted(taken, key=lambda find: (find.start, find.end, find.kind, find.who))


_CONTACTS = PERSONAL | {Kind.LINK, Kind.ACCOUNT, Kind.OWN_ACCOUNT}


def _says_as_much(one: Find, other: Find) -> bool:
    """Whether a number or address takes a part of another that was found before it.

    Two adults of one surname are two finds, and a name inside an invitation is one more.
    """
    meet = one.start < other.end and other.start < one.end
    return meet and one.kind in _CONTACTS and other.kind in _CONTACTS
