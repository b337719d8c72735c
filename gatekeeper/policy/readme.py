"""The page `rules/README.md`: one row for each rule, and how the policy is changed.

It is made from the rule book, so it cannot say anything else than what is in force.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import Field, fields
from typing import Any

from gatekeeper.domain.rules import Rule, RuleBook

HOW = """\
# The rules of the school

Before a post goes out, it is judged by the rules on this page. Each of them keeps one clause of the
school's policy. To see one in full, with examples: `gatekeeper rules show P02`.

## What a verdict means

| verdict | what follows |
|---|---|
| note | said and counted; stops nothing |
| ask | somebody must answer before the post can be sent for sign-off |
| wait | may be signed off; goes out when what it names has happened |
| unchecked | could not be judged, so it is not a yes |
| block | only a change of the post, or of the facts, helps |

## How the policy is changed

1. Agree the change, and write it into `policy.md` under its clause.
2. Change the rule's file: a stricter verdict, clearer words, another number. No rule can be made
   milder than its check allows, and none can be set to "pass".
3. Run `gatekeeper rules docs`. A file that is only half right is refused, with its line and what is
   allowed there.
4. Run `gatekeeper rules preview FOLDER`: it shows which posts checked before would be judged
   differently.
5. The headteacher runs `gatekeeper rules adopt`. Until then nothing is judged by the new book, and
   every sign-off that rested on the old one has to be given again.

To stop enforcing a rule for a while, write a waiver: rule, who decides it, why, first and last day,
90 days at most. Every decision that it touches says so. Consent, trips, comments, sign-off and
metadata are never waived.

## What is in this folder

It is the school's policy as data. Staff read it and change it; no programmer has to. **This page is
made from the files beside it**: `gatekeeper rules docs` writes it anew, and
`gatekeeper rules docs --check` says whether it still agrees with them.

- `policy.md`: the policy, clause by clause, in plain words. What goes beyond the school's own
  document is marked *Ours*, and is never quoted to a parent as the school's rule.
- `policy.toml`: the day by which the policy is to be reviewed.
- `<family>/<code>_<check>.toml`: one rule. It binds one check to one clause. For everything that
  the check can find it says what follows, what people are told, and what they can do.
- `channels/`: what each channel takes, what its posts are for, and the steps on the tablet.
- `school.toml`: the school's own telephone numbers, e-mail addresses and address, and the links
  and accounts that it has looked at. `curriculum.toml`: people and places of lessons.
- `waivers.toml`: rules that are not enforced for some days.

What a rule looks for stands at the top of `gatekeeper/checks/<check>.py`, examples in
`fixtures/cases/<check>.toml`.

## The rules
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
        f"### {title}\n\n{_table(rules)}"
        for letters, title in FAMILIES
        if (rules := [rule for rule in book.rules if rule.code[0] in letters])
    )
    return "\n\n".join([HOW.rstrip(), *tables, _clauses(book), _review(book)]) + "\n"


def _table(rules: Iterable[Rule]) -> str:
    head = ["rule", "what it is about", "clause", "what it finds, and what follows", "owner"]
    rows = [head, ["---"] * len(head), *(_row(rule) for rule in rules)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in rows)


def _clauses(book: RuleBook) -> str:
    """Say which clauses a post is judged by, and which are kept in other ways."""
    served = {number for rule in book.rules for number in rule.clauses}
    judged = ", ".join(number for number in book.clauses if number in served)
    others = ", ".join(number for number in book.clauses if number not in served)
    return (
        f"## Which clauses the rules keep\n\nJudged on every post: {judged}.\n\n"
        f"Kept by people, accounts, devices or the audit, or not judged yet: {others}."
    )


def _review(book: RuleBook) -> str:
    day = book.review_by
    return f"The policy is to be reviewed by {day.day} {day:%B %Y}." if day else "No review is set."


def _row(rule: Rule) -> list[str]:
    waivable = ["may be waived"] if rule.check.waivable else []
    return [
        f"`{rule.code}_{rule.check.name}`",
        _sentence([rule.title, *_numbers(rule), *waivable]),
        ", ".join(rule.clauses),
        _sentence(
            f"{outcome.replace('_', ' ')}: **{verdict.name.lower()}**"
            for outcome, verdict in rule.verdicts.items()
        ),
        rule.owner,
    ]


def _numbers(rule: Rule) -> list[str]:
    return [
        f"{item.name.replace('_', ' ')} {_size(getattr(rule.params, item.name), item)}"
        for item in fields(rule.params)
    ]


def _size(value: object, item: Field[Any]) -> str:
    size = len(value) if isinstance(value, tuple) else value
    unit = item.metadata["unit"].removeprefix(item.name.replace("_", " "))
    return f"{size} {unit}".strip()


def _sentence(parts: Iterable[str]) -> str:
    return "; ".join(parts)
