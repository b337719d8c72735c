"""The school's own account, through Instagram's official API: the surest of all doors.

It tells whether comments are off, alternative texts and links. It tells neither places nor people
that are tagged, and lists no stories.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from typing import Any, BinaryIO

from gatekeeper.archive.graph import Graph
from gatekeeper.archive.media import media_of
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.post import Format
from gatekeeper.domain.published_post import Entry, Media, PublishedPost, Unreadable
from gatekeeper.domain.release import Comments
from gatekeeper.errors import CouldNotCheck

OF_A_FILE = ("id", "media_type", "media_url", "thumbnail_url", "alt_text")
OF_A_POST = (
    *OF_A_FILE,
    *("caption", "media_product_type", "permalink", "shortcode", "timestamp"),
    *("is_comment_enabled", "username"),
)
FIELDS = f"{','.join(OF_A_POST)},children{{{','.join(OF_A_FILE)}}}"
A_PAGE = 25
MOST = 10_000
"""Posts that Instagram lists, the newest; it says nothing about those before."""
KEPT = 10_000_000
"""Bytes up to which a picture of the newest post is kept, so as not to download it twice."""
_FILM, _TITLE, _STILL = ".mp4", "_title.jpg", ".jpg"
_TIME = "%Y-%m-%dT%H:%M:%S%z"
_BROKEN = (LookupError, TypeError, ValueError, AttributeError)


class OwnAccount:
    """The posts of one account (port `Archive`). `account` is its id, or `me`.

    Without pictures none is downloaded, and each counts as missing.
    """

    def __init__(self, graph: Graph, account: str, *, pictures: bool = True) -> None:
        self._graph = graph
        self._account = account
        self._pictures = pictures
        self._files = _Downloads(graph)

    def __reduce__(self) -> tuple[Callable[..., OwnAccount], tuple[Graph, str]]:
        return partial(OwnAccount, pictures=self._pictures), (self._graph, self._account)

    @property
    def name(self) -> str:
        """What kind of archive it is."""
        return "the school’s own account at Instagram"

    def entries(self) -> Iterator[Entry]:
        """Yield every post, newest first, one page after another."""
        number = 0
        for number, item in enumerate(self._items(), start=1):
            yield item if isinstance(item, Unreadable) else self._entry(number, item)
        if number >= MOST:
            yield Unreadable("posts before these", f"Instagram lists the newest {MOST:,} only")

    def open(self, media: Media) -> BinaryIO:
        """Open one file of a post; its address is asked for anew, since addresses end."""
        return self._files.open(media.name)

    def _items(self) -> Iterator[object]:
        """Yield what is told of each post.

        The next page is asked for by its mark alone: the address that is offered holds the token.
        """
        after: dict[str, str] = {}
        marks: set[str] = set()
        while True:
            page = self._graph.get(
                f"{self._account}/media", fields=FIELDS, limit=str(A_PAGE), **after
            )
            if not isinstance(items := page.get("data"), list):
                raise CouldNotCheck("Instagram’s answer has no list of posts in it.")
            yield from items
            if not _goes_on(page):
                return
            mark = _mark(page)
            if not mark or mark in marks:
                yield Unreadable("posts after these", "Instagram does not say where they begin")
                return
            marks.add(mark)
            after = {"after": mark}

    def _entry(self, number: int, item: Any) -> Entry:
        try:
            return self._post(item)
        except _BROKEN as error:
            why = f"it is not as Instagram describes a post ({type(error).__name__})"
            return Unreadable(f"post {number} of the account", why)

    def _post(self, item: dict[str, Any]) -> PublishedPost:
        parts = item["children"]["data"] if "children" in item else [item]
        addresses = {name: url for part in parts for name, url in _files(part)}
        alt_texts = {name: part.get("alt_text", "") for part in parts for name, _ in _files(part)}
        self._files.begin(addresses)
        media, missing = self._media(addresses, alt_texts)
        return PublishedPost(
            id=str(item.get("shortcode") or item["id"]),
            channel=ChannelName.INSTAGRAM,
            words=str(item.get("caption", "")),
            at=_moment(item),
            media=media,
            missing=missing,
            comments=_comments(item),
            link=str(item.get("permalink", "")),
            account=str(item.get("username", "")),
            format=_FORMATS.get(str(item.get("media_product_type")), Format.POST),
            where=f"media {item['id']}",
        )

    def _media(
        self, addresses: dict[str, str], alt_texts: dict[str, str]
    ) -> tuple[tuple[Media, ...], tuple[str, ...]]:
        if not self._pictures:
            return (), tuple(addresses)
        return media_of(self._files, addresses, alt_texts)


class _Downloads:
    """Opens pictures and films by name: the id of the media and an ending."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._addresses: dict[str, str] = {}
        self._kept: dict[str, bytes] = {}

    def begin(self, addresses: dict[str, str]) -> None:
        """Forget the last post's pictures; these are the addresses of the next one's."""
        self._addresses, self._kept = addresses, {}

    def open(self, name: str) -> BinaryIO:
        """Open one, from memory where it was just downloaded. Raises: CouldNotCheck."""
        if name not in self._kept and (name.endswith(_FILM) or not self._keep(name)):
            return self._graph.download(self._address(name))
        return io.BytesIO(self._kept[name])

    def _keep(self, name: str) -> bool:
        """Download a picture, and keep it if it is not too large; whether it is kept."""
        with self._graph.download(self._address(name)) as file:
            data = file.read(KEPT + 1)
        if len(data) <= KEPT:
            self._kept[name] = data
        return name in self._kept

    def _address(self, name: str) -> str:
        address = self._addresses[name] if name in self._addresses else self._asked(name)
        if not address:
            raise CouldNotCheck("Instagram does not hand out a picture of the post.")
        return address

    def _asked(self, name: str) -> str:
        media = name.partition(_TITLE)[0].partition(".")[0]
        if not media.isdecimal():
            raise CouldNotCheck(f"{name} is no picture of the account.")
        told = self._graph.get(media, fields=",".join(OF_A_FILE))
        return next((url for found, url in _files(told) if found == name), "")


def _files(part: dict[str, Any]) -> list[tuple[str, str]]:
    """Return names and addresses of a picture, or of a film and its title picture.

    Instagram leaves the address out where somebody claims a copyright: an empty one here.
    """
    media = str(part["id"])
    if part["media_type"] == "VIDEO":
        title = [(media + _TITLE, url)] if (url := part.get("thumbnail_url")) else []
        return [*title, (media + _FILM, part.get("media_url", ""))]
    return [(media + _STILL, part.get("media_url", ""))]


def _goes_on(page: dict[str, Any]) -> bool:
    """Whether there is a page after this one."""
    paging = page.get("paging")
    return isinstance(paging, dict) and "next" in paging


def _mark(page: dict[str, Any]) -> str:
    """Return the mark of the next page; nothing where Instagram does not tell it."""
    cursors = page["paging"].get("cursors")
    after = cursors.get("after") if isinstance(cursors, dict) else None
    return after if isinstance(after, str) else ""


def _comments(item: dict[str, Any]) -> Comments:
    """Return whether comments are off: `false` alone is off, and what is missing is unknown."""
    enabled = item.get("is_comment_enabled")
    if not isinstance(enabled, bool):
        return Comments.UNKNOWN
    return Comments.ON if enabled else Comments.OFF


def _moment(item: dict[str, Any]) -> datetime | None:
    with suppress(ValueError):
        return datetime.strptime(str(item.get("timestamp")), _TIME).astimezone(UTC)
    return None


_FORMATS = {"FEED": Format.POST, "REELS": Format.REEL, "STORY": Format.STORY}
