"""One rule in full, as a person reads it: its clause, what it finds and says, numbers, examples."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from gatekeeper.domain.check import Applies
from gatekeeper.domain.rules import Clause, Rule, RuleBook
from gatekeeper.policy.cases.file import cases_in
from gatekeeper.policy.rule_files import allowed


@dataclass(frozen=True, slots=True)
class Sheet:
    """The same twice: for a script and for a person."""

    facts: Mapping[str, object]
    words: str


@dataclass(frozen=True, slots=True)
class Example:
    """One case: what it claims, and what is found in it; nothing where the rule stays silent.

    What somebody answered is no longer found; the headteacher is shown it.
    """

    name: str
    finds: tuple[str, ...]
    answered: tuple[str, ...] = ()


def examples_of(text: str) -> tuple[Example, ...]:
    """Return the cases written in a file of `fixtures/cases`."""
    return tuple(_example(case) for case in cases_in("the cases", text))


def _example(case: Mapping[str, Any]) -> Example:
    hits = [hit.split(" ") for hit in case["expect"]]
    return Example(
        case["name"],
        tuple(hit[0] for hit in hits if not answered(hit)),
        tuple(hit[0] for hit in hits if answered(hit)),
    )


def answered(hit: list[str]) -> bool:
    """Whether what a case expects, `outcome subject`, is followed by `answered`."""
    return hit[-1] == "answered"


def sheet_of(rule: Rule, book: RuleBook, examples: tuple[Example, ...]) -> Sheet:
    """Return the sheet of one rule of a book."""
    clauses = [book.clauses[number] for number in rule.clauses]
    outcomes = [
        {
            "outcome": name,
            "verdict": verdict.name.lower(),
            "sentence": rule.sentences[name],
            "remedy": rule.remedies[name],
            "sentence_published": rule.wording(name, Applies.PUBLISHED)[0],
            "remedy_published": rule.wording(name, Applies.PUBLISHED)[1],
        }
        for name, verdict in rule.verdicts.items()
    ]
    facts = {
        "code": rule.code,
        "check": rule.check.name,
        "title": rule.title,
        "owner": rule.owner,
        "clauses": clauses,
        "outcomes": outcomes,
        "parameters": _parameters(rule),
        "waivable": rule.check.waivable,
        "examples": examples,
    }
    return Sheet(facts, "\n".join(_lines(rule, clauses, outcomes, examples)))


def _parameters(rule: Rule) -> list[dict[str, Any]]:
    return [
        {
            "name": item.name,
            "value": getattr(rule.params, item.name),
            "allowed": allowed(item),
        }
        for item in fields(rule.params)
    ]


def _lines(
    rule: Rule,
    clauses: Iterable[Clause],
    outcomes: Iterable[Mapping[str, str]],
    examples: tuple[Example, ...],
) -> Iterable[str]:
    yield f"{rule.code}  {rule.title}  ({rule.check.name})"
    yield f"Kept by: {rule.owner}."
    for clause in clauses:
        ours = f" Ours: {clause.addition}" if clause.ours else ""
        yield f"Clause {clause.number} ({clause.section}): {clause.text}{ours}"
    yield "\nWhat it finds, and what people are told:"
    for row in outcomes:
        yield f"  {row['outcome'].replace('_', ' ')}: {row['verdict']}"
        yield f"    {row['sentence']}\n    → {row['remedy']}"
        if rule.remedies_published:
            other = row["sentence_published"] != row["sentence"]
            said = f"{row['sentence_published']} " if other else ""
            yield f"    Of what is out: {said}→ {row['remedy_published']}"
    for item in _parameters(rule):
        value = item["value"]
        shown = ", ".join(value) if isinstance(value, tuple) else value
        yield f"\n{item['name'].replace('_', ' ')}: {shown} (allowed: {item['allowed']})"
    yield "\nStays silent:"
    yield from (f"  {e.name}" for e in examples if not e.finds and not e.answered)
    if any(example.answered for example in examples):
        yield "Shown to the headteacher, with whose answer it was:"
        yield from (f"  {e.name}" for e in examples if e.answered and not e.finds)
    yield "Finds:"
    for example in examples:
        if example.finds:
            yield f"  {example.name}: {', '.join(example.finds).replace('_', ' ')}"
    if rule.check.waivable:
        yield "\nIt may be waived for some days."
