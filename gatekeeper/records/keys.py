"""People's and devices' private keys: one file each, under a passphrase, outside the database."""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path

import pyrage
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from gatekeeper.domain.passkey import NewPasskey, Party
from gatekeeper.domain.people import PublicKey, Scheme
from gatekeeper.errors import NotAllowed, UsageError
from gatekeeper.ports import Clock
from gatekeeper.records import files, ids, passwords
from gatekeeper.records.key_file import SEED_BYTES, lock, open_key_file, try_in_vain
from gatekeeper.records.passkeys import assertion_holds, new_passkey

NOT_HERE = "Use the machine on which this key was made, or have a new key enrolled."


class FolderSigner:
    """A key that was unlocked for one step."""

    def __init__(self, key: str, private: Ed25519PrivateKey, identity: str) -> None:
        self._key = key
        self._private = private
        self._identity = identity

    @property
    def key(self) -> str:
        """The id of the public key."""
        return self._key

    def sign(self, message: bytes) -> bytes:
        """Return the Ed25519 signature, 64 bytes."""
        return self._private.sign(message)

    def unseal(self, sealed: bytes) -> str:
        """Open a text that was sealed to this key's holder.

        Raises:
            NotAllowed: it was sealed to somebody else.
        """
        identity = pyrage.x25519.Identity.from_str(self._identity)
        try:
            return bytes(pyrage.decrypt(sealed, [identity])).decode()
        except pyrage.DecryptError as error:
            raise NotAllowed("This was not sealed to your key.", "Ask a DSL to read it.") from error


class FolderKeyring:
    """Keys in a folder, `<key id>.key` each; devices' keys lie there like people's."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self._folder = folder
        self._clock = clock

    def create(self, holder: str, passphrase: str) -> PublicKey:
        """Make a key and keep its private half under the passphrase.

        Raises:
            UsageError: the passphrase is too short.
        """
        private, identity = Ed25519PrivateKey.generate(), pyrage.x25519.Identity.generate()
        key_id, public = ids.mint(), private.public_key().public_bytes_raw()
        secret = private.private_bytes_raw() + str(identity).encode()
        files.write(self._file(key_id), lock(key_id, passphrase, secret))
        files.sync(self._folder)
        return PublicKey(
            id=key_id,
            holder=holder,
            scheme=Scheme.ED25519,
            public=public,
            fingerprint=hashlib.sha256(public).hexdigest(),
            enrolled_at=self._clock.now(),
            enrolled_by="",
            sealing=str(identity.to_public()),
        )

    def unlock(self, key: PublicKey, passphrase: str) -> FolderSigner:
        """Return the signer.

        Raises:
            NotAllowed: the passphrase is wrong, or the key is not on this machine.
        """
        path = self._file(key.id)
        if not path.is_file():
            # As long as a wrong passphrase takes, so that time tells nobody which keys there are.
            try_in_vain(passphrase)
            raise NotAllowed("This key is not on this machine.", NOT_HERE)
        secret = open_key_file(key.id, passphrase, path.read_bytes())
        private = Ed25519PrivateKey.from_private_bytes(secret[:SEED_BYTES])
        if private.public_key().public_bytes_raw() != key.public:
            raise NotAllowed("The key on this machine is not the one that was enrolled.", NOT_HERE)
        return FolderSigner(key.id, private, secret[SEED_BYTES:].decode())

    def recovery(self) -> tuple[str, str]:
        """Make a recovery pair for the safe: (recipient, secret to print once)."""
        identity = pyrage.x25519.Identity.generate()
        return str(identity.to_public()), str(identity)

    def verifies(self, scheme: Scheme, public: bytes, message: bytes, proof: bytes) -> bool:
        """Whether the proof over the message was made with this key."""
        if scheme is Scheme.WEBAUTHN:
            return assertion_holds(public, message, proof)
        try:
            Ed25519PublicKey.from_public_bytes(public).verify(proof, message)
        except (InvalidSignature, ValueError, TypeError):
            return False
        return True

    def new_passkey(self, party: Party, challenge: bytes, answer: str) -> NewPasskey:
        """Return the passkey that a browser made.

        Raises:
            NotAllowed: the answer does not hold, or its maker did not verify who was there.
        """
        return new_passkey(party, challenge, answer)

    def stretched(self, password: str) -> str:
        """Return what is kept of a password.

        Raises:
            UsageError: it is too short.
        """
        return passwords.stretched(password)

    def fits(self, password: str, kept: str) -> bool:
        """Whether a password is the one of which this is kept."""
        return passwords.fits(password, kept)

    def code_step(self, secret: bytes, code: str, now: datetime) -> int:
        """Return the time step of a telephone's code, now or next to now; 0 if it is of none."""
        return passwords.code_step(secret, code, now)

    def seal(self, text: str, recipients: tuple[str, ...]) -> bytes:
        """Seal a text to some recipients; only they can open it.

        Raises:
            UsageError: there is no recipient, or one is not an age recipient.
        """
        try:
            people = [pyrage.x25519.Recipient.from_str(recipient) for recipient in recipients]
            return bytes(pyrage.encrypt(text.encode(), people))
        except (pyrage.RecipientError, pyrage.EncryptError) as error:
            raise UsageError(
                "There is nobody to seal this to.", "Have a DSL's key enrolled first."
            ) from error

    def _file(self, key_id: str) -> Path:
        return self._folder / f"{key_id}.key"
