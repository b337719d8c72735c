"""Made-up values for the contracts."""

from __future__ import annotations

from datetime import UTC, date, datetime

from gatekeeper.domain.biometrics import Engine, Enrolment, Template
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.people import Person, Role
from gatekeeper.domain.post import Post, Version
from gatekeeper.domain.register import Consent, ConsentState, Pupil, Use

A_DAY = datetime(2026, 11, 16, 9, 30, tzinfo=UTC)


def a_pupil(pupil_id: str, mis_id: str = "", first_name: str = "Amelia") -> Pupil:
    """Return a pupil of Oakfield."""
    return Pupil(
        pupil_id,
        mis_id or f"MIS-{pupil_id}",
        first_name,
        "Thistlewood",
        groups=frozenset({"Choir"}),
    )


def a_consent(consent_id: str, pupil: str, state: ConsentState = ConsentState.GIVEN) -> Consent:
    """Return a family's answer for Instagram, group pictures."""
    return Consent(
        consent_id,
        pupil,
        ChannelName.INSTAGRAM,
        Use.GROUP,
        state,
        A_DAY,
        given_on=date(2026, 9, 7),
        given_by="her mother",
    )


def a_version(post_id: str, words: str = "Sports day", number: int = 1) -> Version:
    """Return a version of a post called sports-day."""
    post = Post(post_id, words, A_DAY, (ChannelName.INSTAGRAM,), comments_off=True)
    return Version(post_id, number, "sports-day", post, "deputy", A_DAY)


def a_person(person_id: str) -> Person:
    """Return somebody who works with gatekeeper."""
    return Person(person_id, "Mr Dep", frozenset({Role.DEPUTY_HEAD}))


def an_enrolment(enrolment_id: str, pupil: str) -> Enrolment:
    """Return an enrolled picture with templates of both engines."""
    vector = bytes(range(256)) * 2
    templates = (Template(Engine.SFACE, vector), Template(Engine.DLIB, vector[::-1]))
    return Enrolment(enrolment_id, pupil, templates, "matcher 1", date(2026, 9, 7), A_DAY, "office")
