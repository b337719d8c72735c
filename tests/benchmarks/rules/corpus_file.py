"""The corpus as it lies in `corpus/`: posts with their labels, and the made-up school."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "corpus"
HELD_BACK = 85
"""Posts whose id's SHA-256 begins with a smaller byte are held back (a third)."""


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

    @property
    def held_back(self) -> bool:
        """Whether it is set aside for the one scoring at the end."""
        return hashlib.sha256(self.id.encode()).digest()[0] < HELD_BACK


def posts(*, held_back: bool) -> tuple[Labelled, ...]:
    """Return the posts of one of the two parts, in the order of files and lines."""
    return tuple(post for post in _all() if post.held_back is held_back)


def school() -> dict[str, Any]:
    """Return what the posts need to know of Oakfield besides the register."""
    return tomllib.loads((FOLDER / "school.toml").read_text("utf-8"))


def _all() -> Iterator[Labelled]:
    for file in sorted(FOLDER.glob("*.jsonl")):
        for line in file.read_text("utf-8").splitlines():
            yield _post(json.loads(line))


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
