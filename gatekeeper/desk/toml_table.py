"""Reading a file that a person wrote: every fault found, each with what to write instead.

A `TomlTable` is asked for its keys one by one. What is wrong is written down and a placeholder
returned, so that the reading goes on; `finish` then stops with all faults at once. Whoever reads
a file calls it before handing anything on.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from difflib import get_close_matches
from typing import TypeVar

from gatekeeper.desk.toml_times import day_fault, moment_fault, unreal_fault
from gatekeeper.errors import UsageError

T = TypeVar("T")

_PLACE = re.compile(r" \(at line (\d+), column (\d+)\)$")
_KINDS = {
    bool: "yes or no",
    int: "a number",
    float: "a number",
    str: "text",
    list: "a list",
    dict: "a table",
}


@dataclass(slots=True)
class TomlTable:
    """One table of a file; `where` names it in a sentence (`picture 2`), empty at the top."""

    file: str
    values: Mapping[str, object]
    where: str = ""
    faults: list[str] = field(default_factory=list)
    known: set[str] = field(default_factory=set)
    inner: list[TomlTable] = field(default_factory=list)

    def fault(self, sentence: str) -> None:
        """Write one fault down."""
        self.faults.append(f"{self.where}: {sentence}" if self.where else sentence)

    def has(self, key: str) -> bool:
        """Whether the key is there, right or wrong."""
        self.known.add(key)
        return key in self.values

    def text(self, key: str, *, required: bool = False) -> str:
        """Return a text without the space around it; empty when it is missing."""
        text = self._one(key, str, f'{key} = "..."', required=required)
        if text is not None and required and not text.strip():
            self.fault(f'{key} is empty. Write {key} = "..."')
        return (text or "").strip()

    def flag(self, key: str) -> bool:
        """Return yes or no; no when it is missing."""
        return self._one(key, bool, f"{key} = true or {key} = false") or False

    def number(self, key: str) -> int:
        """Return a number as people count, from 1."""
        number = self._one(key, int, f"{key} = 1", required=True)
        if number is not None and number < 1:
            self.fault(f"{key} is {number}, but counting begins at 1.")
        return number or 0

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts, in order."""
        texts = self._many(key, str, f'{key} = ["...", "..."]')
        if any(not text.strip() for text in texts):
            self.fault(f"{key} has an empty text in it. Take it out.")
        return tuple(text.strip() for text in texts)

    def moment(self, key: str, *, required: bool = False) -> datetime | None:
        """Return one moment; None when it is missing or no moment."""
        value = self._value(key, f"{key} = 2026-11-18T14:05:00+00:00", required=required)
        return self._sound(value, datetime, "" if value is None else moment_fault(key, value))

    def day(self, key: str, *, required: bool = False) -> date | None:
        """Return one day; None when it is missing or no day."""
        value = self._value(key, f"{key} = 2026-11-18", required=required)
        return self._sound(value, date, "" if value is None else day_fault(key, value))

    def days(self, key: str) -> frozenset[date]:
        """Return a list of days."""
        days = self._many(key, date, f"{key} = [2026-11-18, 2026-11-19]")
        for fault in filter(None, (day_fault(key, day) for day in days)):
            self.fault(fault)
        return frozenset(days)

    def tables(self, key: str) -> tuple[TomlTable, ...]:
        """Return the tables under `[[key]]`, numbered from 1."""
        values = self._many(key, dict, f"[[{key}]] on a line of its own")
        tables = [
            TomlTable(self.file, value, f"{key} {number}", self.faults)
            for number, value in enumerate(values, start=1)
        ]
        self.inner.extend(tables)
        return tuple(tables)

    def finish(self) -> None:
        """Stop if anything was wrong, or if a key is there that nobody asked for.

        Raises:
            UsageError: names every fault.
        """
        for table in (self, *self.inner):
            table.refuse_unknown()
        if self.faults:
            raise UsageError(*_told(self.file, self.faults))

    def refuse_unknown(self) -> None:
        """Write a fault down for every key that nobody asked for, with the nearest known."""
        for key in sorted(set(self.values) - self.known):
            near = get_close_matches(key, sorted(self.known), n=1)
            known = ", ".join(sorted(self.known))
            hint = f"Did you mean {near[0]}?" if near else f"These are known: {known}."
            self.fault(f"{key} is not known here. {hint}")

    def _value(self, key: str, form: str, *, required: bool) -> object:
        if not self.has(key) and required:
            self.fault(f"{key} is missing. Write {form}")
        return self.values.get(key)

    def _one(self, key: str, kind: type[T], form: str, *, required: bool = False) -> T | None:
        value = self._value(key, form, required=required)
        right = value is None or type(value) is kind
        return self._sound(value, kind, "" if right else f"{key} is {_kind(value)}. Write {form}")

    def _many(self, key: str, kind: type[T], form: str) -> tuple[T, ...]:
        items = self._one(key, list, form) or []
        if not all(type(item) is kind for item in items):
            self.fault(f"{key} has something else in it. Write {form}")
            return ()
        return tuple(items)

    def _sound(self, value: object, kind: type[T], fault: str) -> T | None:
        if fault:
            self.fault(fault)
        return value if isinstance(value, kind) and not fault else None


def open_toml(text: str, file: str) -> TomlTable:
    """Read the text of a file; a byte-order mark at its start is left out.

    Raises:
        UsageError: it is not TOML; the sentence says in which line and column.
    """
    plain = text.removeprefix("\ufeff")
    try:
        return TomlTable(file, tomllib.loads(plain))
    except (ValueError, RecursionError) as error:
        lines = plain.replace("\r\n", "\n").split("\n")
        raise UsageError(*_told(file, [_not_toml(str(error), lines)])) from error


def _told(file: str, faults: list[str]) -> tuple[str, str]:
    """Return the message that names all faults, and the remedy."""
    one = f"{file}: {faults[0]}"
    many = "\n".join((f"{file} has {len(faults)} faults:", *(f"- {fault}" for fault in faults)))
    remedy = f"Correct this in {file}, then run the same command again. Nothing was changed."
    return one if len(faults) == 1 else many, remedy


def _not_toml(said: str, lines: list[str]) -> str:
    """Say where the reading stopped; without a place in the error it was at the end."""
    found = _PLACE.search(said)
    if not found and "end of document" not in said:
        return "a number or a list in it is far too long to be meant."
    line, column = (int(found[1]), int(found[2])) if found else (len(lines), len(lines[-1]) + 1)
    shown = lines[line - 1].strip()
    reason = unreal_fault(shown) or (
        "this cannot be read. Text stands in quotation marks, a list in square brackets, "
        "and nothing is written twice"
    )
    return f"line {line}, column {column}: {reason}. The line is: {shown[:80]}"


def _kind(value: object) -> str:
    return _KINDS.get(type(value), "something else")
