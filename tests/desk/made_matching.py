"""An open lock, families who agreed to measuring, and enrolled children, in the made-up school."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from gatekeeper.desk.faces.confirm_suggestions import Confirm, confirm_suggestions
from gatekeeper.domain.biometrics import (
    LOCK,
    BiometricKind,
    BiometricRecord,
    Engine,
    Enrolment,
    Lock,
    ReferencePicture,
    Scope,
    Template,
)
from gatekeeper.domain.face import Sighting
from gatekeeper.domain.finding import Finding
from gatekeeper.domain.post import Version
from gatekeeper.domain.suggestion import WhyAsk
from gatekeeper.ports import UnitOfWork
from tests.desk.made_school import DAY, MadeSchool
from tests.fakes.matcher import VERSION, FakeMatcher

Says = dict[int, tuple[tuple[str, int], ...]]
THE_THREE: Says = {0: (("amina", 990),), 1: (("ben", 980),), 2: (("cleo", 970),)}
"""The first three faces are Amina, Ben and Cleo, far ahead of everybody."""


@dataclass
class MatchingSchool(MadeSchool):
    """The made-up school with a matcher, the lock open, and its three pupils enrolled."""

    scope: Scope = Scope.GROUP

    def __post_init__(self) -> None:
        super().__post_init__()
        self.matcher = FakeMatcher(says=THE_THREE)
        self.examiners.matcher = self.matcher
        with self.begin() as uow:
            uow.locks.put(opened(self.scope, uow))
            for pupil in ("amina", "ben", "cleo"):
                agree(uow, pupil)
                enrol_face(uow, pupil)

    def change_lock(self, **changes: object) -> None:
        """Write the lock anew."""
        with self.begin() as uow:
            lock = uow.locks.get(LOCK)
            assert lock is not None
            changed: Lock = replace(lock, **changes)  # type: ignore[arg-type]
            uow.locks.put(changed, seen=uow.locks.version(LOCK))

    def say_of_measuring(self, pupil: str, kind: BiometricKind) -> None:
        """Write down what somebody said about measuring a child."""
        with self.begin() as uow:
            uow.biometrics.put(record(uow, pupil, kind))

    @staticmethod
    def sightings_in(uow: UnitOfWork) -> tuple[Sighting, ...]:
        """Return everybody seen, by number, inside a transaction."""
        return tuple(sorted(uow.sightings.all(), key=lambda s: s.number))

    def questions(self, post: str = "news") -> dict[int, Finding]:
        """Check, and return what is asked about the faces of the first picture, by number."""
        found = {f.subject: f for f in self.check(post).findings if f.rule == "P01"}
        return {s.number: found[s.id] for s in self.sightings(post) if s.id in found}

    def confirm(self, *numbers: int, post: str = "news", by: str = "teacher") -> Version:
        """Say that what is suggested for these faces, counted from 1, is right."""
        sightings = self.sightings(post)
        return self.confirm_ids(post, *(sightings[n - 1].id for n in numbers), by=by)

    def confirm_ids(self, post: str, *ids: str, by: str = "teacher") -> Version:
        """Say that what is suggested for these sightings is right."""
        actor, command = self.actor(by), Confirm(post, ids)
        with self.begin() as uow:
            return confirm_suggestions(uow, self.school, self.examiners.bundle(), actor, command)

    def asks(self, place: int, *why: WhyAsk) -> None:
        """Let the matcher ask about a face."""
        self.matcher.ask = {**self.matcher.ask, place: why}


def opened(scope: Scope, uow: UnitOfWork, officer: str = "dpo") -> Lock:
    """Return a lock with everything that the law asks for."""
    return Lock(
        dpia="DPIA 7",
        officer=officer,
        noticed_on=date(2026, 9, 7),
        review_by=date(2027, 7, 31),
        alternative="Everybody is named by hand.",
        scope=scope,
        scope_reason="as decided",
        opened_at=uow.now,
        opened_by=officer,
    )


def record(uow: UnitOfWork, pupil: str, kind: BiometricKind) -> BiometricRecord:
    """Return what a parent said today."""
    said_by = pupil if kind is BiometricKind.REFUSED else "a parent"
    return BiometricRecord(uow.mint(), pupil, kind, said_by, DAY, uow.now, "office")


def agree(uow: UnitOfWork, pupil: str) -> None:
    """Write down that a child's face may be measured."""
    for kind in (BiometricKind.NOTIFIED, BiometricKind.AGREED):
        uow.biometrics.put(record(uow, pupil, kind))


def enrol_face(
    uow: UnitOfWork, pupil: str, version: str = VERSION, taken_on: date = DAY
) -> Enrolment:
    """Enrol a child with one picture, and keep a reference picture."""
    templates = (Template(Engine.SFACE, pupil.encode().ljust(512, b".")),)
    enrolment = Enrolment(uow.mint(), pupil, templates, version, taken_on, uow.now, "office")
    uow.enrolments.put(enrolment)
    small = uow.mint()
    digest = uow.blobs.put(small, f"small {pupil}".encode())
    uow.reference_pictures.put(ReferencePicture(small, pupil, digest, uow.now, "office"))
    return enrolment
