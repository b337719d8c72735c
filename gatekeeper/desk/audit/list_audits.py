"""The audits that there were, for whoever audits; and as counts, for whoever reads reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.audit.audit_run import judgements
from gatekeeper.desk.audit.work_through import Item, items
from gatekeeper.domain.audit import AuditRun, Call
from gatekeeper.domain.audit_answer import WORKED_THROUGH, Standing
from gatekeeper.domain.audit_upload import Upload
from gatekeeper.domain.people import Duty
from gatekeeper.domain.small_numbers import Apart, in_steps
from gatekeeper.errors import NotAllowed, NotFound
from gatekeeper.ports import UnitOfWork

AT_ONCE = 8
"""Audits of one page: every post that each of them judged is read for it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One audit in numbers. Nothing in it names a child or leads to a post."""

    run: AuditRun
    upload: Upload | None
    """None of one that was run from the command line."""
    by: str
    calls: Mapping[Call, int]
    standings: Mapping[Standing, int]
    untold: Mapping[str, int]
    """What the archive did not tell, of how many posts."""
    faces: int
    """Faces that nobody has accounted for."""
    face_posts: int

    @property
    def judged(self) -> int:
        """How many posts were judged."""
        return sum(self.calls.values())

    @property
    def told(self) -> Apart[Call]:
        """What was found as it is told to whoever only reads reports: no small number.

        In steps, since two audits judge nearly the same posts.
        """
        return in_steps({call: self.calls.get(call, 0) for call in reversed(Call)})

    @property
    def against(self) -> int:
        """How many posts something was found against."""
        return sum(self.standings.values())

    @property
    def worked_through(self) -> int:
        """How many of these have been worked through."""
        return sum(self.standings.get(one, 0) for one in WORKED_THROUGH)

    @property
    def under_way(self) -> bool:
        """Whether posts are still to be judged."""
        return self.upload is not None and self.upload.ended is None


@dataclass(frozen=True, slots=True)
class Listed:
    """Some of the audits, the newest first, and how many older ones there are."""

    rows: tuple[Row, ...]
    older: int


def list_audits(uow: UnitOfWork, actor: Actor, after: int = 0) -> Listed:
    """Return the audits that come after so many newer ones, as many as a page shows.

    Raises:
        NotAllowed: the person neither audits nor reads reports.
    """
    if not (actor.person.may(Duty.AUDIT) or actor.person.may(Duty.READ_REPORTS)):
        raise NotAllowed(f"{actor.person.name} may not {Duty.AUDIT.value}.")
    runs = uow.audits.all()[::-1][max(0, after) :]
    rows = tuple(_row(uow, run) for run in runs[:AT_ONCE])
    return Listed(rows, len(runs) - len(rows))


def one_audit(uow: UnitOfWork, actor: Actor, run_id: str) -> tuple[Row, tuple[Item, ...]]:
    """Return one audit, and the posts that something was found against.

    Raises:
        NotAllowed: the person may not audit. NotFound: there is no such audit.
    """
    actor.require(uow, Duty.AUDIT)
    run = uow.audits.get(run_id)
    if run is None:
        raise NotFound("There is no such audit.", "Go back to the list of audits.")
    return _row(uow, run), items(uow, run)


def coming(uow: UnitOfWork, actor: Actor) -> tuple[Upload, ...]:
    """Return the person's own uploads that have not arrived."""
    mine = (upload for upload in uow.uploads.all() if upload.by == actor.id)
    return tuple(upload for upload in mine if not upload.arrived_at and not upload.ended)


def _row(uow: UnitOfWork, run: AuditRun) -> Row:
    said = judgements(uow, run.id)
    uploads = [upload for upload in uow.uploads.all() if upload.run == run.id]
    person = uow.people.get(run.by)
    return Row(
        run=run,
        upload=uploads[-1] if uploads else None,
        by=person.name if person else "",
        calls=Counter(one.call for one in said),
        standings=Counter(item.standing for item in items(uow, run)),
        untold=Counter(what for one in said for what in one.untold),
        faces=sum(one.faces for one in said),
        face_posts=sum(one.faces > 0 for one in said),
    )
