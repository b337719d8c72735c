"""Who looks at what went out already, and who at a draft."""

from __future__ import annotations

from dataclasses import replace

from tests.fakes.examiners import FakeExaminers, FakeFinder
from tests.fakes.matcher import FakeMatcher


def test_an_audit_looks_with_its_own_eyes_and_a_draft_with_the_thorough_ones() -> None:
    quick, names = FakeFinder(version="quick"), FakeMatcher(version="quick names")
    examiners = replace(FakeExaminers().bundle(), quick_finder=quick, quick_matcher=names)
    assert examiners.for_audit().finder is quick
    assert examiners.for_audit().matcher is names
    assert examiners.for_audit().versions()["faces"] != examiners.versions()["faces"]


def test_where_there_are_no_quick_eyes_an_audit_has_those_of_a_draft() -> None:
    examiners = replace(FakeExaminers().bundle(), matcher=FakeMatcher())
    assert examiners.for_audit() == examiners


def test_a_thorough_audit_looks_with_the_eyes_of_a_draft() -> None:
    quick, names = FakeFinder(version="quick"), FakeMatcher(version="quick names")
    examiners = replace(FakeExaminers().bundle(), quick_finder=quick, quick_matcher=names)
    assert examiners.for_audit(thorough=True) == examiners
