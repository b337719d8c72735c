"""The releaser is absent and it cannot wait: another leader takes the place, and all are told.

It replaces the releaser and nobody else: what goes out still needs its sign-off, the enrolled
tablet, and a look at the comments.
"""

from __future__ import annotations

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.signature import own_key
from gatekeeper.domain.glass import GLASS_LIFE, BrokenGlass
from gatekeeper.domain.people import SCHOOL, Duty, Person
from gatekeeper.domain.release import Task, TaskKind
from gatekeeper.errors import UsageError
from gatekeeper.ports import UnitOfWork

LEADS = (Duty.BREAK_GLASS, Duty.RELEASE)


def break_glass(uow: UnitOfWork, actor: Actor, reason: str) -> BrokenGlass:
    """Let a leader do for two hours what only the releaser does; every leader gets a task.

    Raises:
        NotAllowed: no leader, or without a fresh step-up.
        UsageError: no reason, or somebody who publishes anyhow.
    """
    actor.require(uow, Duty.BREAK_GLASS)
    own_key(uow, actor)
    if releases(uow, actor):
        raise UsageError(f"{actor.person.name} may publish already.", "Nothing to do.")
    if not reason.strip():
        raise UsageError("Say why it cannot wait.", "A few words: they stand in the report.")
    glass = BrokenGlass(uow.mint(), actor.id, uow.now, uow.now + GLASS_LIFE, reason.strip())
    uow.broken_glass.put(glass)
    for leader in leaders(uow):
        say = f"{leader.name}: {actor.person.name} took the releaser's place. See why, and whether."
        task = Task(uow.mint(), TaskKind.SEE_GLASS, glass.id, say, uow.now, owner=leader.id)
        uow.tasks.put(task)
    details = {"glass": glass.id, "until": glass.until.isoformat()}
    uow.ledger.append("glass.broken", actor=actor.id, subject=SCHOOL, details=details)
    return glass


def leaders(uow: UnitOfWork) -> tuple[Person, ...]:
    """Return everybody who leads: headteacher, deputy, DSLs, whoever broke the glass included."""
    return tuple(p for p in uow.people.all() if any(p.may(duty) for duty in LEADS))


def broke_glass(uow: UnitOfWork, person: str) -> bool:
    """Whether this person stands in for the releaser now."""
    return any(glass.open_for(person, uow.now) for glass in uow.broken_glass.all())


def releases(uow: UnitOfWork, actor: Actor) -> bool:
    """Whether the person does what the releaser does, by role or after breaking the glass."""
    person = uow.people.get(actor.id)
    if person is None or person.ended_at is not None:
        return False
    return person.may(Duty.RELEASE) or broke_glass(uow, person.id)


def require_releaser(uow: UnitOfWork, actor: Actor) -> None:
    """Stop unless the person publishes by role, or broke the glass within two hours.

    Raises:
        NotAllowed: neither.
    """
    if not releases(uow, actor):
        actor.require(uow, Duty.RELEASE)
