"""Tests of importing the register: the difference shown, and exactly that applied."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from gatekeeper.desk.register.confirm_register import confirm_register
from gatekeeper.desk.register.import_register import apply, difference
from gatekeeper.desk.register.record_consent import Agreement, record_consent
from gatekeeper.desk.register.register_difference import Move
from gatekeeper.desk.register.register_file import parse
from gatekeeper.desk.register.register_table import RegisterFileRefused
from gatekeeper.desk.register.renumber_pupil import Renumbering, renumber_pupil
from gatekeeper.desk.register.withdraw_consent import Withdrawal, withdraw_consent
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.permission import Standing, may
from gatekeeper.domain.register import Bar, BarKind, ConsentState, Pupil, Use
from gatekeeper.errors import NotAllowed, NotYet, StaleWrite
from tests.desk.opened_school import (
    OpenedSchool,
    adult_row,
    all_answers,
    csv_of,
    pupil_row,
)
from tests.fakes.clock import FrozenClock

CLASS = tuple(pupil_row(f"M{n}") for n in range(1, 13))
INSTAGRAM, LINKEDIN = ChannelName


@pytest.fixture
def school() -> OpenedSchool:
    """Return a school whose register has twelve children who may be shown."""
    school = OpenedSchool()
    school.take(*CLASS)
    school.clock.move(days=1)
    return school


def with_row(mis_id: str, **cells: str) -> tuple[dict[str, str], ...]:
    """Return the class with other cells for one child."""
    return tuple(row | cells if row["mis_id"] == mis_id else row for row in CLASS)


def child(school: OpenedSchool, mis_id: str) -> Standing:
    with school.begin() as uow:
        pupil_id = uow.pupil_id(mis_id)
        assert pupil_id is not None
        pupil = uow.pupils.get(pupil_id)
        assert pupil is not None
        return Standing(pupil, uow.consents.of(pupil_id), uow.bars.of(pupil_id))


def allowed(school: OpenedSchool, mis_id: str) -> set[str]:
    """Return what a child may be shown for today."""
    standing, today = child(school, mis_id), school.clock.now().date()
    return {
        f"{channel}_{use}"
        for channel in ChannelName
        for use in Use
        if may(standing, channel, use, on=today)
    }


def changed(school: OpenedSchool) -> list[str]:
    return [entry.subject for entry in school.ledger("permission.changed")]


# --- the first import ------------------------------------------------------------------------


def test_the_difference_changes_nothing() -> None:
    school = OpenedSchool()
    before = school.ledger()
    assert school.difference(*CLASS).counts["joiners"] == 12
    with school.begin() as uow:
        assert not uow.pupils.all()
        assert not uow.imports.all()
    assert school.ledger() == before


def test_joiners_are_on_the_roll_with_every_answer_of_theirs() -> None:
    school = OpenedSchool()
    row = pupil_row(
        "M1", known_as="Em", groups="Choir;Chess", siblings="M2", linkedin_named="no", paper="F1"
    )
    imported = school.take(row)
    standing = child(school, "M1")
    assert standing.pupil == Pupil(
        standing.pupil.id,
        "M1",
        "M1",
        "Test",
        "Em",
        "Year 4",
        frozenset({"Choir", "Chess"}),
        frozenset({"M2"}),
    )
    assert len(standing.consents) == 10
    assert "linkedin_named" not in allowed(school, "M1")
    assert len(allowed(school, "M1")) == 9
    assert {c.recorded_by for c in standing.consents} == {school.people["office"].id}
    assert imported.difference.counts["joiners"] == 1
    assert imported.difference.counts["given"] == 0


def test_an_import_is_on_record_with_its_counts_and_no_name() -> None:
    school = OpenedSchool()
    imported = school.take(*CLASS)
    (entry,) = school.ledger("register.imported")
    with school.begin() as uow:
        (record,) = uow.imports.all()
    assert (record.id, record.kind, record.counts["joiners"]) == (imported.id, "import", 12)
    assert record.file_digest == imported.difference.file
    assert record.file_digest not in entry.details.values()
    assert len(entry.details["file"]) == len(record.file_digest)
    assert (entry.subject, entry.details["joiners"]) == (record.id, "12")
    assert "Test" not in repr(school.ledger())


def test_a_blank_answer_is_no_record_and_no_yes() -> None:
    school = OpenedSchool()
    school.take(pupil_row("M1", **all_answers("")))
    assert child(school, "M1").consents == ()
    assert allowed(school, "M1") == set()


def test_a_child_who_had_left_before_the_first_import_is_known_and_may_not_be_shown() -> None:
    school = OpenedSchool()
    imported = school.take(pupil_row("M1", left_on="23/10/2026"), pupil_row("M2"))
    assert [c.move for c in imported.difference.pupils] == [Move.STAYS, Move.JOINS]
    assert allowed(school, "M1") == set()


# --- what changed ----------------------------------------------------------------------------


def test_the_same_file_again_changes_nothing_but_keeps_the_register_fresh(
    school: OpenedSchool,
) -> None:
    entries = changed(school)
    imported = school.take(*CLASS)
    assert imported.difference.pupils == ()
    assert set(imported.difference.counts.values()) == {0}
    assert changed(school) == entries
    with school.begin() as uow:
        assert len(uow.imports.all()) == 2
        assert len(uow.consents.all()) == 120


@pytest.mark.parametrize(
    ("word", "state", "count"),
    [
        ("no", ConsentState.REFUSED, "refused"),
        ("withdrawn", ConsentState.WITHDRAWN, "withdrawn"),
        ("", ConsentState.NOT_ANSWERED, "lapsed"),
    ],
)
def test_only_what_changed_is_written_and_told(
    school: OpenedSchool, word: str, state: ConsentState, count: str
) -> None:
    entries = changed(school)
    imported = school.take(*with_row("M3", instagram_named=word))
    ((change, answer),) = imported.difference.answered(state)
    assert (change.after.mis_id, answer.before) == ("M3", ConsentState.GIVEN)
    assert (answer.consent.channel, answer.consent.use) == (INSTAGRAM, Use.NAMED)
    assert imported.difference.counts == {
        **dict.fromkeys(imported.difference.counts, 0),
        count: 1,
    }
    assert allowed(school, "M3") == allowed(school, "M4") - {"instagram_named"}
    assert changed(school)[len(entries) :] == [school.pupil("M3")]
    with school.begin() as uow:
        assert len(uow.consents.all()) == 121


def test_what_a_family_said_before_stays_on_record(school: OpenedSchool) -> None:
    school.take(*with_row("M3", **all_answers("no")))
    school.clock.move(days=1)
    school.take(*with_row("M3", given_on="18/11/2026"))
    states = [c.state for c in child(school, "M3").consents if c.use is Use.WORK]
    assert (
        states == [ConsentState.GIVEN] * 2 + [ConsentState.REFUSED] * 2 + [ConsentState.GIVEN] * 2
    )
    assert len(allowed(school, "M3")) == 10


def test_an_answer_that_ran_out_lapses(school: OpenedSchool) -> None:
    imported = school.take(*with_row("M3", until="01/11/2026"))
    assert imported.difference.counts["lapsed"] == 1
    assert allowed(school, "M3") == set()


def test_a_renewal_is_written_but_changes_no_permission(school: OpenedSchool) -> None:
    entries = changed(school)
    imported = school.take(*with_row("M3", until="20/07/2028", paper="Folder 5"))
    assert imported.difference.counts == dict.fromkeys(imported.difference.counts, 0)
    assert {c.until for c in child(school, "M3").consents[10:]} == {date(2028, 7, 20)}
    assert changed(school) == entries


def test_a_new_name_or_class_is_a_detail_and_no_change_of_permission(
    school: OpenedSchool,
) -> None:
    entries = changed(school)
    imported = school.take(*with_row("M3", **{"known_as": "Em", "class": "Year 5"}))
    (change,) = imported.difference.pupils
    assert change.details == ("known_as", "school_class")
    assert child(school, "M3").pupil.called == "Em Test"
    assert changed(school) == entries
    assert imported.difference.counts["details"] == 1


# --- one child or two -----------------------------------------------------------------------

TWIN = pupil_row("M99", first_name="M3", **all_answers("no"))


def test_a_joiner_with_the_name_of_a_known_child_is_asked_about(school: OpenedSchool) -> None:
    with pytest.raises(RegisterFileRefused, match=r"Row 14: .*M99.* under M3") as caught:
        school.take(*CLASS, TWIN)
    assert "register renumber M3 M99" in str(caught.value)
    assert "--another-child M99" in str(caught.value)
    with school.begin() as uow:
        assert len(uow.pupils.all()) == 12


@pytest.mark.parametrize("said", ["M99", " m99 "])
def test_children_of_one_name_are_told_apart_by_id_once_it_was_said(
    school: OpenedSchool, said: str
) -> None:
    school.take(*CLASS, TWIN, others=[said])
    assert len(allowed(school, "M3")) == 10
    assert allowed(school, "M99") == set()
    assert school.take(*CLASS, TWIN).difference.pupils == (), "asked once only"


@pytest.mark.parametrize(
    "cells",
    [
        {"first_name": "m-3", "surname": "TÉST"},
        {"first_name": "Em", "known_as": "M3"},
        {"first_name": "Em"},
    ],
)
def test_another_spelling_or_the_name_used_at_school_is_the_same_name(
    school: OpenedSchool, cells: dict[str, str]
) -> None:
    school.take(*with_row("M3", known_as="Em"))
    with pytest.raises(RegisterFileRefused, match="name of a child on record"):
        school.take(*CLASS, pupil_row("M99", **cells))


def test_a_child_who_left_is_asked_about_too(school: OpenedSchool) -> None:
    school.take(*CLASS[1:])
    school.clock.move(days=100)
    with pytest.raises(RegisterFileRefused, match=r"M1-B.* under M1"):
        school.take(*CLASS[1:], pupil_row("M1-B", first_name="M1"))


def test_every_number_under_which_the_name_stands_is_named(school: OpenedSchool) -> None:
    school.take(*CLASS, TWIN, others=["M99"])
    with pytest.raises(RegisterFileRefused, match="under M3 and M99"):
        school.take(*CLASS, TWIN, pupil_row("M100", first_name="M3"))


def test_a_difference_shown_before_somebody_said_so_is_not_the_one_applied(
    school: OpenedSchool,
) -> None:
    office, parsed = school.actor("office"), parse(csv_of(*CLASS))
    with school.begin() as uow:
        shown = difference(uow, office, parsed, give_back=["M3"])
    with pytest.raises(StaleWrite), school.begin() as uow:
        apply(uow, office, parsed, shown.id)


def test_a_mis_id_in_another_spelling_is_the_same_child(school: OpenedSchool) -> None:
    before = school.pupil("M3")
    rows = [row | {"mis_id": "m3"} if row["mis_id"] == "M3" else row for row in CLASS]
    imported = school.take(*rows)
    (change,) = imported.difference.pupils
    assert change.details == ("mis_id",)
    assert school.pupil("M3") == school.pupil("m3") == before
    assert child(school, "M3").pupil.mis_id == "m3"


# --- joiners and leavers ---------------------------------------------------------------------


def test_a_child_who_is_not_in_the_file_left_today(school: OpenedSchool) -> None:
    imported = school.take(*CLASS[1:])
    (change,) = imported.difference.moving(Move.LEAVES)
    assert change.before is not None
    assert child(school, "M1").pupil.left_on == school.clock.now().date()
    assert allowed(school, "M1") == set()
    assert changed(school)[-1] == change.before.id


def test_a_leaver_leaves_once(school: OpenedSchool) -> None:
    school.take(*CLASS[1:])
    assert school.difference(*CLASS[1:]).pupils == ()


def test_a_leaver_whom_the_file_names_left_on_the_day_it_says(school: OpenedSchool) -> None:
    imported = school.take(*with_row("M1", left_on="13/11/2026"))
    assert imported.difference.counts["leavers"] == 1
    assert child(school, "M1").pupil.left_on == date(2026, 11, 13)


def test_a_day_of_leaving_to_come_is_a_detail_until_it_comes(school: OpenedSchool) -> None:
    imported = school.take(*with_row("M1", left_on="18/12/2026"))
    assert imported.difference.counts["leavers"] == 0
    assert len(allowed(school, "M1")) == 10


def test_a_child_who_comes_back_is_the_same_child(school: OpenedSchool) -> None:
    before = school.pupil("M1")
    school.take(*CLASS[1:])
    school.clock.move(days=30)
    imported = school.take(*CLASS)
    (change,) = imported.difference.moving(Move.JOINS)
    assert school.pupil("M1") == before == change.after.id
    assert len(allowed(school, "M1")) == 10


def test_a_tenth_may_leave_and_more_than_a_tenth_only_when_told() -> None:
    school = OpenedSchool()
    rows = [pupil_row(f"M{n}") for n in range(100)]
    school.take(*rows)
    with pytest.raises(NotAllowed, match="11 of 100 children would leave") as caught:
        school.take(*rows[11:])
    assert "more than a tenth may leave" in caught.value.remedy
    with school.begin() as uow:
        assert all(pupil.left_on is None for pupil in uow.pupils.all())
        assert len(uow.imports.all()) == 1
    school.take(*rows[10:])
    with school.begin() as uow:
        assert sum(pupil.left_on is not None for pupil in uow.pupils.all()) == 10


def test_more_than_a_tenth_leaves_when_told(school: OpenedSchool) -> None:
    imported = school.take(*CLASS[5:], drop=True)
    assert imported.difference.counts["leavers"] == 5


def test_saying_that_all_have_left_drops_the_roll_no_less_than_leaving_them_out(
    school: OpenedSchool,
) -> None:
    rows = [row | {"left_on": "13/11/2026"} for row in CLASS]
    with pytest.raises(NotAllowed, match="12 of 12"):
        school.take(*rows)


# --- shown is applied, or nothing -----------------------------------------------------------


def test_an_old_difference_is_refused_when_the_register_changed(school: OpenedSchool) -> None:
    parsed = parse(csv_of(*with_row("M3", **all_answers("no"))))
    shown = school.difference(*with_row("M3", **all_answers("no")))
    school.take(*with_row("M4", known_as="Em"))
    actor = school.actor("office")
    with pytest.raises(StaleWrite, match="has changed since"), school.begin() as uow:
        apply(uow, actor, parsed, shown.id)
    assert len(allowed(school, "M3")) == 10


def test_the_difference_of_one_file_does_not_apply_another(school: OpenedSchool) -> None:
    shown, actor = school.difference(*CLASS), school.actor("office")
    other = parse(csv_of(*with_row("M3", known_as="Em")))
    with pytest.raises(StaleWrite), school.begin() as uow:
        apply(uow, actor, other, shown.id)


def test_of_two_imports_at_once_the_second_is_refused(school: OpenedSchool) -> None:
    rows = with_row("M3", **all_answers("no"))
    parsed, actor = parse(csv_of(*rows)), school.actor("office")
    first, second = school.difference(*rows), school.difference(*rows)
    assert first.id == second.id
    with school.begin() as uow:
        apply(uow, actor, parsed, first.id)
    with pytest.raises(StaleWrite), school.begin() as uow:
        apply(uow, actor, parsed, second.id)
    with school.begin() as uow:
        assert len(uow.imports.all()) == 2


def test_a_withdrawal_in_between_makes_the_difference_old(school: OpenedSchool) -> None:
    shown, office = school.difference(*CLASS), school.actor("office")
    pupil = school.pupil("M3")
    with school.begin() as uow:
        withdraw_consent(uow, office, Withdrawal(pupil, "Ms Test"))
    with pytest.raises(StaleWrite), school.begin() as uow:
        apply(uow, office, parse(csv_of(*CLASS)), shown.id)


@pytest.mark.parametrize("who", ["teacher", "dsl", "dpo", "governor"])
def test_only_office_and_leadership_import(school: OpenedSchool, who: str) -> None:
    with pytest.raises(NotAllowed, match="keep the register"):
        school.take(*CLASS, who=who)


# --- withdrawn stays withdrawn --------------------------------------------------------------


def test_a_file_of_before_the_withdrawal_does_not_give_the_consent_back(
    school: OpenedSchool,
) -> None:
    office, pupil = school.actor("office"), school.pupil("M3")
    with school.begin() as uow:
        withdraw_consent(
            uow, office, Withdrawal(pupil, "Ms Test", frozenset({INSTAGRAM}), frozenset(Use))
        )
    imported = school.take(*CLASS)
    assert imported.difference.pupils == ()
    assert ["M3 Test stays withdrawn" in note for note in imported.difference.notes] == [True]
    assert {name.partition("_")[0] for name in allowed(school, "M3")} == {"linkedin"}


@pytest.mark.parametrize(("days", "given"), [(-1, False), (0, True), (1, True)])
def test_a_yes_of_that_day_or_later_gives_it_back_once_somebody_says_so(
    school: OpenedSchool, days: int, *, given: bool
) -> None:
    office, pupil = school.actor("office"), school.pupil("M3")
    with school.begin() as uow:
        withdraw_consent(uow, office, Withdrawal(pupil, "Ms Test"))
    answered = school.clock.now().date() + timedelta(days)
    school.clock.move(days=2)
    rows = with_row("M3", given_on=f"{answered:%d/%m/%Y}")
    school.take(*rows, give_back=["M4"])
    assert allowed(school, "M3") == set()
    notes = school.take(*rows, give_back=[" m3"]).difference.notes
    assert (len(allowed(school, "M3")) == 10) is given
    assert any("not of a later day" in note for note in notes) is not given


@pytest.mark.parametrize("word", ["no", "withdrawn", ""])
def test_a_no_in_a_file_does_not_make_the_files_own_of_what_was_withdrawn_at_the_desk(
    school: OpenedSchool, word: str
) -> None:
    office, pupil = school.actor("office"), school.pupil("M3")
    with school.begin() as uow:
        withdraw_consent(uow, office, Withdrawal(pupil, "Ms Test"))
    for answer, give_back in ((word, ["M3"]), ("yes", ["M4"])):
        school.clock.move(days=1)
        cells = all_answers(answer) | {"given_on": f"{school.clock.now():%d/%m/%Y}"}
        school.take(*with_row("M3", **cells), give_back=give_back)
    assert allowed(school, "M3") == set()


@pytest.mark.parametrize("between", ["no", "", "yes"])
def test_an_answer_of_before_a_no_never_takes_its_place(school: OpenedSchool, between: str) -> None:
    school.take(*with_row("M3", **all_answers("no"), given_on="10/11/2026"))
    school.take(*with_row("M3", **all_answers(between), given_on="05/09/2026"))
    imported = school.take(*CLASS)
    assert imported.difference.pupils == ()
    (note,) = imported.difference.notes
    assert note.startswith("Row 4: M3 Test stays refused: the yes in the file is not of a later")
    assert allowed(school, "M3") == set()


def test_a_yes_is_taken_where_the_no_on_record_has_no_day(school: OpenedSchool) -> None:
    school.take(*with_row("M3", **all_answers("no"), given_on="", until=""))
    school.take(*CLASS)
    assert len(allowed(school, "M3")) == 10


def test_a_withdrawal_in_a_file_counts_from_the_day_on_which_it_was_recorded(
    school: OpenedSchool,
) -> None:
    school.take(*with_row("M3", **all_answers("withdrawn"), given_on="04/09/2026"))
    school.take(*with_row("M3", given_on="10/11/2026"))
    assert allowed(school, "M3") == set()
    school.clock.move(days=1)
    school.take(*with_row("M3", given_on="18/11/2026"))
    assert len(allowed(school, "M3")) == 10


@pytest.mark.parametrize("word", ["no", "", "withdrawn"])
def test_another_no_of_before_leaves_the_withdrawal_as_it_is(
    school: OpenedSchool, word: str
) -> None:
    office, pupil = school.actor("office"), school.pupil("M3")
    with school.begin() as uow:
        withdraw_consent(uow, office, Withdrawal(pupil, "Ms Test"))
    imported = school.take(*with_row("M3", **all_answers(word)))
    assert imported.difference.pupils == ()
    assert imported.difference.notes == ()


def test_nobody_answers_in_the_future(school: OpenedSchool) -> None:
    with pytest.raises(RegisterFileRefused, match="Row 4: given_on lies in the future"):
        school.difference(*with_row("M3", given_on="18/11/2026"))
    with pytest.raises(RegisterFileRefused, match="Row 2: given_on lies in the future"):
        school.difference(adult_row("A1", given_on="18/11/2026"))


# --- disagreement and objection --------------------------------------------------------------


def standing_bars(school: OpenedSchool, mis_id: str) -> list[tuple[BarKind, str]]:
    return [(b.kind, b.said_by) for b in child(school, mis_id).bars if b.lifted_at is None]


def test_parents_who_disagree_bar_the_child_until_the_file_says_otherwise(
    school: OpenedSchool,
) -> None:
    school.take(*with_row("M3", refused_by="Mr Other"))
    assert standing_bars(school, "M3") == [(BarKind.DISAGREEMENT, "Mr Other")]
    assert allowed(school, "M3") == set()
    assert school.difference(*with_row("M3", refused_by="Mr Other")).pupils == ()
    school.take(*CLASS)
    assert standing_bars(school, "M3") == []
    assert len(allowed(school, "M3")) == 10
    assert changed(school)[-2:] == [school.pupil("M3")] * 2


def test_another_parent_who_refuses_is_written_down_as_such(school: OpenedSchool) -> None:
    school.take(*with_row("M3", refused_by="Mr Other"))
    school.take(*with_row("M3", refused_by="Ms Other"))
    assert standing_bars(school, "M3") == [(BarKind.DISAGREEMENT, "Ms Other")]


def test_a_child_who_says_no_may_not_be_shown_until_the_file_says_otherwise(
    school: OpenedSchool,
) -> None:
    school.take(*with_row("M3", child_says_no="yes"))
    assert [kind for kind, _ in standing_bars(school, "M3")] == [BarKind.OBJECTION]
    assert allowed(school, "M3") == set()
    school.take(*CLASS)
    assert len(allowed(school, "M3")) == 10


def test_an_objection_from_elsewhere_is_not_lifted_by_a_file(school: OpenedSchool) -> None:
    pupil = school.pupil("M3")
    with school.begin() as uow:
        for bar_id, post in (("standing", None), ("today", "post1")):
            uow.bars.put(Bar(bar_id, pupil, BarKind.OBJECTION, uow.now, "teacher", about=post))
    school.take(*CLASS)
    assert [kind for kind, _ in standing_bars(school, "M3")] == [BarKind.OBJECTION] * 2


# --- adults -------------------------------------------------------------------------------------


def test_adults_have_their_own_file_and_answers(school: OpenedSchool) -> None:
    imported = school.take(adult_row("A1"), adult_row("A2", linkedin="no"))
    with school.begin() as uow:
        agreed = {adult.id: adult.agreed for adult in uow.adults.all()}
    assert agreed == {"A1": frozenset(ChannelName), "A2": frozenset({INSTAGRAM})}
    assert imported.difference.counts["adults"] == 2
    assert [e.subject for e in school.ledger("adult.changed")] == ["A1", "A2"]
    assert [e.subject for e in school.ledger("adults.imported")] == [imported.id]


def test_only_adults_who_changed_are_written(school: OpenedSchool) -> None:
    school.take(adult_row("A1"), adult_row("A2"))
    imported = school.take(adult_row("A1"), adult_row("A2", instagram="withdrawn"))
    ((before, after),) = [(c.before, c.after) for c in imported.difference.adults]
    assert before is not None
    assert (before.agreed, after.agreed) == (frozenset(ChannelName), frozenset({LINKEDIN}))


def test_an_adult_who_is_no_longer_in_the_file_agrees_to_nothing(school: OpenedSchool) -> None:
    school.take(adult_row("A1"), adult_row("A2"))
    school.take(adult_row("A2"))
    with school.begin() as uow:
        adult = uow.adults.get("A1")
    assert adult is not None
    assert adult.agreed == frozenset()
    assert school.difference(adult_row("A2")).adults == ()


def test_a_file_of_adults_leaves_the_pupils_and_the_registers_age_alone(
    school: OpenedSchool,
) -> None:
    imported = school.take(adult_row("A1"))
    assert not imported.difference.pupils
    assert not imported.voided
    with school.begin() as uow:
        assert len(uow.imports.all()) == 1
        assert all(pupil.left_on is None for pupil in uow.pupils.all())


def test_an_old_difference_of_adults_is_refused(school: OpenedSchool) -> None:
    shown, actor = school.difference(adult_row("A1")), school.actor("office")
    school.take(adult_row("A1"))
    with pytest.raises(StaleWrite), school.begin() as uow:
        apply(uow, actor, parse(csv_of(adult_row("A1"))), shown.id)


# --- nothing has changed --------------------------------------------------------------------


def test_the_office_may_say_that_nothing_has_changed(school: OpenedSchool) -> None:
    office = school.actor("office")
    with school.begin() as uow:
        confirmed = confirm_register(uow, office)
        assert uow.imports.all()[-1] == confirmed
    assert (confirmed.kind, confirmed.by) == ("nothing has changed", office.id)
    assert school.ledger("register.confirmed")[0].subject == confirmed.id


def test_nothing_can_be_confirmed_before_an_import() -> None:
    school = OpenedSchool()
    office = school.actor("office")
    with pytest.raises(NotYet), school.begin() as uow:
        confirm_register(uow, office)


def test_a_teacher_confirms_nothing(school: OpenedSchool) -> None:
    teacher = school.actor("teacher")
    with pytest.raises(NotAllowed), school.begin() as uow:
        confirm_register(uow, teacher)


def test_oakfields_register_imports_and_says_no_to_whom_it_should(
    checkout: Path,
) -> None:
    school = OpenedSchool(FrozenClock(datetime(2026, 11, 23, 9, 0, tzinfo=UTC)))
    office = school.actor("office")
    for name in ("oakfield_register.csv", "oakfield_adults.csv"):
        parsed = parse((checkout / "consent_data" / name).read_bytes())
        with school.begin() as uow:
            apply(uow, office, parsed, difference(uow, office, parsed).id)
    with school.begin() as uow:
        first_names = {p.mis_id: p.first_name for p in uow.pupils.all()}
    nobody = {name for mis, name in first_names.items() if not allowed(school, mis)}
    refusing = {"Tunde", "Kiko", "Omar", "Sade", "Uma", "Yann", "Imogen", "Ivo"}
    assert nobody == refusing


def test_two_numbers_of_one_child_in_one_file_are_refused(school: OpenedSchool) -> None:
    office = school.actor("office")
    with school.begin() as uow:
        renumber_pupil(uow, office, Renumbering("M3", "M3-B"))
    with pytest.raises(RegisterFileRefused, match=r"M3-B and M3 .row 4. are numbers of one child"):
        school.take(*CLASS, pupil_row("M3-B", first_name="Somebody"))


ENDS = date(2026, 12, 18)


def at_desk(school: OpenedSchool, given_on: date, until: date | None) -> None:
    office, pupil = school.actor("office"), school.pupil("M3")
    what = frozenset(ChannelName), frozenset(Use)
    with school.begin() as uow:
        record_consent(uow, office, Agreement(pupil, *what, "Ms Test", given_on, "New", until))


@pytest.mark.parametrize("day", [date(2026, 9, 4), date(2026, 9, 5)])
def test_a_yes_that_was_limited_at_the_desk_is_not_made_longer_by_an_older_file(
    school: OpenedSchool, day: date
) -> None:
    at_desk(school, day, ENDS)
    imported = school.take(*CLASS)

    assert imported.difference.pupils == ()
    (note,) = imported.difference.notes
    assert "M3 Test stays given as it was written down at the desk" in note
    assert "until 18 December 2026. The yes in the file is not of a later day." in note
    assert may(child(school, "M3"), INSTAGRAM, Use.GROUP, on=ENDS)
    assert not may(child(school, "M3"), INSTAGRAM, Use.GROUP, on=ENDS + timedelta(1))


@pytest.mark.parametrize(
    ("given_on", "until"), [(date(2026, 9, 3), ENDS), (date(2026, 9, 4), None)]
)
def test_a_yes_in_the_file_that_is_later_or_ends_sooner_is_taken(
    school: OpenedSchool, given_on: date, until: date | None
) -> None:
    at_desk(school, given_on, until)
    imported = school.take(*CLASS)

    assert imported.difference.notes == ()
    assert not may(child(school, "M3"), INSTAGRAM, Use.GROUP, on=date(2027, 7, 22))


def test_a_no_in_an_older_file_still_counts_against_a_yes_from_the_desk(
    school: OpenedSchool,
) -> None:
    at_desk(school, date(2026, 9, 5), ENDS)
    school.take(*with_row("M3", **all_answers("no")))
    assert allowed(school, "M3") == set()
