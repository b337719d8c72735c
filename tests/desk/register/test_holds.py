"""Tests of holds: who may, who can read why, and that nothing else ends one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pyrage
import pytest

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.people.end_key import end_key
from gatekeeper.desk.people.end_person import end_person
from gatekeeper.desk.people.find_person import open_keys
from gatekeeper.desk.register.holds import (
    HoldOrder,
    HoldSeen,
    lift_hold,
    list_holds,
    place_hold,
    share_holds,
)
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.people import Role
from gatekeeper.domain.permission import Standing, permissions
from gatekeeper.domain.register import Bar, BarKind
from gatekeeper.errors import NotAllowed, NotFound, UsageError
from tests.desk.opened_school import PASSPHRASE, OpenedSchool, pupil_row

REASON = "An order of the court."


@pytest.fixture
def school() -> OpenedSchool:
    school = OpenedSchool()
    school.take(*(pupil_row(f"M{n}") for n in range(10)))
    return school


def place(
    school: OpenedSchool,
    who: str = "dsl",
    mis_id: str = "M1",
    reason: str = REASON,
    review_on: date | None = None,
) -> Bar:
    pupil, actor = school.pupil(mis_id), school.actor(who)
    with school.begin() as uow:
        return place_hold(uow, actor, school.keyring, HoldOrder(pupil, reason, review_on))


def seen(school: OpenedSchool, who: str = "dsl") -> tuple[HoldSeen, ...]:
    actor = school.actor(who)
    with school.begin() as uow:
        return list_holds(uow, actor)


def may_be_shown(school: OpenedSchool, mis_id: str = "M1", days: int = 0) -> bool:
    pupil_id, today = school.pupil(mis_id), school.clock.now().date()
    with school.begin() as uow:
        pupil = uow.pupils.get(pupil_id)
        assert pupil is not None
        standing = Standing(pupil, uow.consents.of(pupil_id), uow.bars.of(pupil_id))
    found = permissions(standing, ChannelName, on=today + timedelta(days))
    assert len({permission.may for permission in found}) == 1
    return found[0].may


def test_a_held_child_may_be_shown_nowhere_until_a_dsl_lifts_it(school: OpenedSchool) -> None:
    bar = place(school)
    assert not may_be_shown(school)
    actor = school.actor("pastoral")
    with school.begin() as uow:
        lifted = lift_hold(uow, actor, bar.id)
    assert may_be_shown(school)
    assert (lifted.lifted_by, lifted.placed_by) == (actor.id, school.people["dsl"].id)


def test_a_second_tap_places_no_second_hold(school: OpenedSchool) -> None:
    first = place(school)
    assert place(school).id == first.id
    others = (
        place(school, reason="Another reason."),
        place(school, review_on=school.clock.now().date() + timedelta(30)),
        place(school, mis_id="M2"),
    )
    school.clock.move(minutes=2)
    later = place(school)
    assert len({first.id, later.id, *(bar.id for bar in others)}) == 5


def test_a_review_day_that_has_passed_reminds_and_lifts_nothing(school: OpenedSchool) -> None:
    place(school, review_on=school.clock.now().date() + timedelta(7))
    assert not seen(school)[0].review_due
    school.clock.move(days=7)
    assert seen(school)[0].review_due
    assert not may_be_shown(school, days=100)


@pytest.mark.parametrize("who", ["deputy", "head", "office", "teacher", "dpo", "governor"])
def test_whoever_is_no_dsl_neither_places_nor_lifts_nor_lists(
    school: OpenedSchool, who: str
) -> None:
    bar = place(school)
    actor, pupil = school.actor(who), school.pupil("M2")
    with pytest.raises(NotAllowed, match="holds"), school.begin() as uow:
        place_hold(uow, actor, school.keyring, HoldOrder(pupil, REASON))
    with pytest.raises(NotAllowed, match="holds"), school.begin() as uow:
        lift_hold(uow, actor, bar.id)
    with pytest.raises(NotAllowed, match="holds"), school.begin() as uow:
        list_holds(uow, actor)
    with pytest.raises(NotAllowed, match="holds"), school.begin() as uow:
        share_holds(uow, actor, school.keyring)
    assert may_be_shown(school, "M2")
    assert not may_be_shown(school, "M1")


def test_a_deputy_who_borrows_a_dsls_name_is_stopped_by_the_key(school: OpenedSchool) -> None:
    impostor = Actor(school.people["dsl"], school.actor("deputy").signer)
    pupil = school.pupil("M2")
    with pytest.raises(NotAllowed), school.begin() as uow:
        place_hold(uow, impostor, school.keyring, HoldOrder(pupil, REASON))
    with pytest.raises(NotAllowed), school.begin() as uow:
        list_holds(uow, impostor)


def test_everything_about_holds_needs_a_fresh_step_up(school: OpenedSchool) -> None:
    bar, dsl = place(school), school.no_step_up("dsl")
    with pytest.raises(NotAllowed, match="unlocked just now"), school.begin() as uow:
        place_hold(uow, dsl, school.keyring, HoldOrder(bar.pupil, REASON))
    with pytest.raises(NotAllowed, match="unlocked just now"), school.begin() as uow:
        lift_hold(uow, dsl, bar.id)
    with pytest.raises(NotAllowed, match="unlocked just now"), school.begin() as uow:
        list_holds(uow, dsl)


def test_every_dsl_can_read_the_reason(school: OpenedSchool) -> None:
    place(school)
    assert [hold.reason for hold in seen(school, "dsl")] == [REASON]
    assert [hold.reason for hold in seen(school, "pastoral")] == [REASON]


def test_nobody_elses_key_opens_the_reason(school: OpenedSchool) -> None:
    bar = place(school)
    assert REASON.encode() not in bar.sealed_reason
    for who in ("head", "deputy", "office", "dpo"):
        signer = school.actor(who).stepped_up()
        with pytest.raises(NotAllowed):
            signer.unseal(bar.sealed_reason)


def test_the_secret_that_lies_in_the_safe_opens_the_reason(school: OpenedSchool) -> None:
    bar = place(school)
    identity = pyrage.x25519.Identity.from_str(school.opened.recovery_secret)
    assert pyrage.decrypt(bar.sealed_reason, [identity]).decode() == REASON


def test_a_home_without_a_recovery_key_still_seals_to_the_dsls(school: OpenedSchool) -> None:
    with school.begin() as uow:
        (setup,) = uow.setup.all()
        uow.setup.put(replace(setup, recovery=""), seen=uow.setup.version(setup.id))
    place(school)
    assert seen(school)[0].reason == REASON


def test_a_dsl_who_has_left_cannot_read_what_comes_after(school: OpenedSchool) -> None:
    gone, head = school.actor("pastoral").stepped_up(), school.actor("head")
    with school.begin() as uow:
        end_person(uow, head, school.people["pastoral"].id)
    bar = place(school)
    with pytest.raises(NotAllowed):
        gone.unseal(bar.sealed_reason)


def test_somebody_who_is_no_longer_a_dsl_cannot_read_what_comes_after(
    school: OpenedSchool,
) -> None:
    former = school.actor("pastoral").stepped_up()
    with school.begin() as uow:
        person = replace(school.people["pastoral"], roles=frozenset({Role.PASTORAL_LEAD}))
        uow.people.put(person, seen=uow.people.version(person.id))
    bar = place(school)
    with pytest.raises(NotAllowed):
        former.unseal(bar.sealed_reason)


def test_a_dsl_who_comes_later_sees_the_hold_and_reads_it_once_it_is_shared(
    school: OpenedSchool,
) -> None:
    bar = place(school)
    place(school, mis_id="M2", reason="Another.")
    school.add("newcomer", frozenset({Role.DEPUTY_DSL}))
    assert [hold.reason for hold in seen(school, "newcomer")] == [None, None]
    newcomer, dsl, entries = school.actor("newcomer"), school.actor("dsl"), school.ledger()
    with school.begin() as uow:
        assert share_holds(uow, newcomer, school.keyring) == 0
        lift_hold(uow, dsl, bar.id)
    with school.begin() as uow:
        assert share_holds(uow, dsl, school.keyring) == 1
    assert [hold.reason for hold in seen(school, "newcomer")] == ["Another."]
    told = [entry.what for entry in school.ledger()[len(entries) :]]
    assert told == ["permission.changed"], "sharing must leave no trace"


def test_somebody_who_became_a_dsl_after_the_key_needs_a_new_key(school: OpenedSchool) -> None:
    teacher = school.people["teacher"]
    signer = school.actor("teacher").signer
    promoted = replace(teacher, roles=frozenset({Role.DSL}))
    with school.begin() as uow:
        uow.people.put(promoted, seen=uow.people.version(promoted.id))
    with pytest.raises(NotAllowed, match="before you were a DSL"), school.begin() as uow:
        list_holds(uow, Actor(promoted, signer))


def test_an_ended_key_reads_nothing_more(school: OpenedSchool) -> None:
    place(school)
    dsl = school.actor("dsl")
    with school.begin() as uow:
        end_key(uow, dsl, open_keys(uow, dsl.id)[0].id)
    with pytest.raises(NotAllowed, match="no longer"), school.begin() as uow:
        list_holds(uow, dsl)


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_hold_needs_a_reason(school: OpenedSchool, reason: str) -> None:
    with pytest.raises(UsageError, match="reason"):
        place(school, reason=reason)


@pytest.mark.parametrize("days", [0, -1])
def test_the_review_lies_ahead(school: OpenedSchool, days: int) -> None:
    with pytest.raises(UsageError, match="ahead"):
        place(school, review_on=school.clock.now().date() + timedelta(days))


def test_a_hold_is_about_a_child_on_the_register(school: OpenedSchool) -> None:
    dsl = school.actor("dsl")
    with pytest.raises(NotFound), school.begin() as uow:
        place_hold(uow, dsl, school.keyring, HoldOrder("nobody", REASON))


def test_two_holds_stand_until_both_are_lifted(school: OpenedSchool) -> None:
    first, second = place(school), place(school, who="pastoral", reason="Another.")
    dsl = school.actor("dsl")
    with school.begin() as uow:
        lift_hold(uow, dsl, first.id)
    assert not may_be_shown(school)
    with school.begin() as uow:
        lift_hold(uow, dsl, second.id)
    assert may_be_shown(school)


def test_a_hold_is_lifted_once_and_only_a_hold_is(school: OpenedSchool) -> None:
    bar, dsl = place(school), school.actor("dsl")
    with school.begin() as uow:
        uow.bars.put(Bar("objection", bar.pupil, BarKind.OBJECTION, uow.now, "teacher"))
        lift_hold(uow, dsl, bar.id)
    for name in (bar.id, "objection", "nothing"):
        with pytest.raises(NotFound), school.begin() as uow:
            lift_hold(uow, dsl, name)
    assert seen(school) == ()


# --- a file and a hold ---------------------------------------------------------------------


def test_a_file_neither_lifts_a_hold_nor_shows_that_there_is_one(school: OpenedSchool) -> None:
    rows = [pupil_row(f"M{n}") for n in range(10)]
    before = school.difference(*rows)
    bar = place(school)
    assert school.difference(*rows) == before
    imported = school.take(*rows)
    assert imported.difference == before
    with school.begin() as uow:
        assert uow.bars.get(bar.id) == bar
    assert not may_be_shown(school)


@pytest.mark.parametrize(
    "cells",
    [
        {"refused_by": "hold"},
        {"child_says_no": "yes"},
        {"groups": "hold;dsl"},
        {"paper": "hold"},
        {"instagram_group": "withdrawn"},
    ],
)
def test_no_word_of_a_file_makes_a_hold(school: OpenedSchool, cells: dict[str, str]) -> None:
    rows = [pupil_row(f"M{n}") for n in range(10)]
    rows[1] |= cells
    school.take(*rows)
    with school.begin() as uow:
        assert BarKind.HOLD not in {bar.kind for bar in uow.bars.all()}
    assert seen(school) == ()


def test_the_passphrase_of_these_tests_is_not_in_the_ledger(school: OpenedSchool) -> None:
    place(school)
    told = repr(school.ledger())
    assert REASON not in told
    assert PASSPHRASE not in told
