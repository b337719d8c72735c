"""Faces of old pictures: compared within the lock's scope alone, and never more than "may show"."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gatekeeper.desk.audit.audit_run import Scope as Of
from gatekeeper.desk.audit.compare_old import (
    COMPARED,
    NOBODY,
    NOT_TODAYS,
    OUTSIDE,
    SHUT,
    keep_suggested,
)
from gatekeeper.desk.matching.record_biometrics import SaidOfMeasuring, record_biometrics
from gatekeeper.domain.biometrics import BiometricKind, Scope
from tests.desk.audited_school import Audited
from tests.desk.made_school import DAY


@pytest.fixture
def school() -> Audited:
    return Audited(scope=Scope.SCHOOL).audit()


def test_whom_a_face_is_like_may_be_shown_by_the_post_and_still_has_to_be_looked_for(
    school: Audited,
) -> None:
    school.compare()
    found = school.lists()
    assert [one.out.of for one in found.may_show] == [school.live.id]
    assert (found.shows, found.nobody, found.looked) == ((), (), ())
    assert found.to_look == found.may_show
    assert found.may_show[0].out.like == {"amina", "ben"}
    assert (school.may_show("ben"), school.may_show("cleo")) == (1, 0)
    assert len(school.lists("cleo").nobody) == 1


def test_a_suggestion_clears_no_face_and_changes_no_judgement(school: Audited) -> None:
    before = school.judged_again()
    school.compare()
    after = school.judged_again()
    assert before.faces == 2
    assert replace(after, at=before.at) == before


def test_what_was_compared_is_not_compared_again(school: Audited) -> None:
    school.compare()
    assert school.wanted() == ()
    school.compare()
    assert school.matcher.count == 2


@pytest.mark.parametrize("scope", [Scope.GROUP, Scope.TAPPED_OUT])
def test_outside_of_the_lock_s_scope_nothing_is_measured_and_the_report_says_so(
    scope: Scope,
) -> None:
    school = Audited(scope=scope).audit()
    school.compare()
    assert school.matcher.count == 0
    assert school.how() == OUTSIDE
    assert school.may_show() == 0


def test_with_the_lock_shut_nothing_is_measured_and_the_report_says_so(school: Audited) -> None:
    school.change_lock(closed_at=school.clock.now(), closed_by="dpo")
    school.compare()
    assert school.matcher.count == 0
    assert school.how() == SHUT


def test_a_suggestion_is_not_shown_once_the_lock_has_shut_by_itself(school: Audited) -> None:
    school.compare()
    school.change_lock(review_by=DAY.replace(year=2025))
    assert school.may_show() == 0


def test_with_nobody_enrolled_nothing_is_measured_and_the_report_says_so(school: Audited) -> None:
    with school.begin() as uow:
        for one in uow.enrolments.all():
            uow.erase(one.id)
    school.compare()
    assert school.matcher.count == 0
    assert school.how() == NOBODY


def test_the_report_of_an_open_lock_says_that_faces_were_compared(school: Audited) -> None:
    assert school.how() == COMPARED


def test_an_audit_of_an_earlier_day_measures_nobody() -> None:
    school = Audited(scope=Scope.SCHOOL).audit(Of("somewhere", as_of=DAY))
    school.compare()
    assert school.matcher.count == 0
    assert school.how() == NOT_TODAYS


def test_a_post_without_a_face_and_one_that_was_not_judged_are_not_measured() -> None:
    school = Audited(scope=Scope.SCHOOL).audit(faces=0)
    assert school.wanted(school.live.id, "nobody's") == ()


def test_a_child_whose_family_withdraws_is_suggested_no_more_at_once(school: Audited) -> None:
    school.compare()
    office = school.actor("office")
    said = SaidOfMeasuring("amina", BiometricKind.WITHDRAWN, ("a parent",), DAY)
    with school.begin() as uow:
        record_biometrics(uow, office, said)
    assert school.may_show() == 0
    with school.begin() as uow:
        assert not uow.suggestions.all()


def test_what_was_withdrawn_while_faces_were_measured_is_thrown_away(school: Audited) -> None:
    found = {one.key: (one, school.said(one)) for one in school.wanted()}
    school.say_of_measuring("amina", BiometricKind.WITHDRAWN)
    with school.begin() as uow:
        keep_suggested(uow, school.matcher, school.run, found)
        assert not uow.suggestions.all()
    assert school.may_show() == 0


def test_the_ledger_is_told_how_many_faces_were_measured(school: Audited) -> None:
    school.compare()
    with school.begin() as uow:
        (entry,) = (e for e in uow.ledger.entries() if e.what == "faces.compared")
    assert (entry.subject, dict(entry.details)) == (school.run.id, {"faces": "2"})


def test_a_twin_who_is_nearly_as_close_may_be_shown_too(school: Audited) -> None:
    school.matcher.says = {0: (("amina", 500), ("cleo", 100), ("ben", 99))}
    school.compare()
    assert (school.may_show("amina"), school.may_show("cleo")) == (1, 1)
    assert school.may_show("ben") == 0


def test_of_a_face_that_is_like_nobody_nothing_is_suggested(school: Audited) -> None:
    school.matcher.says = {}
    school.compare()
    assert (school.may_show(), len(school.lists().nobody)) == (0, 1)


def test_the_newest_comparison_of_a_picture_counts(school: Audited) -> None:
    school.compare()
    school.matcher.says = {}
    school.clock.move(seconds=1)
    school.matcher.version = "matcher 2"
    school.compare()
    with school.begin() as uow:
        assert len(uow.suggestions.all()) == 2
    assert school.may_show() == 0
