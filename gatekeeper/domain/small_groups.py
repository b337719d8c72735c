"""Words that tell how many of a group there are: `all five Year 4 girls`, `26 of Year 4`.

The register counts a group; it does not know who is a girl or a boy, so of those the words' own
number is all that there is to count by.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto

_UP_TO_TEN = "two three four five six seven eight nine ten"
_TEENS = (
    "eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty twenty-one "
    "twenty-two twenty-three twenty-four twenty-five twenty-six twenty-seven twenty-eight "
    "twenty-nine thirty"
)
NUMBERS = {word: n for n, word in enumerate(f"{_UP_TO_TEN} {_TEENS}".split(), start=2)}
BOTH = 2
_CHILDREN = "(?:child|children|pupils?|boys?|girls?|kids|learners|youngsters)"
_WHAT_KIND = r"(?:class |(?!\w+(?:s|ed)\b)[\w'’-]+ ){0,2}?"
"""Words between, such as `new`; no plural and no verb, so that `classes met children` is none."""
_OUR = "(?:our |the )?"
_ALL = "(?:all|all of|all our|all the|all of our|all of the|our|the only)"
_EVERY = (
    "(?:all of|the whole of|every one of|every single one of|everyone in|everybody in|"
    f"every {_CHILDREN} in|all {_CHILDREN} in|all the {_CHILDREN} in)"
)
_YEAR_OF = r"y(?:ea)?r?\s?(\d\d?)"
_YEAR = r"y(?:ea)?r?\s?\d\d?|reception|nursery"


class Share(Enum):
    """How much of a group is told of."""

    FEW = auto()
    """So many, and there are no more of them: `our three Reception boys`."""
    ALL = auto()
    """The whole group: `everyone in Chess Club`."""
    PART = auto()
    """So many of the group: `26 of Year 4`."""


@dataclass(frozen=True, slots=True)
class Told:
    """One piece of a text: what it tells of which group, by the group's name in the register."""

    text: str
    group: str
    share: Share
    number: int = 0


def told_groups(text: str, groups: Iterable[str]) -> tuple[Told, ...]:
    """Return what a text tells of these groups, or of any year, in its order."""
    names = {_key(group): group for group in groups if group.strip()}
    taken: list[re.Match[str]] = []
    found: list[tuple[int, Told]] = []
    for share, pattern in _patterns(names):
        for match in pattern.finditer(text):
            if not any(t.start() < match.end() and match.start() < t.end() for t in taken):
                taken.append(match)
                found.append((match.start(), _told(match, share, names)))
    return tuple(told for _, told in sorted(found, key=lambda each: each[0]))


def _patterns(names: Mapping[str, str]) -> Iterator[tuple[Share, re.Pattern[str]]]:
    """Yield what to look for, the most telling first."""
    longest_first = sorted(names.values(), key=len, reverse=True)
    group = rf"(?P<group>{'|'.join([*map(_spaced, longest_first), _YEAR])})"
    number = rf"(?P<number>{'|'.join(sorted(NUMBERS, key=len, reverse=True))}|[1-9]\d?)"
    theirs = rf"(?:of )?{_OUR}{group} {_WHAT_KIND}{_CHILDREN}"
    among = rf"{_WHAT_KIND}{_CHILDREN} (?:in|from|of) {_OUR}{group}"
    of_them = rf"(?:out )?of {_OUR}{group}(?!['’]s)"
    for turn in (theirs, among, of_them):
        yield Share.FEW, _whole(rf"{_ALL} {number} {turn}")
    for turn in (theirs, among):
        yield Share.FEW, _whole(rf"(?:both of|both) {turn}")
    yield Share.ALL, _whole(rf"{_EVERY} {_OUR}{group}(?!['’]s)")
    for turn in (theirs, among, of_them):
        yield Share.PART, _whole(rf"{number} {turn}")


def _spaced(name: str) -> str:
    return " ".join(map(re.escape, name.split()))


def _whole(turn: str) -> re.Pattern[str]:
    """Return a pattern for whole words, whatever space stands between them."""
    spaced = turn.replace(" ", r"\s+")
    return re.compile(rf"(?<!\w)(?:{spaced})(?!\w)", re.IGNORECASE)


def _told(match: re.Match[str], share: Share, names: Mapping[str, str]) -> Told:
    said = match.groupdict()
    group, number = said["group"], said.get("number")
    known = names.get(_key(group), " ".join(group.split()))
    if share is Share.ALL:
        return Told(match[0], known, share)
    return Told(match[0], known, share, _number(number) if number else BOTH)


def _number(said: str) -> int:
    return int(said) if said.isdecimal() else NUMBERS[said.casefold()]


def _key(group: str) -> str:
    """Return a group's name as names are compared: `Y4` and `Year 4` are one."""
    plain = " ".join(group.casefold().split())
    year = re.fullmatch(_YEAR_OF, plain)
    return f"year {year[1]}" if year else plain
