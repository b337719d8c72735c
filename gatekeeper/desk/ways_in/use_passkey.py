"""Using an enrolled passkey: whose it is, whether its counter goes on, and what a copy means."""

from __future__ import annotations

from dataclasses import dataclass, replace

from gatekeeper.desk.people.checks_account import raise_alarm
from gatekeeper.desk.people.find_person import active_person, open_keys
from gatekeeper.desk.ways_in.passkey_signer import PasskeySigner
from gatekeeper.domain.passkey import Answer, Assertion, Passkey
from gatekeeper.domain.people import PublicKey, Scheme
from gatekeeper.domain.ways_in import PasskeyUse
from gatekeeper.errors import GatekeeperError, NotAllowed
from gatekeeper.ports import Keyring, UnitOfWork


class WrongPasskey(NotAllowed):
    """No enrolled passkey of this person, or it did not sign what it was asked."""

    remedy = "Try once more with the passkey that was enrolled here, or use your passphrase."

    def __init__(self) -> None:
        super().__init__("This passkey does not fit.")


class CopiedPasskey(NotAllowed):
    """The passkey's counter went back, so there may be two of it: it does not count this time."""

    remedy = "Tell the headteacher: she ends this passkey and invites you to bring a new one."

    def __init__(self, key: str) -> None:
        super().__init__("There may be a copy of this passkey, so it was not accepted.")
        self.key = key


@dataclass(frozen=True, slots=True)
class OwnPasskey:
    """An enrolled passkey that has not ended, and what is known of its use."""

    key: PublicKey
    use: PasskeyUse

    @property
    def passkey(self) -> Passkey:
        """Its credential and public key."""
        return Passkey.read(self.key.public)


def own_passkeys(uow: UnitOfWork, person: str) -> tuple[OwnPasskey, ...]:
    """Return a person's passkeys, the one used last first."""
    uses = {use.id: use for use in uow.passkeys.all()}
    found = [OwnPasskey(key, uses[key.id]) for key in open_keys(uow, person) if key.id in uses]
    return tuple(sorted(found, key=lambda own: own.use.used_at, reverse=True))


def signs_by_passkey(uow: UnitOfWork, person: str) -> bool:
    """Whether this person signs with a passkey in a browser, and never again by passphrase.

    A passkey that has ended counts as well: reporting it lost must not bring the passphrase back.
    """
    return any(k.holder == person and k.scheme is Scheme.WEBAUTHN for k in uow.keys.all())


def signer_of(uow: UnitOfWork, keyring: Keyring, person: str, answer: Answer) -> PasskeySigner:
    """Return the passkey of this person that answered; what it signed is still to be checked.

    Raises:
        WrongPasskey: it is not enrolled, has ended, or is somebody else's.
    """
    credential = answer.assertion.credential
    for own in own_passkeys(uow, person):
        if own.passkey.credential == credential and answer.holder in {"", person}:
            return PasskeySigner(own.key, keyring, answer.assertion)
    raise WrongPasskey


def enter_by_passkey(
    uow: UnitOfWork, keyring: Keyring, answer: Answer, message: bytes
) -> PasskeySigner:
    """Return whose passkey signed this message, where nobody said who it is.

    Raises:
        WrongPasskey: nobody's who is still here, or it signed something else.
        CopiedPasskey: its counter went back.
    """
    credential = answer.assertion.credential
    passkeys = [k for k in uow.keys.all() if k.scheme is Scheme.WEBAUTHN]
    holders = [k.holder for k in passkeys if Passkey.read(k.public).credential == credential]
    try:
        person = active_person(uow, holders[0] if holders else "")
        signer = signer_of(uow, keyring, person.id, answer)
        signer.sign(message)
    except GatekeeperError as error:
        raise WrongPasskey from error
    note_use(uow, signer.key, answer.assertion)
    return signer


def note_use(uow: UnitOfWork, key: str, assertion: Assertion) -> None:
    """Write down that a passkey was used; only after what it signed was checked.

    Raises:
        CopiedPasskey: its counter did not go on. Whoever catches it calls `warn_of_copy`, in a
            transaction of its own: this one is to come to nothing.
    """
    use = uow.passkeys.get(key)
    if use is None or (max(assertion.count, use.count) > 0 and assertion.count <= use.count):
        raise CopiedPasskey(key)
    used = replace(use, count=assertion.count, used_at=uow.now)
    uow.passkeys.put(used, seen=uow.passkeys.version(key))


def warn_of_copy(uow: UnitOfWork, key: str) -> None:
    """Tell ledger and headteacher that there may be a copy of a passkey."""
    use, public = uow.passkeys.get(key), uow.keys.get(key)
    if use is None or public is None:
        return
    uow.passkeys.put(replace(use, warned_at=uow.now), seen=uow.passkeys.version(key))
    uow.ledger.append("passkey.counter_went_back", actor=public.holder, subject=key)
    person = uow.people.get(public.holder)
    name = person.name if person else public.holder
    say = f"There may be a copy of {name}'s passkey “{use.name}”. Talk to {name}; end it if so."
    raise_alarm(uow, public.holder, say)
