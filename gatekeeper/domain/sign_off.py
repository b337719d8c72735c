"""The headteacher's yes: a statement bound to the exact content, and the proof over it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from gatekeeper.domain.canonical import canonical, digest, salted
from gatekeeper.domain.people import Scheme

REQUEST_LIFE = timedelta(minutes=30)
"""How long a request to sign may stay open: the page in front of the headteacher."""
LAPSES_AFTER_WAIT = timedelta(hours=48)
"""How long an approval holds once the last thing it waited for has come (DESIGN, promise 4)."""
LAPSES_AT_THE_LATEST = timedelta(days=14)
"""How long an approval holds at most."""


@dataclass(frozen=True, slots=True)
class Submission:
    """A draft sent for sign-off: this version, judged as this decision."""

    id: str
    post: str
    version: int
    decision: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Accepted:
    """An UNCHECKED finding that the headteacher accepted, with the reason typed in.

    In a statement `reason` is a salted digest of the words, which may name a child; the words
    themselves are kept with the sign-off.
    """

    finding: str
    reason: str


@dataclass(frozen=True, slots=True)
class Statement:
    """`gatekeeper/approve/v1`: what exactly is agreed to. `request` is random and used once."""

    request: str
    issued: datetime
    expires: datetime
    approver: str
    key: str
    origin: str
    post: str
    version: int
    post_digest: str
    basis_digest: str
    decision_digest: str
    shown_digest: str
    accepted: tuple[Accepted, ...] = ()

    @property
    def message(self) -> bytes:
        """The canonical bytes that are signed."""
        return canonical("approve", self)


@dataclass(frozen=True, slots=True)
class Request:
    """A request to sign that was put in front of the approver, with what was shown."""

    id: str
    post: str
    decision: str
    approver: str
    issued: datetime
    expires: datetime
    shown_digest: str
    used_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SignOff:
    """Proof over a stored statement."""

    id: str
    post: str
    submission: str
    statement: Statement
    scheme: Scheme
    proof: bytes
    at: datetime
    reasons: tuple[Accepted, ...] = ()
    """What was typed for each finding that was accepted."""
    voided_at: datetime | None = None
    voided_why: str = ""
    patterns: str = ""
    """The id of the signature over all patterns, whose proof this is; empty for an own yes."""


@dataclass(frozen=True, slots=True)
class Return:
    """The headteacher's no to a submission, with the reason; or a change proposed instead."""

    id: str
    post: str
    version: int
    submission: str
    by: str
    at: datetime
    reason: str
    proposed_words: str | None = None
    accepted_at: datetime | None = None


def sealed_reasons(salt: str, accepted: tuple[Accepted, ...]) -> tuple[Accepted, ...]:
    """Return the reasons as digests: what is typed may name a child, and the ledger never does."""
    return tuple(
        Accepted(salted(salt.encode(), item.finding), salted(salt.encode(), item.reason))
        for item in accepted
    )


def shown(findings_digest: str, words: str, pictures: tuple[str, ...]) -> str:
    """Return the digest of what was on the approver's page: findings, words and pictures."""
    return digest("shown", {"findings": findings_digest, "words": words, "pictures": pictures})


def lapses(
    signed_at: datetime, wait_ended_at: datetime | None, second_day: datetime | None = None
) -> datetime:
    """Return when an approval lapses: 48 hours after its last WAIT ended, 14 days at most.

    Where the same time of the second school day after that is later, it holds until then: a yes of
    Friday afternoon is not gone on Monday.
    """
    latest = signed_at + LAPSES_AT_THE_LATEST
    ready = max(signed_at, wait_ended_at or signed_at)
    return min(latest, max(ready + LAPSES_AFTER_WAIT, second_day or ready))
