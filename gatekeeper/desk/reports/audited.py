"""What the audits of a span said of the posts that are out, and what became of it since."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from gatekeeper.desk.audit.makers import down_as
from gatekeeper.desk.school import School
from gatekeeper.desk.takedown.standing import newest_by_post
from gatekeeper.domain.audit import Call, Judgement
from gatekeeper.domain.calendar import Span
from gatekeeper.domain.take_down import TakeDown
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
    """Count by the newest judgement that each post got in the span.

    A trial is no audit, and neither is one that judged no post.
    """
    all_said = uow.judgements.all()
    judged = {one.run for one in all_said}
    ended = [run for run in uow.audits.all() if run.finished_at and run.counts and run.id in judged]
    mine = [run for run in ended if span.holds(School.day(run.at))]
    names = {run.id: run for run in mine}
    newest = {one.live: one for one in all_said if one.run in names}
    orders = newest_by_post(uow)
    fates = Counter(_fate(uow, one, orders) for one in newest.values())
    return Audited(len(mine), {fate: fates[fate] for fate in Fate})


def _fate(uow: UnitOfWork, said: Judgement, orders: Mapping[str, TakeDown]) -> Fate:
    """Return a post's fate: gone is only what its newest take-down says was seen gone.

    A post that was released here comes down as its release, or as itself where it came back.

    That a later audit did not come by it proves nothing: a file may have been moved.
    """
    if said.call is not Call.TAKE_DOWN:
        return _FATES[said.call]
    live = uow.live_posts.get(said.live)
    names = down_as(uow, live) if live is not None else {said.live}
    mine = [orders[name] for name in names if name in orders]
    gone = bool(mine) and all(order.gone is not None for order in mine)
    return Fate.GONE if gone else Fate.STILL_UP
