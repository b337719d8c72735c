"""What stands inside a sealed concern, and how it is sealed and opened."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from gatekeeper.desk.people.sealing import sealing_keys
from gatekeeper.domain.canonical import plain
from gatekeeper.domain.concern import Concern
from gatekeeper.domain.people import Person
from gatekeeper.errors import NotAllowed
from gatekeeper.ports import Keyring, Signer, UnitOfWork


@dataclass(frozen=True, slots=True)
class Told:
    """The words, who said them, which leaders (ids) they are about, and what came of it."""

    words: str
    by: str
    about: frozenset[str] = frozenset()
    outcome: str = ""


def seal(uow: UnitOfWork, keyring: Keyring, told: Told, readers: Iterable[Person]) -> bytes:
    """Return it sealed to these people's keys."""
    return keyring.seal(json.dumps(plain(told)), sealing_keys(uow, readers))


def opened(concern: Concern, signer: Signer) -> Told | None:
    """Return what it says; None where it was not sealed to this key."""
    try:
        held = json.loads(signer.unseal(concern.sealed))
    except NotAllowed:
        return None
    return Told(held["words"], held["by"], frozenset(held["about"]), held["outcome"])
