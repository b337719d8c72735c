"""What one table of a case says: each key is asked for once, and one that nobody asks for is wrong.

So no case can be about something that it misspells.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from gatekeeper.errors import UsageError

Case = Mapping[str, Any]
"""One `[[case]]` as it is written."""


ALIKE: tuple[tuple[type, ...], ...] = ((str,), (int,), (list, tuple), (dict,))
"""Kinds of values; one of a pair may stand for the other."""


class CaseFault(UsageError):
    """A case that says something which its language does not have, or says it in another form."""

    remedy = "Mend the case; `fixtures/cases/README.md` says what can be written there."


class Told:
    """The keys of one table."""

    def __init__(self, what: str, table: Mapping[str, Any]) -> None:
        """Read a copy of a table; `what` is what a fault calls it."""
        self._what, self._left = what, dict(table)

    def take(self, key: str, default: Any = None) -> Any:
        """Return what stands under a key, or what holds where nothing is said.

        Raises:
            CaseFault: it is of another kind than what holds otherwise.
        """
        value = self._left.pop(key, default)
        kinds = next((k for k in ALIKE if isinstance(default, k)), None)
        if kinds is not None and (not isinstance(value, kinds) or isinstance(value, bool)):
            raise CaseFault(f"{self._what} says {value!r} under `{key}`, which is not of its form.")
        return value

    def whether(self, key: str, *, otherwise: bool) -> bool:
        """Return `true` or `false`, as it is said or holds otherwise.

        Raises:
            CaseFault: it is neither.
        """
        value = self._left.pop(key, otherwise)
        if not isinstance(value, bool):
            raise CaseFault(f"{self._what} must say `true` or `false` under `{key}`.")
        return value

    def day(self, key: str, *, otherwise: date) -> date | None:
        """Return a day; an empty text is none.

        Raises:
            CaseFault: it is neither a day nor empty.
        """
        value = self._left.pop(key, otherwise)
        if value == "":
            return None
        if type(value) is not date:
            raise CaseFault(f"{self._what} must say a day such as 2026-11-16 under `{key}`.")
        return value

    def need(self, key: str) -> Any:
        """Return what stands under a key.

        Raises:
            CaseFault: nothing does.
        """
        if key not in self._left:
            raise CaseFault(f"{self._what} does not say `{key}`.")
        return self._left.pop(key)

    def close(self) -> None:
        """Refuse whatever nobody asked for.

        Raises:
            CaseFault: something is left.
        """
        for key in self._left:
            raise CaseFault(f"{self._what} says `{key}`, which is not known.")
