"""Sessions, as the deeds open and end them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gatekeeper.desk.people.end_key import end_key
from gatekeeper.desk.people.sign_in import (
    WrongSignIn,
    account_of,
    end_elsewhere,
    note_device,
    note_use,
    open_elsewhere,
    renew,
    sign_in,
    sign_out,
    unlocked,
    who_is_in,
)
from gatekeeper.domain.people import Person, PublicKey, Role
from gatekeeper.errors import NotAllowed
from gatekeeper.ports import Signer
from tests.desk.made_school import PASSPHRASE, MadeSchool


def test_an_older_key_of_the_same_person_still_opens() -> None:
    made = MadeSchool()
    with made.begin() as uow:
        newer = made.keyring.create("teacher", "another passphrase")
        uow.keys.put(replace(newer, enrolled_at=uow.now, enrolled_by="head"))
    for passphrase in (PASSPHRASE, "another passphrase"):
        assert unlocked(made.records, made.keyring, "Teacher", passphrase)[0] == "teacher"


@pytest.mark.parametrize("name", ["teacher", "nobody"])
def test_a_wrong_name_and_a_wrong_passphrase_are_one_error(name: str) -> None:
    made = MadeSchool()
    with pytest.raises(WrongSignIn):
        unlocked(made.records, made.keyring, name, "not this one at all")


@pytest.mark.parametrize("name", ["teacher", "nobody", "office of nobody"])
def test_a_passphrase_is_stretched_whether_there_is_somebody_or_not(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, tried = MadeSchool(), list[str]()
    real = made.keyring.unlock

    def unlock(key: PublicKey, passphrase: str) -> Signer:
        tried.append(key.id)
        return real(key, passphrase)

    monkeypatch.setattr(made.keyring, "unlock", unlock)
    with pytest.raises(WrongSignIn):
        unlocked(made.records, made.keyring, name, "not this one at all")
    assert len(tried) == 1


def test_tries_at_an_account_count_together_however_it_is_typed() -> None:
    made = MadeSchool()
    with made.begin() as uow:
        uow.people.put(Person("p77", "Ms Test", frozenset({Role.TEACHER})))
        assert {account_of(uow, typed) for typed in ("p77", "ms test ", "Ms Test")} == {"Ms Test"}
        assert account_of(uow, "nobody") == "nobody"


def test_a_key_that_ended_opens_nothing() -> None:
    made = MadeSchool()
    with made.begin() as uow:
        (key,) = [k for k in uow.keys.all() if k.holder == "teacher"]
        uow.keys.put(replace(key, ended_at=uow.now), seen=uow.keys.version(key.id))
    with pytest.raises(WrongSignIn):
        unlocked(made.records, made.keyring, "teacher", PASSPHRASE)


def test_a_use_is_written_down_at_most_once_a_minute() -> None:
    made = MadeSchool()
    with made.begin() as uow:
        opened = sign_in(uow, "teacher")
    versions = []
    for seconds in (10, 20, 61):
        made.clock.move(seconds=seconds)
        with made.begin() as uow:
            assert note_use(uow, opened.token) is not None
            versions.append(uow.sessions.version(opened.session.id))
    assert versions == [1, 1, 2]


def test_a_session_in_which_its_browser_became_a_tablet_closes_sooner() -> None:
    made = MadeSchool()
    with made.begin() as uow:
        opened, other = sign_in(uow, "head"), sign_in(uow, "head")
        note_device(uow, opened.token, "tablet")
        note_device(uow, "no token", "tablet")
    made.clock.move(minutes=6)
    with made.begin() as uow:
        assert who_is_in(uow, opened.token) is None
        assert who_is_in(uow, other.token) is not None


def test_a_session_ends_once() -> None:
    made = MadeSchool()
    with made.begin() as uow:
        token = sign_in(uow, "teacher").token
        assert who_is_in(uow, token) is not None
    for given in (token, token, "never a token"):
        with made.begin() as uow:
            sign_out(uow, given)
            assert who_is_in(uow, given) is None
    with made.begin() as uow:
        assert sum(e.what == "session.ended" for e in uow.ledger.entries()) == 1


def test_the_end_of_a_key_ends_the_sessions_of_its_holder_and_of_nobody_else() -> None:
    made = MadeSchool()
    with made.begin() as uow:
        tokens = {who: sign_in(uow, who).token for who in ("teacher", "deputy")}
        key = next(k for k in uow.keys.all() if k.holder == "teacher")
    head = made.actor("head")
    with made.begin() as uow:
        end_key(uow, head, key.id)
    with made.begin() as uow:
        assert who_is_in(uow, tokens["teacher"]) is None
        assert who_is_in(uow, tokens["deputy"]) is not None


def test_a_new_token_after_a_step_up_ends_the_old_one_and_keeps_the_rest() -> None:
    made = MadeSchool()
    with made.begin() as uow:
        opened = sign_in(uow, "teacher", "tablet")
    with made.begin() as uow:
        renewed = renew(uow, opened.token)
    with made.begin() as uow:
        assert who_is_in(uow, opened.token) is None
        found = who_is_in(uow, renewed.token)
    assert found is not None
    assert (found[0].made_at, found[0].device) == (opened.session.made_at, "tablet")


def test_a_session_that_is_over_gets_no_new_token() -> None:
    made = MadeSchool()
    with made.begin() as uow:
        opened = sign_in(uow, "teacher")
        sign_out(uow, opened.token)
    for token in (opened.token, "", "nobody's"):
        with pytest.raises(NotAllowed, match="session is over"), made.begin() as uow:
            renew(uow, token)


def test_ones_other_sessions_end_and_the_ledger_tells_each() -> None:
    made = MadeSchool()
    with made.begin() as uow:
        here = sign_in(uow, "teacher")
        sign_in(uow, "teacher")
        gone = sign_in(uow, "teacher")
        deputy = sign_in(uow, "deputy")
        sign_out(uow, gone.token)
    with made.begin() as uow:
        assert end_elsewhere(uow, here.token) == 1
        assert [e.what for e in uow.ledger.entries()].count("session.ended") == 2
    with made.begin() as uow:
        assert who_is_in(uow, here.token)
        assert who_is_in(uow, deputy.token)
        assert open_elsewhere(uow, here.token) == ()
        assert open_elsewhere(uow, "of nobody") == ()
