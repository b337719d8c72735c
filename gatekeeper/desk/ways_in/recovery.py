"""A way back in after a loss: a password of its own and a code of one's telephone.

It opens a session and unlocks no key, so nothing is ever signed by it. The headteacher is told.
"""

from __future__ import annotations

import secrets
from dataclasses import replace

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.people.checks_account import raise_alarm
from gatekeeper.desk.people.find_person import active_person
from gatekeeper.desk.people.sign_in import SignedIn, sign_in
from gatekeeper.desk.signature import own_key
from gatekeeper.domain.ways_in import Recovery
from gatekeeper.errors import GatekeeperError, NotAllowed, NotYet
from gatekeeper.ports import Keyring, Records, UnitOfWork

SECRET_BYTES = 20
"""RFC 4226: as long as the digest."""
NOBODY = "$argon2id$v=19$m=65536,t=3,p=1$AAAAAAAAAAAAAAAAAAAAAA$" + "A" * 43
"""What a password is compared with where there is none, so that it takes as long."""


class WrongRecovery(NotAllowed):
    """Name, password or code do not fit; it is never said which."""

    remedy = "Check all three; a code is good for half a minute. Else ask the headteacher."

    def __init__(self) -> None:
        super().__init__("These three do not fit together.")


def set_up_recovery(uow: UnitOfWork, actor: Actor, password: str) -> Recovery:
    """Keep a stretched password and a new secret for the telephone; it counts once confirmed.

    One that counts already goes on counting until then.

    Raises:
        NotAllowed: without a fresh step-up.
    """
    own_key(uow, actor)
    new = Recovery(actor.id, password, secrets.token_bytes(SECRET_BYTES), uow.now)
    kept = uow.recoveries.get(actor.id)
    stays = replace(kept, waits=new) if kept is not None and kept.counts else new
    uow.recoveries.put(stays, seen=uow.recoveries.version(actor.id))
    return new


def confirm_recovery(uow: UnitOfWork, actor: Actor, keyring: Keyring, code: str) -> None:
    """Let a way back in count, once the telephone has shown that it knows the secret.

    Raises:
        NotYet: nothing was set up. WrongRecovery: the code is not the telephone's.
    """
    kept = uow.recoveries.get(actor.id)
    new = (kept.waits or kept) if kept is not None else None
    if new is None or new.confirmed_at is not None or new.ended_at is not None:
        raise NotYet("There is nothing to confirm.", "Set the way back in up first.")
    step = keyring.code_step(new.secret, code, uow.now)
    if not step:
        raise WrongRecovery
    confirmed = replace(new, confirmed_at=uow.now, last_code=step)
    uow.recoveries.put(confirmed, seen=uow.recoveries.version(new.id))
    uow.ledger.append("recovery.set_up", actor=actor.id, subject=actor.id)


def has_recovery(uow: UnitOfWork, person: str) -> bool:
    """Whether somebody has a way back in that counts."""
    kept = uow.recoveries.get(person)
    return kept is not None and kept.counts


def password_fits(records: Records, keyring: Keyring, name: str, password: str) -> str:
    """Return the person's id if the password fits; it takes as long where nobody is found.

    Raises:
        WrongRecovery: it does not, or there is no such way back in.
    """
    with records.begin() as uow:
        kept = _kept(uow, name)
    if not keyring.fits(password, kept.password if kept else NOBODY) or kept is None:
        raise WrongRecovery
    return kept.id


def _kept(uow: UnitOfWork, name: str) -> Recovery | None:
    try:
        person = active_person(uow, name)
    except GatekeeperError:
        return None
    return uow.recoveries.get(person.id) if has_recovery(uow, person.id) else None


def recover(
    uow: UnitOfWork, keyring: Keyring, person_id: str, code: str, device: str = ""
) -> SignedIn:
    """Open a session for whom the password fitted, if the telephone's code does; each counts once.

    Raises:
        WrongRecovery: the code is wrong, too old, or was used.
    """
    kept = _kept(uow, person_id)
    step = keyring.code_step(kept.secret, code, uow.now) if kept else 0
    if kept is None or step <= kept.last_code:
        raise WrongRecovery
    uow.recoveries.put(replace(kept, last_code=step), seen=uow.recoveries.version(kept.id))
    uow.ledger.append("account.recovered", actor=kept.id, subject=kept.id)
    name = active_person(uow, kept.id).name
    say = (
        f"{name} came in by password and code. Ask {name}: was it so? If it was, invite {name} to "
        f"bring a new passkey; if not, shut {name} out now, on the page of keys."
    )
    raise_alarm(uow, kept.id, say)
    return sign_in(uow, kept.id, device)
