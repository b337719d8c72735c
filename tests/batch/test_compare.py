"""Comparing an audit's pictures: on this machine, by every lane of it, and never in its way."""

from __future__ import annotations

import pytest

from gatekeeper.batch.compare import compare
from gatekeeper.domain.biometrics import Scope
from gatekeeper.ports import FaceMatcher
from tests.batch.examining import Pictures
from tests.desk.audited_school import DATA, Audited
from tests.fakes.matcher import FakeMatcher


@pytest.fixture
def school() -> Audited:
    return Audited(scope=Scope.SCHOOL).audit()


def compared(school: Audited, *matchers: FaceMatcher, archive: Pictures | None = None) -> None:
    pictures = archive or Pictures({"a.jpg": DATA})
    compare(school.records, matchers, pictures, school.run, [school.live.id])


def test_an_old_picture_is_opened_in_its_archive_and_its_faces_are_compared(
    school: Audited,
) -> None:
    compared(school, school.matcher)
    assert school.may_show("amina") == 1


def test_every_lane_compares(school: Audited) -> None:
    others = [FakeMatcher(says=school.matcher.says) for _ in range(2)]
    compared(school, *others)
    assert sum(matcher.count for matcher in others) == 2
    assert school.may_show("amina") == 1


def test_without_a_matcher_nobody_is_compared(school: Audited) -> None:
    compared(school)
    assert school.may_show("amina") == 0


def test_a_comparison_that_fails_stops_nothing_and_is_made_by_the_next_audit(
    school: Audited,
) -> None:
    school.matcher.broken = ValueError("broken")
    compared(school, school.matcher)
    assert school.may_show("amina") == 0
    school.matcher.broken = None
    compared(school, school.matcher)
    assert school.may_show("amina") == 1


def test_a_picture_that_is_not_there_any_more_stops_nothing(school: Audited) -> None:
    gone = Pictures({"a.jpg": DATA}, gone=frozenset({"a.jpg"}))
    compared(school, school.matcher, archive=gone)
    assert school.matcher.count == 0


def test_nothing_is_opened_while_the_lock_is_shut(school: Audited) -> None:
    school.change_lock(closed_at=school.clock.now(), closed_by="dpo")
    pictures = Pictures({"a.jpg": DATA})
    compared(school, school.matcher, archive=pictures)
    assert (pictures.opened, school.matcher.count) == ([], 0)
