"""Using a passkey: for one text, by one person, and never twice with the same counter."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gatekeeper.desk.people.end_key import end_key
from gatekeeper.desk.people.end_person import end_person
from gatekeeper.desk.ways_in.use_passkey import (
    CopiedPasskey,
    WrongPasskey,
    enter_by_passkey,
    note_use,
    own_passkeys,
    signer_of,
    signs_by_passkey,
    warn_of_copy,
)
from gatekeeper.domain.canonical import canonical
from gatekeeper.domain.passkey import Answer
from gatekeeper.domain.release import TaskKind
from gatekeeper.errors import NotAllowed
from tests.desk.opened_school import OpenedSchool
from tests.desk.ways_in.passkeys import answered, enrolled, signing
from tests.fakes.authenticator import OAKFIELD, FakeAuthenticator

SIGN_IN = canonical("sign-in", {"question": "1"})
STEP_UP = canonical("step-up", {"question": "1"})


@pytest.fixture
def oakfield() -> OpenedSchool:
    return OpenedSchool()


@pytest.fixture
def maker(oakfield: OpenedSchool) -> FakeAuthenticator:
    """Return the deputy's passkey, enrolled."""
    made = FakeAuthenticator(counts=True)
    enrolled(oakfield, made, oakfield.people["deputy"].id)
    return made


def enter(oakfield: OpenedSchool, answer: Answer, message: bytes = SIGN_IN) -> str:
    with oakfield.begin() as uow:
        return enter_by_passkey(uow, oakfield.keyring, answer, message).public.holder


def test_a_passkey_says_whose_it_is(oakfield: OpenedSchool, maker: FakeAuthenticator) -> None:
    assert enter(oakfield, answered(maker, SIGN_IN)) == oakfield.people["deputy"].id


def test_an_answer_to_one_question_is_none_to_another(
    oakfield: OpenedSchool, maker: FakeAuthenticator
) -> None:
    with pytest.raises(WrongPasskey):
        enter(oakfield, answered(maker, STEP_UP))


def test_a_passkey_that_nobody_enrolled_opens_nothing(oakfield: OpenedSchool) -> None:
    with pytest.raises(WrongPasskey):
        enter(oakfield, answered(FakeAuthenticator(), SIGN_IN))


