"""From a dossier and a rule book to a decision. Whatever goes wrong on the way is not a yes.

A check that fails, that reports what it never declared, or whose sentence cannot be written down
becomes a finding of its rule: UNCHECKED at least, never acceptable. What it found before stands.
The same becomes of a check of what is out alone where nobody gathered how the post stands today.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from gatekeeper.domain.answer import Answered
from gatekeeper.domain.canonical import digest
from gatekeeper.domain.check import Applies, Hit, Outcome
from gatekeeper.domain.decision import Decision, basis_of, verdict_of, without_matching
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.finding import Finding, worst_first
from gatekeeper.domain.live import gathered
from gatekeeper.domain.rules import Rule, RuleBook, Waiver
from gatekeeper.domain.verdict import Verdict
from gatekeeper.errors import CouldNotCheck, GatekeeperError

FAILED = "check_failed"
"""The outcome of a check that did not come to its end, or said what nobody understands."""


class BrokenHit(GatekeeperError):
    """A check handed over something that is not one of its outcomes, or is only half of one."""


def decide(
    dossier: Dossier, book: RuleBook, *, decision_id: str, version: int, applies: Applies
) -> Decision:
    """Return the decision about this dossier under this rule book.

    Raises:
        CouldNotCheck: no rule of the book applies.
    """
    findings = judge(dossier, book, applies)
    return Decision(
        id=decision_id,
        post=dossier.post.id,
        version=version,
        post_digest=dossier.post.digest,
        at=dossier.now,
        verdict=verdict_of(findings),
        findings=findings,
        dossier_digest=digest("dossier", dossier),
        basis=basis_of(dossier, book.digest),
        book_digest=book.digest,
        dossier=without_matching(dossier),
    )


def judge(dossier: Dossier, book: RuleBook, applies: Applies) -> tuple[Finding, ...]:
    """Return what every rule found, the worst first.

    Raises:
        CouldNotCheck: no rule of the book applies; no findings would look like a yes.
    """
    rules = [rule for rule in book.rules if applies in rule.check.applies]
    if not rules:
        raise CouldNotCheck(
            "There is no rule to judge this post by.",
            "Put the school's rule book back in its place, then check again.",
        )
    findings = (
        _waived(finding, rule, book, dossier)
        for rule in rules
        for finding in _found(rule, dossier, applies)
    )
    return _each_once(worst_first(tuple(findings)))


def _each_once(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return the findings without those that say the same of the same thing again."""
    kept: dict[str, Finding] = {}
    for finding in findings:
        kept.setdefault(finding.key, finding)
    return tuple(kept.values())


def _found(rule: Rule, dossier: Dossier, applies: Applies) -> Iterator[Finding]:
    try:
        if Applies.DRAFT not in rule.check.applies:
            gathered(dossier.live)
        for hit in rule.check.run(dossier, rule.params):
            yield _finding(rule, hit, applies)
    except Exception as error:  # noqa: BLE001  whatever a check dies of, the post must not pass
        yield _failed(rule, error, rule.check.name, Verdict.UNCHECKED)


def _finding(rule: Rule, hit: Hit, applies: Applies) -> Finding:
    try:
        return _worded(rule, hit, applies)
    except Exception as error:  # noqa: BLE001  a hit that cannot be put into words is still a hit
        return _failed(rule, error, *_at_least(rule, hit))


def _worded(rule: Rule, hit: Hit, applies: Applies) -> Finding:
    if not isinstance(hit.outcome, rule.check.outcomes):
        raise BrokenHit("This is not an outcome of the check.")
    outcome = hit.outcome.value
    verdict = max(rule.verdicts[outcome], hit.outcome.floor)
    if verdict is Verdict.WAIT and not hit.waits_for:
        raise BrokenHit("It waits, and says not for what.")
    sentence, remedy = rule.wording(outcome, applies)
    found = Finding(
        rule=rule.code,
        check=rule.check.name,
        clause=rule.clause,
        outcome=outcome,
        verdict=verdict,
        subject=hit.subject,
        sentence=sentence.format_map(hit.words),
        remedy=remedy.format_map(hit.words),
        fixes=hit.fixes if applies is Applies.DRAFT else (),
        waits_for=hit.waits_for,
        reasons=hit.reasons,
        acceptable=verdict is Verdict.UNCHECKED and hit.outcome in rule.check.acceptable,
    )
    return _lifted(found, hit.answered) if hit.answered else found


def _lifted(found: Finding, answered: Answered) -> Finding:
    """Take what a person may answer down to a NOTE that says whose word it was; nothing else."""
    if found.verdict > Verdict.WAIT:
        return found
    note = replace(found, verdict=Verdict.NOTE, remedy="", fixes=(), waits_for="")
    return replace(note, answered=answered, before=found.verdict)


def _at_least(rule: Rule, hit: object) -> tuple[str, Verdict]:
    """Return what a broken hit is about and how bad it may be, as far as it can be told."""
    if not isinstance(hit, Hit) or not isinstance(hit.outcome, Outcome):
        return rule.check.name, Verdict.UNCHECKED
    return hit.subject, max(hit.outcome.floor, Verdict.UNCHECKED)


def _failed(rule: Rule, error: Exception, subject: str, verdict: Verdict) -> Finding:
    return Finding(
        rule=rule.code,
        check=rule.check.name,
        clause=rule.clause,
        outcome=FAILED,
        verdict=verdict,
        subject=subject,
        sentence=f"This could not be checked: {rule.title}.",
        remedy="Check again. If it stays, tell whoever looks after gatekeeper at your school.",
        reasons=(_whereabouts(error),),
    )


def _whereabouts(error: Exception) -> str:
    """Return the kind of error and where it arose. Never its message, which may hold a name."""
    trace, place = error.__traceback__, ""
    while trace is not None:
        module = trace.tb_frame.f_globals.get("__name__", "")
        place = f" in {module}, line {trace.tb_lineno}"
        trace = trace.tb_next
    return f"{type(error).__name__}{place}"


def _waived(finding: Finding, rule: Rule, book: RuleBook, dossier: Dossier) -> Finding:
    """Take a finding down to a NOTE where a waiver of its rule holds today, and say whose."""
    waiver = next((w for w in book.waivers if w.rule == rule.code and w.on(dossier.today)), None)
    if waiver is None or not rule.check.waivable or finding.outcome == FAILED:
        return finding
    return replace(finding, verdict=Verdict.NOTE, acceptable=False, waived_by=_named(waiver))


def _named(waiver: Waiver) -> str:
    return f"{waiver.by}, until {waiver.last_day.isoformat()}: {waiver.reason}"
