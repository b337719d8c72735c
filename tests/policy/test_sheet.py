"""One rule in full: clause, owner, verdicts, remedies, numbers with their bounds, examples."""

from __future__ import annotations

import pytest

from gatekeeper.domain.rules import Rule
from gatekeeper.policy.sheet import Example, Sheet, examples_of, sheet_of
from tests.checks.test_cases import CASES
from tests.policy.shipped import BOOK


def sheet(rule: Rule) -> Sheet:
    text = (CASES / f"{rule.check.name}.toml").read_text("utf-8")
    return sheet_of(rule, BOOK, examples_of(text))


@pytest.mark.parametrize("rule", BOOK.rules, ids=lambda rule: rule.code)
def test_a_sheet_says_everything_about_its_rule(rule: Rule) -> None:
    words = sheet(rule).words

    assert words.startswith(f"{rule.code}  {rule.title}")
    assert f"Kept by: {rule.owner}." in words
    for number in rule.clauses:
        assert f"Clause {number} (" in words
    for name, verdict in rule.verdicts.items():
        assert f"{name.replace('_', ' ')}: {verdict.name.lower()}" in words
        assert rule.sentences[name] in words
        assert rule.remedies[name] in words
    assert ("may be waived" in words) == rule.check.waivable


def test_numbers_and_lists_stand_with_what_is_allowed() -> None:
    found = {rule.code: sheet(rule) for rule in BOOK.rules}

    assert "school days: 10 (allowed: from 1 to 10 school days)" in found["R01"].words
    assert "(allowed: from 1 to 200 words or phrases)" in found["U02"].words
    assert found["R01"].facts["parameters"] == [
        {"name": "school_days", "value": 10, "allowed": "from 1 to 10 school days"}
    ]


def test_examples_tell_silence_from_findings() -> None:
    text = """
    [[case]]
    name = "fine"
    expect = []
    [[case]]
    name = "both"
    expect = ["not_read teacher", "nobody_signed uploading"]
    [[case]]
    name = "settled"
    expect = ["not_read teacher answered"]
    """
    assert examples_of(text) == (
        Example("fine", ()),
        Example("both", ("not_read", "nobody_signed")),
        Example("settled", (), ("not_read",)),
    )


def test_what_somebody_answered_is_no_silence() -> None:
    (rule,) = (rule for rule in BOOK.rules if rule.code == "T01")
    examples = (Example("fine", ()), Example("settled", (), ("not_over",)))
    words = sheet_of(rule, BOOK, examples).words
    silent, _, answered = words.partition("Shown to the headteacher, with whose answer it was:")

    assert "  fine" in silent
    assert "settled" not in silent
    assert "  settled" in answered


def test_what_is_ours_is_marked() -> None:
    (rule,) = (rule for rule in BOOK.rules if rule.code == "T01")
    assert "Ours: it is over when everybody is back" in sheet(rule).words
