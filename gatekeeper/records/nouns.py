"""Which nouns are kept, what names an item, and whose data key seals it.

The key of a mapping here is the attribute of `gatekeeper.ports.UnitOfWork`. An owner is a post, a
pupil, an adult, a complaint, a request or the school: erasing an owner erases all that it owns.
What was measured of faces owns itself, so that it can be destroyed while child and post stay.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

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
from gatekeeper.errors import NotFound, StaleWrite, UsageError

SCHOOL = "school"
"""The owner of whatever is nobody else's."""

Name = Callable[[Any], str]


def _school(_item: object) -> str:
    return SCHOOL


def _post_or_itself(item: Published) -> str:
    return item.post or item.id


_own_id: Name = attrgetter("id")
_post: Name = attrgetter("post")
_pupil: Name = attrgetter("pupil")
_name: Name = attrgetter("name")


@dataclass(frozen=True, slots=True)
class Noun:
    """One noun on its shelf. `title` and `label` are what a person is told about an item."""

    table: str
    kind: type
    title: str
    owner_of: Name = _school
    id_of: Name = _own_id
    label: Name = _own_id
    enrolled: bool = False
    """Whether its owner has to be enrolled first; other owners get their key at the first put."""
    was_school: bool = False
    """Whether items of earlier releases are the school's; such a one stays the school's."""


NOUNS: Mapping[str, Noun] = {
    "setup": Noun("setup", Setup, "The set-up"),
    "people": Noun("person", Person, "Person", label=_name),
    "keys": Noun("public_key", PublicKey, "Key"),
    "devices": Noun("device", Device, "Device", label=_name),
    "stand_ins": Noun("stand_in", StandIn, "Stand-in"),
    "pupils": Noun("pupil", Pupil, "Pupil", _own_id, enrolled=True),
    "consents": Noun("consent", Consent, "Register entry", _pupil, enrolled=True),
    "bars": Noun("bar", Bar, "Register entry", _pupil, enrolled=True),
    "adults": Noun("adult", Adult, "Adult", _own_id),
    "imports": Noun("register_import", RegisterImport, "Import"),
    "trips": Noun("trip", Trip, "Trip", label=_name),
    "trip_links": Noun("trip_link", TripLink, "Link"),
    "channels": Noun("channel_record", ChannelRecord, "Channel", id_of=_name, label=_name),
    "adoptions": Noun("adoption", Adoption, "Adoption"),
    "posts": Noun("post", Version, "Post", _own_id, label=attrgetter("slug")),
    "readings": Noun("reading", Reading, "Reading", _post),
    "face_searches": Noun("face_search", FaceSearch, "Face search", _post),
    "text_searches": Noun("text_search", TextSearch, "Text search", _post),
    "known_pictures": Noun("known_picture", KnownPicture, "Known picture"),
    "sightings": Noun("sighting", Sighting, "Sighting", _post),
    "answers": Noun("answer", Answer, "Answer", _post),
    "roll_calls": Noun("roll_call", RollCall, "Roll call", _post),
    "roll_drafts": Noun("roll_draft", RollDraft, "Roll call", _post),
    "decisions": Noun("decision", Decision, "Decision", _post),
    "submissions": Noun("submission", Submission, "Submission", _post),
    "requests": Noun("request", Request, "Request to sign", _post),
    "sign_offs": Noun("sign_off", SignOff, "Sign-off", _post),
    "returns": Noun("post_return", Return, "Return", _post),
    "grants": Noun("release_grant", Grant, "Grant", _post),
    "published": Noun("published", Published, "Published post", _post_or_itself),
    "live_posts": Noun("live_post", LivePost, "Published post", _own_id),
    "audits": Noun("audit_run", AuditRun, "Audit"),
    "judgements": Noun("audit_judgement", Judgement, "Judgement", attrgetter("live")),
    "uploads": Noun("audit_upload", Upload, "Upload"),
    "audit_answers": Noun("audit_answer", AuditAnswer, "Answer", attrgetter("live")),
    "recalls": Noun("recall", Recall, "Recall", _post),
    "live_pictures": Noun("live_picture", LivePicture, "Picture", attrgetter("live")),
    "askings": Noun("asking", Asking, "Question", _pupil, enrolled=True),
    "looks": Noun("look", Look, "Look", _pupil, enrolled=True),
    "take_downs": Noun("take_down", TakeDown, "Take-down", _post),
    "tasks": Noun("task", Task, "Task"),
    "queue_stops": Noun("queue_stop", QueueStop, "Stop"),
    "notices": Noun("notice", Notice, "Notice", _post),
    "broken_glass": Noun("broken_glass", BrokenGlass, "Broken glass"),
    "incidents": Noun("incident", Incident, "Incident"),
    "incident_notes": Noun("incident_note", IncidentNote, "Line"),
    "patterns_signed": Noun("patterns_signed", PatternsSigned, "Signature"),
    "filled_patterns": Noun("filled_pattern", FilledPattern, "Filled pattern", _post),
    "not_pupils": Noun("not_a_pupil", NotAPupil, "Phrase"),
    "locks": Noun("biometric_lock", Lock, "The lock"),
    "biometrics": Noun(
        "biometric_record", BiometricRecord, "Biometric consent", _pupil, enrolled=True
    ),
    "enrolments": Noun("enrolment", Enrolment, "Enrolled picture", _own_id),
    "look_alikes": Noun("look_alike", LookAlike, "Look-alikes", _own_id),
    "reference_pictures": Noun("reference_picture", ReferencePicture, "Small picture", _own_id),
    "suggestions": Noun("suggestion", Suggested, "Suggestion", _own_id),
    "sessions": Noun("session", Session, "Session"),
    "concerns": Noun("concern", Concern, "Concern"),
    "complaints": Noun("complaint", Complaint, "Complaint", _own_id, was_school=True),
    "stays": Noun("stay", Stay, "Order"),
    "erasures": Noun("erasure", Erased, "Receipt"),
    "switches": Noun("switch", Switch, "Switch"),
    "access_requests": Noun("access_request", AccessRequest, "Request", _own_id),
    "periods": Noun("retention_period", Period, "Period"),
    "invitations": Noun("invitation", Invitation, "Invitation"),
    "offers": Noun("passkey_offer", Offer, "Passkey"),
    "passkeys": Noun("passkey_use", PasskeyUse, "Passkey"),
    "recoveries": Noun("recovery", Recovery, "Way back in"),
}


def changed(noun: Noun, item: object) -> StaleWrite:
    """Return the error for an item that somebody else wrote in between."""
    return StaleWrite(f"{noun.title} {noun.label(item)} was changed by somebody else.")


def erased(owner: str) -> NotFound:
    """Return the error for a step that needs an erased owner."""
    return NotFound(f"{owner} was erased.", "What was erased cannot come back; enter it anew.")


def not_enrolled(owner: str) -> NotFound:
    """Return the error for a record about a pupil who was never put on the roll."""
    return NotFound(f"There is no pupil {owner} on the roll.", "Import the register first.")


def taken(mis_id: str) -> UsageError:
    """Return the error for a second pupil with the MIS id of another."""
    message = f"The MIS id {mis_id} belongs to another pupil."
    return UsageError(message, "Check the register file: each MIS id stands for one child.")


def moved(noun: Noun, item: object) -> UsageError:
    """Return the error for an item that is put under another owner than before."""
    message = f"{noun.title} {noun.label(item)} belongs to somebody else."
    return UsageError(message, "Make a new entry; one that exists never changes whose it is.")
