"""Tests of replacing the headteacher's own key."""

from __future__ import annotations

import pytest

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.people.end_key import end_key
from gatekeeper.desk.people.find_person import open_keys
from gatekeeper.desk.people.replace_headteacher_key import replace_headteacher_key
from gatekeeper.domain.people import PublicKey, Role
from gatekeeper.errors import NotAllowed, NotFound, UsageError
from tests.desk.opened_school import OpenedSchool


@pytest.fixture
def school() -> OpenedSchool:
    return OpenedSchool()


def replaced(school: OpenedSchool, first: Actor, second: Actor, who: str = "head") -> PublicKey:
    with school.begin() as uow:
        return replace_headteacher_key(uow, (first, second), school.people[who].id, school.make_key)


def test_two_others_replace_a_lost_key_and_the_old_one_ends(school: OpenedSchool) -> None:
    old = school.opened.key
    new = replaced(school, school.actor("dsl"), school.actor("governor"))
    with school.begin() as uow:
        kept = uow.keys.get(old.id)
        assert [k.id for k in open_keys(uow, old.holder)] == [new.id]
    assert kept is not None
    assert kept.ended_at is not None
    assert [e.what for e in school.ledger()][-2:] == ["key.enrolled", "key.ended"]


def test_both_signatures_stand_in_the_ledger(school: OpenedSchool) -> None:
    first, second = school.actor("dsl"), school.actor("office")
    replaced(school, first, second)
    details = school.ledger("key.enrolled")[-1].details
    message = details["statement"].encode()
    with school.begin() as uow:
        keys = [uow.keys.get(details[name]) for name in ("key", "second_key")]
    proofs = [bytes.fromhex(details[name]) for name in ("proof", "second_proof")]
    assert [k.holder for k in keys if k] == [first.id, second.id]
    for key, proof in zip(keys, proofs, strict=True):
        assert key is not None
        assert school.keyring.verifies(key.scheme, key.public, message, proof)


def test_the_new_key_enrols_others(school: OpenedSchool) -> None:
    replaced(school, school.actor("dsl"), school.actor("governor"))
    assert school.add("newcomer", frozenset({Role.TEACHER})).ended_at is None


def test_one_person_alone_replaces_nothing(school: OpenedSchool) -> None:
    with pytest.raises(NotAllowed, match="two different people"):
        replaced(school, school.actor("dsl"), school.actor("dsl"))


@pytest.mark.parametrize("order", [("head", "dsl"), ("dsl", "head")])
def test_the_headteacher_is_neither_of_the_two(
    school: OpenedSchool, order: tuple[str, str]
) -> None:
    with pytest.raises(NotAllowed, match="beside the headteacher"):
        replaced(school, school.actor(order[0]), school.actor(order[1]))


def test_both_need_a_step_up(school: OpenedSchool) -> None:
    with pytest.raises(NotAllowed, match="unlocked just now"):
        replaced(school, school.actor("dsl"), school.no_step_up("governor"))


def test_an_ended_key_vouches_for_nobody(school: OpenedSchool) -> None:
    dsl, governor = school.actor("dsl"), school.actor("governor")
    with school.begin() as uow:
        end_key(uow, governor, open_keys(uow, governor.id)[0].id)
    with pytest.raises(NotAllowed, match="no longer"):
        replaced(school, dsl, governor)


def test_two_people_cannot_make_themselves_a_headteacher(school: OpenedSchool) -> None:
    with pytest.raises(UsageError, match="is not the headteacher"):
        replaced(school, school.actor("dsl"), school.actor("office"), who="teacher")


def test_nobody_is_no_headteacher(school: OpenedSchool) -> None:
    vouching = (school.actor("dsl"), school.actor("office"))
    with pytest.raises(NotFound), school.begin() as uow:
        replace_headteacher_key(uow, vouching, "nobody", school.make_key)
