"""A term counted: what was made, found, signed, and could not be checked.

No name, no word of a post and no child stands in it, and nothing is counted by child. `term_report`
makes of it what is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.reports.audited import Fate, audited_in
from gatekeeper.desk.school import School
from gatekeeper.domain.calendar import Span
from gatekeeper.domain.complaint import Complaint
from gatekeeper.domain.decision import Decision
from gatekeeper.domain.people import Duty
from gatekeeper.domain.release import Comments, Published
from gatekeeper.domain.sign_off import SignOff
from gatekeeper.domain.verdict import Verdict, worst
from gatekeeper.ports import UnitOfWork

LOOKED_BACK = timedelta(days=83)
"""Twelve weeks: what is told where the calendar knows of no term."""


@dataclass(frozen=True, slots=True)
class Week:
    """One week: posts looked at first, those of them that could not be checked, and published."""

    starts: date
    judged: int
    unchecked: int
    published: int


@dataclass(frozen=True, slots=True)
class Counts:
    """Numbers of one span of days, both included."""

    span: Span
    made: int
    sent: int
    signed: int
    returned: int
    published: int
    recalled: int
    voided: int
    """Sign-offs that stopped holding in the span, when something had changed.

    Those of an earlier span count where they stopped: what was told of one that is over stays.
    """
    overrides: int
    """Things that could not be checked and were signed with a typed reason."""
    minutes_to_yes: int | None
    """Median from sending to signing; None where nothing was signed."""
    proved: int
    """Published posts whose comments were seen off."""
    minutes_to_proof: int | None
    by_pattern: int
    """Sign-offs that are the yearly signature over the patterns of notices."""
    glass: int
    """How often another leader took the absent releaser's place."""
    stopped: int
    incidents: int
    stand_ins: int
    complaints: int
    late_complaints: int
    """Not acknowledged within thirty days."""
    audits: int
    audited: Mapping[Fate, int]
    """What became of the posts that were audited, each by its newest judgement."""
    weeks: tuple[Week, ...]
    entries: int
    head: str
    """The ledger's newest entry: its number, and the value to write down."""
    verdicts: Mapping[Verdict, int]
    """Each post's worst finding at the first look, what could not be checked aside."""
    unchecked: int
    """Posts of which something could not be checked at the first look."""
    rules: tuple[tuple[str, int], ...]
    """In how many posts a rule had something to answer or to change at the first look."""

    @property
    def judged(self) -> int:
        """How many posts were looked at."""
        return sum(self.verdicts.values())


def spans(school: School, uow: UnitOfWork) -> tuple[Span, ...]:
    """Return the terms that have begun, newest first; twelve weeks where there is none."""
    today = School.day(uow.now)
    begun = [term for term in school.calendar.terms if term.starts <= today]
    newest_first = tuple(sorted(begun, key=lambda term: term.starts, reverse=True))
    return newest_first or (Span("The last twelve weeks", today - LOOKED_BACK, today),)


def term_counts(uow: UnitOfWork, school: School, actor: Actor, span: Span) -> Counts:
    """Count what happened in these days.

    Raises:
        NotAllowed: neither governor, leadership nor DPO.
    """
    actor.require(uow, Duty.READ_REPORTS)
    first = _first_looks(d for d in uow.decisions.all() if _within(span, d.at))
    signed = [s for s in uow.sign_offs.all() if _within(span, s.at)]
    published = [p for p in uow.published.all() if _within(span, p.at)]
    titles = {rule.code: rule.title for rule in school.book.rules}
    entries, audited = uow.ledger.entries(), audited_in(uow, span)
    complaints = [c for c in uow.complaints.all() if span.holds(c.received_on)]
    return Counts(
        span=span,
        made=_made(uow, span),
        sent=sum(_within(span, s.at) for s in uow.submissions.all()),
        signed=len(signed),
        returned=sum(_within(span, r.at) for r in uow.returns.all()),
        published=len(published),
        recalled=sum(_within(span, r.at) for r in uow.recalls.all()),
        voided=sum(_void_in(span, s) for s in uow.sign_offs.all()),
        overrides=sum(len(s.reasons) for s in signed),
        minutes_to_yes=_median(_waited(uow, signed)),
        proved=sum(item.proved for item in published),
        minutes_to_proof=_median(_to_proof(published)),
        by_pattern=sum(bool(s.patterns) for s in signed),
        glass=sum(_within(span, glass.at) for glass in uow.broken_glass.all()),
        stopped=sum(_within(span, stop.at) for stop in uow.queue_stops.all()),
        incidents=sum(_within(span, item.noticed_at) for item in uow.incidents.all()),
        stand_ins=sum(_within(span, item.appointed_at) for item in uow.stand_ins.all()),
        complaints=len(complaints),
        late_complaints=sum(_late(item, School.day(uow.now)) for item in complaints),
        audits=audited.runs,
        audited=audited.fates,
        weeks=_weeks(span, first, published),
        entries=len(entries),
        head=entries[-1].hash if entries else "",
        verdicts=Counter(_said(decision) for decision in first),
        unchecked=sum(_has(decision, Verdict.UNCHECKED) for decision in first),
        rules=_rules(first, titles),
    )


