"""A ledger with passkeys, verified elsewhere: from the export alone, and nothing forged holds."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from gatekeeper.desk.people.enrol_key import enrol_key
from gatekeeper.desk.ways_in.offer_passkey import offer_to_sign, take_offer
from gatekeeper.domain.passkey import Assertion
from gatekeeper.domain.people import PublicKey
from gatekeeper.domain.sign_off import Statement
from tests.desk.ledger.test_verify_ledger import check, forged, rechained, statement
from tests.desk.opened_school import OpenedSchool
from tests.desk.ways_in.passkeys import enrolled, offered, signing, with_signer
from tests.fakes.authenticator import OAKFIELD, FakeAuthenticator


@pytest.fixture
def school() -> OpenedSchool:
    return OpenedSchool()


@pytest.fixture
def maker() -> FakeAuthenticator:
    return FakeAuthenticator()


@pytest.fixture
def key(school: OpenedSchool, maker: FakeAuthenticator) -> PublicKey:
    """Return the headteacher's passkey, which she enrolled with the key of her passphrase."""
    return enrolled(school, maker, school.people["head"].id)


def tell(school: OpenedSchool, key: PublicKey, maker: FakeAuthenticator, said: Statement) -> None:
    """Write a yes into the ledger as `approve` does."""
    proof = signing(school, key, maker, said.message).assertion.proof
    with school.begin() as uow:
        uow.ledger.append(
            "post.signed_off",
            actor=said.approver,
            subject=said.post,
            details={
                "statement": said.message.decode(),
                "proof": proof.hex(),
                "key": key.id,
                "scheme": key.scheme.value,
                "overrides": "0",
            },
        )


def test_a_yes_by_passkey_verifies_from_the_export_alone(
    school: OpenedSchool, maker: FakeAuthenticator, key: PublicKey
) -> None:
    before = check(school).signatures
    tell(school, key, maker, statement(school, "head", key))
    found = check(school)
    assert found.valid, found.words
    assert found.signatures == before + 1


def test_a_headteacher_s_passkey_enrols_the_next_one(
    school: OpenedSchool, maker: FakeAuthenticator, key: PublicKey
) -> None:
    deputy = school.people["deputy"].id
    offer = offered(school, FakeAuthenticator(), deputy, head=_first(school))
    head = school.no_step_up("head")
    with school.begin() as uow:
        message = offer_to_sign(uow, head, offer.id)
    signer = signing(school, key, maker, message)
    with school.begin() as uow:
        taken = take_offer(uow, with_signer(head, signer), offer.id)
    assert check(school).valid
    assert school.ledger("key.enrolled")[-1].details["scheme"] == "webauthn"
    assert taken.enrolled_by == head.id


def _first(school: OpenedSchool) -> Any:
    """Return the headteacher with the key of her passphrase."""
    signer = school.keyring.unlock(school.opened.key, "correct horse battery")
    return replace(school.no_step_up("head"), signer=signer)


def test_a_step_up_by_passkey_enrols_nothing_that_it_did_not_sign(
    school: OpenedSchool, maker: FakeAuthenticator, key: PublicKey
) -> None:
    head = with_signer(school.no_step_up("head"), signing(school, key, maker, b"step-up"))
    with pytest.raises(Exception, match="did not sign this"), school.begin() as uow:
        enrol_key(uow, head, school.people["deputy"].id, school.make_key)


def change(part: str) -> Any:
    """Return a forger who changes one byte of a part of the kept answer."""

    def forge(parts: dict[str, Any]) -> None:
        kept = Assertion.read(bytes.fromhex(parts["details"]["proof"]))
        value = getattr(kept, part)
        flipped = value[:-1] + bytes([value[-1] ^ 1])
        parts["details"]["proof"] = replace(kept, **{part: flipped}).proof.hex()

    return forge


@pytest.mark.parametrize("part", ["authenticator", "client", "signature", "credential"])
def test_no_byte_of_the_kept_answer_can_be_changed(
    part: str, school: OpenedSchool, maker: FakeAuthenticator, key: PublicKey
) -> None:
    tell(school, key, maker, statement(school, "head", key))
    found = check(school, forged(school, "post.signed_off", change(part)))
    assert not found.valid
    assert "its signature does not hold" in found.why


def test_no_word_of_the_statement_can_be_changed(
    school: OpenedSchool, maker: FakeAuthenticator, key: PublicKey
) -> None:
    tell(school, key, maker, statement(school, "head", key))

    def forge(parts: dict[str, Any]) -> None:
        parts["details"]["statement"] = parts["details"]["statement"].replace("dddd", "eeee", 1)

    assert not check(school, forged(school, "post.signed_off", forge)).valid


@pytest.mark.parametrize("changed", [{"verified": False}, {"party": replace(OAKFIELD, rp="x")}])
def test_a_yes_without_verification_or_for_another_party_does_not_verify(
    changed: dict[str, Any], school: OpenedSchool, maker: FakeAuthenticator, key: PublicKey
) -> None:
    tell(school, key, replace(maker, **changed), statement(school, "head", key))
    assert "its signature does not hold" in check(school).why


def test_a_yes_of_a_passkey_that_had_ended_does_not_verify(
    school: OpenedSchool, maker: FakeAuthenticator, key: PublicKey
) -> None:
    with school.begin() as uow:
        uow.ledger.append("key.ended", actor="x", subject=key.id)
    tell(school, key, maker, statement(school, "head", key))
    assert "had ended" in check(school).why


def test_a_deputy_s_passkey_approves_nothing(
    school: OpenedSchool, maker: FakeAuthenticator
) -> None:
    mine = enrolled(school, maker, school.people["deputy"].id)
    tell(school, mine, maker, statement(school, "deputy", mine))
    assert "could not approve" in check(school).why


@pytest.mark.usefixtures("key")
def test_the_party_of_an_enrolled_passkey_cannot_be_exchanged(school: OpenedSchool) -> None:
    def forge(parts: dict[str, Any]) -> None:
        prefix, _, text = parts["details"]["statement"].partition("\n")
        facts = json.loads(text)
        evil = bytes.fromhex(facts["public"]).replace(b"oakfield", b"evilsite")
        told = json.dumps({**facts, "public": evil.hex()}, sort_keys=True, separators=(",", ":"))
        parts["details"]["statement"] = f"{prefix}\n{told}"

    assert not check(school, forged(school, "key.enrolled", forge)).valid
    assert check(school, rechained(school.ledger())).valid
