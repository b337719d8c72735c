"""Every number of a rule has a unit and bounds; a bad one names file, line and what is allowed."""

from __future__ import annotations

import re
from dataclasses import Field, dataclass, field, fields, replace
from typing import Any

import pytest

from gatekeeper.checks import CHECKS
from gatekeeper.domain.rules import Rule
from gatekeeper.policy.book import parse_book
from gatekeeper.policy.faults import RuleBookError
from gatekeeper.policy.rule_files import unbounded
from tests.policy.shipped import BOOK, texts

PARAMETERS = [
    pytest.param(rule, item, id=f"{rule.code} {item.name}")
    for rule in BOOK.rules
    for item in fields(rule.params)
]
NUMBERS = [
    pytest.param(rule, item, id=f"{rule.code} {item.name}")
    for rule in BOOK.rules
    for item in fields(rule.params)
    if item.type == "int"
]


def path_of(rule: Rule) -> str:
    return next(path for path in texts() if path.endswith(f"/{rule.code}_{rule.check.name}.toml"))


def set_to(rule: Rule, item: Field[Any], value: object) -> tuple[dict[str, str], int]:
    """Return the book's files with a parameter set to a value, and the number of its line."""
    path, files = path_of(rule), texts()
    before, header, section = files[path].partition("[params]\n")
    line = re.compile(rf"^{item.name}\s*=.*$", re.MULTILINE)
    found = line.search(section)
    assert found
    number = f"{before}{header}{section[: found.start()]}".count("\n") + 1
    text = f"{before}{header}{line.sub(f'{item.name} = {value}', section, count=1)}"
    return {**files, path: text}, number


@pytest.mark.parametrize(("rule", "item"), PARAMETERS)
def test_it_has_a_unit_and_bounds(rule: Rule, item: Field[Any]) -> None:
    assert unbounded(item) == ""
    assert item.metadata["unit"].strip()
    assert rule.check.name


@pytest.mark.parametrize(("rule", "item"), NUMBERS)
@pytest.mark.parametrize("step", ["low", "high", "text"])
def test_a_bad_number_names_file_line_and_what_is_allowed(
    rule: Rule, item: Field[Any], step: str
) -> None:
    low, high, unit = (item.metadata[what] for what in ("low", "high", "unit"))
    value = {"low": low - 1, "high": high + 1, "text": '"many"'}[step]
    files, number = set_to(rule, item, value)
    with pytest.raises(RuleBookError) as refused:
        parse_book(files)
    (fault,) = refused.value.faults

    assert fault.startswith(f"{path_of(rule)} [params], line {number}: `{item.name}` must be ")
    assert fault.endswith(f"from {low} to {high} {unit}.")


@pytest.mark.parametrize(("rule", "item"), NUMBERS)
def test_the_ends_of_its_bounds_are_allowed(rule: Rule, item: Field[Any]) -> None:
    for end in (item.metadata["low"], item.metadata["high"]):
        book = parse_book(set_to(rule, item, end)[0])
        (changed,) = (each for each in book.rules if each.code == rule.code)
        assert getattr(changed.params, item.name) == end


def test_a_missing_number_says_what_is_allowed() -> None:
    path = "records/R01_register_stale.toml"
    text = texts()[path].replace("school_days = 10", "")
    with pytest.raises(RuleBookError, match="missing: a whole number from 1 to 10 school days"):
        parse_book({**texts(), path: text})


@dataclass(frozen=True, slots=True)
class Bare:
    """A number of which the check says nothing."""

    school_days: int = 10


@dataclass(frozen=True, slots=True)
class WithoutUnit:
    """A number that nobody knows how to read."""

    school_days: int = field(default=10, metadata={"low": 1, "high": 10, "unit": ""})


@pytest.mark.parametrize(
    ("params", "said"),
    [(Bare, "says no low and no high and no unit"), (WithoutUnit, "says no unit of `school_days`")],
)
def test_a_number_without_unit_or_bounds_makes_no_book(params: type, said: str) -> None:
    changed = [replace(c, params=params) if c.name == "register_stale" else c for c in CHECKS]
    with pytest.raises(RuleBookError, match=said):
        parse_book(texts(), changed)
