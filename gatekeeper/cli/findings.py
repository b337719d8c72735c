"""How a decision is told: worst first, a sentence, the clause, what to do."""

from __future__ import annotations

from itertools import groupby

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from gatekeeper.desk.faces.fix_post import Offer, offers
from gatekeeper.domain.check import Fix, FixKind
from gatekeeper.domain.decision import Decision
from gatekeeper.domain.finding import Finding, worst_first
from gatekeeper.domain.naming import MATCHING
from gatekeeper.domain.verdict import Verdict

SIGNS = {
    Verdict.PASS: ("✔ fine", "green"),
    Verdict.NOTE: ("· note", "cyan"),
    Verdict.ASK: ("? ask", "yellow"),
    Verdict.WAIT: ("◷ wait", "blue"),
    Verdict.UNCHECKED: ("! could not check", "magenta"),
    Verdict.BLOCK: ("✖ stop", "bold red"),
}

VERDICT_WORDS = {
    Verdict.PASS: "Nothing stands against this post.",
    Verdict.NOTE: "Nothing stands against this post; something to know is below.",
    Verdict.ASK: "Somebody has to answer before it can be sent.",
    Verdict.WAIT: "It may be signed; it goes out when what it waits for has come.",
    Verdict.UNCHECKED: "Something could not be checked, so this is not a yes.",
    Verdict.BLOCK: "It cannot go out like this.",
}


def told(decision: Decision) -> dict[str, object]:
    """Return a decision for a script, without digests that mean nothing to it."""
    return {
        "ok": decision.verdict <= Verdict.NOTE,
        "verdict": decision.verdict.name.lower(),
        "decision": decision.id,
        "post": decision.post,
        "version": decision.version,
        "findings": [_told(finding, decision) for finding in worst_first(decision.findings)],
    }


def _told(finding: Finding, decision: Decision) -> dict[str, object]:
    return {
        "rule": finding.rule,
        "check": finding.check,
        "clause": finding.clause,
        "verdict": finding.verdict.name.lower(),
        "subject": finding.subject,
        "sentence": finding.sentence,
        "remedy": finding.remedy,
        "fixes": [
            {"number": offer.number, "mark": offer.mark, "does": offer.say, **plain_fix(offer.fix)}
            for offer in offers(decision)
            if offer.finding is finding
        ],
        "reasons": finding.reasons,
        "acceptable": finding.acceptable,
        "answered": finding.answered and {"by": finding.answered.by, "said": finding.answered.said},
    }


def show(console: Console, decision: Decision, slug: str = "") -> None:
    """Print a decision for a tired person; with its `slug`, how to mend it."""
    sign, style = SIGNS[decision.verdict]
    console.print(Text(f"{sign.upper()}: {VERDICT_WORDS[decision.verdict]}", style=style))
    table = Table.grid(padding=(0, 2))
    for _, alike in groupby(worst_first(decision.findings), key=_kind):
        table.add_row(*_row(tuple(alike), offers(decision)))
    console.print(Padding(table, (0, 0, 0, 2)))
    marks = [offer.mark for offer in offers(decision) if offer.say]
    if slug and marks:
        said = f"  To carry one out: gatekeeper fix {slug} --apply {marks[0]}"
        console.print(Text(said, style="dim"))


def _kind(finding: Finding) -> tuple[str, str, str]:
    return finding.rule, finding.outcome, finding.remedy


def plain_fix(fix: Fix) -> dict[str, str]:
    """Return a fix for a script."""
    plain = {"kind": fix.kind.value, "target": fix.target, "value": fix.value}
    return plain | ({"say": fix.say} if fix.say else {})


def _row(alike: tuple[Finding, ...], offered: tuple[Offer, ...]) -> tuple[Text, Text]:
    """Return one row for findings that differ only in what they are about: one remedy for all."""
    first = alike[0]
    sign, style = SIGNS[first.verdict]
    said = Text("\n".join(line for finding in alike for line in _lines(finding)))
    said.append(f"  {first.rule}, clause {first.clause}", style="dim")
    if first.remedy:
        said.append(f"\n→ {first.remedy}", style="dim")
    if numbers := _numbers(alike, offered):
        said.append(f"\n  {numbers}", style="dim")
    return Text(sign, style=style), said


def _lines(finding: Finding) -> tuple[str, ...]:
    """Return the sentence with the names that may answer it, and what to know of them."""
    if finding.answered:
        return (f"{finding.sentence} {finding.answered.by}: {finding.answered.said}.",)
    names = [fix.say for fix in finding.fixes if fix.kind is FixKind.NAME_FACE and fix.say]
    if not names:
        return (finding.sentence, *_why(finding))
    return (f"{finding.sentence} {' · '.join(names)}", *_why(finding))


def _why(finding: Finding) -> tuple[str, ...]:
    """Return what matching says, where that helps whoever has to name the face."""
    return tuple(f"    {reason}" for reason in finding.reasons if reason.startswith(MATCHING))


def _numbers(alike: tuple[Finding, ...], offered: tuple[Offer, ...]) -> str:
    """Return the marks of what can be carried out, those that say the same together."""
    said: dict[str, list[str]] = {}
    for offer in offered:
        mine = any(offer.finding is finding for finding in alike)
        if mine and offer.say and offer.fix.kind is not FixKind.CHECK_AGAIN:
            said.setdefault(offer.say, []).append(offer.mark)
    return "; ".join(f"fix {', '.join(numbers)}: {say}" for say, numbers in said.items())
