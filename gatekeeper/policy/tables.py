"""Reading TOML key by key: what is missing, of the wrong form or never asked for is a fault."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

T = TypeVar("T")

KINDS: Mapping[type, str] = {
    str: "text in quotation marks",
    int: "a whole number",
    date: "a date such as 2026-09-01",
    dict: "a table",
    list: "a list of tables",
}


@dataclass(slots=True)
class Table:
    """One table of one file. `faults` is shared by everything that is read for one rule book."""

    place: str
    """The file and, inside it, the table: what a fault begins with."""
    data: Mapping[str, Any]
    faults: list[str]
    asked: set[str] = field(default_factory=set)

    def fault(self, what: str) -> None:
        """Note a fault at this place."""
        self.faults.append(f"{self.place}: {what}")

    def get(self, key: str, kind: type[T]) -> T | None:
        """Return the value if it is there and exactly of this kind; note a fault if not.

        A truth value is no number and a date with a time is no date, whatever Python thinks.
        """
        self.asked.add(key)
        if key not in self.data:
            self.fault(f"`{key}` is missing.")
            return None
        value = self.data[key]
        if type(value) is kind:
            return value
        self.fault(f"`{key}` must be {KINDS[kind]}.")
        return None

    def text(self, key: str) -> str:
        """Return a text that says something; note a fault and return "" if it does not."""
        value = self.get(key, str)
        if value is not None and not value.strip():
            self.fault(f"`{key}` is empty.")
        return value or ""

    def section(self, key: str) -> Table:
        """Return the table under a key; an empty one, and a fault, if there is none."""
        return Table(f"{self.place} [{key}]", self.get(key, dict) or {}, self.faults)

    def close(self) -> None:
        """Note every key that nobody asked for."""
        for key in self.data:
            if key not in self.asked:
                self.fault(f"`{key}` is not known here.")


def open_table(path: str, text: str, faults: list[str]) -> Table:
    """Return the top table of a file; an empty one, and a fault, if it is not TOML."""
    try:
        return Table(path, tomllib.loads(text), faults)
    except tomllib.TOMLDecodeError as error:
        faults.append(f"{path}: this is not TOML ({error}).")
        return Table(path, {}, [])
