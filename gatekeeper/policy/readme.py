"""The page `rules/README.md`, for a headteacher: what a post is checked for, and how to change it.

It is made from the rule book, so it cannot say anything else than what is in force.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import Field, fields
from typing import Any

from gatekeeper.domain.rules import Rule, RuleBook

BEGIN = """\
# What a post is checked for

Before anything about our children goes onto Instagram or LinkedIn, it is held against the school's
policy. This page says what is looked for, what follows, and who answers for each rule. Only the
headteacher can put the rules into force.

## What can come of it

| | |
|---|---|
| **block** | It cannot go out like this. Change the post, or what the school has on record. |
| **unchecked** | Something could not be looked at, and that is not a yes. |
| **wait** | It can be signed off now, and goes out once what it waits for has happened. |
| **ask** | Somebody has to answer a question before the post can be sent for sign-off. |
| **note** | Good to know. It stops nothing. |

A post gets the worst of what was found. Whoever wrote it is told in a sentence what is wrong and
what to do.

## What is looked for

Examples of a rule, and the very words that people are told: `gatekeeper rules show P02`.
"""

END = """\
## Changing a rule

1. Agree the change, and write it into `policy.md` under its clause.
2. Make a copy of this folder and change the rule's file there: a stricter result, plainer words,
   another number. No rule can be made softer than gatekeeper allows, and none can be made to let
   everything pass. A mistake is refused, with its file, its line and what is allowed there.
3. Try it: `gatekeeper rules test --rules COPY` runs it on the examples of each rule, and
   `gatekeeper rules preview COPY` shows which posts checked before would come out differently.
4. Put the copy in this folder's place and run `gatekeeper rules docs`, which writes this page anew.
5. The headteacher runs `gatekeeper rules adopt`. Until then no post can be checked, and whatever
   was signed off under the old rules has to be signed off again.

## Setting a rule aside for a while

Write into `waivers.toml` which rule, who decided it, why, and the first and last day, 90 days at
most. Every result that it touches says so. Only rules marked *may be set aside* can be; consent,
trips, comments, sign-off and what a picture's file gives away never are.

## What is in this folder

Everything here is text that a person can read and change.

- `policy.md`: the policy, clause by clause, in plain words. What goes beyond the school's own
  document is marked *Ours*, and is never quoted to a parent as the school's rule.
- `policy.toml`: the day by which the policy is to be reviewed.
- `people/`, `words/` and so on: one file for each rule, with its clause, what follows, what people
  are told and what they can do.
- `channels/`: what Instagram and LinkedIn take, what our posts there are for, and the steps on the
  tablet.
- `school.toml`: the school's own telephone numbers, e-mail addresses and address, and the links and
  accounts that it has looked at.
- `curriculum.toml`: people and places of lessons, who are no pupils here.
- `waivers.toml`: rules that are set aside for some days.
- `README.md`: this page. `gatekeeper rules docs --check` says whether it is up to date.
"""


FAMILIES = (
    ("P", "People in the pictures"),
    ("W", "Words"),
    ("X", "Pictures"),
    ("T", "Trips, places and times"),
    ("C", "Channels and promises"),
    ("U", "What the post is for"),
    ("R", "What is on record at school"),
    ("ABDEFGHIJKLMNOQSVYZ", "Others"),
)
"""First letters of rules' codes, and the heading under which their rules stand."""


def readme(book: RuleBook) -> str:
    """Return the whole page as Markdown."""
    tables = (
        f"### {title}\n\n{_table(rules, book)}"
        for letters, title in FAMILIES
        if (rules := [rule for rule in book.rules if rule.code[0] in letters])
    )
    return (
        "\n\n".join([BEGIN.rstrip(), *tables, _clauses(book), END.rstrip(), _review(book)]) + "\n"
    )


def _table(rules: Iterable[Rule], book: RuleBook) -> str:
    head = ["what it is about", "what follows", "clause", "who answers for it", "rule"]
    rows = [head, ["---"] * len(head), *(_row(rule, book) for rule in rules)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in rows)


def _clauses(book: RuleBook) -> str:
    """Say which clauses a post is judged by, and which are kept in other ways."""
    served = {number for rule in book.rules for number in rule.clauses}
    judged = _links((number for number in book.clauses if number in served), book)
    others = _links((number for number in book.clauses if number not in served), book)
    return (
        f"## Which clauses of the policy are kept by these rules\n\nBy a rule: {judged}.\n\n"
        f"By people, by how accounts and devices are set up, or by looking through what is already "
        f"out: {others}."
    )


def _links(numbers: Iterable[str], book: RuleBook) -> str:
    return ", ".join(f"[{number}](policy.md#{_anchor(number, book)})" for number in numbers)


def _anchor(number: str, book: RuleBook) -> str:
    """Return the name that a page gives the heading of a clause."""
    heading = f"{number} ({book.clauses[number].section})".lower()
    return re.sub(r"[^\w -]", "", heading).replace(" ", "-")


def _review(book: RuleBook) -> str:
    day = book.review_by
    said = f"is to be reviewed by {day.day} {day:%B %Y}" if day else "has no day of review"
    return f"The policy {said}."


def _row(rule: Rule, book: RuleBook) -> list[str]:
    set_to = "; ".join(_numbers(rule))
    waivable = " *May be set aside.*" if rule.check.waivable else ""
    return [
        f"{rule.title}{f' ({set_to})' if set_to else ''}{'.' if waivable else ''}{waivable}",
        _follows(rule),
        _links(rule.clauses, book),
        rule.owner,
        f"`{rule.code}_{rule.check.name}`",
    ]


def _follows(rule: Rule) -> str:
    """Return what follows, worst first, each with what it follows from."""
    worst_first = sorted(set(rule.verdicts.values()), reverse=True)
    found = {
        verdict: [name.replace("_", " ") for name, v in rule.verdicts.items() if v is verdict]
        for verdict in worst_first
    }
    return "; ".join(f"**{v.name.lower()}**: {', '.join(names)}" for v, names in found.items())


def _numbers(rule: Rule) -> list[str]:
    return [
        f"{item.name.replace('_', ' ')}: {_size(getattr(rule.params, item.name), item)}"
        for item in fields(rule.params)
    ]


def _size(value: object, item: Field[Any]) -> str:
    size = len(value) if isinstance(value, tuple) else value
    return f"{size} {item.metadata['unit']}"
