"""What is said about measuring a face: who may write it down, and what a no destroys."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from gatekeeper.desk.register.holds import HoldOrder, place_hold
from gatekeeper.domain.biometric_consent import WhyNot
from gatekeeper.domain.biometrics import FORBIDDING, BiometricKind, LookAlike
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.permission import Standing, permissions
from gatekeeper.domain.suggestion import Candidate, Suggested, Suggestion
from gatekeeper.errors import NotAllowed, NotFound, NotYet, UsageError
from gatekeeper.ports import UnitOfWork
from tests.desk.made_school import DAY, PEOPLE
from tests.desk.matched_school import KINDS, MatchedSchool

NO = sorted(FORBIDDING)
YES = sorted(set(BiometricKind) - FORBIDDING)


@pytest.fixture
def school() -> MatchedSchool:
    return MatchedSchool()


def test_notice_and_a_written_yes_open_for_one_child(school: MatchedSchool) -> None:
    told = school.told("amina", KINDS.NOTIFIED, "Ms Test", "Mr Test")
    assert told.against == (WhyNot.NOT_AGREED,)
    assert school.told("amina", KINDS.AGREED, " Mr Test ", paper=" Folder 7 ").against == ()
    with school.begin() as uow:
        records = uow.biometrics.of("amina")
        assert uow.biometrics.of("ben") == ()
    assert [r.said_by for r in records] == ["Ms Test", "Mr Test", "Mr Test"]
    assert (records[2].paper, records[2].recorded_by, records[2].said_on) == (
        "Folder 7",
        "office",
        DAY,
    )


@pytest.mark.parametrize("kind", NO)
def test_a_no_destroys_what_was_measured_in_the_same_step(
    school: MatchedSchool, kind: BiometricKind
) -> None:
    school.enrolled("amina", "ben")
    with school.begin() as uow:
        shown = Suggestion("s1", (Candidate("ben", 900), Candidate("amina", 500)))
        uow.suggestions.put(Suggested("both", "p", "o", "m", (shown,), uow.now))
        ben = Suggestion("s1", (Candidate("ben", 900),))
        uow.suggestions.put(Suggested("ben alone", "p", "o", "m", (ben,), uow.now))
        uow.look_alikes.put(LookAlike("pair", frozenset({"amina", "ben"}), uow.now))
        mine = [e.id for e in uow.enrolments.all() if e.pupil == "amina"]
    done = school.told("amina", kind)
    assert sorted(done.destroyed.enrolments) == sorted(mine)
    with school.begin() as uow:
        assert {e.pupil for e in uow.enrolments.all()} == {"ben"}
        assert [s.id for s in uow.suggestions.all()] == ["ben alone"]
        assert uow.look_alikes.all() == ()
        assert all(uow.destroyed(i) for i in [*mine, "both", "pair"])
        assert uow.pupils.get("amina") is not None
    (entry,) = school.entries("templates.destroyed")
    assert entry.subject == "amina"
    assert entry.details == {"enrolled pictures": "2", "look-alikes": "1", "suggestions": "1"}


def test_a_no_with_nothing_measured_destroys_nothing(school: MatchedSchool) -> None:
    done = school.told("amina", KINDS.OBJECTED)
    assert done.destroyed.ids == ()
    assert school.entries("templates.destroyed") == []


def test_a_further_yes_destroys_nothing(school: MatchedSchool) -> None:
    school.enrolled("amina")
    school.told("amina", KINDS.NOTIFIED, "Mr Test")
    assert school.told("amina", KINDS.AGREED, "Mr Test").destroyed.ids == ()
    with school.begin() as uow:
        assert len(uow.enrolments.all()) == 2


def test_the_small_picture_stays_since_nothing_in_it_is_measured(school: MatchedSchool) -> None:
    school.enrolled("amina")
    school.told("amina", KINDS.WITHDRAWN)
    with school.begin() as uow:
        assert len(uow.reference_pictures.all()) == 1


def everything_shown(uow: UnitOfWork, pupil: str) -> object:
    child = uow.pupils.get(pupil)
    assert child is not None
    standing = Standing(child, uow.consents.of(pupil), uow.bars.of(pupil))
    return permissions(standing, ChannelName, on=DAY)


@pytest.mark.parametrize("kind", BiometricKind)
def test_it_changes_no_permission_to_be_shown(school: MatchedSchool, kind: BiometricKind) -> None:
    school.told("amina", KINDS.NOTIFIED)
    with school.begin() as uow:
        before = everything_shown(uow, "amina")
    school.told("amina", kind)
    with school.begin() as uow:
        assert everything_shown(uow, "amina") == before
    assert school.entries("permission.changed") == []


@pytest.mark.parametrize("kind", BiometricKind)
def test_nothing_of_it_tells_whether_a_hold_stands(kind: BiometricKind) -> None:
    told: list[object] = []
    for held in (False, True):
        school = MatchedSchool()
        school.enrolled("amina")
        if held:
            dsl = school.actor("dsl")
            with school.begin() as uow:
                place_hold(uow, dsl, school.keyring, HoldOrder("amina", "A reason."))
        before = len(school.entries())
        done = school.told("amina", kind)
        entries = [(e.what, e.actor, e.subject, e.details) for e in school.entries()[before:]]
        told.append((done.against, done.destroyed.counts, entries))
    assert told[0] == told[1]


@pytest.mark.parametrize("who", sorted(set(PEOPLE) - {"governor", "coach"}))
def test_any_of_the_staff_takes_a_no_down(school: MatchedSchool, who: str) -> None:
    for kind in NO:
        assert school.told("amina", kind, who=who).against != ()


@pytest.mark.parametrize("who", ["teacher", "dsl", "governor"])
@pytest.mark.parametrize("kind", YES)
def test_a_yes_is_kept_by_office_leadership_and_dpo(
    school: MatchedSchool, who: str, kind: BiometricKind
) -> None:
    with pytest.raises(NotAllowed, match="biometric"):
        school.told("amina", kind, who=who)


def test_a_governor_takes_nothing_down(school: MatchedSchool) -> None:
    with pytest.raises(NotAllowed):
        school.told("amina", KINDS.OBJECTED, who="governor")


def test_nobody_speaks_for_a_child_who_is_not_on_the_register(school: MatchedSchool) -> None:
    with pytest.raises(NotFound):
        school.told("nobody", KINDS.OBJECTED)


@pytest.mark.parametrize(
    ("kind", "by", "changes", "said"),
    [
        (KINDS.OBJECTED, (" ",), {}, "by name"),
        (KINDS.OBJECTED, ("Ms Test", "!"), {}, "by name"),
        (KINDS.AGREED, ("Ms Test",), {"paper": " "}, "in writing alone"),
        (KINDS.AGREED, ("Ms Test",), {"said_on": DAY + timedelta(1)}, "future"),
        (KINDS.NOTIFIED, ("Ms Test",), {"every_parent": False}, "each parent"),
    ],
)
def test_what_is_half_said_is_not_taken(
    school: MatchedSchool,
    kind: BiometricKind,
    by: tuple[str, ...],
    changes: dict[str, Any],
    said: str,
) -> None:
    school.told("amina", KINDS.NOTIFIED)
    with pytest.raises(UsageError, match=said):
        school.told("amina", kind, *by, **changes)
    with school.begin() as uow:
        assert len(uow.biometrics.all()) == 1


def test_a_no_is_taken_without_paper_and_whatever_its_day(school: MatchedSchool) -> None:
    done = school.told("amina", KINDS.OBJECTED, paper="", said_on=DAY + timedelta(9))
    assert WhyNot.PARENT_SAYS_NO in done.against


def test_whoever_agrees_is_a_parent_who_was_notified(school: MatchedSchool) -> None:
    with pytest.raises(NotYet, match=r"Ms Test is not among .* \(nobody\)"):
        school.told("amina", KINDS.AGREED)
    school.told("amina", KINDS.NOTIFIED, "Ms Test", "Mr Test")
    with pytest.raises(NotYet, match=r"Gran is not among .* \(Ms Test and Mr Test\)"):
        school.told("amina", KINDS.AGREED, "Ms Test", "Gran")
    assert school.told("amina", KINDS.AGREED, "ms TEST").against == ()


def test_the_ledger_gets_the_child_and_no_word_of_what_was_said(school: MatchedSchool) -> None:
    school.agreed("amina")
    school.told("amina", KINDS.REFUSED, "Amina")
    entries = school.entries("biometrics.recorded")
    assert [(e.actor, e.subject, e.details) for e in entries] == [("office", "amina", {})] * 3
