"""One reason why a post may not simply go out, in words for a tired person."""

from __future__ import annotations

from dataclasses import dataclass

from gatekeeper.domain.answer import Answered
from gatekeeper.domain.check import Fix
from gatekeeper.domain.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule's outcome on one subject: the sentence, the clause it rests on and the remedy."""

    rule: str
    check: str
    clause: str
    outcome: str
    verdict: Verdict
    subject: str
    sentence: str
    remedy: str
    fixes: tuple[Fix, ...] = ()
    waits_for: str = ""
    reasons: tuple[str, ...] = ()
    acceptable: bool = False
    """Whether the headteacher may accept it (UNCHECKED only) with a typed reason."""
    waived_by: str = ""
    """The waiver under which it was taken down to a NOTE, as its name and end date."""
    answered: Answered | None = None
    """Whose answer took it down to a NOTE; the headteacher is shown it beside the question."""
    before: Verdict | None = None
    """What it was before somebody answered it."""

    @property
    def key(self) -> str:
        """What names this finding among those of one decision."""
        return f"{self.rule}:{self.outcome}:{self.subject}"


def worst_first(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return the findings with the worst verdict first, then in the rule book's order.

    Of what somebody answered, what weighed most before the answer comes first.
    """
    return tuple(sorted(findings, key=lambda f: (-f.verdict, -(f.before or f.verdict), f.rule)))
