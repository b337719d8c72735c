"""The clauses and the page about the rules: what the folder `rules/` says in plain words."""

from __future__ import annotations

import re
import string
from dataclasses import replace

import pytest

from gatekeeper.policy.clauses import read_clauses
from gatekeeper.policy.readme import FAMILIES, readme
from tests.policy.shipped import BOOK, texts

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
        (row,) = re.findall(rf"^\| `{rule.code}_{rule.check.name}` .*$", page, re.MULTILINE)
        assert f"| {', '.join(rule.clauses)} |" in row
        assert row.count("**") == 2 * len(rule.verdicts)
        assert ("may be waived" in row) == rule.check.waivable


def test_the_page_puts_every_rule_under_a_heading_and_tells_clauses_apart() -> None:
    page = readme(BOOK)
    letters = "".join(codes for codes, _ in FAMILIES)

    assert sorted(letters) == sorted(set(letters)) == list(string.ascii_uppercase)
    judged, others = re.findall(r"^(?:Judged on|Kept by) .*?: (.*)\.$", page, re.MULTILINE)
    assert "O20" in judged.split(", ")
    assert "G2" in others.split(", ")
    assert {*judged.split(", "), *others.split(", ")} == set(NUMBERS)


def test_the_page_shows_the_numbers_that_a_school_can_set() -> None:
    assert "school days 10" in readme(BOOK)


def test_a_book_without_a_review_day_says_so() -> None:
    assert "reviewed by 30 September 2025." in readme(BOOK)
    assert "No review is set." in readme(replace(BOOK, review_by=None))


@pytest.mark.parametrize("path", sorted(texts()))
def test_the_rules_name_roles_and_never_a_person(path: str) -> None:
    assert not re.search(r"\b(Mr|Mrs|Miss|Ms|Dr) [A-Z]", texts()[path])
