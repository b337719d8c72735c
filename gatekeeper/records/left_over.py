"""What follows a committed erasure: its keys are destroyed, and its rows' remains cleared away.

The erasure stands by then, whatever fails here. It is said, left, and done again: at the next
erasure, by the server's next round, and when the home is opened.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable

from sqlalchemy import Engine

from gatekeeper.errors import CouldNotCheck, GatekeeperError
from gatekeeper.records.database import empty
from gatekeeper.records.vault import Vault

SAID = "It was erased and cannot be read here again, but a key could not be destroyed yet."
REMEDY = (
    "Make room on the disk and see who may write in the home folder. It is tried again by itself."
)
_log = logging.getLogger(__name__)


class LeftOver:
    """The keys that are to go, and whether there are remains."""

    def __init__(self, engine: Engine, vault: Vault) -> None:
        self._engine = engine
        self._vault = vault
        self._lock = threading.Lock()
        self._keys: set[str] = set()
        self._remains = False

    def give_up(self, keys: Iterable[str]) -> None:
        """Destroy these keys, and whatever was left before, as far as it can be done now.

        Raises:
            CouldNotCheck: a key could not be destroyed yet.
        """
        given_up = frozenset(keys)
        with self._lock:
            self._keys |= given_up
            self._remains |= bool(given_up)
        if given_up:
            self.finish()
        if given_up & self._keys:
            raise CouldNotCheck(SAID, REMEDY)

    def finish(self) -> None:
        """Do what was left, as far as it can be done now."""
        with self._lock:
            self._keys = {key for key in sorted(self._keys) if not self._destroyed(key)}
            if self._remains:
                self._remains = not self._cleared()

    def _destroyed(self, key: str) -> bool:
        try:
            self._vault.destroy(key)
        except GatekeeperError as error:
            _log.error("A key could not be destroyed yet. %s", error)
            return False
        return True

    def _cleared(self) -> bool:
        try:
            return empty(self._engine)
        except GatekeeperError as error:
            _log.error("What was erased could not be cleared away yet: %s", type(error).__name__)
            return False
