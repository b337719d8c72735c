"""Tests of giving a child another MIS id."""

from __future__ import annotations

import pytest

from gatekeeper.desk.register.renumber_pupil import Renumbering, renumber_pupil
from gatekeeper.domain.register import Pupil
from gatekeeper.errors import NotAllowed, NotFound, UsageError
from tests.desk.opened_school import OpenedSchool, pupil_row


@pytest.fixture
def school() -> OpenedSchool:
    school = OpenedSchool()
    school.take(pupil_row("M1"), pupil_row("M2"))
    return school


def renumber(school: OpenedSchool, old: str, new: str, who: str = "office") -> Pupil:
    actor = school.actor(who)
    with school.begin() as uow:
        return renumber_pupil(uow, actor, Renumbering(old, new))


def test_everything_on_record_stays_with_the_child(school: OpenedSchool) -> None:
    before, entries = school.pupil("M1"), len(school.ledger())
    assert renumber(school, " m1", " N  1 ").mis_id == "N 1"
    assert school.pupil("N 1") == school.pupil("M1") == before
    with school.begin() as uow:
        assert len(uow.consents.of(before)) == 10
    told = [(e.what, e.subject, dict(e.details)) for e in school.ledger()[entries:]]
    assert told == [("pupil.renumbered", before, {})]


def test_the_file_with_the_new_number_changes_nothing(school: OpenedSchool) -> None:
    renumber(school, "M1", "N1")
    rows = pupil_row("N1", first_name="M1"), pupil_row("M2")
    assert school.difference(*rows).pupils == ()


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [("M9", "N1", NotFound), ("M1", " ", UsageError), ("M1", "m2", UsageError)],
)
def test_a_number_that_is_nobodys_blank_or_anothers_is_refused(
    school: OpenedSchool, old: str, new: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        renumber(school, old, new)
    assert school.pupil("M1") != school.pupil("M2")


@pytest.mark.parametrize("who", ["teacher", "dsl", "dpo"])
def test_only_office_and_leadership_renumber(school: OpenedSchool, who: str) -> None:
    with pytest.raises(NotAllowed, match="keep the register"):
        renumber(school, "M1", "N1", who)
