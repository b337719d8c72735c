"""A way back in: a password, a telephone's code once each, and never a signature."""

from __future__ import annotations

from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from gatekeeper.desk.people.end_key import end_key
from gatekeeper.desk.people.end_person import end_person
from gatekeeper.desk.people.find_person import open_keys
from gatekeeper.desk.people.replace_headteacher_key import replace_headteacher_key
from gatekeeper.desk.people.shut_out import shut_out
from gatekeeper.desk.people.sign_in import SignedIn, who_is_in
from gatekeeper.desk.ways_in.recovery import (
    NOBODY,
    WrongRecovery,
    confirm_recovery,
    has_recovery,
    password_fits,
    recover,
    set_up_recovery,
)
from gatekeeper.domain.release import TaskKind
from gatekeeper.errors import NotAllowed, NotYet
from gatekeeper.records import passwords
from tests.desk.opened_school import OpenedSchool

PASSWORD = "a password of its own"


def shown(oakfield: OpenedSchool, secret: bytes) -> str:
    """Return what the telephone shows now."""
    totp = TOTP(secret, 6, SHA1(), 30)  # noqa: S303 - as every telephone does
    return totp.generate(int(oakfield.clock.now().timestamp())).decode()


@pytest.fixture
def oakfield() -> OpenedSchool:
    return OpenedSchool()


def set_up(oakfield: OpenedSchool) -> bytes:
    deputy = oakfield.actor("deputy")
    with oakfield.begin() as uow:
        return set_up_recovery(uow, deputy, oakfield.keyring.stretched(PASSWORD)).secret


@pytest.fixture
def secret(oakfield: OpenedSchool) -> bytes:
    """Return the secret of the deputy's way back in, confirmed a minute ago."""
    made = set_up(oakfield)
    with oakfield.begin() as uow:
        actor = oakfield.no_step_up("deputy")
        confirm_recovery(uow, actor, oakfield.keyring, shown(oakfield, made))
    oakfield.clock.move(minutes=1)
    return made


def back_in(
    oakfield: OpenedSchool, code: str, password: str = PASSWORD, who: str = "Mx Deputy"
) -> SignedIn:
    person = password_fits(oakfield.records, oakfield.keyring, who, password)
    with oakfield.begin() as uow:
        return recover(uow, oakfield.keyring, person, code)


def test_password_and_code_open_a_session_and_the_headteacher_is_told(
    oakfield: OpenedSchool, secret: bytes
) -> None:
    opened = back_in(oakfield, shown(oakfield, secret))
    with oakfield.begin() as uow:
        found = who_is_in(uow, opened.token)
        (task,) = uow.tasks.all()
    assert found is not None
    assert found[1].id == oakfield.people["deputy"].id
    assert (task.kind, "Mx Deputy came in by password" in task.say) == (
        TaskKind.CHECK_ACCOUNT,
        True,
    )
    assert oakfield.ledger("account.recovered")[0].subject == found[1].id


def test_a_code_counts_once(oakfield: OpenedSchool, secret: bytes) -> None:
    code = shown(oakfield, secret)
    back_in(oakfield, code)
    with pytest.raises(WrongRecovery):
        back_in(oakfield, code)


def test_the_code_that_confirmed_it_opens_nothing(oakfield: OpenedSchool) -> None:
    made = set_up(oakfield)
    code = shown(oakfield, made)
    with oakfield.begin() as uow:
        confirm_recovery(uow, oakfield.no_step_up("deputy"), oakfield.keyring, code)
    with pytest.raises(WrongRecovery):
        back_in(oakfield, code)


@pytest.mark.parametrize("minutes", [-2, 2])
def test_a_code_of_another_time_opens_nothing(
    minutes: int, oakfield: OpenedSchool, secret: bytes
) -> None:
    code = shown(oakfield, secret)
    oakfield.clock.move(minutes=minutes)
    with pytest.raises(WrongRecovery):
        back_in(oakfield, code)


