"""Attacks through the register that come to nothing: imports, erasures, holds."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest

from gatekeeper.desk.register.erase_child import Erasure, erase_child
from gatekeeper.desk.register.holds import HoldOrder, place_hold
from gatekeeper.desk.register.import_register import difference
from gatekeeper.desk.register.register_file import parse
from gatekeeper.desk.register.register_table import RegisterFileRefused
from gatekeeper.desk.register.renumber_pupil import Renumbering, renumber_pupil
from gatekeeper.desk.register.withdraw_consent import Withdrawal, withdraw_consent
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.permission import Standing, may
from gatekeeper.domain.register import Use
from gatekeeper.errors import GatekeeperError, NotAllowed, NotYet
from tests.desk.opened_school import OpenedSchool, all_answers, csv_of, pupil_row

CLASS = tuple(pupil_row(f"M{n}") for n in range(1, 13))


def opened() -> OpenedSchool:
    school = OpenedSchool()
    school.take(*CLASS)
    school.clock.move(days=1)
    return school


def anybody_called_m3_may_be_shown(school: OpenedSchool) -> bool:
    """Whether a child of the name of M3 on the roll may be shown in a group on Instagram."""
    today = school.clock.now().date()
    with school.begin() as uow:
        return any(
            may(
                Standing(p, uow.consents.of(p.id), uow.bars.of(p.id)),
                ChannelName.INSTAGRAM,
                Use.GROUP,
                on=today,
            )
            for p in uow.pupils.all()
            if p.first_name == "M3"
        )


def hold_m3(school: OpenedSchool) -> None:
    dsl = school.actor("dsl")
    with school.begin() as uow:
        pupil = uow.pupil_id("M3")
        assert pupil is not None
        place_hold(uow, dsl, school.keyring, HoldOrder(pupil, "A reason."))


def withdraw_m3(school: OpenedSchool, **what: Any) -> None:
    teacher = school.actor("teacher")
    with school.begin() as uow:
        pupil = uow.pupil_id("M3")
        assert pupil is not None
        withdraw_consent(uow, teacher, Withdrawal(pupil, "Ms Test", **what))


@pytest.mark.parametrize("new_id", ["m3", "M3-B"])
def test_a_new_mis_id_does_not_lift_a_hold(new_id: str) -> None:
    school = opened()
    hold_m3(school)
    rows = [r | {"mis_id": new_id} if r["mis_id"] == "M3" else r for r in CLASS]
    try:
        school.take(*rows)
    except GatekeeperError:
        return
    assert not anybody_called_m3_may_be_shown(school)


def test_a_new_mis_id_does_not_give_a_withdrawn_consent_back() -> None:
    school = opened()
    withdraw_m3(school)
    rows = [r | {"mis_id": "M3-B"} if r["mis_id"] == "M3" else r for r in CLASS]
    try:
        school.take(*rows)
    except GatekeeperError:
        return
    assert not anybody_called_m3_may_be_shown(school)


def test_a_child_on_the_roll_is_not_erased_to_come_back_without_a_hold() -> None:
    school = opened()
    hold_m3(school)
    dpo, pupil = school.actor("dpo"), school.pupil("M3")
    with pytest.raises(NotYet), school.begin() as uow:
        erase_child(uow, dpo, Erasure(pupil, "The parents asked for it."))
    school.take(*CLASS)
    assert not anybody_called_m3_may_be_shown(school)


def test_a_later_answer_about_something_else_does_not_give_a_withdrawn_consent_back() -> None:
    school = OpenedSchool()
    before = [r | {"linkedin_video": "no"} if r["mis_id"] == "M3" else r for r in CLASS]
    school.take(*before)
    school.clock.move(days=1)
    withdraw_m3(school, channels=frozenset({ChannelName.INSTAGRAM}))
    school.clock.move(days=2)
    today = school.clock.now().strftime("%d/%m/%Y")
    rows = [r | {"given_on": today} if r["mis_id"] == "M3" else r for r in CLASS]
    school.take(*rows)
    assert not anybody_called_m3_may_be_shown(school)


def test_an_older_yes_does_not_take_the_place_of_a_later_no() -> None:
    school = opened()
    no = all_answers("no") | {"given_on": "10/11/2026"}
    school.take(*(r | no if r["mis_id"] == "M3" else r for r in CLASS))
    school.clock.move(days=1)
    school.take(*CLASS)
    assert not anybody_called_m3_may_be_shown(school)


def test_a_teacher_cannot_ask_the_register_what_a_family_answered() -> None:
    school = opened()
    teacher = school.actor("teacher")
    with pytest.raises(NotAllowed), school.begin() as uow:
        difference(uow, teacher, parse(csv_of(*CLASS)))


def test_the_ledger_holds_no_bare_digest_of_the_register() -> None:
    school = opened()
    bare = hashlib.sha256(csv_of(*CLASS).encode()).hexdigest()
    assert all(bare not in e.details.values() for e in school.ledger("register.imported"))


@pytest.mark.parametrize("held", [False, True])
def test_whether_a_hold_stands_makes_no_difference_to_a_new_number(*, held: bool) -> None:
    school = opened()
    if held:
        hold_m3(school)
    rows = [r | {"mis_id": "M3-B"} if r["mis_id"] == "M3" else r for r in CLASS]
    with pytest.raises(RegisterFileRefused) as caught:
        school.take(*rows)
    assert [str(problem)[:36] for problem in caught.value.problems] == [
        "Row 4: M3 Test with the number M3-B "
    ]


def test_a_new_number_that_was_said_leaves_the_hold_and_the_old_number_in_place() -> None:
    school = opened()
    hold_m3(school)
    office = school.actor("office")
    with school.begin() as uow:
        renumber_pupil(uow, office, Renumbering("m3", "M3-B"))
    rows = [r | {"mis_id": "M3-B"} if r["mis_id"] == "M3" else r for r in CLASS]
    for file in (rows, CLASS):
        assert school.take(*file).difference.counts["joiners"] == 0
        assert not anybody_called_m3_may_be_shown(school)


def test_two_numbers_of_one_child_in_one_file_are_refused() -> None:
    school = opened()
    office = school.actor("office")
    with school.begin() as uow:
        renumber_pupil(uow, office, Renumbering("M3", "M3-B"))
    with pytest.raises(RegisterFileRefused, match=r"M3-B and M3 .row 4. are numbers of one child"):
        school.take(*CLASS, pupil_row("M3-B", first_name="Somebody"))
