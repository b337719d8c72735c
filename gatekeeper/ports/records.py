"""What is on record, over one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

from gatekeeper.domain.access_request import AccessRequest
from gatekeeper.domain.answer import Answer, RollCall, RollDraft
from gatekeeper.domain.audit import AuditRun, Judgement, LivePost
from gatekeeper.domain.audit_answer import AuditAnswer
from gatekeeper.domain.audit_upload import Upload
from gatekeeper.domain.biometrics import (
    BiometricRecord,
    Enrolment,
    Lock,
    LookAlike,
    ReferencePicture,
)
from gatekeeper.domain.channel import ChannelRecord
from gatekeeper.domain.child_posts import Asking, LivePicture, Look
from gatekeeper.domain.complaint import Complaint
from gatekeeper.domain.concern import Concern
from gatekeeper.domain.decision import Decision
from gatekeeper.domain.evidence import FaceSearch, Reading, TextSearch
from gatekeeper.domain.face import Sighting
from gatekeeper.domain.glass import BrokenGlass
from gatekeeper.domain.incident import Incident, IncidentNote
from gatekeeper.domain.known_picture import KnownPicture
from gatekeeper.domain.ledger import Entry
from gatekeeper.domain.notice import Notice
from gatekeeper.domain.pattern import FilledPattern, PatternsSigned
from gatekeeper.domain.people import Device, Person, PublicKey, Setup, StandIn
from gatekeeper.domain.phrases import NotAPupil
from gatekeeper.domain.post import Version
from gatekeeper.domain.queue_stop import QueueStop
from gatekeeper.domain.register import Adult, Bar, Consent, Pupil, RegisterImport
from gatekeeper.domain.release import Grant, Published, Recall, Task
from gatekeeper.domain.retention import Erased, Period, Stay
from gatekeeper.domain.rules import Adoption
from gatekeeper.domain.session import Session
from gatekeeper.domain.sign_off import Request, Return, SignOff, Submission
from gatekeeper.domain.suggestion import Suggested
from gatekeeper.domain.switch import Switch
from gatekeeper.domain.take_down import TakeDown
from gatekeeper.domain.trip import Trip, TripLink
from gatekeeper.domain.ways_in import Invitation, Offer, PasskeyUse, Recovery

T = TypeVar("T")


class Clock(Protocol):
    """Tells the time; tests hand in a frozen one."""

    def now(self) -> datetime:
        """Return the present moment, with UTC as its zone."""


class Shelf(Protocol[T]):
    """All values of one noun: a change is a new version of the same id, and the earlier ones stay.

    Only erasing takes one away.
    """

    def get(self, item_id: str) -> T | None:
        """Return the newest version of an item."""

    def version(self, item_id: str) -> int:
        """Return the number of the newest version; 0 when there is none."""

    def put(self, item: T, seen: int = 0) -> None:
        """Write the version after `seen` (0: the item is new).

        Raises:
            StaleWrite: somebody else wrote it in between.
        """

    def forget_earlier(self, item_id: str) -> None:
        """Destroy every version of an item but the newest: of an erased child nothing may stay."""

    def of(self, owner: str) -> tuple[T, ...]:
        """Return the newest versions of an owner's items, oldest item first."""

    def all(self) -> tuple[T, ...]:
        """Return the newest version of every item, oldest item first."""

    def beginning(self, name: str) -> tuple[T, ...]:
        """Return, of the items whose ids begin with this, the newest versions, oldest item first.

        No other item is opened.
        """


class Ledger(Protocol):
    """The chained entries of this home."""

    def append(
        self,
        what: str,
        *,
        actor: str,
        subject: str,
        details: Mapping[str, str] | None = None,
    ) -> Entry:
        """Write the next entry in the same transaction as the change that it tells of."""

    def entries(self) -> tuple[Entry, ...]:
        """Return all entries, oldest first."""

    def newest(self) -> int:
        """Return the number of the newest entry, 0 without one: it moves with every change."""


class Jobs(Protocol):
    """Leases, so that two processes never do the same evidence job at once."""

    def claim(self, key: str, lease: timedelta) -> bool:
        """Take the job, unless somebody else's lease on it still runs or it is finished."""

    def renew(self, key: str, lease: timedelta) -> bool:
        """Hold one's own job for longer; False if another took it meanwhile, or nobody has it."""

    def finish(self, key: str) -> None:
        """Mark the job as done."""

    def release(self, key: str) -> None:
        """Give the job back, after a failure that may pass."""

    def free_dead(self, *, besides: tuple[str, ...] = ()) -> int:
        """Give back what processes of this machine held that are no more; return how much.

        Leases whose keys begin like one of `besides` stay: they are no work but a time to wait.
        """

    def taken(self, key: str) -> bool:
        """Whether somebody's lease on the job runs, or it is finished."""

    def sweep(self, prefix: str) -> None:
        """Remove the leases whose keys begin so and whose time is over."""


