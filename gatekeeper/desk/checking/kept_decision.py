"""What of a decision is kept: everything but what matching suggested.

A suggestion lies under a key of its own and goes when matching is disabled or somebody withdraws;
the decision lies under the post's and stays. So a kept question holds, in place of the names, a
salted digest of the first one and blanks for the others, so that every fix keeps its number, and
an alarm does not say whom a face resembles. The digest proves later that a name is still the one
that was shown, and means nothing once the suggestion is destroyed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from gatekeeper.domain.canonical import salted
from gatekeeper.domain.check import Fix, FixKind
from gatekeeper.domain.decision import Decision
from gatekeeper.domain.finding import Finding
from gatekeeper.domain.naming import MATCHING
from gatekeeper.domain.suggestion import Suggested
from gatekeeper.ports import UnitOfWork

WITHOUT_NAME = {
    "named_otherwise_than_seen": "A face in a picture looks like somebody else than was said.",
    "look_alike": "A face in a picture may be that of another child, who looks alike.",
}
"""What is kept in place of a sentence that names a child whom a face resembles, by check."""
Marks = Mapping[str, str]
"""The salted digest of the first name, by sighting."""


def marks(uow: UnitOfWork, suggested: tuple[Suggested, ...]) -> Marks:
    """Return what stands for the first name of each face that has one."""
    return {
        s.sighting: salted(uow.secret(one.id), f"{s.sighting} {s.first.pupil}")
        for one in suggested
        for s in one.suggestions
        if s.first is not None
    }


def kept(decision: Decision, marked: Marks) -> Decision:
    """Return the decision as it is stored; one without suggested names is the same."""
    return replace(decision, findings=tuple(_kept(f, marked) for f in decision.findings))


def shown_marks(decision: Decision) -> Marks:
    """Return the marks in a decision that was kept."""
    return {fix.target: fix.value for f in decision.findings for fix in f.fixes if _name(fix)}


def _kept(finding: Finding, marked: Marks) -> Finding:
    names = [fix for fix in finding.fixes if _name(fix)]
    mark = [Fix(fix.kind, fix.target, marked[fix.target]) for fix in names[:1]]
    blanks = [Fix(fix.kind, fix.target) for fix in names[1:]]
    rest = (fix for fix in finding.fixes if fix not in names)
    reasons = tuple(reason for reason in finding.reasons if not reason.startswith(MATCHING))
    sentence = WITHOUT_NAME.get(finding.check, finding.sentence)
    return replace(finding, sentence=sentence, fixes=(*mark, *blanks, *rest), reasons=reasons)


def _name(fix: Fix) -> bool:
    return fix.kind is FixKind.NAME_FACE and bool(fix.value)
