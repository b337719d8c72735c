"""How often somebody may try, per account and per address.

It is on record, so that two servers count together and a restart forgives nothing. Each try takes
one of a few places for a quarter of an hour before anything is compared, so that tries sent at once
are counted too; the right answer gives them back. When none is left, nothing is looked at. A place
is named by a digest under the school's own secret: no name, address or password.

A browser in which somebody signed in to the account before has places of its own, so that a child
who tries out the Deputy Head's passphrase keeps nobody out but other strangers' browsers.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from gatekeeper.domain.canonical import salted
from gatekeeper.domain.people import SCHOOL
from gatekeeper.errors import NotAllowed
from gatekeeper.ports import Records, UnitOfWork

WINDOW = timedelta(minutes=15)
PER_ACCOUNT = 5
PER_ADDRESS = 30
"""A whole school may sit behind one address."""
WRONG_TRY = "wrong try "
"""How the name of every place begins."""


class TooMany(NotAllowed):
    """Too many wrong tries; nothing is looked at until some time has passed."""

    remedy = (
        "Use a passkey, or a browser in which you signed in before, or wait a quarter of an hour. "
        "Was it not you? Tell the headteacher."
    )

    def __init__(self) -> None:
        super().__init__("Too many tries.")


class Attempts:
    """Counts the failed tries of the last quarter of an hour."""

    def __init__(self, records: Records) -> None:
        self._records = records

    @contextmanager
    def trying(self, account: str, address: str, browser: str = "") -> Iterator[None]:
        """Count a try before it is compared; without an error it was right, and is forgotten.

        A known `browser` has places of its own, and none of the address's.

        Raises:
            TooMany: before anything was compared, so that nothing can be learnt from it.
        """
        whose = f"{_account(account)}\nbrowser:{browser}" if browser else _account(account)
        with self._records.begin() as uow:
            uow.jobs.sweep(WRONG_TRY)
            places = () if browser else (_take(uow, _address(address), PER_ADDRESS),)
            _take(uow, whose, PER_ACCOUNT)
        yield
        with self._records.begin() as uow:
            for taken in (*places, *_places(uow, whose, PER_ACCOUNT)):
                uow.jobs.release(taken)

    def allow(self, account: str, address: str) -> None:
        """Stop if this account or address has failed too often.

        Raises:
            TooMany: before anything was compared, so that nothing can be learnt from it.
        """
        with self._records.read() as uow:
            if _full(uow, _account(account), PER_ACCOUNT):
                raise TooMany
        self.allow_address(address)

    def allow_address(self, address: str) -> None:
        """Stop if this address has failed too often, whatever for.

        Raises:
            TooMany: see `allow`.
        """
        with self._records.read() as uow:
            if _full(uow, _address(address), PER_ADDRESS):
                raise TooMany

    def failed(self, account: str, address: str) -> None:
        """Note a wrong try."""
        with self._records.begin() as uow:
            _note(uow, _account(account), PER_ACCOUNT)
            _note(uow, _address(address), PER_ADDRESS)

    def failed_address(self, address: str) -> None:
        """Note a wrong try that is about no account."""
        with self._records.begin() as uow:
            _note(uow, _address(address), PER_ADDRESS)


def _full(uow: UnitOfWork, whose: str, most: int) -> bool:
    return all(uow.jobs.taken(place) for place in _places(uow, whose, most))


def _take(uow: UnitOfWork, whose: str, most: int) -> str:
    """Take the next free place and return its name; without one, everything is given back."""
    for place in _places(uow, whose, most):
        if uow.jobs.claim(place, WINDOW):
            return place
    raise TooMany


def _note(uow: UnitOfWork, whose: str, most: int) -> None:
    """Take the next free place, if there is one; those whose time is over are swept away first."""
    uow.jobs.sweep(WRONG_TRY)
    any(uow.jobs.claim(place, WINDOW) for place in _places(uow, whose, most))


def _places(uow: UnitOfWork, whose: str, most: int) -> tuple[str, ...]:
    mark = salted(uow.secret(SCHOOL), whose)
    return tuple(f"{WRONG_TRY}{mark} {number}" for number in range(most))


def _account(name: str) -> str:
    return f"account:{name.strip().casefold()}"


def _address(address: str) -> str:
    return f"address:{address}"
