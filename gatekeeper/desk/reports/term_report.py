"""A term for governors: its numbers as they are told, none of which could point to one child.

What people did is told as it is. What may come from one child's permission (findings, sign-offs
that went void, posts recalled or to be taken down, incidents, complaints) is told as
`small_numbers` says: in steps while the span is under way, since it is read again as it grows.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.reports.audited import Fate
from gatekeeper.desk.reports.term_counts import Counts, Week, spans, term_counts
from gatekeeper.desk.school import School
from gatekeeper.domain.calendar import Span
from gatekeeper.domain.small_numbers import FEWEST, Apart, Few, apart, few, in_steps, stepped
from gatekeeper.domain.verdict import Verdict
from gatekeeper.ports import UnitOfWork

K = TypeVar("K", bound=Hashable)
__all__ = ["Report", "spans", "term_before", "term_report"]


@dataclass(frozen=True, slots=True)
class Report:
    """Numbers of one span of days, both included, as anybody may read them."""

    span: Span
    made: int
    sent: int
    signed: int
    returned: int
    published: int
    proved: int
    """Published posts whose comments were seen off."""
    by_pattern: int
    overrides: int
    minutes_to_yes: int | None
    minutes_to_proof: int | None
    judged: int
    unchecked: int
    """Posts of which something could not be checked at the first look."""
    glass: int
    stand_ins: int
    stopped: int
    weeks: tuple[Week, ...]
    audits: int
    audited: int
    fates: Apart[Fate]
    verdicts: Apart[Verdict]
    rules: tuple[tuple[str, int], ...]
    """Rules that had something to answer or to change in five posts or more."""
    recalled: Few
    voided: Few
    incidents: Few
    complaints: Few
    late_complaints: Few
    entries: int
    head: str


def term_report(uow: UnitOfWork, school: School, actor: Actor, span: Span) -> Report:
    """Return what is told of these days.

    Raises:
        NotAllowed: neither governor, leadership nor DPO.
    """
    counted = term_counts(uow, school, actor, span)
    over = span.ends < School.day(uow.now)
    return _told(counted, *((_exact, apart) if over else (stepped, in_steps)))


def term_before(choices: tuple[Span, ...], span: Span) -> Span | None:
    """Return the term before this one, if the calendar knows it; `choices` are newest first."""
    earlier = [one for one in choices if one.ends < span.starts]
    return earlier[0] if earlier else None


def _exact(count: int) -> int:
    return count


class _Parts(Protocol):
    """Tells parts of a known total, whatever they are parts of."""

    def __call__(self, parts: Mapping[K, int], /) -> Apart[K]:
        """Return them as they are told."""


def _told(counted: Counts, figure: Callable[[int], int], parts: _Parts) -> Report:
    every = {verdict: counted.verdicts.get(verdict, 0) for verdict in sorted(Verdict, reverse=True)}
    del every[Verdict.UNCHECKED]
    return Report(
        span=counted.span,
        made=counted.made,
        sent=counted.sent,
        signed=counted.signed,
        returned=counted.returned,
        published=counted.published,
        proved=counted.proved,
        by_pattern=counted.by_pattern,
        overrides=counted.overrides,
        minutes_to_yes=counted.minutes_to_yes,
        minutes_to_proof=counted.minutes_to_proof,
        judged=counted.judged,
        unchecked=counted.unchecked,
        glass=counted.glass,
        stand_ins=counted.stand_ins,
        stopped=counted.stopped,
        weeks=counted.weeks,
        audits=counted.audits,
        audited=sum(counted.audited.values()),
        fates=parts(counted.audited),
        verdicts=parts(every),
        rules=tuple((title, figure(count)) for title, count in counted.rules if count >= FEWEST),
        recalled=few(figure(counted.recalled)),
        voided=few(figure(counted.voided)),
        incidents=few(figure(counted.incidents)),
        complaints=few(figure(counted.complaints)),
        late_complaints=few(figure(counted.late_complaints)),
        entries=counted.entries,
        head=counted.head,
    )
