"""What a person said about a post that an audit found something against. Append-only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from gatekeeper.domain.audit import Judgement, LivePost
from gatekeeper.domain.canonical import digest
from gatekeeper.domain.verdict import Verdict


class Handling(StrEnum):
    """What is to become of the post."""

    TAKE_DOWN = "take down"
    KEEP = "keep for now"
    FINE = "fine"
    OPEN = "open again"


class Standing(StrEnum):
    """How far a post has been worked through."""

    OPEN = "open"
    SECOND = "needs a second person"
    TO_TAKE_DOWN = "to be taken down"
    KEPT = "kept for now"
    FINE = "fine"
    FINE_BEFORE = "answered before"


WORKED_THROUGH = frozenset(
    {Standing.TO_TAKE_DOWN, Standing.KEPT, Standing.FINE, Standing.FINE_BEFORE}
)


@dataclass(frozen=True, slots=True)
class AuditAnswer:
    """One person's answer to what one audit found against one post."""

    id: str
    live: str
    run: str
    said: Handling
    reason: str
    by: str
    at: datetime
    facts: str
    """Digest of what the answer rests on: the post, the findings, the basis."""


def facts_of(said: Judgement, live: LivePost) -> str:
    """Return a digest over the post, what was found against it, and what that rested on."""
    found = sorted((f.key, f.verdict.name, f.sentence, f.reasons) for f in said.findings)
    told = {"post": live.as_version().post.digest, "found": found, "basis": said.basis}
    return digest("audit-facts", told)


def can_be_fine(said: Judgement) -> bool:
    """Whether a person's reason settles every finding: a question, or what may be accepted.

    What stops a post, and what could not be checked for a reason that nobody may accept, is lifted
    by a change of the post or of the facts, and by nothing else.
    """
    return all(
        f.verdict in {Verdict.ASK, Verdict.WAIT}
        or (f.verdict is Verdict.UNCHECKED and f.acceptable)
        for f in said.findings
    )


def newest(answers: Iterable[AuditAnswer], run: str) -> AuditAnswer | None:
    """Return what was said last in one audit; None where nothing stands."""
    mine = [answer for answer in answers if answer.run == run]
    return mine[-1] if mine and mine[-1].said is not Handling.OPEN else None


def last_of_each(answers: Iterable[AuditAnswer]) -> tuple[AuditAnswer, ...]:
    """Return what was said last in each audit, where something stands."""
    answers = tuple(answers)
    runs = dict.fromkeys(answer.run for answer in answers)
    return tuple(last for run in runs if (last := newest(answers, run)) is not None)


def fine_before(
    answers: Iterable[AuditAnswer], facts: str, makers: frozenset[str]
) -> AuditAnswer | None:
    """Return the answer of another person than a maker that still holds: the facts are the same."""
    holds = [
        answer
        for answer in last_of_each(answers)
        if answer.said is Handling.FINE and answer.facts == facts and answer.by not in makers
    ]
    return holds[-1] if holds else None


def standing(
    run: str, answers: tuple[AuditAnswer, ...], facts: str, makers: frozenset[str]
) -> Standing:
    """Return how far a post has been worked through in an audit.

    Whoever made or published it may take it down alone; that it may stay, somebody else has to say.
    """
    last = newest(answers, run)
    if last is None:
        before = fine_before(answers, facts, makers)
        return Standing.FINE_BEFORE if before else Standing.OPEN
    if last.said is Handling.TAKE_DOWN:
        return Standing.TO_TAKE_DOWN
    if last.by in makers:
        return Standing.SECOND
    return Standing.FINE if last.said is Handling.FINE else Standing.KEPT