def _within(span: Span, moment: datetime) -> bool:
    return span.holds(School.day(moment))


def _void_in(span: Span, sign_off: SignOff) -> bool:
    return sign_off.voided_at is not None and _within(span, sign_off.voided_at)


def _made(uow: UnitOfWork, span: Span) -> int:
    """Count the posts that were first looked at or first written in the span."""
    begun: dict[str, datetime] = {}
    looks = [(decision.post, decision.at) for decision in uow.decisions.all()]
    sent = [(submission.post, submission.at) for submission in uow.submissions.all()]
    for post, at in (*looks, *sent):
        begun[post] = min(at, begun.get(post, at))
    for version in uow.posts.all():
        begun.setdefault(version.id, version.at)
    return sum(_within(span, at) for at in begun.values())


def _first_looks(decisions: Iterable[Decision]) -> list[Decision]:
    first: dict[str, Decision] = {}
    for decision in decisions:
        first.setdefault(decision.post, decision)
    return list(first.values())


def _said(decision: Decision) -> Verdict:
    """Return the worst finding beside what could not be checked, which is counted by itself."""
    found = (f.verdict for f in decision.findings if f.verdict is not Verdict.UNCHECKED)
    return worst(found)


def _late(complaint: Complaint, today: date) -> bool:
    told = complaint.acknowledged_on
    return complaint.overdue(today) or (told is not None and told > complaint.acknowledge_by)


def _weeks(
    span: Span, first: Iterable[Decision], published: Iterable[Published]
) -> tuple[Week, ...]:
    """Return the weeks of the span, Monday first, up to the last in which something happened."""
    judged = Counter(_monday(decision.at) for decision in first)
    unchecked = Counter(_monday(d.at) for d in first if _has(d, Verdict.UNCHECKED))
    out = Counter(_monday(item.at) for item in published)
    days = [*judged, *out]
    if not days:
        return ()
    monday, weeks = span.starts - timedelta(days=span.starts.weekday()), []
    while monday <= max(days):
        weeks.append(Week(monday, judged[monday], unchecked[monday], out[monday]))
        monday += timedelta(days=7)
    return tuple(weeks)


def _monday(moment: datetime) -> date:
    day = School.day(moment)
    return day - timedelta(days=day.weekday())


def _has(decision: Decision, verdict: Verdict) -> bool:
    return any(finding.verdict is verdict for finding in decision.findings)


def _waited(uow: UnitOfWork, signed: Iterable[SignOff]) -> list[timedelta]:
    sent = {submission.id: submission.at for submission in uow.submissions.all()}
    return [s.at - sent[s.submission] for s in signed if s.submission in sent]


def _to_proof(published: Iterable[Published]) -> list[timedelta]:
    off = ([c for c in item.comments if c.state is Comments.OFF] for item in published)
    return [seen[0].at - item.at for item, seen in zip(published, off, strict=True) if seen]


def _median(spans_of_time: list[timedelta]) -> int | None:
    if not spans_of_time:
        return None
    return round(median(span.total_seconds() for span in spans_of_time) / 60)


def _rules(first: Iterable[Decision], titles: Mapping[str, str]) -> tuple[tuple[str, int], ...]:
    found = Counter(
        rule
        for decision in first
        for rule in {f.rule for f in decision.findings if f.verdict > Verdict.NOTE}
    )
    return tuple((titles.get(rule, rule), count) for rule, count in found.most_common())
