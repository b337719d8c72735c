"""A passkey in memory: real ES256 and CBOR, as an authenticator and a browser make them together.

Every part can be told to misbehave: another origin, nobody verified, a counter that goes back.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

from gatekeeper.domain.passkey import Party, to_base64url

OAKFIELD = Party("oakfield.test", "https://oakfield.test")
PRESENT, VERIFIED, MAY_SYNC, SYNCED, ATTESTED = 0x01, 0x04, 0x08, 0x10, 0x40


@dataclass
class FakeAuthenticator:
    """One passkey. `count` goes up by one with each use unless it is 0 and `counts` is off."""

    party: Party = OAKFIELD
    holder: str = ""
    verified: bool = True
    counts: bool = False
    count: int = 0
    synced: bool = False
    cross_origin: bool = False
    credential: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    private: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )

    def make(self, options: dict[str, Any]) -> str:
        """Answer `navigator.credentials.create` with JSON."""
        self.holder = options["user"]["id"]
        attested = bytes(16) + len(self.credential).to_bytes(2, "big") + self.credential + self.cose
        attestation = {"fmt": "none", "attStmt": {}, "authData": self._data(attested)}
        client = self._client("webauthn.create", options["challenge"])
        return self._answer(
            {
                "clientDataJSON": to_base64url(client),
                "attestationObject": to_base64url(cbor2.dumps(attestation)),
            }
        )

    def sign(self, options: dict[str, Any]) -> str:
        """Answer `navigator.credentials.get` with JSON."""
        if self.counts:
            self.count += 1
        data, client = self._data(), self._client("webauthn.get", options["challenge"])
        signed = data + hashlib.sha256(client).digest()
        return self._answer(
            {
                "clientDataJSON": to_base64url(client),
                "authenticatorData": to_base64url(data),
                "signature": to_base64url(self.private.sign(signed, ec.ECDSA(SHA256()))),
                "userHandle": self.holder,
            }
        )

    @property
    def cose(self) -> bytes:
        """The public key as COSE has it."""
        numbers = self.private.public_key().public_numbers()
        x, y = (number.to_bytes(32, "big") for number in (numbers.x, numbers.y))
        return bytes(cbor2.dumps({1: 2, 3: -7, -1: 1, -2: x, -3: y}))

    def _data(self, attested: bytes = b"") -> bytes:
        flags = PRESENT | (VERIFIED if self.verified else 0) | (ATTESTED if attested else 0)
        flags |= MAY_SYNC | SYNCED if self.synced else 0
        rp = hashlib.sha256(self.party.rp.encode()).digest()
        return rp + bytes([flags]) + self.count.to_bytes(4, "big") + attested

    def _client(self, kind: str, challenge: str) -> bytes:
        said = {"type": kind, "challenge": challenge, "origin": self.party.origin}
        return json.dumps({**said, "crossOrigin": self.cross_origin}).encode()

    def _answer(self, response: dict[str, str]) -> str:
        own = to_base64url(self.credential)
        return json.dumps({"id": own, "rawId": own, "type": "public-key", "response": response})
