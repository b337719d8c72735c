"""How somebody gets in: an invitation, a passkey offered and used, and a way back after a loss."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

INVITATION_LIFE = timedelta(hours=48)
"""How long a one-time code for a passkey holds."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """Who may bring one passkey. `id` is a digest of the code, which only that person has."""

    id: str
    person: str
    made_by: str
    made_at: datetime
    ended_at: datetime | None = None
    """When it was spent, or a newer one took its place."""

    def open_at(self, now: datetime) -> bool:
        """Whether the code still counts; a clock that was set back reopens nothing."""
        return self.ended_at is None and timedelta() <= now - self.made_at < INVITATION_LIFE


@dataclass(frozen=True, slots=True)
class Offer:
    """A passkey that an invited person brought. It counts once the headteacher has signed it.

    `id` is the id of the key that it will be; `public` its public bytes (`domain/passkey.py`).
    """

    id: str
    person: str
    name: str
    public: bytes
    count: int
    synced: bool
    made_at: datetime
    settled_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PasskeyUse:
    """What changes about an enrolled passkey. `id` is its key's; `count` the last sign counter."""

    id: str
    name: str
    count: int
    synced: bool
    used_at: datetime
    warned_at: datetime | None = None
    """When its counter went back: there may be a copy of it."""


@dataclass(frozen=True, slots=True)
class Recovery:
    """A way back in for one person (`id`): it opens a session, and unlocks no key.

    `password` is an Argon2id hash in PHC form, `secret` the TOTP secret (RFC 6238, 20 bytes).
    """

    id: str
    password: str
    secret: bytes
    made_at: datetime
    confirmed_at: datetime | None = None
    """When a first code was typed; before that it counts for nothing."""
    last_code: int = 0
    """The time step of the last code that was taken; each is taken once."""
    ended_at: datetime | None = None
    """When it was ended; it never counts again."""
    waits: Recovery | None = None
    """A new one in its place, which counts once confirmed; until then this one does."""

    @property
    def counts(self) -> bool:
        """Whether somebody gets in by it."""
        return self.confirmed_at is not None and self.ended_at is None
