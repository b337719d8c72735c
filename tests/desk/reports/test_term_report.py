"""A term as governors read it: exact about work, silent about any one child."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from gatekeeper.desk.reports.audited import Fate
from gatekeeper.desk.reports.term_counts import Counts, term_counts
from gatekeeper.desk.reports.term_report import Report, term_before, term_report
from gatekeeper.domain.calendar import Span
from gatekeeper.domain.register import ConsentState
from gatekeeper.domain.small_numbers import Apart, few
from gatekeeper.domain.verdict import Verdict
from gatekeeper.errors import NotAllowed
from tests.desk.made_school import DAY, MadeSchool
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


def of_span(span: Span, **changes: object) -> Report:
    """Return what is told of made-up numbers of a span, on the made school's day."""
    school = MadeSchool()
    actor = school.actor("governor")

    def counts(*arguments: object) -> Counts:
        return replace(term_counts(*arguments), **changes)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch, school.begin() as uow:
        patch.setattr("gatekeeper.desk.reports.term_report.term_counts", counts)
        return term_report(uow, school.school, actor, span)


NUMBERS = {
    "recalled": 7,
    "voided": 12,
    "incidents": 3,
    "complaints": 5,
    "late_complaints": 0,
    "rules": (("A rule", 8), ("Another", 4)),
    "verdicts": {Verdict.ASK: 23, Verdict.BLOCK: 6},
    "audited": {Fate.FINE: 188, Fate.STILL_UP: 9},
}


def test_of_a_term_that_is_under_way_no_two_reports_can_be_taken_from_one_another() -> None:
    told = of_span(TERM, **NUMBERS)
    few_ones = (told.recalled, told.voided, told.incidents, told.complaints, told.late_complaints)
    assert [one.words for one in few_ones] == ["5", "10", "fewer than 5", "5", "0"]
    assert told.rules == (("A rule", 5),)
    assert told.verdicts.singly[Verdict.ASK] == 20
    assert told.fates == Apart({Fate.FINE: 185, Fate.STILL_UP: 5})
    changed = NUMBERS | {"recalled": 8, "voided": 13, "rules": (("A rule", 9), ("Another", 4))}
    assert of_span(TERM, **changed) == told


def test_of_a_term_that_is_over_all_is_told_once_and_exactly() -> None:
    told = of_span(Span("Summer", date(2026, 4, 20), date(2026, 7, 22)), **NUMBERS)
    assert [one.words for one in (told.recalled, told.voided)] == ["7", "12"]
    assert told.rules == (("A rule", 8),)
    assert told.fates == Apart({Fate.FINE: 188, Fate.STILL_UP: 9})


def test_a_term_ends_with_its_last_day() -> None:
    """On that day something may still happen."""
    told = [
        of_span(Span("Short", TERM.starts, day), recalled=7).recalled.words
        for day in (DAY, DAY - timedelta(days=1))
    ]
    assert told == ["5", "7"]


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