def test_a_telephone_may_be_half_a_minute_slow(oakfield: OpenedSchool, secret: bytes) -> None:
    code = shown(oakfield, secret)
    oakfield.clock.move(seconds=30)
    assert back_in(oakfield, code).token


def test_each_of_the_three_has_to_fit(oakfield: OpenedSchool, secret: bytes) -> None:
    code = shown(oakfield, secret)
    for password, who in (("another password", "Mx Deputy"), (PASSWORD, "Mx Dsl"), (PASSWORD, "x")):
        with pytest.raises(WrongRecovery):
            back_in(oakfield, code, password, who)
    for wrong in ("", "000000", "é", code[:-1]):
        with pytest.raises(WrongRecovery):
            back_in(oakfield, wrong)


def test_what_was_never_confirmed_opens_nothing(oakfield: OpenedSchool) -> None:
    made = set_up(oakfield)
    with pytest.raises(WrongRecovery):
        back_in(oakfield, shown(oakfield, made))
    with oakfield.begin() as uow:
        assert not has_recovery(uow, oakfield.people["deputy"].id)


def test_it_is_confirmed_by_the_telephone_and_once(oakfield: OpenedSchool, secret: bytes) -> None:
    deputy = oakfield.no_step_up("deputy")
    with pytest.raises(NotYet), oakfield.begin() as uow:
        confirm_recovery(uow, deputy, oakfield.keyring, shown(oakfield, secret))
    with pytest.raises(NotYet), oakfield.begin() as uow:
        confirm_recovery(uow, oakfield.no_step_up("dsl"), oakfield.keyring, "000000")
    set_up(oakfield)
    with pytest.raises(WrongRecovery), oakfield.begin() as uow:
        confirm_recovery(uow, deputy, oakfield.keyring, shown(oakfield, secret))


def test_it_is_set_up_with_one_s_own_key(oakfield: OpenedSchool) -> None:
    with pytest.raises(NotAllowed), oakfield.begin() as uow:
        set_up_recovery(uow, oakfield.no_step_up("deputy"), "kept: x")


def test_whoever_has_left_does_not_come_back(oakfield: OpenedSchool, secret: bytes) -> None:
    code, head = shown(oakfield, secret), oakfield.actor("head")
    person = password_fits(oakfield.records, oakfield.keyring, "Mx Deputy", PASSWORD)
    with oakfield.begin() as uow:
        end_person(uow, head, person)
    with pytest.raises(WrongRecovery), oakfield.begin() as uow:
        recover(uow, oakfield.keyring, person, code)


def keys_ended(oakfield: OpenedSchool, by: str) -> None:
    actor, deputy = oakfield.actor(by), oakfield.people["deputy"].id
    with oakfield.begin() as uow:
        for key in open_keys(uow, deputy):
            end_key(uow, actor, key.id)


def test_a_key_that_the_headteacher_ends_takes_the_way_back_with_it(
    oakfield: OpenedSchool, secret: bytes
) -> None:
    keys_ended(oakfield, "head")
    with pytest.raises(WrongRecovery):
        back_in(oakfield, shown(oakfield, secret))
    assert oakfield.ledger("recovery.ended")[0].subject == oakfield.people["deputy"].id


def test_whoever_lost_an_own_key_comes_back(oakfield: OpenedSchool, secret: bytes) -> None:
    keys_ended(oakfield, "deputy")
    assert back_in(oakfield, shown(oakfield, secret)).token


@pytest.mark.parametrize("by", ["head", "deputy"])
def test_without_a_key_to_end_it_is_shut_with_every_session(
    by: str, oakfield: OpenedSchool, secret: bytes
) -> None:
    keys_ended(oakfield, "deputy")
    opened = back_in(oakfield, shown(oakfield, secret))
    oakfield.clock.move(minutes=1)
    actor, deputy = oakfield.no_step_up(by), oakfield.people["deputy"].id
    with oakfield.begin() as uow:
        assert shut_out(uow, actor, deputy).id == deputy
        assert who_is_in(uow, opened.token) is None
    with pytest.raises(WrongRecovery):
        back_in(oakfield, shown(oakfield, secret))
    assert oakfield.ledger("person.shut_out")[0].actor == actor.id


