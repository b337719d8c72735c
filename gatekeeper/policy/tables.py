"""Reading TOML key by key: what is missing, of the wrong form or never asked for is a fault."""

from __future__ import annotations

import re
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
    list: "a list",
}


@dataclass(slots=True)
class Table:
    """One table of one file. `faults` is shared by everything that is read for one rule book."""

    place: str
    """The file and, inside it, the table: what a fault begins with."""
    data: Mapping[str, Any]
    faults: list[str]
    asked: set[str] = field(default_factory=set)
    lines: tuple[str, ...] = ()
    """The lines of the file, to say on which of them something is wrong."""
    header: str = ""
    """The name of this table in the file; empty for the top."""

    def fault(self, what: str, key: str = "") -> None:
        """Note a fault at this place, with the line on which a key stands."""
        number = _line(self.lines, self.header, key)
        where = f"{self.place}, line {number}" if number else self.place
        self.faults.append(f"{where}: {what}")

    def get(self, key: str, kind: type[T], allowed: str = "") -> T | None:
        """Return the value if it is there and exactly of this kind; note a fault if not.

        A truth value is no number and a date with a time is no date, whatever Python thinks.
        `allowed` says within which bounds: ` from 1 to 10 school days`.
        """
        self.asked.add(key)
        wanted = f"{KINDS[kind]}{allowed}"
        if key not in self.data:
            self.fault(f"`{key}` is missing{f': {wanted}' if allowed else ''}.")
            return None
        value = self.data[key]
        if type(value) is kind:
            return value
        self.fault(f"`{key}` must be {wanted}.", key)
        return None

    def text(self, key: str) -> str:
        """Return a text that says something; note a fault and return "" if it does not."""
        value = self.get(key, str)
        if value is not None and not value.strip():
            self.fault(f"`{key}` is empty.", key)
        return value or ""

    def number(self, key: str, allowed: str = "") -> int | None:
        """Return a whole number; None, and a fault, if it is none."""
        return self.get(key, int, allowed)

    def texts(self, key: str, allowed: str = "") -> tuple[str, ...] | None:
        """Return a list of texts that say something, each once; None, and a fault, if not."""
        items = self.get(key, list, allowed)
        if items is None:
            return None
        good = [item for item in items if isinstance(item, str) and item.strip()]
        if len(set(good)) < len(items):
            what = f"`{key}` must be a list of texts in quotation marks, each of them once."
            self.fault(what, key)
            return None
        return tuple(good)

    def section(self, key: str) -> Table:
        """Return the table under a key; an empty one, and a fault, if there is none."""
        data = self.get(key, dict) or {}
        return Table(f"{self.place} [{key}]", data, self.faults, lines=self.lines, header=key)

    def close(self) -> None:
        """Note every key that nobody asked for."""
        for key in self.data:
            if key not in self.asked:
                self.fault(f"`{key}` is not known here.", key)


def open_table(path: str, text: str, faults: list[str]) -> Table:
    """Return the top table of a file; an empty one, and a fault, if it is not TOML."""
    try:
        return Table(path, tomllib.loads(text), faults, lines=tuple(text.splitlines()))
    except tomllib.TOMLDecodeError as error:
        faults.append(f"{path}: this is not TOML ({error}).")
        return Table(path, {}, [])


def _line(lines: tuple[str, ...], header: str, key: str) -> int:
    """Return the number of the line on which a key of a table is set, from 1; 0 if none is."""
    table = ""
    for number, line in enumerate(lines, start=1):
        if opened := re.fullmatch(r"\s*\[([^\[\]]+)\]\s*(#.*)?", line):
            table = opened[1].strip()
        elif key and table == header and re.match(rf"\s*{re.escape(key)}\s*=", line):
            return number
    return 0
