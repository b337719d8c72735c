"""Destroying what was measured of children's faces: at once, and in the step that asks for it.

Each enrolled picture, pair of look-alikes, set of suggestions and small picture has a key of its
own; destroying the key destroys it wherever a copy lies. Register and permissions are not looked
at beyond the day of leaving, so nothing here can tell a hold.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from gatekeeper.desk.school import School
from gatekeeper.domain.people import SCHOOL
from gatekeeper.ports import UnitOfWork

LEASE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Measured:
    """Ids of what is on record: enrolled pictures, pairs of look-alikes, sets of suggestions."""

    enrolments: tuple[str, ...] = ()
    look_alikes: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """Every id; each owns itself."""
        return self.enrolments + self.look_alikes + self.suggestions

    @property
    def counts(self) -> dict[str, int]:
        """How many there are of each."""
        return {
            "enrolled pictures": len(self.enrolments),
            "look-alikes": len(self.look_alikes),
            "suggestions": len(self.suggestions),
        }

    @property
    def in_ledger(self) -> dict[str, str]:
        """The counts as the ledger's details."""
        return {what: str(number) for what, number in self.counts.items()}


def measured(uow: UnitOfWork) -> Measured:
    """Return whatever is on record of measured faces and can be opened."""
    return Measured(
        tuple(item.id for item in uow.enrolments.all()),
        tuple(item.id for item in uow.look_alikes.all()),
        tuple(item.id for item in uow.suggestions.all()),
    )


def measured_of(uow: UnitOfWork, pupils: frozenset[str]) -> Measured:
    """Return whatever of it is of these pupils, or names one of them."""
    return Measured(
        tuple(item.id for item in uow.enrolments.all() if item.pupil in pupils),
        tuple(item.id for item in uow.look_alikes.all() if item.pupils & pupils),
        tuple(item.id for item in uow.suggestions.all() if any(map(item.names, pupils))),
    )


def destroy(uow: UnitOfWork, owners: Iterable[str]) -> None:
    """Destroy the keys of things that own themselves."""
    for owner in owners:
        uow.erase(owner)


def destroy_templates(uow: UnitOfWork, pupil: str) -> Measured:
    """Destroy all that was measured of one child, and tell the ledger if there was anything."""
    gone = measured_of(uow, frozenset({pupil}))
    destroy(uow, gone.ids)
    if gone.ids:
        uow.ledger.append(
            "templates.destroyed", actor=SCHOOL, subject=pupil, details=gone.in_ledger
        )
    return gone


def destroy_reference_pictures(uow: UnitOfWork, pupils: frozenset[str]) -> int:
    """Destroy the small pictures of these pupils; return how many there were."""
    mine = [item for item in uow.reference_pictures.all() if item.pupil in pupils]
    destroy(uow, (item.id for item in mine))
    for item in mine:
        uow.ledger.append("reference_picture.destroyed", actor=SCHOOL, subject=item.pupil)
    return len(mine)


def destroy_faces(uow: UnitOfWork, pupils: frozenset[str]) -> None:
    """Destroy all that was measured of these children, and their small pictures."""
    for pupil in sorted(pupils):
        destroy_templates(uow, pupil)
    destroy_reference_pictures(uow, pupils)


def destroy_leavers(uow: UnitOfWork) -> None:
    """Destroy what is on record of the faces of whoever has left by today."""
    today = School.day(uow.now)
    left = {p.id for p in uow.pupils.all() if p.left_on is not None and p.left_on <= today}
    enrolled = {e.pupil for e in uow.enrolments.all()}
    pictured = {r.pupil for r in uow.reference_pictures.all()}
    destroy_faces(uow, frozenset(left & (enrolled | pictured)))


def destroy_leavers_once_a_day(uow: UnitOfWork) -> None:
    """Destroy as above, at the first call of a day: nobody has to remember the day of leaving."""
    key = f"leavers {School.day(uow.now)}"
    if uow.jobs.claim(key, LEASE):
        destroy_leavers(uow)
        uow.jobs.finish(key)
