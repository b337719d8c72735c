"""A folder that instaloader filled: for each post its JSON, its words and its pictures.

    2026-09-18_12-00-00_UTC.json.xz    what Instagram told of the post
    2026-09-18_12-00-00_UTC.txt        its words
    2026-09-18_12-00-00_UTC_1.jpg      its pictures and films

What lies there without its JSON is read as a plain folder is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO

from instaloader import InstaloaderException, Post, StoryItem

from gatekeeper.archive import node
from gatekeeper.archive.files import Files, text_of
from gatekeeper.archive.media import in_order, kind_of, media_of, strange
from gatekeeper.archive.node import Shown
from gatekeeper.archive.not_had import noted
from gatekeeper.archive.offline import MAX_NODE, loaded
from gatekeeper.archive.plain import PlainFolder
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.published_post import Entry, Media, MediaKind, PublishedPost, Unreadable
from gatekeeper.errors import CouldNotCheck, UsageError

_ENDINGS = (".json.xz", ".json")
_NO_POSTS = ("_comments.json", "_profile_pic.jpg")
_BROKEN = (
    *(CouldNotCheck, InstaloaderException, OSError, ValueError, OverflowError),
    *(LookupError, TypeError, AttributeError, AssertionError, RecursionError),
)
"""What reading a node raises that is not as any node is."""


@dataclass(frozen=True, slots=True)
class InstaloaderFolder:
    """What instaloader downloaded (port `Archive`). Its own loader reads it, without a network."""

    files: Files

    @property
    def name(self) -> str:
        """What kind of archive it is."""
        return "a folder that instaloader filled"

    def entries(self) -> Iterator[Entry]:
        """Yield every post once, whatever lies there without its JSON, and what was not had."""
        names = [name for name in self.files.names() if not name.endswith(_NO_POSTS)]
        saved = _saved(names)
        if not saved:
            message = "There is nothing in it that instaloader saved."
            raise UsageError(message, "Name the folder that holds the .json.xz files.")
        beside = _beside(names, set(saved))
        seen: set[str] = set()
        for base, name in saved.items():
            yield from self._new(base, name, beside.get(base, []), seen)
        alone = [name for base in beside.keys() - saved.keys() for name in beside[base]]
        yield from PlainFolder(self.files, ChannelName.INSTAGRAM).of(alone)
        not_had = list(noted(names))
        yield from not_had
        yield from strange(sorted({*names} - {one.where for one in not_had}))

    def open(self, media: Media) -> BinaryIO:
        """Open one file of a post."""
        return self.files.open(media.name)

    def _new(self, base: str, name: str, beside: list[str], seen: set[str]) -> Iterator[Entry]:
        """Yield the post that a file tells of, unless it tells of none or of one seen before."""
        try:
            with self.files.open(name) as file:
                told = loaded(file.read(MAX_NODE), name)
            if not isinstance(told, Post | StoryItem):
                return
            entry = self._post(told, base, beside, name)
        except _BROKEN as error:
            yield Unreadable(name, f"it is not as instaloader writes it ({type(error).__name__})")
            return
        if entry.id not in seen:
            seen.add(entry.id)
            yield entry

    def _post(
        self, told: Post | StoryItem, base: str, beside: list[str], name: str
    ) -> PublishedPost:
        raw: node.Node = told._node  # noqa: SLF001 - the switch of comments has no accessor
        names, alt_texts = _named(node.shown(told), base, beside)
        media, missing = media_of(self.files, names, alt_texts)
        return PublishedPost(
            id=told.shortcode,
            channel=ChannelName.INSTAGRAM,
            words=self._words(told, base, beside),
            at=node.moment(raw),
            media=media,
            missing=missing,
            comments=node.comments(raw),
            link=f"https://www.instagram.com/p/{told.shortcode}/",
            account=node.account(raw),
            place=node.place(raw),
            tagged=node.tagged(raw),
            format=node.form(told),
            where=name,
        )

    def _words(self, told: Post | StoryItem, base: str, beside: list[str]) -> str | None:
        """Return the words by the JSON, or else by the text beside it."""
        written = node.words(told)
        if written is None and f"{base}.txt" in beside:
            return text_of(self.files, f"{base}.txt")
        return written


def saved_posts(names: list[str]) -> bool:
    """Whether instaloader may have saved these files: JSON that is named for a moment."""
    return any(name.endswith("_UTC" + ending) for name in names for ending in _ENDINGS)


def _saved(names: list[str]) -> dict[str, str]:
    """Map what the files of a post have in common to its JSON; of two, the packed one."""
    saved: dict[str, str] = {}
    for name in names:
        ending = next((ending for ending in _ENDINGS if name.endswith(ending)), None)
        if ending:
            base = name.removesuffix(ending)
            saved[base] = max(name, saved.get(base, ""), key=len)
    return saved


def _beside(names: list[str], bases: set[str]) -> dict[str, list[str]]:
    """Map what the files of a post have in common to its words, pictures and films."""
    beside: dict[str, list[str]] = {}
    for name in names:
        if kind_of(name) or name.endswith(".txt"):
            stem = str(PurePosixPath(name).with_suffix(""))
            album = stem.rpartition("_")[0]
            beside.setdefault(album if stem not in bases and album in bases else stem, []).append(
                name
            )
    return beside


def _named(shown: list[Shown], base: str, beside: list[str]) -> tuple[list[str], dict[str, str]]:
    """Return the names of a post's pictures and films, and the alternative texts by name.

    A film's title picture, which may show more than the film does, is a picture of the post. So is
    one that the JSON does not tell of: an album may have been edited between two downloads.
    """
    by_stem: dict[str, list[str]] = {}
    for name in beside:
        by_stem.setdefault(str(PurePosixPath(name).with_suffix("")), []).append(name)
    names: list[str] = []
    alt_texts: dict[str, str] = {}
    for one in shown:
        stem = f"{base}_{one.number}" if one.number else base
        here = [name for name in by_stem.get(stem, []) if kind_of(name)]
        kinds = {kind_of(name) for name in here}
        if (MediaKind.FILM if one.is_film else MediaKind.PICTURE) not in kinds:
            here.append(f"{stem}.mp4" if one.is_film else f"{stem}.jpg")
        names += here
        if one.alt_text is not None:
            alt_texts |= dict.fromkeys(here, one.alt_text)
    untold = in_order(name for name in beside if kind_of(name) and name not in names)
    return names + untold, alt_texts
