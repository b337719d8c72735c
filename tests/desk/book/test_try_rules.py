"""A rule book is tried on cases before it is adopted; what differs is said in plain English."""

from __future__ import annotations

import pytest

from gatekeeper.desk.book.try_rules import Trial, try_rules
from gatekeeper.domain.rules import RuleBook
from gatekeeper.errors import NotFound
from gatekeeper.policy.book import parse_book
from gatekeeper.policy.cases.told import CaseFault
from tests.checks.case_language import LIMITS
from tests.checks.test_cases import CASES
from tests.policy.shipped import BOOK, texts

STALE = "records/R01_register_stale.toml"
ELEVEN = """
[[case]]
name = "eleven days"
groups = ["Year 4"]
register = { pupils = 28, age = 11 }
expect = []

[[case]]
name = "nobody on it"
register = { pupils = 28, age = 1 }
expect = ["empty register"]
"""


def book(old: str, new: str, path: str = STALE) -> RuleBook:
    """Return the shipped book with one line changed."""
    changed = texts()
    assert old in changed[path]
    return parse_book({**changed, path: changed[path].replace(old, new)})


def tried(text: str, *codes: str, by: RuleBook = BOOK) -> Trial:
    return try_rules(by, LIMITS, {"register_stale": text}, codes)


def test_every_case_comes_out_as_expected_by_the_book_that_is_shipped() -> None:
    files = {path.stem: path.read_text("utf-8") for path in CASES.glob("*.toml")}
    trial = try_rules(BOOK, LIMITS, files)

    assert [rule for rule in trial.rules if rule.differ] == []
    assert len(trial.rules) == len(BOOK.rules)
    assert trial.without == ()
    assert trial.passed == trial.cases > len(BOOK.rules)


def test_a_changed_number_shows_in_the_cases() -> None:
    shipped = (CASES / "register_stale.toml").read_text("utf-8")
    (rule,) = tried(shipped, "r01", by=book("school_days = 10", "school_days = 9")).rules

    assert [difference.case for difference in rule.differ] == ["ten school days old"]
    (found,) = rule.differ[0].found
    assert found.startswith("unchecked (stale), about register: The register is 10 school days")
    assert rule.differ[0].expected == ()
    assert rule.passed == rule.cases - 1


def test_what_is_missing_and_what_is_too_many_are_told_apart() -> None:
    too_many, missing = tried(ELEVEN).rules[0].differ

    assert too_many.expected == ()
    assert too_many.found[0].startswith("unchecked (stale), about register: ")
    assert missing.expected == ("unchecked (empty), about register",)
    assert missing.found == ()


def test_rules_without_a_case_are_named() -> None:
    assert "R01" not in tried(ELEVEN).without
    assert len(tried(ELEVEN).without) == len(BOOK.rules) - 1


@pytest.mark.parametrize(
    ("text", "codes", "said"),
    [
        (ELEVEN, ["Z99"], "There is no rule 'Z99'."),
        (ELEVEN, ["P01"], "There is no case of P01."),
        (ELEVEN.replace("empty register", "full register"), [], "it expects 'full'"),
        (ELEVEN.replace("age = 11", "ago = 11"), [], "“eleven days”: the register says `ago`"),
        ("", [], "it must hold cases"),
    ],
)
def test_what_cannot_be_tried_is_said(text: str, codes: list[str], said: str) -> None:
    with pytest.raises((NotFound, CaseFault), match=said):
        tried(text, *codes)


def test_a_file_about_no_check_is_refused() -> None:
    with pytest.raises(CaseFault, match=r"typo\.toml: there is no check 'typo'"):
        try_rules(BOOK, LIMITS, {"typo": ELEVEN})


def test_no_case_at_all_is_never_a_pass() -> None:
    with pytest.raises(NotFound, match="no case"):
        try_rules(BOOK, LIMITS, {})


def test_a_waiver_hides_nothing_from_a_trial() -> None:
    waiver = """
    [[waiver]]
    rule = "R02"
    by = "Mrs Chen"
    reason = "the governors meet in December"
    first_day = 2026-11-01
    last_day = 2026-12-31
    """
    waived = parse_book({**texts(), "waivers.toml": waiver})
    text = (CASES / "rule_book_out_of_date.toml").read_text("utf-8")

    assert try_rules(waived, LIMITS, {"rule_book_out_of_date": text}, ["R02"]).passed > 0
