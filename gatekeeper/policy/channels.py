"""The sheets in `rules/channels/`: what each channel takes, and the steps on the tablet.

A sheet is data that a person wrote: a missing, unknown or wrongly written key is refused by
name, and nothing has a default.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any, Final

from gatekeeper.domain.channel import ChannelLimits, ChannelName, PictureLimits, Purpose, WordLimits
from gatekeeper.domain.release import Step
from gatekeeper.errors import UsageError

COMMENTS: Final = "comments"
"""The key of the step that closes comments (clause O21); no sheet may leave it out."""
_SHEET: Final = ("channel", "picture", "words", "purpose", "steps", "take_down")
_SHAPES: Final = frozenset({"tallest", "widest"})


@dataclass(frozen=True, slots=True)
class ChannelSheet:
    """One channel's file: its limits, what posts on it are for, and the steps in order."""

    limits: ChannelLimits
    purpose: Purpose
    steps: tuple[Step, ...]
    take_down: tuple[Step, ...]
    """What to do in the app when a post has to go, in order."""


def read_sheet(text: str) -> ChannelSheet:
    """Return the sheet written in a TOML text.

    Raises:
        UsageError: it is not TOML, or a key is missing, unknown or of the wrong form.
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"The channel sheet is not TOML: {error}.") from error
    _expect(table, _SHEET, "the channel sheet")
    limits = ChannelLimits(
        _channel(table["channel"]),
        PictureLimits(**_section(table["picture"], PictureLimits, "[picture]")),
        WordLimits(**_section(table["words"], WordLimits, "[words]")),
    )
    steps = _steps(table["steps"], "steps")
    if COMMENTS not in {step.key for step in steps}:
        raise UsageError("A step with the key 'comments' is missing: it closes comments.")
    take_down = _steps(table["take_down"], "take_down")
    return ChannelSheet(limits, _purpose(table["purpose"]), steps, take_down)


def _channel(value: object) -> ChannelName:
    try:
        return ChannelName(str(value))
    except ValueError as error:
        known = ", ".join(ChannelName)
        raise UsageError(f"{value!r} is not a channel of this school: {known}.") from error


def _section(value: object, kind: type, where: str) -> dict[str, Any]:
    """Return the values of one table, which must hold exactly the fields of a limits value."""
    names = [field.name for field in fields(kind)]
    table = _table(value, names, where)
    return {name: (_shape if name in _SHAPES else _count)(name, table[name]) for name in names}


def _purpose(value: object) -> Purpose:
    """Return what posts are for; an empty text means that each post has to say it."""
    table = _table(value, [field.name for field in fields(Purpose)], "[purpose]")
    for name, said in table.items():
        if not isinstance(said, str):
            raise UsageError(f"{name} must be a text in quotation marks, not {said!r}.")
    return Purpose(**{name: str(said).strip() for name, said in table.items()})


def _table(value: object, names: Iterable[str], where: str) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise UsageError(f"{where} must be a table.")
    _expect(value, names, where)
    return value


def _expect(table: Mapping[str, object], names: Iterable[str], where: str) -> None:
    """Refuse a table with a key too many or too few."""
    wanted = set(names)
    if unknown := sorted(table.keys() - wanted):
        raise UsageError(f"{where}: {unknown[0]!r} is not a key that belongs there.")
    if missing := sorted(wanted - table.keys()):
        raise UsageError(f"{where}: {missing[0]!r} is missing.")


def _count(name: str, value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise UsageError(f"{name} must be a whole number of at least 1, not {value!r}.")
    return value


def _shape(name: str, value: object) -> tuple[int, int]:
    match = re.fullmatch(r"([1-9][0-9]{0,4}):([1-9][0-9]{0,4})", str(value))
    if not match:
        raise UsageError(f"{name} must be written as width:height, such as 4:5, not {value!r}.")
    return int(match[1]), int(match[2])


def _steps(value: object, name: str) -> tuple[Step, ...]:
    if not isinstance(value, list) or not value:
        raise UsageError(f"The steps must be written as [[{name}]].")
    tables = [_table(item, ("key", "say"), f"[[{name}]]") for item in value]
    steps = tuple(Step(str(table["key"]), str(table["say"])) for table in tables)
    if len({step.key for step in steps}) < len(steps):
        raise UsageError("Two steps have the same key.")
    return steps
