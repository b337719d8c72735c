"""A statement signed at the desk, and how it stands in the ledger for anybody to check."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gatekeeper.desk.actor import Actor
from gatekeeper.domain.canonical import canonical
from gatekeeper.domain.people import PublicKey, Scheme
from gatekeeper.errors import NotAllowed
from gatekeeper.ports import Signer, UnitOfWork


@dataclass(frozen=True, slots=True)
class Signature:
    """The canonical text that was signed, the proof, the id of the key and its scheme."""

    text: str
    proof: bytes
    key: str
    scheme: Scheme

    @property
    def details(self) -> dict[str, str]:
        """The ledger's four details; `verify_ledger` reads them back."""
        return {
            "statement": self.text,
            "proof": self.proof.hex(),
            "key": self.key,
            "scheme": self.scheme.value,
        }


def own_key(uow: UnitOfWork, actor: Actor) -> PublicKey:
    """Return the enrolled key that this person has just unlocked.

    Raises:
        NotAllowed: there was no step-up, or the key is not enrolled, ended or somebody else's.
    """
    key = uow.keys.get(actor.stepped_up().key)
    if key is None or key.ended_at is not None or key.holder != actor.id:
        raise NotAllowed(
            "This key is not, or no longer, yours to sign with.",
            "Use your own key; if it was replaced, the new one.",
        )
    return key


def sign(uow: UnitOfWork, actor: Actor, noun: str, facts: Mapping[str, object]) -> Signature:
    """Sign the canonical form of some facts with the actor's own enrolled key."""
    return sign_with(actor.stepped_up(), own_key(uow, actor), noun, facts)


def sign_with(signer: Signer, key: PublicKey, noun: str, facts: Mapping[str, object]) -> Signature:
    """Sign the canonical form of some facts with this key."""
    message = canonical(noun, facts)
    return Signature(message.decode(), signer.sign(message), key.id, key.scheme)
