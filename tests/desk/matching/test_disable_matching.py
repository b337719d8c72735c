"""Disabling: everything that was measured is destroyed, and it is proved."""

from __future__ import annotations

import pytest

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.matching.disable_matching import Destroyed, disable_matching
from gatekeeper.desk.matching.enable_matching import what_is_missing
from gatekeeper.domain.biometrics import LOCK, LookAlike
from gatekeeper.domain.lock import WhyShut
from gatekeeper.domain.suggestion import Suggested
from gatekeeper.errors import CouldNotCheck, NotAllowed, NotYet, UsageError
from tests.desk.made_school import PEOPLE
from tests.desk.matched_school import MatchedSchool
from tests.fakes.records import FakeUnitOfWork

REASON = "The trial has ended."


@pytest.fixture
def school() -> MatchedSchool:
    school = MatchedSchool()
    school.enrolled("amina", "ben")
    with school.begin() as uow:
        uow.suggestions.put(Suggested("shown", "p", "o", "m", (), uow.now))
        uow.look_alikes.put(LookAlike("pair", frozenset({"amina", "ben"}), uow.now))
    return school


def disable(school: MatchedSchool, who: str = "dpo", reason: str = REASON) -> Destroyed:
    return disable_matching(school.records, school.actor(who), reason)


@pytest.mark.parametrize("who", ["dpo", "head"])
def test_all_that_was_measured_is_destroyed_and_counted(school: MatchedSchool, who: str) -> None:
    with school.begin() as uow:
        ids = [e.id for e in uow.enrolments.all()]
    done = disable(school, who)
    assert done.before == {"enrolled pictures": 4, "look-alikes": 1, "suggestions": 1}
    assert done.after == {"enrolled pictures": 0, "look-alikes": 0, "suggestions": 0}
    with school.begin() as uow:
        assert uow.enrolments.all() + uow.look_alikes.all() + uow.suggestions.all() == ()
        assert all(uow.destroyed(i) for i in [*ids, "shown", "pair"])
        assert WhyShut.CLOSED in what_is_missing(uow)
        lock = uow.locks.get(LOCK)
    assert lock is not None
    assert lock == done.lock
    assert (lock.closed_by, lock.closed_reason) == (who, REASON)
    assert lock.proved_at is not None


def test_small_pictures_stay_since_nothing_in_them_is_measured(school: MatchedSchool) -> None:
    disable(school)
    with school.begin() as uow:
        assert {r.pupil for r in uow.reference_pictures.all()} == {"amina", "ben"}


def test_the_ledger_says_what_was_there_and_that_it_is_gone(school: MatchedSchool) -> None:
    disable(school)
    shut, gone, proved = school.entries()[-3:]
    assert [shut.what, gone.what, proved.what] == [
        "matching.disabled",
        "templates.destroyed",
        "templates.proved_gone",
    ]
    assert gone.details["enrolled pictures"] == "4"
    assert (proved.details["enrolled pictures"], proved.details["keys"]) == ("0", "6")
    assert REASON not in repr(school.entries())


def test_a_key_that_is_still_there_is_not_called_gone(
    school: MatchedSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(FakeUnitOfWork, "destroyed", lambda _uow, owner: owner != "pair")
        with pytest.raises(CouldNotCheck, match="1 measurements could not be destroyed"):
            disable(school)
    with school.begin() as uow:
        lock = uow.locks.get(LOCK)
        assert lock is not None
        assert lock.proved_at is None
        assert WhyShut.CLOSED in what_is_missing(uow)
    assert school.entries("templates.proved_gone") == []


def test_it_may_be_done_again_and_is_proved_again(school: MatchedSchool) -> None:
    disable(school)
    again = disable(school)
    assert again.before == again.after
    assert len(school.entries("templates.proved_gone")) == 2


def test_a_school_that_never_opened_the_lock_can_prove_that_nothing_is_there() -> None:
    done = disable(MatchedSchool())
    assert set(done.before.values()) == {0}


def test_after_it_nobody_is_enrolled_until_the_lock_is_opened_anew(school: MatchedSchool) -> None:
    disable(school)
    with pytest.raises(NotYet, match="shut again"):
        school.enrol_pictures("amina", "amina 3")
    lock = school.open_lock()
    assert (lock.closed_at, lock.proved_at) == (None, None)
    assert school.enrol_pictures("amina", "amina 3").pictures == 1


@pytest.mark.parametrize("who", sorted(set(PEOPLE) - {"dpo", "head"}))
def test_nobody_else_shuts_it(school: MatchedSchool, who: str) -> None:
    with pytest.raises(NotAllowed, match="shut the lock"):
        disable(school, who)


def test_it_needs_a_fresh_step_up_and_a_reason(school: MatchedSchool) -> None:
    bare = Actor(school.actor("dpo").person)
    with pytest.raises(NotAllowed, match="unlocked just now"):
        disable_matching(school.records, bare, REASON)
    with pytest.raises(UsageError, match="reason"):
        disable(school, reason="because")
    with school.begin() as uow:
        assert len(uow.enrolments.all()) == 4
