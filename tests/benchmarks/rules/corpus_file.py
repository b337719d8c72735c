"""The corpus as it lies in `corpus/`: posts with their labels, and the made-up school."""

from __future__ import annotations

import hashlib
import json
import tomllib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "corpus"
SPENT = 85
"""Posts of the first set whose id's SHA-256 begins with a smaller byte were held back once."""


class Part(StrEnum):
    """Which posts. The rules were widened on all but the third, which was scored once."""

    OPEN = "open"
    SPENT = "spent"
    SECOND = "second"
    THIRD = "third"


@dataclass(frozen=True, slots=True)
class Label:
    """What is wrong with a post: family, the exact words, and what a careful deputy would want."""

    family: str
    what: tuple[str, ...]
    expect: str
    certain: bool


@dataclass(frozen=True, slots=True)
class Labelled:
    """One post of the corpus; see `corpus/README.md` for the fields."""

    id: str
    channels: tuple[str, ...]
    words: str
    alt_texts: tuple[str, ...]
    written_at: datetime
    trip: dict[str, Any] | None
    location_tag: str
    labels: tuple[Label, ...]

    @property
    def innocent(self) -> bool:
        """Whether nothing is wrong with it."""
        return not self.labels


def posts(part: Part) -> tuple[Labelled, ...]:
    """Return the posts of one part, in the order of files and lines."""
    if part in {Part.SECOND, Part.THIRD}:
        return _in(FOLDER / part.value)
    return tuple(post for post in _in(FOLDER) if _spent(post) is (part is Part.SPENT))


def posts_of(file: Path) -> tuple[Labelled, ...]:
    """Return the posts of a file that lies elsewhere: what somebody else holds back."""
    return tuple(_post(json.loads(line)) for line in file.read_text("utf-8").splitlines())


def school() -> dict[str, Any]:
    """Return what the posts need to know of Oakfield besides the register."""
    return tomllib.loads((FOLDER / "school.toml").read_text("utf-8"))


def _in(folder: Path) -> tuple[Labelled, ...]:
    return tuple(post for file in sorted(folder.glob("*.jsonl")) for post in posts_of(file))


def _spent(post: Labelled) -> bool:
    return hashlib.sha256(post.id.encode()).digest()[0] < SPENT


def _post(row: dict[str, Any]) -> Labelled:
    return Labelled(
        row["id"],
        tuple(row["channels"]),
        row["words"],
        tuple(row["alt_texts"]),
        datetime.fromisoformat(row["written_at"]),
        row["trip"],
        row["location_tag"] or "",
        tuple(
            Label(one["family"], tuple(one["what"]), one["expect"], one["certain"])
            for one in row["labels"]
        ),
    )
