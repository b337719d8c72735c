"""A keyring in memory: real Ed25519 and age, no slow key derivation."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count

import pyrage
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from gatekeeper.domain.passkey import NewPasskey, Party
from gatekeeper.domain.people import PublicKey, Scheme
from gatekeeper.errors import NotAllowed, UsageError
from gatekeeper.records.passkeys import assertion_holds, new_passkey
from gatekeeper.records.passwords import code_step

SHORTEST = 10


@dataclass(frozen=True, slots=True)
class FakeSigner:
    """An unlocked pair of keys."""

    key: str
    private: Ed25519PrivateKey
    identity: pyrage.x25519.Identity

    def sign(self, message: bytes) -> bytes:
        """Return an Ed25519 signature."""
        return self.private.sign(message)

    def unseal(self, sealed: bytes) -> str:
        """Open an age file."""
        try:
            return bytes(pyrage.decrypt(sealed, [self.identity])).decode()
        except pyrage.DecryptError as error:
            message = "This was not sealed to your key."
            raise NotAllowed(message) from error


class FakeKeyring:
    """Keeps private keys and their passphrases in a dict."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[str, FakeSigner]] = {}
        self._numbers = count(1)

    def create(self, holder: str, passphrase: str) -> PublicKey:
        """Make a pair of keys."""
        if len(passphrase.strip()) < SHORTEST:
            message = "A passphrase needs at least ten characters."
            raise UsageError(message)
        key_id = f"key{next(self._numbers)}"
        signer = FakeSigner(key_id, Ed25519PrivateKey.generate(), pyrage.x25519.Identity.generate())
        self._kept[key_id] = (passphrase, signer)
        public = signer.private.public_key().public_bytes_raw()
        return PublicKey(
            id=key_id,
            holder=holder,
            scheme=Scheme.ED25519,
            public=public,
            fingerprint=hashlib.sha256(public).hexdigest(),
            enrolled_at=datetime.min.replace(tzinfo=UTC),
            enrolled_by="",
            sealing=str(signer.identity.to_public()),
        )

    def unlock(self, key: PublicKey, passphrase: str) -> FakeSigner:
        """Return the signer if the passphrase is the one it was made with."""
        kept = self._kept.get(key.id)
        if kept is None or kept[0] != passphrase:
            message = "The passphrase is wrong, or the key is not on this machine."
            raise NotAllowed(message)
        return kept[1]

    def recovery(self) -> tuple[str, str]:
        """Make an age pair."""
        identity = pyrage.x25519.Identity.generate()
        return str(identity.to_public()), str(identity)

    def verifies(self, scheme: Scheme, public: bytes, message: bytes, proof: bytes) -> bool:
        """Check an Ed25519 signature, or a passkey's answer as the real one does."""
        if scheme is Scheme.WEBAUTHN:
            return assertion_holds(public, message, proof)
        try:
            Ed25519PublicKey.from_public_bytes(public).verify(proof, message)
        except (InvalidSignature, ValueError):
            return False
        return True

    def new_passkey(self, party: Party, challenge: bytes, answer: str) -> NewPasskey:
        """Read a new passkey as the real one does."""
        return new_passkey(party, challenge, answer)

    def stretched(self, password: str) -> str:
        """Keep a password as it is: what stretching it takes is the real one's."""
        if len(password.strip()) < SHORTEST:
            message = "A password needs at least ten characters."
            raise UsageError(message)
        return f"kept: {password.strip()}"

    def fits(self, password: str, kept: str) -> bool:
        """Compare."""
        return kept == f"kept: {password.strip()}"

    def code_step(self, secret: bytes, code: str, now: datetime) -> int:
        """Read a code as the real one does."""
        return code_step(secret, code, now)

    def seal(self, text: str, recipients: tuple[str, ...]) -> bytes:
        """Seal with age."""
        try:
            people = [pyrage.x25519.Recipient.from_str(recipient) for recipient in recipients]
            return bytes(pyrage.encrypt(text.encode(), people))
        except (pyrage.RecipientError, pyrage.EncryptError) as error:
            message = "There is nobody to seal this to."
            raise UsageError(message) from error
