"""Opening the lock: by the data protection officer alone, and with everything the law asks for."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.matching.enable_matching import (
    current_lock,
    enable_matching,
    require_open,
    set_scope,
    what_is_missing,
)
from gatekeeper.desk.people.end_person import end_person
from gatekeeper.domain.biometrics import Lock, Scope
from gatekeeper.domain.lock import WhyShut
from gatekeeper.domain.suggestion import Suggested
from gatekeeper.errors import NotAllowed, NotYet, UsageError
from tests.desk.made_school import DAY, PEOPLE
from tests.desk.matched_school import OPENING, MatchedSchool


@pytest.fixture
def school() -> MatchedSchool:
    return MatchedSchool()


def missing(school: MatchedSchool) -> set[WhyShut]:
    with school.begin() as uow:
        return set(what_is_missing(uow))


def test_a_new_school_has_the_lock_shut_and_is_told_all_that_is_missing(
    school: MatchedSchool,
) -> None:
    assert WhyShut.NOT_OPENED in missing(school)
    with pytest.raises(NotYet) as caught, school.begin() as uow:
        require_open(uow)
    for why in missing(school):
        assert why.value in str(caught.value)
    assert "--reference-only" in caught.value.remedy


def test_the_officer_opens_it_and_it_says_on_what_it_rests(school: MatchedSchool) -> None:
    lock = school.open_lock()
    assert missing(school) == set()
    with school.begin() as uow:
        assert require_open(uow) == lock
    assert (lock.dpia, lock.officer, lock.scope) == (OPENING.dpia, "dpo", Scope.GROUP)
    assert lock.opened_at == lock.scope_set_at
    assert lock.review_by == OPENING.review_by


@pytest.mark.parametrize("who", sorted(set(PEOPLE) - {"dpo"}))
def test_nobody_else_opens_it_or_says_how_far(school: MatchedSchool, who: str) -> None:
    with pytest.raises(NotAllowed, match="open the lock"):
        school.open_lock(who=who)
    school.open_lock()
    actor = school.actor(who)
    with pytest.raises(NotAllowed, match="open the lock"), school.begin() as uow:
        set_scope(uow, actor, Scope.SCHOOL, "Because we want to.")


def test_it_needs_a_fresh_step_up(school: MatchedSchool) -> None:
    bare = Actor(school.actor("dpo").person)
    with pytest.raises(NotAllowed, match="unlocked just now"), school.begin() as uow:
        enable_matching(uow, bare, OPENING)
    school.open_lock()
    with pytest.raises(NotAllowed, match="unlocked just now"), school.begin() as uow:
        set_scope(uow, bare, Scope.SCHOOL, "Every family has agreed.")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"dpia": " "}, WhyShut.NO_ASSESSMENT.value),
        ({"noticed_on": None}, WhyShut.NO_NOTICE.value),
        ({"noticed_on": DAY + timedelta(1)}, WhyShut.NO_NOTICE.value),
        ({"review_by": None}, WhyShut.NO_REVIEW.value),
        ({"review_by": DAY - timedelta(1)}, WhyShut.REVIEW_PASSED.value),
        ({"review_by": DAY + timedelta(367)}, "within a year"),
        ({"alternative": ""}, WhyShut.NO_ALTERNATIVE.value),
        ({"scope_reason": "because"}, "reason"),
    ],
)
def test_it_stays_shut_without_any_one_condition(
    school: MatchedSchool, change: dict[str, Any], said: str
) -> None:
    with pytest.raises(UsageError, match=re.escape(said)):
        school.open_lock(replace(OPENING, **change))
    assert WhyShut.NOT_OPENED in missing(school)


def test_all_that_is_missing_is_said_at_once(school: MatchedSchool) -> None:
    with pytest.raises(UsageError) as caught:
        school.open_lock(replace(OPENING, dpia="", alternative=""))
    assert WhyShut.NO_ASSESSMENT.value in str(caught.value)
    assert WhyShut.NO_ALTERNATIVE.value in str(caught.value)


def test_it_shuts_by_itself_when_the_review_has_passed(school: MatchedSchool) -> None:
    school.open_lock(replace(OPENING, review_by=DAY))
    assert missing(school) == set()
    school.clock.move(days=1)
    assert missing(school) == {WhyShut.REVIEW_PASSED}
    school.open_lock(replace(OPENING, review_by=DAY + timedelta(days=90)))
    assert missing(school) == set()


def test_it_shuts_by_itself_when_the_officer_leaves(school: MatchedSchool) -> None:
    school.open_lock()
    head = school.actor("head")
    with school.begin() as uow:
        end_person(uow, head, "dpo")
    assert missing(school) == {WhyShut.NO_OFFICER}


def test_how_far_it_opens_is_a_dated_entry_with_a_reason(school: MatchedSchool) -> None:
    opened, actor = school.open_lock(), school.actor("dpo")
    with school.begin() as uow:
        lock = set_scope(uow, actor, Scope.TAPPED_OUT, " Year 4 is nearly complete. ")
        assert uow.locks.version(lock.id) == 2
    assert lock.scope is Scope.TAPPED_OUT
    assert lock.scope_reason == "Year 4 is nearly complete."
    assert opened.scope_set_at is not None
    assert lock.scope_set_at is not None
    assert lock.scope_set_at > opened.scope_set_at
    assert lock.opened_at == opened.opened_at


def test_what_was_suggested_under_another_scope_goes(school: MatchedSchool) -> None:
    school.open_lock()
    actor = school.actor("dpo")
    with school.begin() as uow:
        uow.suggestions.put(Suggested("x", "p", "o", "matcher 1", (), uow.now))
    with school.begin() as uow:
        set_scope(uow, actor, Scope.TAPPED_OUT, "Year 4 is nearly complete.")
    with school.begin() as uow:
        assert uow.suggestions.all() == ()
        assert uow.destroyed("x")


def test_how_far_is_not_said_of_a_shut_lock_nor_without_a_reason(school: MatchedSchool) -> None:
    actor = school.actor("dpo")
    with pytest.raises(NotYet), school.begin() as uow:
        set_scope(uow, actor, Scope.SCHOOL, "Every family has agreed.")
    school.open_lock()
    with pytest.raises(UsageError, match="reason"), school.begin() as uow:
        set_scope(uow, actor, Scope.SCHOOL, "because")


def test_the_ledger_gets_ids_and_digests_alone(school: MatchedSchool) -> None:
    school.open_lock()
    actor = school.actor("dpo")
    with school.begin() as uow:
        set_scope(uow, actor, Scope.SCHOOL, "Every family has agreed.")
        assert current_lock(uow) != Lock()
    opened, scope = school.entries("matching.enabled", "matching.scope_set")
    assert (opened.actor, opened.subject, opened.details["scope"]) == ("dpo", "school", "group")
    assert scope.details["scope"] == "school"
    assert opened.details["lock"] != scope.details["lock"]
    said = repr((opened, scope))
    assert "DPIA" not in said
    assert "famil" not in said
