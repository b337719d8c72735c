"""Starting an audit, taking up one that was cut off, and closing it when every post was judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.checking.check_post import in_force
from gatekeeper.desk.school import School
from gatekeeper.domain.audit import AuditRun, Judgement, LivePost, judgement_id
from gatekeeper.domain.people import Duty
from gatekeeper.domain.published_post import Unreadable
from gatekeeper.errors import NotFound, UsageError
from gatekeeper.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class Scope:
    """What an audit is of: the archive's place, and from when until when; None is no limit."""

    source: str
    since: datetime | None = None
    until: datetime | None = None
    as_of: date | None = None
    """The day whose permissions are asked; None is today."""
    trial: bool = False
    """Whether it is by a rule book that need not be in force; it is no audit of the school's."""

    def holds(self, at: datetime | None) -> bool:
        """Whether a post of this moment belongs to it; one of which nobody knows when does."""
        if at is None:
            return True
        return (self.since is None or at >= self.since) and (self.until is None or at <= self.until)


def start_audit(uow: UnitOfWork, school: School, actor: Actor, scope: Scope) -> AuditRun:
    """Begin a new audit.

    Raises:
        NotAllowed: the person may not audit. CouldNotCheck: the rule book is not in force.
        UsageError: the day whose permissions are asked has not come.
    """
    actor.require(uow, Duty.AUDIT)
    if not scope.trial:
        in_force(uow, school)
    if scope.as_of is not None and scope.as_of > school.day(uow.now):
        raise UsageError("Permissions can only be asked as of a day that has come.")
    run = AuditRun(
        id=uow.mint(),
        source=scope.source,
        by=actor.id,
        at=uow.now,
        book_digest=school.book.digest,
        since=scope.since,
        until=scope.until,
        as_of=scope.as_of,
        trial=scope.trial,
    )
    uow.audits.put(run)
    uow.ledger.append("audit.started", actor=actor.id, subject=run.id, details=_told(scope))
    return run


def take_up(uow: UnitOfWork, school: School, actor: Actor, scope: Scope) -> AuditRun:
    """Return the audit that was cut off, or a new one where there is none to go on with.

    Only one of the same scope under the same rules is gone on with, and only on its own day: what
    was fine yesterday need not be so today.

    Raises:
        NotAllowed: the person may not audit. CouldNotCheck: the rule book is not in force.
    """
    actor.require(uow, Duty.AUDIT)
    wanted = (scope, school.book.digest, school.day(uow.now))
    left = [
        run
        for run in uow.audits.all()
        if run.finished_at is None
        and (scope_of(run), run.book_digest, school.day(run.at)) == wanted
    ]
    return left[-1] if left else start_audit(uow, school, actor, scope)


def scope_of(run: AuditRun) -> Scope:
    """Return of what an audit is."""
    return Scope(run.source, run.since, run.until, run.as_of, run.trial)


def _told(scope: Scope) -> dict[str, str]:
    """Return what the ledger is told of an audit that is not the school's audit of today."""
    told = {"as of": str(scope.as_of or ""), "trial": "yes" if scope.trial else ""}
    return {what: said for what, said in told.items() if said}


def finish_audit(
    uow: UnitOfWork,
    actor: Actor,
    run: AuditRun,
    unreadable: Sequence[Unreadable],
    looked: tuple[str, ...] = (),
) -> AuditRun:
    """Close an audit and tell the ledger how many posts got which call.

    `looked` says how faces were looked for and compared.

    One that is closed already stays as it is.
    """
    stored = uow.audits.get(run.id)
    if stored is not None and stored.finished_at is not None:
        return stored
    done = replace(run, finished_at=uow.now, unreadable=tuple(unreadable), looked=looked)
    uow.audits.put(done, seen=uow.audits.version(run.id))
    calls = Counter(judgement.call.words for judgement in judgements(uow, run.id))
    details = {words: str(count) for words, count in sorted(calls.items())}
    details["could not be read"] = str(len(unreadable))
    uow.ledger.append("audit.finished", actor=actor.id, subject=run.id, details=details)
    return done


def find_audit(uow: UnitOfWork, name: str = "") -> AuditRun:
    """Return an audit by its id, or the newest.

    Raises:
        NotFound: there is none.
    """
    runs = [run for run in uow.audits.all() if name in {"", run.id}]
    if not runs:
        message = f"There is no audit {name}." if name else "There was no audit yet."
        raise NotFound(message, "Run `gatekeeper audit run` first.")
    return runs[-1]


def judgements(uow: UnitOfWork, run: str) -> tuple[Judgement, ...]:
    """Return what an audit said, the worst first, then the newest post first."""
    found = uow.judgements.beginning(judgement_id(run, ""))
    return tuple(sorted(found, key=lambda one: (-one.call, -one.posted_at.timestamp(), one.live)))


def to_judge(uow: UnitOfWork, run: AuditRun, lives: Sequence[str]) -> tuple[LivePost, ...]:
    """Return those of some posts that this audit has not judged yet as they are now."""
    found = (live for name in lives if (live := uow.live_posts.get(name)) is not None)
    return tuple(one for one in found if not one.is_told_by(_said(uow, run, one)))


def _said(uow: UnitOfWork, run: AuditRun, live: LivePost) -> Judgement | None:
    return uow.judgements.get(judgement_id(run.id, live.id))
