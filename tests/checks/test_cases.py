"""Every case in `fixtures/cases` through the check that it is named after."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from gatekeeper.checks import CHECKS, face_found_late
from gatekeeper.domain.check import Check, Hit, NoParams
from gatekeeper.policy.cases.told import Case
from tests.checks.case_language import dossier
from tests.conftest import CHECKOUT

CASES = CHECKOUT / "fixtures" / "cases"


def cases_of(check: Check) -> list[dict[str, Any]]:
    """Return the cases of one check in the order of its file."""
    text = (CASES / f"{check.name}.toml").read_text("utf-8")
    cases: list[dict[str, Any]] = tomllib.loads(text)["case"]
    return cases


EVERY_CASE = [
    pytest.param(check, case, id=f"{check.name}: {case['name']}")
    for check in CHECKS
    for case in cases_of(check)
]


@pytest.mark.parametrize(("check", "case"), EVERY_CASE)
def test_case(check: Check, case: Case) -> None:
    hits = check.run(dossier(case), check.params())

    assert [_as_written(hit) for hit in hits] == case["expect"]


def _as_written(hit: Hit) -> str:
    return f"{hit.outcome} {hit.subject}{' answered' if hit.answered else ''}"


@pytest.mark.parametrize(("check", "case"), EVERY_CASE)
def test_a_hit_fills_in_exactly_the_words_it_promised(check: Check, case: Case) -> None:
    for hit in check.run(dossier(case), check.params()):
        assert set(hit.words) == check.words[hit.outcome]


def test_a_place_found_late_is_counted_and_can_be_added() -> None:
    again = [[900, 400, 60, 60], [902, 401, 60, 60], [100, 700, 60, 60]]
    (hit,) = face_found_late.run(dossier({"pictures": [{"again": again}]}), NoParams())

    assert hit.words == {"picture": "1", "places": "2 places"}
    assert [fix.value for fix in hit.fixes] == ["900,400,60,60", "100,700,60,60"]
