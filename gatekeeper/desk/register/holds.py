"""Holds: a DSL's order that a child may not be shown. To everybody else it is an ordinary no.

Who placed it and why is sealed into the record; the ledger gets what every other change of a
permission gets (`permission_changed`), and nothing here leaves any other trace.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.people.sealing import active_dsls, as_dsl, sealing_keys
from gatekeeper.desk.register.permission_changed import permission_changed
from gatekeeper.desk.school import School
from gatekeeper.domain.people import SCHOOL, Duty
from gatekeeper.domain.register import Bar, BarKind
from gatekeeper.errors import NotAllowed, NotFound, UsageError
from gatekeeper.ports import Keyring, Signer, UnitOfWork

TWO_TAPS = timedelta(minutes=1)
"""Within which the same order again is a second tap."""


@dataclass(frozen=True, slots=True)
class HoldOrder:
    """Which pupil (by id), why, and when to think again. Nothing ends a hold but a DSL."""

    pupil: str
    reason: str
    review_on: date | None = None


@dataclass(frozen=True, slots=True)
class HoldSeen:
    """A standing hold as a DSL sees it; `reason` is None when it was not sealed to this DSL."""

    id: str
    pupil: str
    placed_at: datetime
    placed_by: str
    review_on: date | None
    review_due: bool
    reason: str | None


def place_hold(uow: UnitOfWork, actor: Actor, keyring: Keyring, order: HoldOrder) -> Bar:
    """Hold a child back from every post, from now until a DSL lifts it.

    A second tap places no second hold, which would outlive the first.

    Raises:
        NotAllowed: not a DSL, or without a fresh step-up.
        NotFound: the child is not on the register.
        UsageError: no reason, or a review day that has passed.
    """
    signer = as_dsl(uow, actor, Duty.HOLD)
    if uow.pupils.get(order.pupil) is None:
        raise NotFound("This child is not on the register.", "Import the register first.")
    if not order.reason.strip():
        raise UsageError("A hold needs a reason; only the DSLs can ever read it.")
    if order.review_on is not None and order.review_on <= School.day(uow.now):
        raise UsageError("The day on which to think again must lie ahead.")
    if (before := _just_placed(uow, actor, signer, order)) is not None:
        return before
    bar = Bar(
        id=uow.mint(),
        pupil=order.pupil,
        kind=BarKind.HOLD,
        placed_at=uow.now,
        placed_by=actor.id,
        review_on=order.review_on,
        sealed_reason=keyring.seal(order.reason.strip(), _readers(uow)),
    )
    uow.bars.put(bar)
    permission_changed(uow, [bar.pupil])
    return bar


def _just_placed(uow: UnitOfWork, actor: Actor, signer: Signer, order: HoldOrder) -> Bar | None:
    """Return the hold that this very order placed a moment ago, if it did."""
    theirs = (actor.id, order.review_on)
    return next(
        (
            bar
            for bar in uow.bars.of(order.pupil)
            if _standing(bar)
            and uow.now - bar.placed_at < TWO_TAPS
            and (bar.placed_by, bar.review_on) == theirs
            and _reason(bar, signer) == order.reason.strip()
        ),
        None,
    )


def lift_hold(uow: UnitOfWork, actor: Actor, hold_id: str) -> Bar:
    """Lift a hold. What the family and the child said counts again, as it stands now.

    Raises:
        NotAllowed: not a DSL, or without a fresh step-up.
        NotFound: there is no such hold, or it was lifted.
    """
    as_dsl(uow, actor, Duty.HOLD)
    bar = uow.bars.get(hold_id)
    if bar is None or not _standing(bar):
        raise NotFound("There is no such hold to lift.", "List the holds.")
    lifted = replace(bar, lifted_at=uow.now, lifted_by=actor.id)
    uow.bars.put(lifted, seen=uow.bars.version(bar.id))
    permission_changed(uow, [bar.pupil])
    return lifted


def list_holds(uow: UnitOfWork, actor: Actor) -> tuple[HoldSeen, ...]:
    """Return every standing hold, oldest first, with the reasons that open with this DSL's key.

    Raises:
        NotAllowed: not a DSL, or without a fresh step-up.
    """
    signer = as_dsl(uow, actor, Duty.HOLD)
    today = School.day(uow.now)
    return tuple(_seen(bar, signer, today) for bar in uow.bars.all() if _standing(bar))


def share_holds(uow: UnitOfWork, actor: Actor, keyring: Keyring) -> int:
    """Seal every reason that this DSL can read to the DSLs of today; return how many.

    Needed once a DSL joined or got a new key. It changes no permission and tells nobody.

    Raises:
        NotAllowed: not a DSL, or without a fresh step-up.
    """
    signer = as_dsl(uow, actor, Duty.HOLD)
    shared = 0
    for bar in uow.bars.all():
        reason = _reason(bar, signer) if _standing(bar) else None
        if reason is not None:
            sealed = replace(bar, sealed_reason=keyring.seal(reason, _readers(uow)))
            uow.bars.put(sealed, seen=uow.bars.version(bar.id))
            shared += 1
    return shared


def _readers(uow: UnitOfWork) -> tuple[str, ...]:
    """Every active DSL's sealing keys, and the recovery key that lies in the safe."""
    setup = uow.setup.get(SCHOOL)
    recovery = [setup.recovery] if setup is not None and setup.recovery else []
    return (*sealing_keys(uow, active_dsls(uow)), *recovery)


def _standing(bar: Bar) -> bool:
    return bar.kind is BarKind.HOLD and bar.lifted_at is None


def _seen(bar: Bar, signer: Signer, today: date) -> HoldSeen:
    due = bar.review_on is not None and bar.review_on <= today
    return HoldSeen(
        bar.id, bar.pupil, bar.placed_at, bar.placed_by, bar.review_on, due, _reason(bar, signer)
    )


def _reason(bar: Bar, signer: Signer) -> str | None:
    """Open a reason; None is the honest answer when it was sealed to others alone."""
    try:
        return signer.unseal(bar.sealed_reason)
    except NotAllowed:
        return None
