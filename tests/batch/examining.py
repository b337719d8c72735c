"""Examiners with real child processes, and an archive of made-up pictures, for every crew."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import BinaryIO

from gatekeeper.batch.look import Look, Task
from gatekeeper.desk.checking.examiners import Examiners
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.picture import Original
from gatekeeper.domain.post import Post
from gatekeeper.domain.published_post import Entry, Media, MediaKind
from gatekeeper.errors import CouldNotCheck
from gatekeeper.evidence.guard import (
    FINDER,
    READER,
    TEXT,
    Guard,
    GuardedFinder,
    GuardedReader,
    GuardedText,
    Limits,
)
from tests.batch.hurtful_tools import make_finder, make_reader, make_text
from tests.fakes.examiners import FakeMaker, FakeNames, FakeWords

POST = Post("p1", "Hari Menon", datetime(2026, 9, 18, tzinfo=UTC), (ChannelName.INSTAGRAM,))
ENOUGH = Limits(seconds=60, memory=600_000_000)


@contextmanager
def examining(finder: str = "finder 1") -> Iterator[Examiners]:
    """Start examiners whose child sees made-up pictures and may die of them."""
    tools = {READER: make_reader, FINDER: make_finder, TEXT: make_text}
    with Guard(tools, ENOUGH) as guard:
        yield Examiners(
            GuardedReader(guard),
            GuardedFinder(guard, finder),
            FakeNames(),
            FakeMaker(),
            GuardedText(guard, "text 1"),
            FakeWords(),
        )


@dataclass
class Pictures:
    """An archive of single files by name; `gone` are those that cannot be opened."""

    files: Mapping[str, bytes]
    gone: frozenset[str] = frozenset()
    name: str = "pictures"
    opened: list[str] = field(default_factory=list)

    def entries(self) -> Iterator[Entry]:
        yield from ()

    def open(self, media: Media) -> BinaryIO:
        self.opened.append(media.name)
        if media.name in self.gone:
            raise CouldNotCheck("It is not there any more.")
        return io.BytesIO(self.files[media.name])

    def tasks(self, *looks: Look) -> Iterator[Task]:
        """Yield these looks at every picture."""
        for name, data in self.files.items():
            digest = hashlib.sha256(data).hexdigest()
            media = Media(name, MediaKind.PICTURE, digest, len(data))
            for look in looks:
                yield Task(POST, Original(digest, name, len(data)), media, look)
