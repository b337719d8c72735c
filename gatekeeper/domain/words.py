"""What words tell besides pupils' names: contacts, links, accounts, adults, families."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gatekeeper.domain.register import Adult, Pupil


class Kind(StrEnum):
    """What a passage is. The value is how a person would call it."""

    TELEPHONE = "a telephone number"
    EMAIL = "an e-mail address"
    POSTCODE = "a postcode"
    ADDRESS = "an address"
    BIRTH_DATE = "a date of birth"
    NHS_NUMBER = "an NHS number"
    UPN = "a pupil's number (UPN)"
    CAR_PLATE = "a car's number plate"
    LINK = "a link"
    ACCOUNT = "an account"
    OWN_ACCOUNT = "a personal account"
    PRIVATE_MESSAGE = "an invitation to message in private"
    ADULT = "a member of staff or volunteer"
    FAMILY = "somebody's family"
    PRIVATE_DETAIL = "something private about an adult"
    PINNED_PLACE = "a pinned place"
    OTHER_FORMAT = "another format"
    BORROWED_PICTURE = "a picture from elsewhere"
    THERE_NOW = "where children are now"
    THERE_SOON = "where children will be"
    THERE_REGULARLY = "where children are regularly"
    PERHAPS_AWAY = "where children may be"
    SENSITIVE = "something private about a pupil"
    MISSING_CHILD = "a child who is left out"
    SMALL_GROUP = "a small group"
    HURTFUL = "a word that hurts"
    THREAT = "a threat"
    ACCUSATION = "somebody who is blamed"
    COMMITMENT = "a promise or a price"
    VIEW = "a personal view"


PERSONAL = frozenset(
    {
        Kind.TELEPHONE,
        Kind.EMAIL,
        Kind.POSTCODE,
        Kind.ADDRESS,
        Kind.BIRTH_DATE,
        Kind.NHS_NUMBER,
        Kind.UPN,
        Kind.CAR_PLATE,
    }
)
"""Personal data as clause R2 means it; the rest has checks of its own."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One piece of a text: what it is, where it stands (`words`, `alt text 1`), how it is written.

    `sure` is false where it may be something harmless. `who` is the id of an adult of the register.
    """

    kind: Kind
    where: str
    text: str
    sure: bool = True
    who: str = ""

    @property
    def place(self) -> str:
        """Where it stands, as a sentence has it."""
        return place(self.where)

    def told(self) -> dict[str, str]:
        """Return the words for a sentence: what it is, the piece, and where."""
        return {"what": self.kind.value, "text": self.text, "where": self.place}


def place(where: str) -> str:
    """Return the name of a text as a sentence has it: `the words`, `alt text 1`."""
    return "the words" if where == "words" else where


@dataclass(frozen=True, slots=True)
class SchoolLists:
    """What the school has looked at and put on its lists: `rules/school.toml`, `curriculum.toml`.

    Links are hosts, and hold for everything below them.
    """

    telephones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    curriculum: tuple[str, ...] = ()
    """People, characters, places and addresses of lessons: `Amelia Earhart`, `Big Ben`."""


@dataclass(frozen=True, slots=True)
class Known:
    """Whom and what a reader of words has to know: register, lists and calendar of trips."""

    pupils: tuple[Pupil, ...] = ()
    adults: tuple[Adult, ...] = ()
    lists: SchoolLists = SchoolLists()
    places: tuple[str, ...] = ()
    """Of the trips in the calendar from which not everybody is back, those to come included."""
