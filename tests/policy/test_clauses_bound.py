"""Every clause that is judged on a post stands in policy.md and is served by a rule."""

from __future__ import annotations

from dataclasses import replace

from gatekeeper.domain.rules import RuleBook
from tests.policy.shipped import BOOK

JUDGED = frozenset(
    [
        "G1",
        "G3",
        "R1",
        "R2",
        "R4",
        "C1",
        "O1",
        "O2",
        "O3",
        "O4",
        "O10",
        "O11",
        "O12",
        "O13",
        "O14",
        "O15",
        "O16",
        "O17",
        "O18",
        "O20",
        "O21",
        "P1",
        "P2",
        "M1",
        "M3",
    ]
)
"""Clauses that a post can break. The others are kept by people, accounts and devices."""
NOT_YET_BUILT: frozenset[str] = frozenset()
"""Judged by the words or credits of a post: taken off with the rule that serves it."""


def unserved(book: RuleBook) -> frozenset[str]:
    """Return the judged clauses that no rule of the book serves."""
    return JUDGED - {number for rule in book.rules for number in rule.clauses}


def test_every_clause_that_is_judged_stands_in_the_policy() -> None:
    assert set(BOOK.clauses) >= JUDGED


def test_every_clause_that_is_judged_is_served_by_a_rule() -> None:
    assert unserved(BOOK) == NOT_YET_BUILT


def test_a_clause_that_loses_its_rules_would_be_seen() -> None:
    rules = tuple(rule for rule in BOOK.rules if "O13" not in rule.clauses)
    assert "O13" in unserved(replace(BOOK, rules=rules))
