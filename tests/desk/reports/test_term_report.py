"""A term as governors read it: exact about work, silent about any one child."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gatekeeper.desk.reports.term_counts import term_counts
from gatekeeper.desk.reports.term_report import Report, term_before, term_report
from gatekeeper.domain.calendar import Span
from gatekeeper.domain.register import ConsentState
from gatekeeper.domain.small_numbers import few
from gatekeeper.domain.verdict import Verdict
from gatekeeper.errors import NotAllowed
from tests.desk.made_school import MadeSchool
from tests.desk.register.test_permission_changed import holds, withdraws
from tests.desk.reports.test_term_counts import TERM
from tests.fakes.examiners import picture


def report(school: MadeSchool, who: str = "governor") -> Report:
    actor = school.actor(who)
    with school.begin() as uow:
        return term_report(uow, school.school, actor, TERM)


def test_what_people_did_is_told_as_it_is_and_what_may_come_of_one_child_is_not() -> None:
    school = MadeSchool()
    school.signed(picture("a", 1), names=("amina",))
    holds(school)
    found = report(school)
    assert (found.made, found.sent, found.signed) == (1, 1, 1)
    assert found.voided == few(1) == few(4)
    assert found.rules == ()
    assert found.verdicts.singly == {}
    assert found.verdicts.together_count is None
    assert Verdict.UNCHECKED not in found.verdicts.together


def test_rules_that_spoke_of_five_posts_are_listed() -> None:
    school = MadeSchool()
    for number in range(5):
        school.write(picture(f"p{number}", 1), slug=f"post {number}")
        school.check(f"post {number}")
    found = report(school)
    assert [count for _, count in found.rules] == [5] * len(found.rules) != []
    assert found.verdicts.singly[Verdict.ASK] == 5


def refuses(school: MadeSchool) -> None:
    school.change("amina", ConsentState.REFUSED)


def test_nothing_in_it_differs_for_a_child_who_is_held() -> None:
    """Promise 7: by the report, a hold is a withdrawal; before a post is made, also a refusal."""
    told = []
    for deed in (holds, withdraws):
        school = MadeSchool()
        school.signed(picture("a", 1), names=("amina",))
        deed(school)
        school.write(picture("b", 1), slug="second")
        school.check("second")
        school.say("amina", post="second")
        school.check("second")
        told.append(replace(report(school), head=""))
    assert told[0] == told[1]


@pytest.mark.parametrize("deed", [holds, withdraws, refuses])
def test_a_child_in_no_post_changes_no_number_but_the_ledgers(deed: object) -> None:
    before, after = MadeSchool(), MadeSchool()
    assert callable(deed)
    deed(after)
    told = [replace(report(school), entries=0, head="") for school in (before, after)]
    assert told[0] == told[1]


def test_the_term_before_is_the_last_that_ended_before_it_began() -> None:
    summer = Span("Summer", date(2026, 4, 20), date(2026, 7, 22))
    spring = Span("Spring", date(2026, 1, 5), date(2026, 4, 1))
    assert term_before((TERM, summer, spring), TERM) == summer
    assert term_before((TERM, summer, spring), spring) is None


def test_it_says_no_more_than_was_counted() -> None:
    school = MadeSchool()
    school.published(picture("a", 1), names=("amina",))
    actor = school.actor("governor")
    with school.begin() as uow:
        counted = term_counts(uow, school.school, actor, TERM)
    found = report(school)
    same = {"made", "sent", "signed", "returned", "published", "proved", "overrides", "weeks"}
    assert {name: getattr(found, name) for name in same} == {
        name: getattr(counted, name) for name in same
    }
    assert "amina" not in str(found).casefold()


def test_others_read_none() -> None:
    with pytest.raises(NotAllowed, match="reports"):
        report(MadeSchool(), "teacher")
