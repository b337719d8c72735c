"""Instagram's own export of the account's data (*Download your information*, as JSON).

It tells words, times and pictures, of posts, reels and stories. It tells neither whether
comments are off, nor alternative texts, nor places and people that are tagged, nor links.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import Any, BinaryIO

from gatekeeper.archive.files import Files
from gatekeeper.archive.media import kind_of, media_of
from gatekeeper.archive.streamed import items
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.post import Format
from gatekeeper.domain.published_post import Entry, Media, PublishedPost, Unreadable
from gatekeeper.errors import CouldNotCheck, UsageError

LISTS = (
    (re.compile(r"posts_\d+\.json"), Format.POST),
    (re.compile(r"other_content(_\d+)?\.json"), Format.POST),
    (re.compile(r"igtv_videos(_\d+)?\.json"), Format.POST),
    (re.compile(r"reels(_\d+)?\.json"), Format.REEL),
    (re.compile(r"stories(_\d+)?\.json"), Format.STORY),
)
"""The files that tell of what is or was public, and what stands in each. Archived and deleted
posts are in files of their own, and not looked at: nobody else can see them."""

_POSTS = re.compile(r"(?:^|/)posts_(\d+)\.json$")
_NO_PART = "it is no part of Instagram’s export; audit it by itself"

LAUNCH = 1_286_323_200
"""6 October 2010, when Instagram began, in seconds since 1970. Nothing went out before."""


@dataclass(frozen=True, slots=True)
class InstagramExport:
    """An export as a ZIP or as the folder that it was unpacked to (port `Archive`)."""

    files: Files

    @property
    def name(self) -> str:
        """What kind of archive it is."""
        return "Instagram’s export"

    def entries(self) -> Iterator[Entry]:
        """Yield every post once; a reel that also stands among the posts is one post.

        A list that has to be there and is not, and a file that is no part of it, could not be read.
        """
        names = self.files.names()
        lists = post_lists(names)
        if not lists:
            message = "There is no posts_1.json in it, so this is not Instagram's export as JSON."
            remedy = "Ask Instagram for the export again and choose the format JSON, not HTML."
            raise UsageError(message, remedy)
        seen: dict[str, tuple[int, ...]] = {}
        for name, form in lists:
            yield from _each_once(self._of(name, form), seen)
        yield from _not_here(names)
        yield from (Unreadable(n, _NO_PART) for n in names if "/" not in n and kind_of(n))

    def open(self, media: Media) -> BinaryIO:
        """Open one file of a post."""
        return self.files.open(media.name)

    def _of(self, name: str, form: Format) -> Iterator[Entry]:
        """Yield the posts of one file; where it is broken, say so and end."""
        number = 0
        try:
            with self.files.open(name) as file:
                for number, item in enumerate(items(file), start=1):
                    yield self._entry(f"{name}, entry {number}", name, item, form)
        except (CouldNotCheck, OSError, ValueError) as error:
            yield Unreadable(f"{name}, after entry {number}", str(error))

    def _entry(self, where: str, source: str, item: object, form: Format) -> Entry:
        shown = _shown(item)
        if not isinstance(item, dict) or not shown:
            return Unreadable(where, "it names no picture or film in a form that is known")
        media, missing = media_of(self.files, [self._place(source, one["uri"]) for one in shown])
        return PublishedPost(
            id=PurePosixPath(shown[0]["uri"]).stem,
            channel=ChannelName.INSTAGRAM,
            words=_words([item, *shown]),
            at=_moment([item, *shown]),
            media=media,
            missing=missing,
            format=form,
            where=where,
        )

    def _place(self, source: str, uri: str) -> str:
        """Return the name of a file: `uri` counts from the export's top, wherever that lies."""
        tops = [str(top) for top in PurePosixPath(source).parents]
        names = [uri if top == "." else f"{top}/{uri}" for top in tops]
        return next((name for name in names if self.files.holds(name)), uri)


def post_lists(names: list[str]) -> list[tuple[str, Format]]:
    """Return the files that list posts, with what each lists, in the order of `LISTS`."""
    plain = [(name, PurePosixPath(name).name) for name in names]
    return [
        (name, form) for pattern, form in LISTS for name, base in plain if pattern.fullmatch(base)
    ]


def _not_here(names: list[str]) -> Iterator[Unreadable]:
    """Yield the lists of posts that are missing: they are numbered from 1."""
    here = {int(told[1]) for name in names if (told := _POSTS.search(name))}
    for number in range(1, max(here, default=1) + 1):
        if number not in here:
            yield Unreadable(
                f"posts_{number}.json", "it is not here: a part of the export is missing"
            )


def mended(text: str) -> str:
    """Return a text as it was written: the export writes each byte of its UTF-8 as a character.

    A text that cannot have come about that way is left as it is.
    """
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def _each_once(entries: Iterator[Entry], seen: dict[str, tuple[int, ...]]) -> Iterator[Entry]:
    """Leave out what was yielded before; another post with the same first file gets its own id."""
    for entry in entries:
        if isinstance(entry, Unreadable):
            yield entry
            continue
        told = seen.get(entry.id, ())
        content = hash((entry.words, entry.at, entry.media, entry.missing))
        if content not in told:
            seen[entry.id] = (*told, content)
            yield replace(entry, id=f"{entry.id}#{len(told) + 1}") if told else entry


def _shown(item: object) -> list[dict[str, Any]]:
    """Return what the pictures and films of a post are called; a story is its own picture."""
    if not isinstance(item, dict):
        return []
    media = item.get("media", [item])
    if not isinstance(media, list):
        return []
    good = [one for one in media if isinstance(one, dict) and _is_name(one.get("uri"))]
    return good if len(good) == len(media) else []


def _is_name(uri: object) -> bool:
    return isinstance(uri, str) and bool(uri)


def _words(told: list[dict[str, Any]]) -> str | None:
    """Return all that is written: of the post, then of its pictures, each text once."""
    titles = [one["title"] for one in told if isinstance(one.get("title"), str)]
    written = dict.fromkeys(mended(title) for title in titles if title.strip())
    return "\n\n".join(written) if titles else None


def _moment(told: list[dict[str, Any]]) -> datetime | None:
    """Return when it went out, from the first that tells it in seconds since 1970."""
    for one in told:
        seconds = one.get("creation_timestamp")
        if isinstance(seconds, int) and LAUNCH < seconds < 1 << 33:
            return datetime.fromtimestamp(seconds, UTC)
    return None
