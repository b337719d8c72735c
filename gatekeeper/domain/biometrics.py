"""Telling faces apart, and the lock that is on it.

A family's yes to photographs is no yes to this: to measure a face is to process it, match or no
match. A school may do so for a child only with each parent notified, one written yes, no parent
objecting, the child not refusing, and an alternative offered (Protection of Freedoms Act 2012,
sections 26 to 28; UK GDPR article 9, with an assessment of the impact). Adults are never enrolled.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

LOCK = "lock"
"""The id of the one `Lock`."""


class Scope(StrEnum):
    """Of which pictures faces may be measured; set by the data protection officer."""

    GROUP = "group"
    """Only pictures whose declared groups consist of children with biometric consent."""
    TAPPED_OUT = "tapped-out"
    """Children without it are tapped first or said not to be there; who is tapped is left out."""
    SCHOOL = "school"
    """Every face that nobody has answered for."""


@dataclass(frozen=True, slots=True)
class Lock:
    """Whether faces may be measured at all, on which grounds, and how far.

    It is shut unless everything that the law asks for is on record and in date.
    """

    id: str = LOCK
    dpia: str = ""
    """Where the impact assessment is kept: its reference."""
    officer: str = ""
    """The data protection officer's id."""
    noticed_on: date | None = None
    """When every parent was notified."""
    review_by: date | None = None
    """The day until which assessment and notice hold; from the day after the lock is shut."""
    alternative: str = ""
    """What is offered to a child who is not measured, so that nobody is worse off for a no."""
    scope: Scope = Scope.GROUP
    scope_reason: str = ""
    scope_set_at: datetime | None = None
    opened_at: datetime | None = None
    opened_by: str = ""
    closed_at: datetime | None = None
    closed_by: str = ""
    closed_reason: str = ""
    proved_at: datetime | None = None
    """When, after it was shut, it was seen that no template can be opened any more."""
    reference_pictures: bool = True
    """Whether one small picture of each pupil is kept for the naming grid; lock open or shut."""


class BiometricKind(StrEnum):
    """What was written down about a child and the measuring of its face."""

    NOTIFIED = "parent notified"
    AGREED = "parent agreed in writing"
    OBJECTED = "parent objected"
    REFUSED = "child refused"
    WITHDRAWN = "withdrawn"
    WILLING = "child no longer refuses"


FORBIDDING = frozenset({BiometricKind.OBJECTED, BiometricKind.REFUSED, BiometricKind.WITHDRAWN})
"""What ends the measuring of a child at once, whatever else was said."""


@dataclass(frozen=True, slots=True)
class BiometricRecord:
    """One thing that was said about measuring a child's face. Append-only, in order.

    `said_by` names the parent who was notified, agreed, objected or withdrew, or the child; several
    parents are several records. `recorded_at` is when the school wrote it down.
    """

    id: str
    pupil: str
    kind: BiometricKind
    said_by: str
    said_on: date
    recorded_at: datetime
    recorded_by: str
    paper: str = ""


class Engine(StrEnum):
    """The networks that turn a face into numbers; trained apart, so they err apart."""

    SFACE = "sface"
    DLIB = "dlib"


@dataclass(frozen=True, slots=True)
class Template:
    """The numbers of one face: 128 little-endian 32-bit floats, as the engine gave them."""

    engine: Engine
    vector: bytes


@dataclass(frozen=True, slots=True)
class Portrait:
    """What is kept of one good picture of one child: templates and a small picture.

    `reference` is a JPEG of 160 x 160 pixels without metadata. `version` names whatever could
    change the templates (`FaceMatcher.template_version`).
    """

    templates: tuple[Template, ...]
    reference: bytes
    version: str
    sharpness: int
    height: int
    """Height of the face in the picture, pixels."""


@dataclass(frozen=True, slots=True)
class Enrolment:
    """One enrolled picture of a child. Its data key is its own: destroying it destroys the numbers.

    `version` is that of its portrait; templates of another version are refused, never compared.
    """

    id: str
    pupil: str
    templates: tuple[Template, ...]
    version: str
    taken_on: date
    made_at: datetime
    made_by: str

    def too_old(self, day: date) -> bool:
        """Whether the picture is older than twelve months: children change, so it always asks."""
        return day - self.taken_on > TWELVE_MONTHS


TWELVE_MONTHS = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class LookAlike:
    """Two pupils whose enrolled pictures could not be told apart. Goes with either's templates."""

    id: str
    pupils: frozenset[str]
    made_at: datetime


@dataclass(frozen=True, slots=True)
class ReferencePicture:
    """The small picture of a pupil in the naming grid; its bytes lie in the blobs under its id."""

    id: str
    pupil: str
    digest: str
    made_at: datetime
    made_by: str


@dataclass(frozen=True, slots=True)
class Gallery:
    """Whom a face may be compared with: the allow-list of enrolled children.

    `first` are the pupils of the declared groups, looked at before all others. `alike` are pairs
    that always ask: brothers and sisters, twins, and whoever was measured to look alike.
    """

    enrolments: tuple[Enrolment, ...]
    first: frozenset[str] = frozenset()
    alike: frozenset[frozenset[str]] = frozenset()
    today: date | None = None
