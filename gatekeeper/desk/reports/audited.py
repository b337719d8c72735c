"""What the audits of a span said of the posts that are out, and what became of it since."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from gatekeeper.desk.school import School
from gatekeeper.domain.audit import AuditRun, Call, Judgement
from gatekeeper.domain.calendar import Span
from gatekeeper.ports import UnitOfWork


class Fate(StrEnum):
    """What was said of a post, and for one that was to be taken down, whether it is gone."""

    STILL_UP = "to be taken down, not seen gone"
    GONE = "was to be taken down, seen gone"
    ASK = "to be asked about"
    COULD_NOT_CHECK = "could not be checked"
    LOOK = "nobody has said who is in it"
    FINE = "fine"


_FATES = {
    Call.ASK: Fate.ASK,
    Call.COULD_NOT_CHECK: Fate.COULD_NOT_CHECK,
    Call.LOOK: Fate.LOOK,
    Call.FINE: Fate.FINE,
}


@dataclass(frozen=True, slots=True)
class Audited:
    """How many audits ended in the span, and the fate of each post that they judged."""

    runs: int
    fates: Mapping[Fate, int]


def audited_in(uow: UnitOfWork, span: Span) -> Audited:
    """Count by the newest judgement that each post got in the span; a trial is no audit."""
    ended = [run for run in uow.audits.all() if run.finished_at is not None and run.counts]
    mine = [run for run in ended if span.holds(School.day(run.at))]
    all_said = uow.judgements.all()
    seen = {(one.run, one.live) for one in all_said}
    names = {run.id: run for run in mine}
    newest = {one.live: one for one in all_said if one.run in names}
    gone = {order.of for order in uow.take_downs.all() if order.gone is not None}
    fates = Counter(
        Fate.GONE
        if one.call is Call.TAKE_DOWN and one.live in gone
        else _fate(one, names[one.run], ended, seen)
        for one in newest.values()
    )
    return Audited(len(mine), {fate: fates[fate] for fate in Fate})


def _fate(
    said: Judgement, run: AuditRun, ended: list[AuditRun], seen: set[tuple[str, str]]
) -> Fate:
    """Return a post's fate: gone is what a later audit of the same archive did not come by.

    An audit that could not read every place may have passed it over, and proves nothing gone.
    """
    if said.call is not Call.TAKE_DOWN:
        return _FATES[said.call]
    scope = (run.source, run.since, run.until)
    read = [r for r in ended if r.at > run.at and not r.unreadable]
    later = [r.id for r in read if (r.source, r.since, r.until) == scope]
    return Fate.GONE if later and (later[-1], said.live) not in seen else Fate.STILL_UP