@pytest.mark.parametrize(
    "changed",
    [
        {"verified": False},
        {"party": replace(OAKFIELD, origin="https://evil.test")},
        {"party": replace(OAKFIELD, rp="evil.test")},
        {"cross_origin": True},
        {"private": FakeAuthenticator().private},
        {"holder": "c29tZWJvZHkgZWxzZQ"},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_an_answer_that_is_not_whole_opens_nothing(
    changed: dict[str, object], oakfield: OpenedSchool, maker: FakeAuthenticator
) -> None:
    wrong = replace(maker, **changed)  # type: ignore[arg-type]
    with pytest.raises(WrongPasskey):
        enter(oakfield, answered(wrong, SIGN_IN))
    enter(oakfield, answered(maker, SIGN_IN))


def test_a_passkey_that_ended_opens_nothing_and_the_passphrase_does_not_come_back(
    oakfield: OpenedSchool, maker: FakeAuthenticator
) -> None:
    deputy = oakfield.people["deputy"].id
    with oakfield.begin() as uow:
        (own,) = own_passkeys(uow, deputy)
        end_key(uow, oakfield.no_step_up("deputy"), own.key.id)
    with pytest.raises(WrongPasskey):
        enter(oakfield, answered(maker, SIGN_IN))
    with oakfield.begin() as uow:
        assert own_passkeys(uow, deputy) == ()
        assert signs_by_passkey(uow, deputy)
        assert not signs_by_passkey(uow, oakfield.people["dsl"].id)


def test_whoever_has_left_does_not_get_in(oakfield: OpenedSchool, maker: FakeAuthenticator) -> None:
    head = oakfield.actor("head")
    with oakfield.begin() as uow:
        end_person(uow, head, oakfield.people["deputy"].id)
    with pytest.raises(WrongPasskey):
        enter(oakfield, answered(maker, SIGN_IN))


def test_a_counter_that_does_not_go_on_is_refused_and_told(
    oakfield: OpenedSchool, maker: FakeAuthenticator
) -> None:
    copy = replace(maker, count=maker.count)
    enter(oakfield, answered(maker, SIGN_IN))
    with pytest.raises(CopiedPasskey) as copied:
        enter(oakfield, answered(copy, SIGN_IN))
    with oakfield.begin() as uow:
        warn_of_copy(uow, copied.value.key)
    with oakfield.begin() as uow:
        (own,) = own_passkeys(uow, oakfield.people["deputy"].id)
        (task,) = [t for t in uow.tasks.all() if t.kind is TaskKind.CHECK_ACCOUNT]
    assert own.use.warned_at is not None
    assert "a copy of Mx Deputy's passkey" in task.say
    assert oakfield.ledger("passkey.counter_went_back")[0].subject == own.key.id


def test_a_passkey_that_never_counts_is_used_again_and_again(oakfield: OpenedSchool) -> None:
    synced = FakeAuthenticator()
    enrolled(oakfield, synced, oakfield.people["dsl"].id)
    for _ in range(3):
        assert enter(oakfield, answered(synced, SIGN_IN)) == oakfield.people["dsl"].id


def test_a_counter_that_falls_back_to_nothing_is_refused(
    oakfield: OpenedSchool, maker: FakeAuthenticator
) -> None:
    enter(oakfield, answered(maker, SIGN_IN))
    with pytest.raises(CopiedPasskey):
        enter(oakfield, answered(replace(maker, counts=False, count=0), SIGN_IN))


def test_a_passkey_without_a_record_of_its_use_is_refused(oakfield: OpenedSchool) -> None:
    answer = answered(FakeAuthenticator(), SIGN_IN)
    with pytest.raises(CopiedPasskey), oakfield.begin() as uow:
        note_use(uow, "none", answer.assertion)
    with oakfield.begin() as uow:
        warn_of_copy(uow, "none")
        assert uow.tasks.all() == ()


def test_a_warning_names_somebody_who_is_no_longer_on_record_by_id(
    oakfield: OpenedSchool, maker: FakeAuthenticator
) -> None:
    with oakfield.begin() as uow:
        (own,) = own_passkeys(uow, oakfield.people["deputy"].id)
        key = replace(own.key, holder="gone")
        uow.keys.put(key, seen=uow.keys.version(key.id))
        warn_of_copy(uow, key.id)
        assert "gone's passkey" in uow.tasks.all()[-1].say
    assert maker.count == 0


def test_somebody_else_s_passkey_is_not_the_person_s(
    oakfield: OpenedSchool, maker: FakeAuthenticator
) -> None:
    answer = answered(maker, SIGN_IN)
    with pytest.raises(WrongPasskey), oakfield.begin() as uow:
        signer_of(uow, oakfield.keyring, oakfield.people["dsl"].id, answer)


def test_a_passkey_signs_what_it_was_asked_and_nothing_else(
    oakfield: OpenedSchool, maker: FakeAuthenticator
) -> None:
    with oakfield.begin() as uow:
        (own,) = own_passkeys(uow, oakfield.people["deputy"].id)
    signer = signing(oakfield, own.key, maker, SIGN_IN)
    assert signer.sign(SIGN_IN) == signer.assertion.proof
    with pytest.raises(NotAllowed, match="did not sign this"):
        signer.sign(STEP_UP)


def test_a_passkey_opens_no_sealed_text(oakfield: OpenedSchool, maker: FakeAuthenticator) -> None:
    with oakfield.begin() as uow:
        (own,) = own_passkeys(uow, oakfield.people["deputy"].id)
    with pytest.raises(NotAllowed, match="opens no sealed text"):
        signing(oakfield, own.key, maker, SIGN_IN).unseal(b"x")
