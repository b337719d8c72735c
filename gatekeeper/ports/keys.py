"""Private keys and proofs."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from gatekeeper.domain.passkey import NewPasskey, Party
from gatekeeper.domain.people import PublicKey, Scheme


class Signer(Protocol):
    """A private key that was unlocked for one step."""

    @property
    def key(self) -> str:
        """The id of its public key."""

    def sign(self, message: bytes) -> bytes:
        """Return the proof over a message."""

    def unseal(self, sealed: bytes) -> str:
        """Open a text that was sealed to this key's holder."""


class Keyring(Protocol):
    """Makes and unlocks private keys, checks proofs, seals texts to DSLs."""

    def create(self, holder: str, passphrase: str) -> PublicKey:
        """Make a key for a person or device and keep its private half under the passphrase.

        `enrolled_at` and `enrolled_by` of the result are filled in by the deed that enrols it.
        """

    def unlock(self, key: PublicKey, passphrase: str) -> Signer:
        """Return the signer.

        Raises:
            NotAllowed: the passphrase is wrong or the key is not on this machine.
        """

    def recovery(self) -> tuple[str, str]:
        """Make a recovery pair for the safe: (recipient, secret to print once)."""

    def verifies(self, scheme: Scheme, public: bytes, message: bytes, proof: bytes) -> bool:
        """Whether the proof over the message was made with this key."""

    def new_passkey(self, party: Party, challenge: bytes, answer: str) -> NewPasskey:
        """Return the passkey that a browser made for this party and challenge (JSON).

        Raises:
            NotAllowed: the answer does not hold, or its maker did not verify who was there.
        """

    def stretched(self, password: str) -> str:
        """Return what is kept of a password.

        Raises:
            UsageError: it is too short.
        """

    def fits(self, password: str, kept: str) -> bool:
        """Whether a password is the one of which this is kept."""

    def code_step(self, secret: bytes, code: str, now: datetime) -> int:
        """Return the time step of a telephone's code, now or next to now; 0 if it is of none."""

    def seal(self, text: str, recipients: tuple[str, ...]) -> bytes:
        """Seal a text to some recipients; only they can open it."""
