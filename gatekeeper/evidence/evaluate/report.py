"""What a run found out, as values; and the same as plain facts for a program.

No name of a folder, a file or a person is in it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum, StrEnum

from gatekeeper.evidence.evaluate.missed import Missed
from gatekeeper.evidence.evaluate.naming import Naming
from gatekeeper.evidence.evaluate.pairs import Verification
from gatekeeper.evidence.evaluate.rates import Rate

FORM = "gatekeeper/faces-evaluation/v1"


class Side(StrEnum):
    """Who was measured."""

    GATEKEEPER = "gatekeeper"
    QUICK = "gatekeeper, quickly"
    """As an audit looks; faces are only looked for."""
    FACE_RECOGNITION = "face_recognition"


@dataclass(frozen=True, slots=True)
class Finding:
    """How faces were found. `missed` and `false` are None where no such pictures were given."""

    missed: Missed | None
    false: int | None
    """Faces found in pictures without people, *perhaps a face* included."""
    false_perhaps: int
    """How many of them are said to be *perhaps* a face."""
    empty_with_false: Rate | None
    """Pictures without people in which at least one was found."""
    pictures: int
    seconds_a_picture: float
    """CPU seconds, the mean over all pictures in which faces were looked for."""
    seconds_a_post: float | None
    """CPU seconds for a group picture of 1080 x 1350 pixels, the median."""


@dataclass(frozen=True, slots=True)
class Telling:
    """How people were told apart."""

    no_face: Rate
    """Pictures of one person in which no face was found, or none that could be measured."""
    not_enrolled: Rate | None
    """Pictures that were tried for enrolling and turned down; None: nothing is ever turned down."""
    pairs: Verification
    in_class: Naming | None
    in_folder: Naming | None
    faces: int
    seconds_a_face: float
    """CPU seconds of measuring one face, the mean."""


@dataclass(frozen=True, slots=True)
class Result:
    """Everything about one side."""

    finding: Finding
    telling: Telling | None
    memory: int
    """Most bytes that its process held; 0 where nobody tells."""


@dataclass(frozen=True, slots=True)
class Given:
    """What was handed in, and how much of it could be used."""

    people: int
    pictures_of_people: int
    group_pictures: int
    faces_in_groups: int
    pictures_without_people: int
    left_out: Mapping[str, int]
    """Pictures that one of the two could not judge, by the reason; they count for neither."""


@dataclass(frozen=True, slots=True)
class Report:
    """One run."""

    made_on: date
    version: str
    machine: str
    seed: int
    given: Given
    results: Mapping[Side, Result]
    seconds: float
    """On the clock, for everything."""

    @property
    def ours(self) -> Result:
        """Gatekeeper's own result."""
        return self.results[Side.GATEKEEPER]

    @property
    def theirs(self) -> Result | None:
        """The other's, unless the comparison was left out."""
        return self.results.get(Side.FACE_RECOGNITION)


def facts(report: Report) -> dict[str, object]:
    """Return the report as plain values, ratios included."""
    told = _plain(report)
    assert isinstance(told, dict)  # noqa: S101 - a report is a dataclass
    return {"form": FORM, **told, "ratios": ratios(report)}


def ratios(report: Report) -> dict[str, float]:
    """Return gatekeeper's cost as a share of the other's; empty without a comparison."""
    ours, theirs = report.ours, report.theirs
    if theirs is None:
        return {}
    both = {
        "cpu_a_picture": (ours.finding.seconds_a_picture, theirs.finding.seconds_a_picture),
        "cpu_a_post": (ours.finding.seconds_a_post, theirs.finding.seconds_a_post),
        "memory": (ours.memory, theirs.memory),
    }
    if ours.telling and theirs.telling:
        both["cpu_a_face"] = (ours.telling.seconds_a_face, theirs.telling.seconds_a_face)
    return {what: one / other for what, (one, other) in both.items() if one and other}


def _plain(value: object) -> object:
    if isinstance(value, Rate):
        return {**_fields(value), "share": value.share}
    if dataclasses.is_dataclass(value):
        return _fields(value)
    if isinstance(value, Mapping):
        return {_key(key): _plain(one) for key, one in value.items()}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def _fields(value: object) -> dict[str, object]:
    assert dataclasses.is_dataclass(value)  # noqa: S101 - asked before
    return {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}


def _key(key: object) -> str:
    return str(key.value) if isinstance(key, Enum) else str(key)
