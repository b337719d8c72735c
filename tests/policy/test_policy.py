"""The clauses and the page about the rules: what the folder `rules/` says in plain words."""

from __future__ import annotations

import re
import string
from dataclasses import replace

import pytest

from gatekeeper.policy.clauses import read_clauses
from gatekeeper.policy.readme import FAMILIES, readme
from tests.policy.shipped import BOOK, RULES, texts

VERDICTS = ("block", "unchecked", "wait", "ask", "note")
"""Worst first."""
NUMBERS = (
    *(f"G{n}" for n in range(1, 5)),
    *(f"R{n}" for n in range(1, 5)),
    *(f"C{n}" for n in range(1, 4)),
    *(f"O{n}" for n in range(1, 22)),
    *(f"P{n}" for n in range(1, 4)),
    *(f"M{n}" for n in range(1, 4)),
    *(f"B{n}" for n in range(1, 4)),
)


def test_every_clause_of_the_policy_is_restated() -> None:
    assert tuple(BOOK.clauses) == NUMBERS


def test_every_clause_names_its_section_and_says_something_of_the_schools() -> None:
    assert all(clause.section and clause.text for clause in BOOK.clauses.values())


def test_what_is_ours_is_kept_apart_from_what_is_the_schools() -> None:
    clause = BOOK.clauses["O20"]

    assert clause.ours
    assert clause.addition.startswith("it is over when everybody is back")
    assert "everybody is back" not in clause.text
    assert not BOOK.clauses["G1"].ours


def test_a_clause_may_have_several_paragraphs() -> None:
    text = (
        "Before.\n\n## X1 (Some; section)\n\nOne\nline.\n\nTwo.\n\n*Ours:* three.\n\n*Ours:* four."
    )
    clause = read_clauses("policy.md", text, [])["X1"]

    assert (clause.section, clause.text) == ("Some; section", "One line.\n\nTwo.")
    assert clause.addition == "three.\n\nfour."


def test_the_page_about_the_rules_agrees_with_the_rules() -> None:
    assert texts()["README.md"] == readme(BOOK)


def test_the_page_has_one_row_for_each_rule_with_its_verdicts() -> None:
    page = readme(BOOK)
    for rule in BOOK.rules:
        (row,) = re.findall(rf"^.* `{rule.code}_{rule.check.name}` \|$", page, re.MULTILINE)
        assert re.findall(r"\[(\w+)\]", row) == list(rule.clauses)
        assert row.count("**") == 2 * len(set(rule.verdicts.values()))
        for outcome, verdict in rule.verdicts.items():
            follows = row.partition(f"**{verdict.name.lower()}**: ")[2].partition("**")[0]
            assert outcome.replace("_", " ") in follows
        assert ("May be set aside" in row) == rule.check.waivable


def test_what_follows_stands_with_the_worst_first() -> None:
    rows = re.findall(r"^\| .*\*\*.* `\w+` \|$", readme(BOOK), re.MULTILINE)

    assert len(rows) == len(BOOK.rules)
    for row in rows:
        worst_first = [VERDICTS.index(said) for said in re.findall(r"\*\*(\w+)\*\*", row)]
        assert worst_first == sorted(worst_first)


def test_the_page_puts_every_rule_under_a_heading_and_tells_clauses_apart() -> None:
    page = readme(BOOK)
    letters = "".join(codes for codes, _ in FAMILIES)

    assert sorted(letters) == sorted(set(letters)) == list(string.ascii_uppercase)
    lines = re.findall(r"^(?:By a rule|By people, .*?): (.*)\.$", page, re.MULTILINE)
    judged, others = (re.findall(r"\[(\w+)\]", line) for line in lines)
    assert "O20" in judged
    assert "G2" in others
    assert {*judged, *others} == set(NUMBERS)


def test_each_clause_is_linked_to_its_place_in_the_policy() -> None:
    headings = re.findall(r"^## (.*)$", texts()["policy.md"], re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", h.lower()).replace(" ", "-") for h in headings}
    linked = re.findall(r"policy\.md#([\w-]+)", readme(BOOK))

    assert set(linked) == anchors


def test_the_page_shows_every_word_that_a_result_can_be() -> None:
    begin = readme(BOOK).partition("### ")[0]

    assert re.findall(r"^\| \*\*(\w+)\*\* \|", begin, re.MULTILINE) == list(VERDICTS)


def test_the_page_names_only_folders_and_files_that_there_are() -> None:
    named = re.findall(r"^- `([\w./]+)`", readme(BOOK), re.MULTILINE)

    assert "policy.md" in named
    assert all((RULES / name).exists() for name in named)


def test_the_page_shows_the_numbers_that_a_school_can_set() -> None:
    assert "(school days: 10 school days)" in readme(BOOK)


def test_a_book_without_a_review_day_says_so() -> None:
    assert "reviewed by 30 September 2025." in readme(BOOK)
    assert "The policy has no day of review." in readme(replace(BOOK, review_by=None))


@pytest.mark.parametrize("path", sorted(texts()))
def test_the_rules_name_roles_and_never_a_person(path: str) -> None:
    assert not re.search(r"\b(Mr|Mrs|Miss|Ms|Dr) [A-Z]", texts()[path])
