"""The school's register: pupils, their consents, what bars them, and adults' own entries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from gatekeeper.domain.channel import ChannelName


class Use(StrEnum):
    """What a picture or a name is used for. No use inherits from another."""

    GROUP = "group"
    PORTRAIT = "portrait"
    NAMED = "named"
    WORK = "work"
    VIDEO = "video"


class ConsentState(StrEnum):
    """What a family answered. Only *given* is yes; *expired* is read off the date, never stored."""

    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    NOT_ANSWERED = "not answered"


def folded(mis_id: str) -> str:
    """Return a MIS id as ids are compared: case and spaces around it do not count."""
    return mis_id.strip().casefold()


@dataclass(frozen=True, slots=True)
class Pupil:
    """A child on the roll. `mis_id` is the school's own number for the child, as it spells it."""

    id: str
    mis_id: str
    first_name: str
    surname: str
    known_as: str = ""
    school_class: str = ""
    groups: frozenset[str] = frozenset()
    siblings: frozenset[str] = frozenset()
    """MIS ids of brothers and sisters at the school."""
    left_on: date | None = None

    @property
    def full_name(self) -> str:
        """First name and surname."""
        return f"{self.first_name} {self.surname}"

    @property
    def called(self) -> str:
        """The name used at school."""
        return f"{self.known_as or self.first_name} {self.surname}"

    def belongs_to(self, group: str) -> bool:
        """Whether the child is in this class, club or list."""
        return group == self.school_class or group in self.groups


def groups_of(pupils: Iterable[Pupil]) -> frozenset[str]:
    """Return every class, club and list that somebody is in."""
    return frozenset().union(*(pupil.groups | {pupil.school_class} for pupil in pupils)) - {""}


@dataclass(frozen=True, slots=True)
class Consent:
    """One answer of a family: a child, a channel, a use. Append-only; the newest counts.

    It is in force from `given_on` to `until`, both included; `recorded_at` is when the school wrote
    it down.
    """

    id: str
    pupil: str
    channel: ChannelName
    use: Use
    state: ConsentState
    recorded_at: datetime
    given_on: date | None = None
    until: date | None = None
    given_by: str = ""
    paper: str = ""
    recorded_by: str = ""
    from_file: bool = False
    """Whether a register file brought it; otherwise somebody at the desk wrote it down."""

    def state_on(self, day: date) -> ConsentState:
        """Return what this answer amounts to on a day."""
        if self.state is not ConsentState.GIVEN:
            return self.state
        if self.given_on is None or self.given_on > day:
            return ConsentState.NOT_ANSWERED
        if self.until is not None and self.until < day:
            return ConsentState.EXPIRED
        return ConsentState.GIVEN


class BarKind(StrEnum):
    """Why a child may not be shown whatever the consents say. For DSLs and the register only."""

    OBJECTION = "objection"
    DISAGREEMENT = "disagreement"
    HOLD = "hold"


@dataclass(frozen=True, slots=True)
class Bar:
    """A child said no, parents disagree, or a DSL placed a hold.

    Of these three grounds nothing but the permission leaves the register. A hold has no end date:
    `review_on` reminds, only a DSL lifts it. `sealed_reason` opens with a DSL's key alone.
    """

    id: str
    pupil: str
    kind: BarKind
    placed_at: datetime
    placed_by: str
    about: str | None = None
    """The one post (its id) or picture (its digest) of an objection of the day; none: always."""
    said_by: str = ""
    review_on: date | None = None
    sealed_reason: bytes = b""
    lifted_at: datetime | None = None
    lifted_by: str = ""

    def stands(self, about: frozenset[str] = frozenset()) -> bool:
        """Whether it bars the child from a post, given as its id and its pictures' digests."""
        return self.lifted_at is None and (self.about is None or self.about in about)


class AdultKind(StrEnum):
    """Which kind of adult has an own entry."""

    STAFF = "staff"
    GOVERNOR = "governor"
    VOLUNTEER = "volunteer"


@dataclass(frozen=True, slots=True)
class Adult:
    """An adult's own entry in the register: whether she or he agreed to be shown, per channel."""

    id: str
    title: str
    first_name: str
    surname: str
    kind: AdultKind
    agreed: frozenset[ChannelName] = frozenset()
    given_on: date | None = None
    until: date | None = None

    @property
    def full_name(self) -> str:
        """Title and surname, as the school would say it."""
        return f"{self.title} {self.surname}".strip()

    def may(self, channel: ChannelName, day: date) -> bool:
        """Whether the adult agreed to this channel, in force on the day."""
        given = self.given_on is not None and self.given_on <= day
        return given and channel in self.agreed and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class RegisterImport:
    """A day on which the office imported a file or said that nothing has changed."""

    id: str
    at: datetime
    by: str
    kind: str
    """`import` or `nothing has changed`."""
    file_digest: str = ""
    counts: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RegisterState:
    """How fresh the register is. `school_days_old` counts school days since the last import."""

    pupils: int = 0
    last_confirmed: datetime | None = None
    school_days_old: int | None = None
    """None when it cannot be told (never imported, or the calendar does not reach so far)."""
