"""A passkey on its way: invited by code, brought once, and nothing before it is signed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.people.end_person import end_person
from gatekeeper.desk.ways_in.invite import WrongCode, invite, invited
from gatekeeper.desk.ways_in.offer_passkey import (
    offer_passkey,
    offer_to_sign,
    open_offers,
    refuse_offer,
    take_offer,
)
from gatekeeper.desk.ways_in.use_passkey import own_passkeys
from gatekeeper.domain.ways_in import INVITATION_LIFE
from gatekeeper.errors import GatekeeperError, NotAllowed, NotFound, UsageError
from gatekeeper.ports import UnitOfWork
from tests.desk.opened_school import OpenedSchool
from tests.desk.ways_in.passkeys import enrolled, new, offered
from tests.fakes.authenticator import OAKFIELD, FakeAuthenticator


@pytest.fixture
def oakfield() -> OpenedSchool:
    return OpenedSchool()


def code_for(oakfield: OpenedSchool, who: str = "deputy") -> str:
    head = oakfield.actor("head")
    with oakfield.begin() as uow:
        return invite(uow, head, oakfield.people[who].id)


def test_an_invitation_opens_for_its_person_however_the_code_is_typed(
    oakfield: OpenedSchool,
) -> None:
    code = code_for(oakfield)
    with oakfield.begin() as uow:
        for typed in (code, code.lower().replace("-", " "), code.replace("-", "")):
            assert invited(uow, typed)[1].id == oakfield.people["deputy"].id


def test_a_code_is_over_after_two_days_and_reopens_with_no_clock(oakfield: OpenedSchool) -> None:
    code = code_for(oakfield)
    for seconds in (INVITATION_LIFE.total_seconds(), -2 * INVITATION_LIFE.total_seconds()):
        oakfield.clock.move(seconds=seconds)
        with pytest.raises(WrongCode), oakfield.begin() as uow:
            invited(uow, code)


def test_a_newer_invitation_ends_the_one_before_and_nobody_else_s(oakfield: OpenedSchool) -> None:
    first, other = code_for(oakfield), code_for(oakfield, "dsl")
    code_for(oakfield)
    with pytest.raises(WrongCode), oakfield.begin() as uow:
        invited(uow, first)
    with oakfield.begin() as uow:
        assert invited(uow, other)


def test_a_code_opens_nothing_once_its_person_has_left(oakfield: OpenedSchool) -> None:
    code, head = code_for(oakfield), oakfield.actor("head")
    with oakfield.begin() as uow:
        end_person(uow, head, oakfield.people["deputy"].id)
    with pytest.raises(WrongCode), oakfield.begin() as uow:
        invited(uow, code)


def test_only_the_headteacher_invites_and_only_with_her_key(oakfield: OpenedSchool) -> None:
    for actor in (oakfield.actor("deputy"), oakfield.no_step_up("head")):
        with pytest.raises(NotAllowed), oakfield.begin() as uow:
            invite(uow, actor, oakfield.people["deputy"].id)


def test_the_code_itself_is_nowhere_on_record(oakfield: OpenedSchool) -> None:
    code = code_for(oakfield)
    told = oakfield.ledger("invitation.made")
    assert [entry.subject for entry in told] == [oakfield.people["deputy"].id]
    with oakfield.begin() as uow:
        kept = f"{told} {uow.invitations.all()}".replace("-", "")
    assert code.replace("-", "") not in kept


def test_a_code_is_used_once(oakfield: OpenedSchool) -> None:
    code, person = code_for(oakfield), oakfield.people["deputy"].id
    with oakfield.begin() as uow:
        offer_passkey(uow, code, new(oakfield, FakeAuthenticator(), person), "Phone")
    with pytest.raises(WrongCode), oakfield.begin() as uow:
        offer_passkey(uow, code, new(oakfield, FakeAuthenticator(), person), "Phone")


def test_an_offered_passkey_counts_for_nothing_until_it_is_signed(oakfield: OpenedSchool) -> None:
    person = oakfield.people["deputy"].id
    offer = offered(oakfield, FakeAuthenticator(), person)
    with oakfield.begin() as uow:
        assert open_offers(uow) == (offer,)
        assert own_passkeys(uow, person) == ()
        assert uow.keys.get(offer.id) is None


def test_the_headteacher_s_signature_makes_it_the_person_s(oakfield: OpenedSchool) -> None:
    person = oakfield.people["deputy"].id
    key = enrolled(oakfield, FakeAuthenticator(synced=True), person)
    with oakfield.begin() as uow:
        (own,) = own_passkeys(uow, person)
        assert open_offers(uow) == ()
    assert (own.key, own.use.name, own.use.synced) == (key, "Her phone", True)
    assert oakfield.ledger("key.enrolled")[-1].subject == key.id


def test_a_passkey_is_one_person_s_for_good(oakfield: OpenedSchool) -> None:
    maker = FakeAuthenticator()
    enrolled(oakfield, maker, oakfield.people["deputy"].id)
    for who in ("dsl", "deputy"):
        with pytest.raises(UsageError, match="brought before"):
            offered(oakfield, maker, oakfield.people[who].id)


def test_two_cannot_offer_the_same_passkey(oakfield: OpenedSchool) -> None:
    maker = FakeAuthenticator()
    offered(oakfield, maker, oakfield.people["deputy"].id)
    with pytest.raises(UsageError, match="brought before"):
        offered(oakfield, maker, oakfield.people["dsl"].id)


def test_a_passkey_needs_a_name(oakfield: OpenedSchool) -> None:
    code, person = code_for(oakfield), oakfield.people["deputy"].id
    with pytest.raises(UsageError, match="name"), oakfield.begin() as uow:
        offer_passkey(uow, code, new(oakfield, FakeAuthenticator(), person), " ")


def test_a_refused_passkey_is_gone(oakfield: OpenedSchool) -> None:
    offer = offered(oakfield, FakeAuthenticator(), oakfield.people["deputy"].id)
    head = oakfield.actor("head")
    with oakfield.begin() as uow:
        refuse_offer(uow, head, offer.id)
    with pytest.raises(NotFound), oakfield.begin() as uow:
        take_offer(uow, head, offer.id)
    assert oakfield.ledger("passkey.refused")


@pytest.mark.parametrize("deed", [take_offer, refuse_offer, offer_to_sign])
def test_what_becomes_of_an_offer_is_the_headteacher_s(
    deed: Callable[[UnitOfWork, Actor, str], object], oakfield: OpenedSchool
) -> None:
    offer = offered(oakfield, FakeAuthenticator(), oakfield.people["deputy"].id)
    deputy, head = oakfield.actor("deputy"), oakfield.actor("head")
    with pytest.raises(NotAllowed), oakfield.begin() as uow:
        deed(uow, deputy, offer.id)
    with pytest.raises(NotFound), oakfield.begin() as uow:
        deed(uow, head, "none")


def test_a_session_alone_signs_no_offer(oakfield: OpenedSchool) -> None:
    offer = offered(oakfield, FakeAuthenticator(), oakfield.people["deputy"].id)
    with pytest.raises(NotAllowed), oakfield.begin() as uow:
        take_offer(uow, oakfield.no_step_up("head"), offer.id)


@pytest.mark.parametrize(
    "maker",
    [
        FakeAuthenticator(verified=False),
        FakeAuthenticator(party=replace(OAKFIELD, origin="https://oakfield.test.evil.test")),
        FakeAuthenticator(party=replace(OAKFIELD, rp="evil.test")),
    ],
    ids=["nobody verified", "other origin", "other party"],
)
def test_a_passkey_of_the_wrong_kind_is_not_taken(
    maker: FakeAuthenticator, oakfield: OpenedSchool
) -> None:
    with pytest.raises(NotAllowed, match="could not be made"):
        new(oakfield, maker, "deputy")


@pytest.mark.parametrize("answer", ["", "{}", "null", '{"id": "a"}', "[" * 100_000])
def test_nonsense_is_no_new_passkey(answer: str, oakfield: OpenedSchool) -> None:
    with pytest.raises(GatekeeperError):
        oakfield.keyring.new_passkey(OAKFIELD, b"x" * 32, answer)
