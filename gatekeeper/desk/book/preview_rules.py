"""Judging again what was judged before: by a changed rule book, or by the one of that day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gatekeeper.domain.check import Applies
from gatekeeper.domain.decision import Decision, verdict_of
from gatekeeper.domain.finding import Finding
from gatekeeper.domain.rules import RuleBook
from gatekeeper.domain.verdict import Verdict
from gatekeeper.errors import CouldNotCheck, NotFound
from gatekeeper.pipeline import judge
from gatekeeper.policy.book import parse_book
from gatekeeper.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class Differs:
    """How two judgements of the same evidence differ. Lines are `rule: sentence`."""

    decision: str
    slug: str
    before: Verdict
    after: Verdict
    new: tuple[str, ...]
    gone: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What a changed book would do to the posts checked before; `not_kept` lack their evidence."""

    judged: int
    not_kept: int
    differ: tuple[Differs, ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """An old decision: as it was kept, by the book of its day, and by the book of today.

    `then` is None where the book of that day was not kept.
    """

    decision: Decision
    slug: str
    then: tuple[Finding, ...] | None
    now: tuple[Finding, ...]
    since: Differs | None
    """How today's book differs from the decision that was kept; None when it does not."""
    again: Differs | None
    """How that day's book differs from it when judged again: a changed check; None as it should."""


def preview(uow: UnitOfWork, book: RuleBook, changed: RuleBook) -> Preview:
    """Judge the newest decision of every post by both books, from the evidence kept with it."""
    newest = {decision.post: decision for decision in uow.decisions.all()}.values()
    kept = [decision for decision in newest if decision.dossier is not None]
    found = (
        _differs(uow, decision, _judged(decision, book), _judged(decision, changed))
        for decision in kept
    )
    return Preview(len(kept), len(newest) - len(kept), tuple(d for d in found if d is not None))


def explain(uow: UnitOfWork, book: RuleBook, decision_id: str) -> Explained:
    """Judge an old decision's evidence by that day's rules and by today's.

    Raises:
        NotFound: there is no such decision, or its post was erased.
        CouldNotCheck: it was kept without its evidence.
    """
    decision = uow.decisions.get(decision_id)
    if decision is None:
        message = "There is no such decision, or its post was erased."
        raise NotFound(message, "`gatekeeper posts` shows the newest of each post.")
    now = _judged(decision, book)
    then = _by_its_own_book(uow, decision)
    return Explained(
        decision=decision,
        slug=_slug(uow, decision),
        then=then,
        now=now,
        since=_differs(uow, decision, decision.findings, now),
        again=_differs(uow, decision, decision.findings, then) if then is not None else None,
    )


def _judged(decision: Decision, book: RuleBook) -> tuple[Finding, ...]:
    if decision.dossier is None:
        message = "This decision was kept without the evidence that it rested on."
        raise CouldNotCheck(message, "Only what was said then can be shown: `gatekeeper check`.")
    return judge(decision.dossier, book, Applies.DRAFT)


def _by_its_own_book(uow: UnitOfWork, decision: Decision) -> tuple[Finding, ...] | None:
    kept = [a.texts for a in uow.adoptions.all() if a.digest == decision.book_digest and a.texts]
    if not kept:
        return None
    try:
        return _judged(decision, parse_book(kept[-1]))
    except CouldNotCheck:  # a book of that day need not fit the checks of this version
        return None


def _differs(
    uow: UnitOfWork, decision: Decision, before: Iterable[Finding], after: Iterable[Finding]
) -> Differs | None:
    was, now = tuple(before), tuple(after)
    told = {(f.key, f.verdict): f"{f.rule}: {f.sentence}" for f in (*was, *now)}
    old, new = ({(f.key, f.verdict) for f in findings} for findings in (was, now))
    if old == new:
        return None
    return Differs(
        decision.id,
        _slug(uow, decision),
        verdict_of(was),
        verdict_of(now),
        tuple(told[key] for key in told if key in new - old),
        tuple(told[key] for key in told if key in old - new),
    )


def _slug(uow: UnitOfWork, decision: Decision) -> str:
    version = uow.posts.get(decision.post)
    return version.slug if version else decision.post
