"""Ending a key: lost, stolen, or its holder gone. It stays on record and never counts again."""

from __future__ import annotations

from dataclasses import replace

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.people.find_person import headteachers_with_keys, open_keys
from gatekeeper.desk.people.shut_out import close_way_back
from gatekeeper.desk.people.sign_in import end_sessions
from gatekeeper.domain.people import Duty, PublicKey
from gatekeeper.errors import NotAllowed, NotFound
from gatekeeper.ports import UnitOfWork


def end_key(uow: UnitOfWork, actor: Actor, key_id: str) -> PublicKey:
    """End a key: one's own, or anybody's for the headteacher.

    It takes trust away and gives none, so it asks for no step-up. Where another ends it, the way
    back in ends as well; whoever lost an own key comes back by it.

    Raises:
        NotFound: there is no such key, or it has ended.
        NotAllowed: somebody else's key, or the last by which anybody could be enrolled.
    """
    key = uow.keys.get(key_id)
    if key is None or key.holder != actor.id:
        actor.require(uow, Duty.ENROL)
    if key is None or key.ended_at is not None:
        raise NotFound(f"There is no key {key_id} that has not ended.")
    if open_keys(uow, key.holder) == (key,):
        stays_open(uow, key.holder)
    if key.holder != actor.id:
        close_way_back(uow, actor.id, key.holder)
    return close(uow, actor.id, key)


def stays_open(uow: UnitOfWork, leaving: str) -> None:
    """Stop when nobody but this person holds a headteacher's key.

    Raises:
        NotAllowed: without it nobody could ever be enrolled again.
    """
    if headteachers_with_keys(uow) == {leaving}:
        raise NotAllowed(
            "This is the only headteacher's key: without it nobody could be enrolled again.",
            "Enrol another headteacher first, or have two others replace the key.",
        )


def close(uow: UnitOfWork, actor_id: str, key: PublicKey) -> PublicKey:
    """Write down that a key ends now, and with it every session of its holder."""
    ended = replace(key, ended_at=uow.now)
    uow.keys.put(ended, seen=uow.keys.version(key.id))
    end_sessions(uow, key.holder)
    uow.ledger.append("key.ended", actor=actor_id, subject=key.id)
    return ended
