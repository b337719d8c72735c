"""A passkey: what of it is public, and what it answers when it is asked to sign (WebAuthn 3).

It signs a challenge, and the challenge is always the SHA-256 of some canonical text: a statement
that approves, a statement that enrols, a sign-in. The text begins with its noun, so an answer to
one can never stand for another.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from gatekeeper.domain.canonical import canonical

T = TypeVar("T")
ALGORITHMS = (-7, -8, -257)
"""COSE algorithms of passkeys that are taken: ES256, EdDSA, RS256."""
COUNT = slice(33, 37)
"""Where the sign counter lies in the authenticator data, big-endian."""


@dataclass(frozen=True, slots=True)
class Party:
    """Who asks: the relying party's id, a name in the DNS, and the web origin of the pages."""

    rp: str
    origin: str


@dataclass(frozen=True, slots=True)
class Passkey:
    """What is enrolled: credential id, public key (COSE, RFC 9052) and where alone it counts."""

    credential: bytes
    cose: bytes
    rp: str
    origin: str

    @property
    def public(self) -> bytes:
        """The public bytes of its `PublicKey`: whoever signs these binds all four together."""
        return canonical("passkey", self)

    @staticmethod
    def read(public: bytes) -> Passkey:
        """Return the passkey of such bytes.

        Raises:
            ValueError: they are not of exactly that form.
        """
        facts = _facts("passkey", public, {"credential", "cose", "rp", "origin"})
        read = Passkey(
            bytes.fromhex(facts["credential"]),
            bytes.fromhex(facts["cose"]),
            facts["rp"],
            facts["origin"],
        )
        return _exactly(read, read.public, public)


@dataclass(frozen=True, slots=True)
class Assertion:
    """What a passkey answers: authenticator data, client data (JSON) and signature, as they came.

    Kept whole with what was signed, so that anybody can check it again with the public bytes.
    """

    credential: bytes
    authenticator: bytes
    client: bytes
    signature: bytes

    @property
    def proof(self) -> bytes:
        """The bytes that are kept."""
        return canonical("assertion", self)

    @property
    def count(self) -> int:
        """The authenticator's sign counter; many passkeys always say 0."""
        return int.from_bytes(self.authenticator[COUNT], "big")

    @staticmethod
    def read(proof: bytes) -> Assertion:
        """Return the answer of such bytes.

        Raises:
            ValueError: they are not of exactly that form.
        """
        names = {"credential", "authenticator", "client", "signature"}
        facts = _facts("assertion", proof, names)
        read = Assertion(**{name: bytes.fromhex(facts[name]) for name in names})
        return _exactly(read, read.proof, proof)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a browser sends after `navigator.credentials.get`, and whose it says the passkey is."""

    assertion: Assertion
    holder: str = ""

    @staticmethod
    def read(text: str) -> Answer:
        """Return the answer of a browser's JSON (`AuthenticationResponseJSON`).

        Raises:
            ValueError: it is not of that form.
        """
        try:
            whole = json.loads(text)
            response = whole["response"]
            assertion = Assertion(
                from_base64url(whole["rawId"]),
                from_base64url(response["authenticatorData"]),
                from_base64url(response["clientDataJSON"]),
                from_base64url(response["signature"]),
            )
            return Answer(assertion, from_base64url(response.get("userHandle") or "").decode())
        except (KeyError, TypeError, AttributeError, RecursionError) as error:
            raise ValueError("no answer of a passkey") from error


@dataclass(frozen=True, slots=True)
class NewPasskey:
    """A passkey that a browser has just made. `synced`: it may be copied to other devices."""

    passkey: Passkey
    count: int
    synced: bool


def challenge(message: bytes) -> bytes:
    """Return what a passkey is asked to sign for a message: its SHA-256."""
    return hashlib.sha256(message).digest()


def to_base64url(data: bytes) -> str:
    """Return bytes as WebAuthn's JSON has them."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def from_base64url(text: str) -> bytes:
    """Return the bytes of a text of WebAuthn's JSON.

    Raises:
        ValueError: it is no such text.
    """
    padded = text + "=" * (-len(text) % 4)
    return base64.b64decode(padded.encode("ascii"), altchars=b"-_", validate=True)


def _facts(noun: str, data: bytes, names: set[str]) -> Mapping[str, str]:
    prefix, _, text = data.decode().partition("\n")
    facts: Any = json.loads(text) if prefix == f"gatekeeper/{noun}/v1" else None
    right = isinstance(facts, dict) and set(facts) == names
    if not right or not all(isinstance(value, str) for value in facts.values()):
        raise ValueError(f"no {noun}")
    checked: Mapping[str, str] = facts
    return checked


def _exactly(read: T, again: bytes, given: bytes) -> T:
    """Return what was read, if it has no other written form."""
    if again != given:
        raise ValueError("more than one written form")
    return read
