"""A plain folder: a picture and a text of the same name.

    2026-09-18 paper bridges.jpg
    2026-09-18 paper bridges.txt

Several pictures of one post end in `_1`, `_2` and so on. A name that begins with a day tells the
day; one that begins as instaloader's names do (`2026-09-18_12-00-00_UTC`) tells the time.

Cameras use names again, so a name alone tells no post from one in another folder: what lies there
tells too. The same files give the same post, in whatever folder and whenever.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import BinaryIO

from gatekeeper.archive.files import Files, text_of
from gatekeeper.archive.media import NUMBERED, in_order, kind_of, media_of, strange
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.published_post import PLAIN_FOLDER, Entry, Media, PublishedPost, Unreadable
from gatekeeper.errors import CouldNotCheck, UsageError

_TEXT = ".txt"
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d_\d\d-\d\d-\d\d_UTC(?!\w)")
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class PlainFolder:
    """Pictures and texts that belong together by their names (port `Archive`)."""

    files: Files
    channel: ChannelName

    @property
    def name(self) -> str:
        """What kind of archive it is."""
        return PLAIN_FOLDER

    def entries(self) -> Iterator[Entry]:
        """Yield one post for each text and each picture without a text; then what is neither."""
        names = self.files.names()
        if not _posts(names):
            message = "There is neither a picture nor a text in it."
            raise UsageError(message, "Put in pictures, and beside each a .txt of the same name.")
        yield from self.of(names)
        yield from strange(names)

    def of(self, names: list[str]) -> Iterator[Entry]:
        """Yield the posts that these files make."""
        for stem, belonging in sorted(_posts(names).items()):
            yield self._entry(stem, belonging)

    def open(self, media: Media) -> BinaryIO:
        """Open one file of a post."""
        return self.files.open(media.name)

    def _entry(self, stem: str, names: list[str]) -> Entry:
        texts = [name for name in names if _is_text(name)]
        shown = in_order(name for name in names if not _is_text(name))
        try:
            written = [text_of(self.files, name).strip() for name in texts]
        except (CouldNotCheck, OSError, ValueError) as error:
            return Unreadable(texts[0], str(error))
        words = "\n\n".join(written) if texts else None
        media, missing = media_of(self.files, shown)
        at, day_only = _when(PurePosixPath(stem).name)
        return PublishedPost(
            id=f"{stem} {_fingerprint(media, words)}",
            channel=self.channel,
            words=words,
            at=at,
            media=media,
            missing=missing if shown else ("any picture",),
            day_only=day_only,
            where=names[0],
            formerly=stem,
        )


def _fingerprint(media: tuple[Media, ...], words: str | None) -> str:
    """Return what tells a post from another of its name: one picture, or else its words.

    Words and later pictures may be mended or added; it is the same post then.
    """
    one = min(media, key=lambda media: media.name, default=None)
    return (one.digest if one else hashlib.sha256((words or "").encode()).hexdigest())[:16]


def _is_text(name: str) -> bool:
    return name.lower().endswith(_TEXT)


def _posts(names: list[str]) -> dict[str, list[str]]:
    """Return the files of each post by what their names have in common."""
    texts = {_stem(name) for name in names if _is_text(name)}
    posts: dict[str, list[str]] = {}
    for name in names:
        if _is_text(name) or kind_of(name):
            posts.setdefault(_owner(_stem(name), texts), []).append(name)
    return posts


def _owner(stem: str, texts: set[str]) -> str:
    """Return to which text a file belongs: its own, that without its number, or none."""
    numbered = NUMBERED.fullmatch(stem)
    if stem not in texts and numbered and numbered[1] in texts:
        return numbered[1]
    return stem


def _stem(name: str) -> str:
    return str(PurePosixPath(name).with_suffix(""))


def _when(name: str) -> tuple[datetime | None, bool]:
    """Return the moment that a name begins with, and whether it is only the day."""
    with suppress(ValueError):  # a day that no calendar has
        if found := _MOMENT.match(name):
            return datetime.strptime(f"{found[0]}+0000", "%Y-%m-%d_%H-%M-%S_UTC%z"), False
        if found := _DAY.match(name):
            return datetime.fromisoformat(found[0]).replace(hour=12, tzinfo=UTC), True
    return None, False
