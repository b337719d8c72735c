"""Signing in at a browser, and out again. The token is told once; its digest is kept."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from gatekeeper.desk.people.find_person import active_person, open_keys
from gatekeeper.domain.canonical import digest
from gatekeeper.domain.people import Person, PublicKey, Scheme
from gatekeeper.domain.session import Session
from gatekeeper.errors import GatekeeperError, NotAllowed
from gatekeeper.ports import Keyring, Records, Signer, UnitOfWork

RENEW = timedelta(minutes=1)
"""A session's last use is written down at most this often."""


NOBODYS = PublicKey("nobody's", "", Scheme.ED25519, b"", "", datetime.min.replace(tzinfo=UTC), "")
"""A key that is on no machine."""


class WrongSignIn(NotAllowed):
    """Name or passphrase do not fit; it is never said which."""

    remedy = "Check both and try again. Forgotten? The headteacher enrols a new key."

    def __init__(self) -> None:
        super().__init__("This name and passphrase do not fit together.")


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A new session and its token, which goes into the browser's cookie and nowhere else."""

    session: Session
    token: str


def unlocked(records: Records, keyring: Keyring, name: str, passphrase: str) -> tuple[str, Signer]:
    """Return the person's id and key, if the passphrase opens it.

    It takes as long where nobody is called that.

    Raises:
        WrongSignIn: nobody is called that, there is no key, or the passphrase is wrong.
    """
    with records.read() as uow:
        keys = _keys(uow, name)
    for key in reversed(keys or (NOBODYS,)):
        try:
            return key.holder, keyring.unlock(key, passphrase)
        except GatekeeperError:
            continue
    raise WrongSignIn


def account_of(uow: UnitOfWork, typed: str) -> str:
    """Return the name by which tries at an account are counted, however it was typed."""
    try:
        return active_person(uow, typed).name
    except GatekeeperError:
        return typed


def _keys(uow: UnitOfWork, name: str) -> tuple[PublicKey, ...]:
    """Return the keys that a passphrase may open; none where nobody is called that."""
    try:
        keys = open_keys(uow, active_person(uow, name).id)
    except GatekeeperError:
        return ()
    return tuple(key for key in keys if key.scheme is Scheme.ED25519)


def sign_in(uow: UnitOfWork, person: str, device: str = "") -> SignedIn:
    """Open a session for somebody whose key was just unlocked, and tell the ledger."""
    token = secrets.token_urlsafe(32)
    session = Session(digest("session", token), person, uow.now, uow.now, device)
    uow.sessions.put(session)
    uow.ledger.append("session.opened", actor=person, subject=person)
    return SignedIn(session, token)


def who_is_in(uow: UnitOfWork, token: str) -> tuple[Session, Person] | None:
    """Return an open session and its person; None without one."""
    session = uow.sessions.get(digest("session", token)) if token else None
    person = uow.people.get(session.person) if session else None
    if session is None or person is None or person.ended_at or not session.open_at(uow.now):
        return None
    return session, person


def to_note(session: Session, now: datetime) -> bool:
    """Whether a session's last use was written down so long ago that it is time again."""
    return now - session.used_at >= RENEW


def note_use(uow: UnitOfWork, token: str) -> tuple[Session, Person] | None:
    """Return an open session and its person, and write down that it was used, if it is time."""
    found = who_is_in(uow, token)
    if found is None or not to_note(found[0], uow.now):
        return found
    session = replace(found[0], used_at=uow.now)
    uow.sessions.put(session, seen=uow.sessions.version(session.id))
    return session, found[1]


def renew(uow: UnitOfWork, token: str) -> SignedIn:
    """Give a session a new token after a step-up; the old one, also a copy of it, is over.

    The ledger is told nothing: from a DSL's step-up, a minute before a permission changed, somebody
    could tell that it was a hold.

    Raises:
        NotAllowed: the session has ended.
    """
    session = uow.sessions.get(digest("session", token))
    if session is None or not session.open_at(uow.now):
        raise NotAllowed("This session is over.", "Sign in again.")
    uow.sessions.put(replace(session, ended_at=uow.now), seen=uow.sessions.version(session.id))
    fresh = secrets.token_urlsafe(32)
    renewed = replace(session, id=digest("session", fresh), used_at=uow.now)
    uow.sessions.put(renewed)
    return SignedIn(renewed, fresh)


def note_device(uow: UnitOfWork, token: str, device: str) -> None:
    """Note that a session's browser is a tablet from now on: it closes sooner, and ends with it."""
    session = uow.sessions.get(digest("session", token))
    if session is not None:
        on_it = replace(session, device=device)
        uow.sessions.put(on_it, seen=uow.sessions.version(session.id))


def sign_out(uow: UnitOfWork, token: str) -> None:
    """End the session of this token, if it is one."""
    session = uow.sessions.get(digest("session", token))
    if session is not None and session.ended_at is None:
        uow.sessions.put(replace(session, ended_at=uow.now), seen=uow.sessions.version(session.id))
        uow.ledger.append("session.ended", actor=session.person, subject=session.person)


def end_sessions(uow: UnitOfWork, person: str) -> None:
    """End every open session of a person (id), wherever it is."""
    for session in uow.sessions.all():
        if session.person == person and session.ended_at is None:
            over = replace(session, ended_at=uow.now)
            uow.sessions.put(over, seen=uow.sessions.version(session.id))


def open_elsewhere(uow: UnitOfWork, token: str) -> tuple[Session, ...]:
    """Return a person's open sessions in other browsers than the one that has this token."""
    here = uow.sessions.get(digest("session", token))
    return tuple(
        session
        for session in uow.sessions.all()
        if here is not None
        and session.person == here.person
        and session.id != here.id
        and session.open_at(uow.now)
    )


def end_elsewhere(uow: UnitOfWork, token: str) -> int:
    """End a person's sessions in every other browser; return how many there were."""
    others = open_elsewhere(uow, token)
    for session in others:
        uow.sessions.put(replace(session, ended_at=uow.now), seen=uow.sessions.version(session.id))
        uow.ledger.append("session.ended", actor=session.person, subject=session.person)
    return len(others)