def test_nobody_but_the_headteacher_shuts_another_out(
    oakfield: OpenedSchool, secret: bytes
) -> None:
    dsl, deputy = oakfield.actor("dsl"), oakfield.people["deputy"].id
    with pytest.raises(NotAllowed), oakfield.begin() as uow:
        shut_out(uow, dsl, deputy)
    assert back_in(oakfield, shown(oakfield, secret)).token


@pytest.mark.usefixtures("secret")
def test_what_was_ended_is_ended_once_and_set_up_anew(oakfield: OpenedSchool) -> None:
    head, deputy = oakfield.actor("head"), oakfield.people["deputy"].id
    set_up(oakfield)
    for _ in range(2):
        with oakfield.begin() as uow:
            shut_out(uow, head, deputy)
    assert len(oakfield.ledger("recovery.ended")) == 1
    with pytest.raises(NotYet), oakfield.begin() as uow:
        confirm_recovery(uow, oakfield.no_step_up("deputy"), oakfield.keyring, "000000")
    made = set_up(oakfield)
    with oakfield.begin() as uow:
        actor = oakfield.no_step_up("deputy")
        confirm_recovery(uow, actor, oakfield.keyring, shown(oakfield, made))
    oakfield.clock.move(minutes=1)
    assert back_in(oakfield, shown(oakfield, made)).token


def test_what_was_ended_before_it_was_confirmed_is_not_confirmed(oakfield: OpenedSchool) -> None:
    head, made = oakfield.actor("head"), set_up(oakfield)
    with oakfield.begin() as uow:
        shut_out(uow, head, oakfield.people["deputy"].id)
    actor = oakfield.no_step_up("deputy")
    with pytest.raises(NotYet), oakfield.begin() as uow:
        confirm_recovery(uow, actor, oakfield.keyring, shown(oakfield, made))


def test_one_set_up_anew_takes_the_old_one_s_place_only_when_it_is_confirmed(
    oakfield: OpenedSchool, secret: bytes
) -> None:
    new = set_up(oakfield)
    assert back_in(oakfield, shown(oakfield, secret)).token
    with oakfield.begin() as uow:
        actor = oakfield.no_step_up("deputy")
        confirm_recovery(uow, actor, oakfield.keyring, shown(oakfield, new))
    oakfield.clock.move(minutes=1)
    with pytest.raises(WrongRecovery):
        back_in(oakfield, shown(oakfield, secret))
    assert back_in(oakfield, shown(oakfield, new)).token


def test_a_headteacher_s_way_back_ends_with_the_key_that_two_others_replace(
    oakfield: OpenedSchool,
) -> None:
    head, password = oakfield.actor("head"), oakfield.keyring.stretched(PASSWORD)
    with oakfield.begin() as uow:
        made = set_up_recovery(uow, head, password).secret
        confirm_recovery(uow, head, oakfield.keyring, shown(oakfield, made))
    two = (oakfield.actor("dsl"), oakfield.actor("governor"))
    with oakfield.begin() as uow:
        make = oakfield.keyring.create
        replace_headteacher_key(uow, two, head.id, lambda who: make(who, "correct horse battery"))
        assert not has_recovery(uow, head.id)


def test_a_recovered_session_unlocks_no_key(oakfield: OpenedSchool, secret: bytes) -> None:
    opened = back_in(oakfield, shown(oakfield, secret))
    with oakfield.begin() as uow:
        found = who_is_in(uow, opened.token)
    assert found is not None
    with pytest.raises(NotAllowed, match="unlocked just now"):
        replace(oakfield.no_step_up("deputy"), person=found[1]).stepped_up()


def test_where_nobody_is_found_a_password_is_compared_as_well() -> None:
    kept = passwords.stretched(PASSWORD)
    assert (
        kept.rpartition("$")[0].rpartition("$")[0] == NOBODY.rpartition("$")[0].rpartition("$")[0]
    )
    assert not passwords.fits(PASSWORD, NOBODY)
