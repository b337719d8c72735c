"""A passkey as a signer: it has answered already, so it signs that one message and no other."""

from __future__ import annotations

from dataclasses import dataclass

from gatekeeper.domain.passkey import Assertion
from gatekeeper.domain.people import PublicKey
from gatekeeper.errors import NotAllowed
from gatekeeper.ports import Keyring


@dataclass(frozen=True, slots=True)
class PasskeySigner:
    """A passkey's answer to one challenge, in the place of an unlocked key."""

    public: PublicKey
    keyring: Keyring
    assertion: Assertion

    @property
    def key(self) -> str:
        """The id of the public key."""
        return self.public.id

    def sign(self, message: bytes) -> bytes:
        """Return the kept answer, if it is this passkey's to exactly this message.

        Raises:
            NotAllowed: it is another's, over something else, or nobody was verified.
        """
        proof = self.assertion.proof
        if not self.keyring.verifies(self.public.scheme, self.public.public, message, proof):
            raise NotAllowed(
                "The passkey did not sign this.",
                "Open the page again, look once more, and use your own passkey.",
            )
        return proof

    def unseal(self, sealed: bytes) -> str:
        """Open nothing: what is sealed to a person opens with the passphrase.

        Raises:
            NotAllowed: always.
        """
        del sealed
        raise NotAllowed("A passkey opens no sealed text.", "Use your passphrase for this.")
