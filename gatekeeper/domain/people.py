"""The people who work with gatekeeper, what each role may do, and their keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

SCHOOL = "school"
"""The id of the one `Setup`, and the actor of what the ledger may pin on nobody."""


class Role(StrEnum):
    """A role at the school. One person holds a set of them."""

    HEADTEACHER = "headteacher"
    DEPUTY_HEAD = "deputy_head"
    DSL = "dsl"
    DEPUTY_DSL = "deputy_dsl"
    PASTORAL_LEAD = "pastoral_lead"
    OFFICE = "office"
    DPO = "dpo"
    GOVERNOR = "governor"
    TEACHER = "teacher"
    CONTRIBUTOR = "contributor"
    """A class teacher who hands in pictures and a sentence; the Deputy Head makes a post of it."""


class Duty(StrEnum):
    """Something that only some roles may do."""

    READ_POSTS = "read the posts"
    CONTRIBUTE = "hand in pictures and a sentence"
    WRITE = "write or change a draft"
    ANSWER = "say who is in a picture"
    SUBMIT = "send a draft for sign-off"
    APPROVE = "sign a post off or return it"
    RELEASE = "publish from the tablet"
    RECALL = "recall a post"
    SAY_ALL_BACK = "say that everybody is back"
    PLAN_TRIP = "enter a trip"
    KEEP_REGISTER = "keep the register"
    RECORD_CONSENT = "record a withdrawn consent"
    FINISH_TASK = "say that a task is done"
    HOLD = "place, lift or list holds"
    ERASE = "erase a child's data"
    ADOPT_RULES = "adopt the rule book"
    ENROL = "add people, keys and devices"
    APPOINT = "appoint a stand-in approver"
    KEEP_CHANNELS = "keep a channel's record"
    OPEN_LOCK = "open the lock on telling faces apart, or say how far it opens"
    SHUT_LOCK = "shut the lock on telling faces apart"
    KEEP_BIOMETRICS = "keep biometric consents and enrolled pictures"
    RAISE_CONCERN = "raise a concern"
    READ_CONCERNS = "read concerns"
    STOP_QUEUE = "stop everything"
    KEEP_INCIDENTS = "keep the record of an incident"
    DECIDE_INCIDENTS = "close an incident, or decide that the ICO need not be told"
    SIGN_PATTERNS = "sign the patterns of notices"
    ISSUE_NOTICE = "make a notice from a signed pattern"
    BREAK_GLASS = "take the absent releaser's place"
    READ_WHY = "read what was typed about a stop or an incident"
    AUDIT = "audit what is already published"
    RECONCILE = "compare what is live with what was released"
    READ_REPORTS = "read the reports without names"
    ANSWER_ACCESS = "answer a request for what is kept about a child"
    KEEP_COMPLAINTS = "keep complaints"
    SET_RETENTION = "say how long things are kept"
    KEEP_LONGER = "keep something beyond its period"
    SWITCH_ROLL_CALL = "switch roll calls on or off"
    TAKE_DOWN = "have a post taken down, or say that it is gone"
    CHILD_POSTS = "ask which posts show a child"
    WRITE_FAMILY = "draft a letter to a family"


_LEADERS = frozenset({Role.HEADTEACHER, Role.DEPUTY_HEAD})
_DSLS = frozenset({Role.DSL, Role.DEPUTY_DSL})
_STAFF = _LEADERS | _DSLS | {Role.OFFICE, Role.PASTORAL_LEAD, Role.TEACHER}

DUTIES: Mapping[Duty, frozenset[Role]] = {
    Duty.READ_POSTS: _STAFF | {Role.DPO},
    Duty.CONTRIBUTE: frozenset({Role.CONTRIBUTOR}),
    Duty.WRITE: _LEADERS | {Role.TEACHER, Role.OFFICE, Role.PASTORAL_LEAD},
    Duty.ANSWER: _LEADERS | {Role.TEACHER, Role.OFFICE, Role.PASTORAL_LEAD},
    Duty.SUBMIT: _LEADERS,
    Duty.APPROVE: frozenset({Role.HEADTEACHER}),
    Duty.RELEASE: frozenset({Role.DEPUTY_HEAD}),
    Duty.RECALL: _STAFF,
    Duty.SAY_ALL_BACK: _LEADERS | {Role.OFFICE},
    Duty.PLAN_TRIP: _STAFF,
    Duty.KEEP_REGISTER: _LEADERS | {Role.OFFICE},
    Duty.RECORD_CONSENT: _STAFF | {Role.DPO},
    Duty.FINISH_TASK: _STAFF | {Role.DPO},
    Duty.HOLD: _DSLS,
    Duty.ERASE: frozenset({Role.DPO}) | _DSLS,
    Duty.ADOPT_RULES: frozenset({Role.HEADTEACHER}),
    Duty.ENROL: frozenset({Role.HEADTEACHER}),
    Duty.APPOINT: frozenset({Role.HEADTEACHER}),
    Duty.KEEP_CHANNELS: _LEADERS | _DSLS,
    Duty.OPEN_LOCK: frozenset({Role.DPO}),
    Duty.SHUT_LOCK: frozenset({Role.DPO, Role.HEADTEACHER}),
    Duty.KEEP_BIOMETRICS: _LEADERS | {Role.OFFICE, Role.DPO},
    Duty.RAISE_CONCERN: frozenset(Role),
    Duty.READ_CONCERNS: _DSLS,
    Duty.STOP_QUEUE: frozenset(Role),
    Duty.KEEP_INCIDENTS: _LEADERS | _DSLS | {Role.OFFICE, Role.DPO},
    Duty.DECIDE_INCIDENTS: frozenset({Role.HEADTEACHER, Role.DPO}),
    Duty.SIGN_PATTERNS: frozenset({Role.HEADTEACHER}),
    Duty.ISSUE_NOTICE: _LEADERS | {Role.OFFICE},
    Duty.BREAK_GLASS: _DSLS | {Role.HEADTEACHER},
    Duty.READ_WHY: _DSLS | {Role.HEADTEACHER, Role.DPO},
    Duty.AUDIT: _LEADERS | _DSLS | {Role.DPO},
    Duty.RECONCILE: _LEADERS | _DSLS | {Role.OFFICE, Role.DPO},
    Duty.READ_REPORTS: _LEADERS | {Role.GOVERNOR, Role.DPO},
    Duty.ANSWER_ACCESS: frozenset({Role.DPO}),
    Duty.KEEP_COMPLAINTS: frozenset({Role.DPO, Role.HEADTEACHER}),
    Duty.SET_RETENTION: frozenset({Role.DPO}),
    Duty.KEEP_LONGER: _DSLS | {Role.DPO, Role.HEADTEACHER},
    Duty.SWITCH_ROLL_CALL: frozenset({Role.HEADTEACHER}),
    Duty.TAKE_DOWN: _LEADERS | _DSLS | {Role.OFFICE, Role.DPO},
    Duty.CHILD_POSTS: _DSLS | {Role.OFFICE, Role.DPO},
    Duty.WRITE_FAMILY: _DSLS | {Role.OFFICE},
}
"""Who may do what.

