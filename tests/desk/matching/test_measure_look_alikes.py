"""Look-alikes are measured anew among everybody: the first of a school were held against few."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from gatekeeper.desk.matching.measure_look_alikes import Pairs, measure_look_alikes
from gatekeeper.domain.biometrics import Gallery, LookAlike, Template
from gatekeeper.errors import CouldNotCheck, NotAllowed, NotYet
from tests.desk.matched_school import KINDS, MatchedSchool
from tests.fakes.portraits import FakePortraits

AMINA_BEN = frozenset({"amina", "ben"})


@dataclass
class FewAreAlike(FakePortraits):
    """Takes everybody for everybody while fewer than two others are known."""

    meanwhile: Callable[[], object] = field(default=lambda: None)

    def resembling(self, templates: tuple[Template, ...], gallery: Gallery) -> tuple[str, ...]:
        """Return all the others of a small gallery, and the same looks in a larger one."""
        self.meanwhile()
        others = {e.pupil for e in gallery.enrolments}
        return tuple(sorted(others)) if len(others) < 2 else super().resembling(templates, gallery)


@pytest.fixture
def school() -> MatchedSchool:
    school = MatchedSchool(matcher=FewAreAlike())
    school.open_lock()
    school.agreed("amina", "ben", "cleo")
    return school


def measured_anew(school: MatchedSchool, who: str = "office") -> Pairs:
    return measure_look_alikes(school.records, school.matcher, school.actor(who))


def on_record(school: MatchedSchool) -> set[frozenset[str]]:
    with school.begin() as uow:
        return {pair.pupils for pair in uow.look_alikes.all()}


def test_a_pair_that_only_few_made_is_dropped_and_a_true_one_stays(school: MatchedSchool) -> None:
    for pupil, name in (("amina", "amina 1"), ("ben", "twin 1"), ("cleo", "twin 2")):
        school.enrol_pictures(pupil, name)
    assert on_record(school) == {AMINA_BEN, frozenset({"ben", "cleo"})}
    assert measured_anew(school) == on_record(school) == {frozenset({"ben", "cleo"})}
    assert measured_anew(school) == {frozenset({"ben", "cleo"})}


def test_a_pair_that_nobody_had_noted_is_noted_once(school: MatchedSchool) -> None:
    for pupil, name in (("amina", "amina 1"), ("ben", "twin 1"), ("cleo", "twin 2")):
        school.enrol_pictures(pupil, name)
    with school.begin() as uow:
        for pair in uow.look_alikes.all():
            uow.erase(pair.id)
    assert measured_anew(school) == on_record(school) == {frozenset({"ben", "cleo"})}


def test_one_child_alone_looks_like_nobody(school: MatchedSchool) -> None:
    school.enrol_pictures("amina", "amina 1")
    assert measured_anew(school) == frozenset()


def test_a_pair_of_whom_one_is_of_another_version_stays(school: MatchedSchool) -> None:
    school.enrol_pictures("amina", "amina 1")
    school.enrol_pictures("ben", "ben 1")
    school.matcher = FakePortraits(template_version="templates 2")
    school.enrol_pictures("ben", "ben 2")
    assert measured_anew(school) == {AMINA_BEN} == on_record(school)


def test_a_child_who_went_meanwhile_is_in_no_pair(school: MatchedSchool) -> None:
    school.enrol_pictures("amina", "amina 1")
    school.enrol_pictures("ben", "ben 1")
    school.matcher = FewAreAlike(meanwhile=lambda: school.told("ben", KINDS.WITHDRAWN))
    assert measured_anew(school) == frozenset() == on_record(school)


def test_it_needs_the_lock_and_the_duty(school: MatchedSchool) -> None:
    with pytest.raises(NotAllowed):
        measured_anew(school, "teacher")
    with pytest.raises(NotYet, match="may not be measured"):
        measured_anew(MatchedSchool())


def test_when_measuring_fails_the_pairs_stay(school: MatchedSchool) -> None:
    def fail() -> None:
        message = "A model is missing."
        raise CouldNotCheck(message)

    school.enrol_pictures("amina", "amina 1")
    school.enrol_pictures("ben", "ben 1")
    with school.begin() as uow:
        uow.look_alikes.put(LookAlike("x", frozenset({"amina", "cleo"}), uow.now))
    before = on_record(school)
    school.matcher = FewAreAlike(meanwhile=fail)
    with pytest.raises(CouldNotCheck):
        measured_anew(school)
    assert on_record(school) == before
