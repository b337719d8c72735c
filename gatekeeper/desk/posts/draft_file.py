"""A draft as a person writes it: `post.toml`, beside the pictures that it names.

    words = \"\"\"
    Year 4 built bridges out of paper.
    \"\"\"
    written_at = 2026-11-18T14:05:00+00:00
    channels = ["instagram"]

    [[picture]]
    file = "bridges.jpg"
    alt_text = "Children hold up a paper bridge."

What is missing is not assumed: without `comments_off = true` nobody promised that comments are off.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime

from gatekeeper.desk.toml_table import TomlTable, open_toml
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.post import Format

FILE = "post.toml"
LONGEST_FILE_NAME = 255
"""Bytes; no disk takes more."""
_CHANNELS = {channel.value: channel for channel in ChannelName}
_FORMATS = {form.value: form for form in Format}
_NOT_IN_A_NAME = frozenset('/\\:*?"<>|')
_NEVER = datetime.min.replace(tzinfo=UTC)
"""Stands in for a missing `written_at` until the table is finished, which then stops."""


@dataclass(frozen=True, slots=True)
class DraftPicture:
    """A picture by the name of its file, which lies beside the draft."""

    file: str
    alt_text: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a person wrote; the desk makes a post of it."""

    words: str
    written_at: datetime
    wanted_at: datetime | None
    channels: tuple[ChannelName, ...]
    objective: str = ""
    intended_outcome: str = ""
    groups: frozenset[str] = frozenset()
    trip: str | None = None
    elsewhere: str = ""
    comments_off: bool = False
    format: Format = Format.POST
    also_on: frozenset[str] = frozenset()
    location_tag: str = ""
    not_about: frozenset[str] = frozenset()
    pictures: tuple[DraftPicture, ...] = ()


def parse(text: str) -> Draft:
    """Read the text of a draft.

    Raises:
        UsageError: names every fault at once, with what to write instead.
    """
    table = open_toml(text, FILE)
    draft = Draft(
        words=table.text("words"),
        written_at=table.moment("written_at", required=True) or _NEVER,
        wanted_at=table.moment("wanted_at"),
        channels=_channels(table),
        objective=table.text("objective"),
        intended_outcome=table.text("intended_outcome"),
        groups=frozenset(table.texts("groups")),
        trip=_trip(table),
        elsewhere=table.text("elsewhere"),
        comments_off=table.flag("comments_off"),
        format=_format(table),
        also_on=frozenset(name.casefold() for name in table.texts("also_on")),
        location_tag=table.text("location_tag"),
        not_about=frozenset(table.texts("not_about")),
        pictures=_pictures(table),
    )
    if table.values.get("words", "") == "" and not table.has("picture"):
        table.fault('There is nothing in it yet. Write words = "..." or add a [[picture]].')
    table.finish()
    return draft


def _channels(table: TomlTable) -> tuple[ChannelName, ...]:
    asked = [name.casefold() for name in table.texts("channels")]
    if table.values.get("channels", []) == []:
        table.fault('no channel is named. Write channels = ["instagram"] or ["linkedin"] or both.')
    for name in dict.fromkeys(asked):
        if name not in _CHANNELS:
            choice = " or ".join(_CHANNELS)
            table.fault(f'channels: "{name}" is none of the school\'s channels. Choose {choice}.')
        elif asked.count(name) > 1:
            table.fault(f"channels: {name} is named twice. Name it once.")
    return tuple(_CHANNELS[name] for name in asked if name in _CHANNELS)


def _format(table: TomlTable) -> Format:
    asked = table.text("format").casefold() or Format.POST
    if asked not in _FORMATS:
        table.fault(f'format = "{asked}" is not known. Write one of: {", ".join(_FORMATS)}.')
    return _FORMATS.get(asked, Format.POST)


def _trip(table: TomlTable) -> str | None:
    trip = table.text("trip")
    if table.values.get("trip") == "":
        table.fault("trip is empty. Write the trip's id, or leave the line out if there was none.")
    return trip or None


def _pictures(table: TomlTable) -> tuple[DraftPicture, ...]:
    pictures: list[DraftPicture] = []
    seen: set[str] = set()
    for one in table.tables("picture"):
        picture = DraftPicture(one.text("file", required=True), one.text("alt_text"))
        reason = picture.file and _name_fault(picture.file, seen)
        if reason:
            one.fault(f'file = "{picture.file}": {reason}')
        seen.add(_same(picture.file))
        pictures.append(picture)
    return tuple(pictures)


def _name_fault(name: str, seen: set[str]) -> str:
    """Say what is wrong with a file's name; two that differ in case alone are one on a tablet."""
    if _same(name) in seen:
        return "this picture is named twice. Name it once."
    if not name.isprintable() or len(name.encode()) > LONGEST_FILE_NAME:
        return "no file can be called that. Give the picture a short, plain name."
    if name.strip(".") == "" or _NOT_IN_A_NAME.intersection(name):
        return f"only the plain name of a file beside {FILE}, without folders."
    return ""


def _same(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