A trip's own leader may say *all back* too; a stand-in may approve on the days of the appointment.
"""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who works with gatekeeper. Staff names are not children's data."""

    id: str
    name: str
    roles: frozenset[Role]
    ended_at: datetime | None = None
    aup_read: date | None = None
    """The day on which the acceptable use policy was read (clause O13)."""
    social_media_aup_signed: date | None = None
    """The day on which the acceptable use policy for social media was signed (clause O13)."""
    email: str = ""
    """Where notices go; none are sent without it."""
    classes: frozenset[str] = frozenset()
    """The own classes: whom a contributor may name."""

    def may(self, duty: Duty) -> bool:
        """Whether one of the person's roles carries the duty."""
        return self.ended_at is None and bool(self.roles & DUTIES[duty])


class Scheme(StrEnum):
    """How a proof was made."""

    ED25519 = "ed25519"
    WEBAUTHN = "webauthn"


@dataclass(frozen=True, slots=True)
class PublicKey:
    """The public half of a person's or a device's key. Keys end; they are never deleted.

    `fingerprint` is the SHA-256 of the public bytes in hexadecimal; `sealing` is the age recipient
    to which a hold's reason is sealed (DSLs only).
    """

    id: str
    holder: str
    scheme: Scheme
    public: bytes
    fingerprint: str
    enrolled_at: datetime
    enrolled_by: str
    sealing: str = ""
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Device:
    """A tablet that may fetch what was signed off (clause G2). Its key's holder is its id."""

    id: str
    name: str
    enrolled_at: datetime
    enrolled_by: str
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class StandIn:
    """Somebody who may approve in the headteacher's place, appointed beforehand, with dates."""

    id: str
    person: str
    first_day: date
    last_day: date
    appointed_by: str
    appointed_at: datetime
    ended_at: datetime | None = None

    def on(self, day: date) -> bool:
        """Whether the appointment holds on this day."""
        return self.ended_at is None and self.first_day <= day <= self.last_day


@dataclass(frozen=True, slots=True)
class Setup:
    """The one-time facts of a home: school's name, web origin, first key's fingerprint."""

    id: str
    school: str
    origin: str
    made_at: datetime
    fingerprint: str
    recovery: str = ""
    """The age recipient of the recovery key that lies in the safe."""
    reviewed: Mapping[str, str] = field(default_factory=dict)
