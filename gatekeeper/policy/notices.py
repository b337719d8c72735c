"""The patterns of notices in `rules/notices/`: fixed words, blanks, and a closed list for each."""

from __future__ import annotations

import re
from collections.abc import Mapping

from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.pattern import BLANK, CLASSES, OURS, Pattern, Patterns
from gatekeeper.policy.faults import RuleBookError
from gatekeeper.policy.tables import Table, open_table

FOLDER = "notices/"
MOST_PATTERNS, MOST_CHOICES = 12, 12
MOST_CLASSES = 30
"""Classes with names of their own, such as *Kestrels*, which the headteacher signs by name."""
LONGEST_TITLE, LONGEST_WORDS, LONGEST_CHOICE = 30, 240, 100
_PATH = re.compile(r"notices/([a-z][a-z_]{0,30})\.toml")
_PLAIN = ("objective", "intended_outcome", "elsewhere")


def read_patterns(texts: Mapping[str, str]) -> Patterns:
    """Return all patterns, by name; no file is no pattern.

    Raises:
        RuleBookError: with everything that is wrong, file by file and line by line.
    """
    faults: list[str] = []
    paths = sorted(path for path in texts if path.startswith(FOLDER))
    every = tuple(_pattern(open_table(path, texts[path], faults)) for path in paths)
    if len(every) > MOST_PATTERNS:
        faults.append(f"{FOLDER}: there are more than {MOST_PATTERNS} patterns.")
    if faults:
        raise RuleBookError(faults)
    return Patterns(every)


def _pattern(table: Table) -> Pattern:
    named = _PATH.fullmatch(table.place)
    if named is None:
        table.fault("a pattern's file is called notices/<small letters>.toml.")
    words = _bounded(table, "words", LONGEST_WORDS)
    blanks = {name: _choices(table, name) for name in _own_blanks(words)}
    if CLASSES in BLANK.findall(words) and CLASSES in table.data:
        blanks[CLASSES] = _choices(table, CLASSES, MOST_CLASSES)
    pattern = Pattern(
        name=named[1] if named else "",
        title=_bounded(table, "title", LONGEST_TITLE),
        words=words,
        blanks=blanks,
        channels=_channels(table),
        **{name: table.text(name).strip() for name in _PLAIN},
    )
    table.close()
    return pattern


def _own_blanks(words: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in BLANK.findall(words) if name not in OURS))


def _bounded(table: Table, key: str, longest: int) -> str:
    text = table.text(key).strip()
    if len(text) > longest:
        table.fault(f"`{key}` is longer than {longest} characters.", key)
    if "{" in BLANK.sub("", text) or "}" in BLANK.sub("", text):
        table.fault(f"`{key}` has a blank that is not small letters in braces.", key)
    return text


def _choices(table: Table, name: str, most: int = MOST_CHOICES) -> tuple[str, ...]:
    section = table.section(name)
    choices = section.texts("choices") or ()
    section.close()
    if not 1 <= len(choices) <= most:
        section.fault(f"there must be from 1 to {most} choices.", "choices")
    for choice in choices:
        if len(choice) > LONGEST_CHOICE or "{" in choice or "\n" in choice:
            section.fault(
                f"a choice is one line of at most {LONGEST_CHOICE} characters, without blanks.",
                "choices",
            )
    return choices


def _channels(table: Table) -> tuple[ChannelName, ...]:
    known = {channel.value: channel for channel in ChannelName}
    asked = table.texts("channels") or ()
    for name in asked:
        if name not in known:
            table.fault(f"{name!r} is none of the school's channels.", "channels")
    if not asked:
        table.fault("`channels` names none.", "channels")
    return tuple(known[name] for name in asked if name in known)
