"""How often somebody may try: per account and per address, in this process's memory."""

from __future__ import annotations

import threading
from collections import deque
from datetime import timedelta

from gatekeeper.errors import NotAllowed
from gatekeeper.ports import Clock

WINDOW = timedelta(minutes=15)
PER_ACCOUNT = 5
PER_ADDRESS = 30
"""A whole school may sit behind one address."""
MOST_KEYS = 10_000


class TooMany(NotAllowed):
    """Too many wrong tries; nothing is looked at until some time has passed."""

    remedy = "Wait a quarter of an hour, then try again. Was it not you? Tell the headteacher."

    def __init__(self) -> None:
        super().__init__("Too many tries.")


class Attempts:
    """Counts the failed tries of the last quarter of an hour."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._failed: dict[str, deque[float]] = {}

    def allow(self, account: str, address: str) -> None:
        """Stop if this account or address has failed too often.

        Raises:
            TooMany: before anything was compared, so that nothing can be learnt from it.
        """
        with self._lock:
            if self._count(_account(account)) >= PER_ACCOUNT:
                raise TooMany
        self.allow_address(address)

    def allow_address(self, address: str) -> None:
        """Stop if this address has failed too often, whatever for.

        Raises:
            TooMany: see `allow`.
        """
        with self._lock:
            if self._count(_address(address)) >= PER_ADDRESS:
                raise TooMany

    def failed(self, account: str, address: str) -> None:
        """Note a wrong try."""
        self._note(_account(account), _address(address))

    def failed_address(self, address: str) -> None:
        """Note a wrong try that is about no account."""
        self._note(_address(address))

    def _note(self, *keys: str) -> None:
        now = self._clock.now().timestamp()
        with self._lock:
            for key in keys:
                self._failed.setdefault(key, deque(maxlen=PER_ADDRESS)).append(now)
            while len(self._failed) > MOST_KEYS:
                self._failed.pop(next(iter(self._failed)))

    def forget(self, account: str) -> None:
        """Forget an account's wrong tries once the right passphrase came."""
        with self._lock:
            self._failed.pop(_account(account), None)

    def _count(self, key: str) -> int:
        since = self._clock.now().timestamp() - WINDOW.total_seconds()
        return sum(at > since for at in self._failed.get(key, ()))


def _account(name: str) -> str:
    return f"account:{name.strip().casefold()}"


def _address(address: str) -> str:
    return f"address:{address}"