class Blobs(Protocol):
    """Files, encrypted under their owner's key, on disk before the row that names them commits."""

    def put(self, owner: str, data: bytes) -> str:
        """Store the bytes and return their SHA-256 in hexadecimal."""

    def get(self, owner: str, digest: str) -> bytes:
        """Return the bytes.

        Raises:
            CouldNotCheck: the file is missing or was altered.
        """


class UnitOfWork(Protocol):
    """Everything on record, over one transaction: state, ledger and tasks commit together."""

    @property
    def now(self) -> datetime:
        """The moment of this transaction, read once, UTC."""

    def mint(self) -> str:
        """Return a new random id (26 lower-case letters and digits at most)."""

    def secret(self, owner: str) -> bytes:
        """Return the salt of an owner, which goes when the owner is erased."""

    def pupil_id(self, mis_id: str) -> str | None:
        """Return the id of the pupil with this MIS id, by HMAC; None if never on the roll."""

    def enrol_pupil(self, pupil: Pupil) -> None:
        """Give a new pupil an own data key and put it on the roll."""

    def erase(self, owner: str) -> None:
        """Destroy an owner's data key and salt: what was sealed with it can never be read again."""

    def erased(self, owner: str) -> bool:
        """Whether the owner's erasure is on record, from that very moment on."""

    def destroyed(self, owner: str) -> bool:
        """Whether the owner was erased and its key is gone, so that nothing of it can be opened."""

    setup: Shelf[Setup]
    people: Shelf[Person]
    keys: Shelf[PublicKey]
    devices: Shelf[Device]
    stand_ins: Shelf[StandIn]
    pupils: Shelf[Pupil]
    consents: Shelf[Consent]
    bars: Shelf[Bar]
    adults: Shelf[Adult]
    imports: Shelf[RegisterImport]
    trips: Shelf[Trip]
    trip_links: Shelf[TripLink]
    channels: Shelf[ChannelRecord]
    adoptions: Shelf[Adoption]
    posts: Shelf[Version]
    readings: Shelf[Reading]
    face_searches: Shelf[FaceSearch]
    text_searches: Shelf[TextSearch]
    known_pictures: Shelf[KnownPicture]
    sightings: Shelf[Sighting]
    answers: Shelf[Answer]
    roll_calls: Shelf[RollCall]
    roll_drafts: Shelf[RollDraft]
    decisions: Shelf[Decision]
    submissions: Shelf[Submission]
    requests: Shelf[Request]
    sign_offs: Shelf[SignOff]
    returns: Shelf[Return]
    grants: Shelf[Grant]
    published: Shelf[Published]
    live_posts: Shelf[LivePost]
    audits: Shelf[AuditRun]
    judgements: Shelf[Judgement]
    uploads: Shelf[Upload]
    audit_answers: Shelf[AuditAnswer]
    recalls: Shelf[Recall]
    live_pictures: Shelf[LivePicture]
    askings: Shelf[Asking]
    looks: Shelf[Look]
    take_downs: Shelf[TakeDown]
    tasks: Shelf[Task]
    queue_stops: Shelf[QueueStop]
    notices: Shelf[Notice]
    broken_glass: Shelf[BrokenGlass]
    incidents: Shelf[Incident]
    incident_notes: Shelf[IncidentNote]
    patterns_signed: Shelf[PatternsSigned]
    filled_patterns: Shelf[FilledPattern]
    locks: Shelf[Lock]
    biometrics: Shelf[BiometricRecord]
    enrolments: Shelf[Enrolment]
    look_alikes: Shelf[LookAlike]
    reference_pictures: Shelf[ReferencePicture]
    not_pupils: Shelf[NotAPupil]
    suggestions: Shelf[Suggested]
    sessions: Shelf[Session]
    concerns: Shelf[Concern]
    complaints: Shelf[Complaint]
    stays: Shelf[Stay]
    erasures: Shelf[Erased]
    switches: Shelf[Switch]
    access_requests: Shelf[AccessRequest]
    periods: Shelf[Period]
    invitations: Shelf[Invitation]
    offers: Shelf[Offer]
    passkeys: Shelf[PasskeyUse]
    recoveries: Shelf[Recovery]
    ledger: Ledger
    jobs: Jobs
    blobs: Blobs


class Records(Protocol):
    """Opens units of work on one home."""

    def begin(self) -> AbstractContextManager[UnitOfWork]:
        """Open one transaction; it commits when the block ends and rolls back when it raises."""

    def read(self) -> AbstractContextManager[UnitOfWork]:
        """Open what is on record as it is at this moment; it waits for nobody and keeps nobody.

        Every write in it raises OnlyReading.
        """

    def finish(self) -> None:
        """Do again what had to be left when something was erased, such as a key on a full disk."""
