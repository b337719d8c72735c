"""Importing a register file: the difference first, then, by its id, exactly that difference."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.matching.destroy_faces import destroy_leavers
from gatekeeper.desk.register.adults_difference import adults_difference
from gatekeeper.desk.register.confirmed import Confirmed
from gatekeeper.desk.register.permission_changed import permission_changed
from gatekeeper.desk.register.pupils_difference import pupils_difference
from gatekeeper.desk.register.register_difference import AdultChange, Difference, Move, PupilChange
from gatekeeper.desk.register.register_file import Parsed, RegisterFile
from gatekeeper.domain.canonical import salted
from gatekeeper.domain.people import SCHOOL, Duty
from gatekeeper.domain.register import Bar, Pupil, RegisterImport
from gatekeeper.errors import NotAllowed, StaleWrite
from gatekeeper.ports import UnitOfWork

KIND = "import"
TENTH = 10


@dataclass(frozen=True, slots=True)
class Imported:
    """What was applied, and the posts whose sign-off is void because of it."""

    id: str
    difference: Difference
    voided: tuple[str, ...] = ()


def difference(
    uow: UnitOfWork,
    actor: Actor,
    parsed: Parsed,
    *,
    others: Iterable[str] = (),
    give_back: Iterable[str] = (),
) -> Difference:
    """Return what a file would change, without changing anything.

    What was confirmed, as MIS ids: `others` are joiners who are other children than those of the
    same name on record; the families in `give_back` agreed again to what they had withdrawn.

    Raises:
        NotAllowed: neither office nor leadership.
        RegisterFileRefused: an answer is dated in the future, or a joiner may be a known child.
    """
    actor.require(uow, Duty.KEEP_REGISTER)
    if isinstance(parsed, RegisterFile):
        return pupils_difference(uow, parsed, Confirmed.of(others, give_back))
    return adults_difference(uow, parsed)


def apply(  # noqa: PLR0913  each is something that a person has to say
    uow: UnitOfWork,
    actor: Actor,
    parsed: Parsed,
    difference_id: str,
    *,
    drop_more_than_a_tenth: bool = False,
    others: Iterable[str] = (),
    give_back: Iterable[str] = (),
) -> Imported:
    """Make the register so, writing only what changed; `others` and `give_back` as shown.

    Raises:
        NotAllowed: neither office nor leadership; or more than a tenth of the roll would leave.
        StaleWrite: file or register are no longer those of which the difference was shown.
        RegisterFileRefused: an answer is dated in the future, or a joiner may be a known child.
    """
    found = difference(uow, actor, parsed, others=others, give_back=give_back)
    if found.id != difference_id:
        raise StaleWrite("The file or the register has changed since the difference was shown.")
    leavers = len(found.moving(Move.LEAVES))
    if leavers * TENTH > found.roll and not drop_more_than_a_tenth:
        raise NotAllowed(
            f"{leavers} of {found.roll} children would leave, which is more than a tenth.",
            "If it is the whole file, say that more than a tenth may leave. Nothing was changed.",
        )
    if isinstance(parsed, RegisterFile):
        return _apply_pupils(uow, actor, found)
    return _apply_adults(uow, actor, found)


def _apply_pupils(uow: UnitOfWork, actor: Actor, found: Difference) -> Imported:
    counts = {name: number for name, number in found.counts.items() if name != "adults"}
    record = RegisterImport(uow.mint(), uow.now, actor.id, KIND, found.file, counts)
    uow.imports.put(record)
    told = {name: str(number) for name, number in counts.items()}
    details = {"file": _file_in_ledger(uow, found)} | told
    uow.ledger.append("register.imported", actor=actor.id, subject=record.id, details=details)
    written = [(change, _write(uow, actor, change)) for change in found.pupils]
    destroy_leavers(uow)
    touched = [pupil.id for change, pupil in written if change.permission]
    return Imported(record.id, found, permission_changed(uow, touched))


def _file_in_ledger(uow: UnitOfWork, found: Difference) -> str:
    """Salted: the ledger is handed out, and a file's own digest proves a guess of its contents."""
    return salted(uow.secret(SCHOOL), found.file)


def _write(uow: UnitOfWork, actor: Actor, change: PupilChange) -> Pupil:
    pupil = _write_pupil(uow, change)
    for answer in change.answers:
        uow.consents.put(
            replace(answer.consent, id=uow.mint(), pupil=pupil.id, recorded_by=actor.id)
        )
    for kind, said_by in change.placed:
        uow.bars.put(Bar(uow.mint(), pupil.id, kind, uow.now, actor.id, said_by=said_by))
    for bar in change.lifted:
        lifted = replace(bar, lifted_at=uow.now, lifted_by=actor.id)
        uow.bars.put(lifted, seen=uow.bars.version(bar.id))
    return pupil


def _write_pupil(uow: UnitOfWork, change: PupilChange) -> Pupil:
    if change.before is None:
        pupil = replace(change.after, id=uow.mint())
        uow.enrol_pupil(pupil)
        return pupil
    if change.details:
        uow.pupils.put(change.after, seen=uow.pupils.version(change.after.id))
    return change.after


def _apply_adults(uow: UnitOfWork, actor: Actor, found: Difference) -> Imported:
    """Write the adults. It leaves the pupils' register as old as it was."""
    record = uow.mint()
    details = {"file": _file_in_ledger(uow, found), "adults": str(len(found.adults))}
    uow.ledger.append("adults.imported", actor=actor.id, subject=record, details=details)
    for change in found.adults:
        _write_adult(uow, actor, change)
    return Imported(record, found)


def _write_adult(uow: UnitOfWork, actor: Actor, change: AdultChange) -> None:
    uow.adults.put(change.after, seen=uow.adults.version(change.after.id))
    uow.ledger.append("adult.changed", actor=actor.id, subject=change.after.id)
