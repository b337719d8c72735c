"""Tests of adding and ending people, and of enrolling and ending their keys."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.people.add_person import add_person
from gatekeeper.desk.people.appoint_stand_in import Appointment, appoint_stand_in
from gatekeeper.desk.people.end_key import end_key
from gatekeeper.desk.people.end_person import end_person
from gatekeeper.desk.people.enrol_key import enrol_key
from gatekeeper.desk.people.find_person import active_person, open_keys
from gatekeeper.domain.people import PublicKey, Role
from gatekeeper.errors import NotAllowed, NotFound, UsageError
from tests.desk.opened_school import PASSPHRASE, OpenedSchool


@pytest.fixture
def school() -> OpenedSchool:
    return OpenedSchool()


def key_of(school: OpenedSchool, who: str) -> PublicKey:
    with school.begin() as uow:
        return open_keys(uow, school.people[who].id)[-1]


# --- adding --------------------------------------------------------------------------------


def test_an_added_person_is_on_record_and_the_ledger_has_no_name(school: OpenedSchool) -> None:
    head = school.actor("head")
    with school.begin() as uow:
        person = add_person(uow, head, "  Mr  New ", frozenset({Role.TEACHER, Role.DSL}))
    (entry,) = [e for e in school.ledger("person.added") if e.subject == person.id]
    assert person.name == "Mr New"
    assert (entry.actor, entry.details) == (head.id, {"roles": "dsl,teacher"})


@pytest.mark.parametrize("who", ["deputy", "dsl", "office", "governor"])
def test_only_the_headteacher_adds_people(school: OpenedSchool, who: str) -> None:
    actor = school.actor(who)
    with pytest.raises(NotAllowed, match="add people"), school.begin() as uow:
        add_person(uow, actor, "Mr New", frozenset({Role.TEACHER}))


def test_adding_needs_a_fresh_step_up(school: OpenedSchool) -> None:
    with pytest.raises(NotAllowed, match="unlocked just now"), school.begin() as uow:
        add_person(uow, school.no_step_up("head"), "Mr New", frozenset({Role.TEACHER}))


@pytest.mark.parametrize(("name", "roles"), [(" ", {Role.TEACHER}), ("Mr New", set())])
def test_a_person_needs_a_name_and_a_role(
    school: OpenedSchool, name: str, roles: set[Role]
) -> None:
    head = school.actor("head")
    with pytest.raises(UsageError, match="a name and at least one role"), school.begin() as uow:
        add_person(uow, head, name, frozenset(roles))


def test_two_people_of_one_name_would_be_mistaken_for_each_other(school: OpenedSchool) -> None:
    head = school.actor("head")
    with pytest.raises(UsageError, match="already"), school.begin() as uow:
        add_person(uow, head, "mx teacher", frozenset({Role.TEACHER}))


# --- finding -------------------------------------------------------------------------------


def test_a_person_is_found_by_id_and_by_name_in_any_case(school: OpenedSchool) -> None:
    dsl = school.people["dsl"]
    with school.begin() as uow:
        assert active_person(uow, dsl.id) == active_person(uow, " mx DSL ") == dsl


def test_nobody_is_found_by_half_a_name(school: OpenedSchool) -> None:
    with pytest.raises(NotFound, match="'Mx'"), school.begin() as uow:
        active_person(uow, "Mx")


def test_of_two_people_of_one_name_neither_is_chosen(school: OpenedSchool) -> None:
    with school.begin() as uow:
        uow.people.put(replace(school.people["dsl"], id="another"))
    with pytest.raises(UsageError, match="Two people"), school.begin() as uow:
        active_person(uow, "Mx Dsl")
    with school.begin() as uow:
        assert active_person(uow, "another").id == "another"


# --- enrolling -----------------------------------------------------------------------------


def test_an_enrolment_is_signed_by_the_headteacher_and_holds_key_and_roles(
    school: OpenedSchool,
) -> None:
    key = key_of(school, "dsl")
    (entry,) = [e for e in school.ledger("key.enrolled") if e.subject == key.id]
    prefix, _, text = entry.details["statement"].partition("\n")
    facts = json.loads(text)
    head = key_of(school, "head")
    assert prefix == "gatekeeper/enrol-key/v1"
    assert (facts["holder"], facts["key"]) == (school.people["dsl"].id, key.id)
    assert (facts["public"], facts["fingerprint"]) == (key.public.hex(), key.fingerprint)
    assert (facts["roles"], facts["sealing"]) == (["dsl"], key.sealing)
    proof = bytes.fromhex(entry.details["proof"])
    message = entry.details["statement"].encode()
    assert school.keyring.verifies(head.scheme, head.public, message, proof)
    assert not school.keyring.verifies(key.scheme, key.public, message, proof)


def test_only_a_dsls_key_can_be_sealed_to(school: OpenedSchool) -> None:
    assert key_of(school, "dsl").sealing
    assert key_of(school, "teacher").sealing == ""


def test_a_deputy_enrols_no_key(school: OpenedSchool) -> None:
    actor = school.actor("deputy")
    with pytest.raises(NotAllowed), school.begin() as uow:
        enrol_key(uow, actor, school.people["teacher"].id, school.make_key)


def test_a_headteacher_without_step_up_enrols_no_key_and_none_is_made(
    school: OpenedSchool,
) -> None:
    made: list[str] = []

    def make_key(holder: str) -> PublicKey:
        made.append(holder)
        return school.make_key(holder)

    with pytest.raises(NotAllowed), school.begin() as uow:
        enrol_key(uow, school.no_step_up("head"), school.people["teacher"].id, make_key)
    assert made == []


def test_a_stolen_headteachers_account_with_another_persons_key_enrols_nothing(
    school: OpenedSchool,
) -> None:
    impostor = Actor(school.people["head"], school.actor("teacher").signer)
    with pytest.raises(NotAllowed, match="not, or no longer, yours"), school.begin() as uow:
        enrol_key(uow, impostor, school.people["teacher"].id, school.make_key)


def test_a_key_that_was_never_enrolled_signs_nothing(school: OpenedSchool) -> None:
    key = school.make_key(school.people["head"].id)
    impostor = Actor(school.people["head"], school.keyring.unlock(key, PASSPHRASE))
    with pytest.raises(NotAllowed), school.begin() as uow:
        enrol_key(uow, impostor, school.people["teacher"].id, school.make_key)


def test_nobody_gets_a_key_who_is_not_here(school: OpenedSchool) -> None:
    head = school.actor("head")
    with pytest.raises(NotFound), school.begin() as uow:
        enrol_key(uow, head, "nobody", school.make_key)


def test_a_key_made_for_another_holder_is_refused(school: OpenedSchool) -> None:
    head = school.actor("head")
    with pytest.raises(UsageError, match="cannot be enrolled"), school.begin() as uow:
        enrol_key(uow, head, school.people["teacher"].id, lambda _: school.make_key("someone"))


def test_a_key_whose_fingerprint_does_not_fit_is_refused(school: OpenedSchool) -> None:
    head = school.actor("head")
    with pytest.raises(UsageError), school.begin() as uow:
        enrol_key(
            uow,
            head,
            school.people["teacher"].id,
            lambda holder: replace(school.make_key(holder), fingerprint="0" * 64),
        )


def test_no_key_is_enrolled_twice(school: OpenedSchool) -> None:
    head, known = school.actor("head"), key_of(school, "teacher")
    with pytest.raises(UsageError), school.begin() as uow:
        enrol_key(uow, head, known.holder, lambda _: known)
    with pytest.raises(UsageError), school.begin() as uow:
        enrol_key(uow, head, known.holder, lambda _: replace(known, id="other"))
    with pytest.raises(UsageError), school.begin() as uow:
        enrol_key(uow, head, known.holder, lambda h: replace(school.make_key(h), id=known.id))


# --- ending --------------------------------------------------------------------------------


def test_an_ended_key_stays_on_record_and_signs_no_more(school: OpenedSchool) -> None:
    head, dsl, key = school.actor("head"), school.actor("dsl"), key_of(school, "dsl")
    with school.begin() as uow:
        end_key(uow, head, key.id)
    with school.begin() as uow:
        kept = uow.keys.get(key.id)
        assert kept is not None
        assert kept.ended_at is not None
        assert open_keys(uow, dsl.id) == ()
    assert [e.subject for e in school.ledger("key.ended")] == [key.id]


def test_anybody_may_end_an_own_key_and_nobody_elses(school: OpenedSchool) -> None:
    teacher, own, other = school.actor("teacher"), key_of(school, "teacher"), key_of(school, "dsl")
    with pytest.raises(NotAllowed), school.begin() as uow:
        end_key(uow, teacher, other.id)
    with school.begin() as uow:
        assert end_key(uow, teacher, own.id).ended_at is not None


@pytest.mark.parametrize("twice", [True, False])
def test_a_key_that_has_ended_or_never_was_cannot_be_ended(
    school: OpenedSchool, *, twice: bool
) -> None:
    head, key = school.actor("head"), key_of(school, "dsl")
    with school.begin() as uow:
        end_key(uow, head, key.id)
    with pytest.raises(NotFound), school.begin() as uow:
        end_key(uow, head, key.id if twice else "nothing")


def test_the_last_headteachers_last_key_cannot_be_ended(school: OpenedSchool) -> None:
    head, first = school.actor("head"), key_of(school, "head")
    with pytest.raises(NotAllowed, match="only headteacher's key"), school.begin() as uow:
        end_key(uow, head, first.id)
    with school.begin() as uow:
        enrol_key(uow, head, head.id, school.make_key)
    with school.begin() as uow:
        assert end_key(uow, head, first.id).ended_at is not None


def test_of_two_headteachers_one_may_end_the_key(school: OpenedSchool) -> None:
    school.add("co-head", frozenset({Role.HEADTEACHER}))
    head, key = school.actor("head"), key_of(school, "head")
    with school.begin() as uow:
        assert end_key(uow, head, key.id).ended_at is not None


def test_a_leavers_keys_and_appointments_end_together(school: OpenedSchool) -> None:
    head, deputy = school.actor("head"), school.people["deputy"]
    other, today = school.people["dsl"], school.clock.now().date()
    with school.begin() as uow:
        mine, theirs = (
            appoint_stand_in(uow, head, Appointment(p.id, today, today + timedelta(7)))
            for p in (deputy, other)
        )
    with school.begin() as uow:
        end_person(uow, head, deputy.id)
    with school.begin() as uow:
        ended, going_on = uow.stand_ins.get(mine.id), uow.stand_ins.get(theirs.id)
        person = uow.people.get(deputy.id)
        assert open_keys(uow, deputy.id) == ()
    assert ended is not None
    assert going_on is not None
    assert person is not None
    assert (ended.on(today), going_on.on(today)) == (False, True)
    assert person.ended_at is not None
    assert [e.what for e in school.ledger()][-3:] == ["key.ended", "stand_in.ended", "person.ended"]


def test_an_appointment_that_ended_before_is_left_as_it_is(school: OpenedSchool) -> None:
    head, deputy = school.actor("head"), school.people["deputy"]
    day = date(2026, 12, 1)
    with school.begin() as uow:
        stand_in = appoint_stand_in(uow, head, Appointment(deputy.id, day, day))
        uow.stand_ins.put(replace(stand_in, ended_at=uow.now), seen=1)
    with school.begin() as uow:
        end_person(uow, head, deputy.id)
        assert uow.stand_ins.version(stand_in.id) == 2


def test_the_last_headteacher_cannot_leave(school: OpenedSchool) -> None:
    head = school.actor("head")
    with pytest.raises(NotAllowed, match="only headteacher"), school.begin() as uow:
        end_person(uow, head, head.id)


@pytest.mark.parametrize("who", ["deputy", "governor"])
def test_only_the_headteacher_ends_people(school: OpenedSchool, who: str) -> None:
    actor = school.actor(who)
    with pytest.raises(NotAllowed), school.begin() as uow:
        end_person(uow, actor, school.people["teacher"].id)


def test_ending_a_person_needs_a_step_up(school: OpenedSchool) -> None:
    with pytest.raises(NotAllowed), school.begin() as uow:
        end_person(uow, school.no_step_up("head"), school.people["teacher"].id)


def test_whoever_has_left_cannot_leave_again_and_may_do_nothing(school: OpenedSchool) -> None:
    head, teacher = school.actor("head"), school.people["teacher"]
    with school.begin() as uow:
        gone = end_person(uow, head, teacher.id)
    with pytest.raises(NotFound), school.begin() as uow:
        end_person(uow, head, teacher.id)
    with pytest.raises(NotAllowed), school.begin() as uow:
        enrol_key(uow, Actor(gone, head.signer), teacher.id, school.make_key)
