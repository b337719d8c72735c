"""What every implementation of Keyring keeps."""

from __future__ import annotations

import dataclasses
import hashlib
from datetime import UTC, datetime

import pytest

from gatekeeper.domain.people import PublicKey, Scheme
from gatekeeper.errors import NotAllowed, UsageError
from gatekeeper.ports import Keyring

PASSPHRASE = "seven grey herons"


@pytest.fixture
def key(keyring: Keyring) -> PublicKey:
    return keyring.create("head", PASSPHRASE)


def test_a_signature_holds_for_its_message_and_key_alone(keyring: Keyring, key: PublicKey) -> None:
    other = keyring.create("head", PASSPHRASE)
    proof = keyring.unlock(key, PASSPHRASE).sign(b"yes")
    assert keyring.verifies(Scheme.ED25519, key.public, b"yes", proof)
    assert not keyring.verifies(Scheme.ED25519, key.public, b"no", proof)
    assert not keyring.verifies(Scheme.ED25519, other.public, b"yes", proof)


def test_a_public_key_tells_its_fingerprint_and_holder(key: PublicKey) -> None:
    assert key.fingerprint == hashlib.sha256(key.public).hexdigest()
    assert (key.holder, key.scheme, len(key.public)) == ("head", Scheme.ED25519, 32)
    assert key.enrolled_at.tzinfo is not None


def test_a_signer_names_its_key(keyring: Keyring, key: PublicKey) -> None:
    assert keyring.unlock(key, PASSPHRASE).key == key.id


def test_a_wrong_passphrase_opens_nothing(keyring: Keyring, key: PublicKey) -> None:
    with pytest.raises(NotAllowed):
        keyring.unlock(key, PASSPHRASE.upper())


def test_a_key_that_is_not_here_cannot_be_unlocked(keyring: Keyring, key: PublicKey) -> None:
    with pytest.raises(NotAllowed):
        keyring.unlock(dataclasses.replace(key, id="elsewhere"), PASSPHRASE)


@pytest.mark.parametrize("passphrase", ["", "ninechars", "   ninechars   "])
def test_a_short_passphrase_is_refused(keyring: Keyring, passphrase: str) -> None:
    with pytest.raises(UsageError, match="at least ten characters"):
        keyring.create("head", passphrase)


@pytest.mark.parametrize(
    ("scheme", "public", "proof"),
    [
        (Scheme.ED25519, b"", b""),
        (Scheme.ED25519, b"short", b"x" * 64),
        (Scheme.ED25519, b"x" * 32, b"short"),
        (Scheme.ED25519, b"\xff" * 32, b"\xff" * 64),
        (Scheme.WEBAUTHN, b"x" * 32, b"x" * 64),
    ],
)
def test_nonsense_is_no_proof_and_no_crash(
    keyring: Keyring, scheme: Scheme, public: bytes, proof: bytes
) -> None:
    assert keyring.verifies(scheme, public, b"yes", proof) is False


def test_a_good_signature_under_another_scheme_is_no_proof(
    keyring: Keyring, key: PublicKey
) -> None:
    proof = keyring.unlock(key, PASSPHRASE).sign(b"yes")
    assert not keyring.verifies(Scheme.WEBAUTHN, key.public, b"yes", proof)


def test_a_sealed_text_opens_for_each_recipient_and_nobody_else(
    keyring: Keyring, key: PublicKey
) -> None:
    second = keyring.create("deputy", PASSPHRASE)
    stranger = keyring.create("office", PASSPHRASE)
    sealed = keyring.seal("Grandmother’s house, no pictures", (key.sealing, second.sealing))
    assert b"Grandmother" not in sealed
    for reader in (key, second):
        assert keyring.unlock(reader, PASSPHRASE).unseal(sealed) == (
            "Grandmother’s house, no pictures"
        )
    with pytest.raises(NotAllowed):
        keyring.unlock(stranger, PASSPHRASE).unseal(sealed)


@pytest.mark.parametrize("recipients", [(), ("age1nobody",)])
def test_sealing_to_nobody_is_refused(keyring: Keyring, recipients: tuple[str, ...]) -> None:
    with pytest.raises(UsageError):
        keyring.seal("a reason", recipients)


def test_the_recovery_pair_is_new_each_time_and_opens_what_was_sealed_to_it(
    keyring: Keyring,
) -> None:
    recipient, secret = keyring.recovery()
    assert secret.startswith("AGE-SECRET-KEY-1")
    assert keyring.recovery() != (recipient, secret)
    assert keyring.seal("a reason", (recipient,))


def test_a_password_fits_what_was_kept_of_it_and_no_other_does(keyring: Keyring) -> None:
    kept = keyring.stretched(PASSPHRASE)
    assert keyring.fits(PASSPHRASE, kept)
    assert keyring.fits(f" {PASSPHRASE} ", kept)
    assert not keyring.fits(PASSPHRASE.upper(), kept)
    assert not keyring.fits(PASSPHRASE, "nonsense")
    with pytest.raises(UsageError, match="at least ten characters"):
        keyring.stretched("ninechars")


@pytest.mark.parametrize(("at", "code"), [(59, "287082"), (1111111109, "081804")])
def test_codes_are_those_of_the_standard(keyring: Keyring, at: int, code: str) -> None:
    """RFC 6238, appendix B, with the last six of its eight digits."""
    now = datetime.fromtimestamp(at, UTC)
    assert keyring.code_step(b"12345678901234567890", code, now) == at // 30
    assert keyring.code_step(b"12345678901234567890", "000000", now) == 0
