"""LinkedIn's export (*Get a copy of your data*): `Shares.csv`, with a folder of pictures beside it.

The export tells words, times and links, and holds no picture. Somebody saves those by hand,
named for the post's number or its time, as the link and the table have them:

    7458194261025673216.jpg, 7458194261025673216_2.jpg    or    2026-09-18_12-00-00.jpg
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from io import TextIOWrapper
from pathlib import PurePosixPath
from typing import BinaryIO
from urllib.parse import unquote

from gatekeeper.archive.files import Files
from gatekeeper.archive.media import in_order, kind_of, media_of, strange
from gatekeeper.archive.plain import PlainFolder
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.published_post import Entry, Media, PublishedPost, Unreadable
from gatekeeper.errors import CouldNotCheck, UsageError

SHARES = re.compile(r"shares(_\d+)?\.csv", re.IGNORECASE)
DATE, LINK, WORDS, SHARED = "Date", "ShareLink", "ShareCommentary", "SharedUrl"
NO_PICTURE = "any picture of it"
_URN = re.compile(r"(share|ugcPost|activity)[:-](\d{4,})")
_NAMED = re.compile(r"\d{4}-\d\d-\d\d_\d\d-\d\d-\d\d|\d{4,}")
_TIME = "%Y-%m-%d %H:%M:%S"
_LINE = re.compile(r'"\n"')
"""How the export writes a new line inside the words."""


@dataclass(frozen=True, slots=True)
class LinkedInExport:
    """An export as a ZIP or a folder, with or without pictures (port `Archive`)."""

    files: Files

    @property
    def name(self) -> str:
        """What kind of archive it is."""
        return "LinkedIn’s export"

    def entries(self) -> Iterator[Entry]:
        """Yield every share once, then the pictures that belong to none, then what is neither."""
        names = self.files.names()
        tables = share_tables(names)
        if not tables:
            message = "There is no Shares.csv in it, so this is not LinkedIn’s export."
            raise UsageError(message, "Ask LinkedIn for the larger copy: posts are in that one.")
        pictures = _pictures(names)
        used: set[str] = set()
        for table in tables:
            yield from self._of(table, pictures, used)
        left = [name for name in names if kind_of(name) and name not in used]
        yield from PlainFolder(self.files, ChannelName.LINKEDIN).of(left)
        yield from strange(names)

    def open(self, media: Media) -> BinaryIO:
        """Open one file of a post."""
        return self.files.open(media.name)

    def _of(self, table: str, pictures: dict[str, list[str]], used: set[str]) -> Iterator[Entry]:
        """Yield the shares of one table; where it is broken, say so and end."""
        number = 0
        try:
            with self.files.open(table) as file:
                for number, row in enumerate(_rows(file, table), start=1):
                    yield self._share(f"{table}, post {number}", row, pictures, used)
        except (CouldNotCheck, OSError, ValueError, csv.Error) as error:
            yield Unreadable(f"{table}, after post {number}", str(error))

    def _share(
        self, where: str, row: dict[str, str], pictures: dict[str, list[str]], used: set[str]
    ) -> Entry:
        if None in row or None in row.values() or not (row[DATE] or row[LINK]):
            return Unreadable(where, "the line has not the cells that it should")
        urn = _URN.search(unquote(row[LINK]))
        at = _moment(row[DATE])
        named = ([urn[2]] if urn else []) + ([f"{at:%Y-%m-%d_%H-%M-%S}"] if at else [])
        shown = list(dict.fromkeys(name for key in named for name in pictures.get(key, [])))
        used.update(shown)
        media, missing = media_of(self.files, shown)
        return PublishedPost(
            id=f"urn:li:{urn[1]}:{urn[2]}" if urn else _nameless(row),
            channel=ChannelName.LINKEDIN,
            words=_words(row),
            at=at,
            media=media,
            missing=missing if media else (*missing, NO_PICTURE),
            link=row[LINK],
            where=where,
            formerly="" if urn else where,
        )


def share_tables(names: list[str]) -> list[str]:
    """Return the files that list shares."""
    return [name for name in names if SHARES.fullmatch(PurePosixPath(name).name)]


def _rows(file: BinaryIO, table: str) -> Iterator[dict[str, str]]:
    """Yield the lines by their columns' names. Raises: UsageError, it is another table."""
    with TextIOWrapper(file, encoding="utf-8-sig", newline="") as text:
        rows = csv.DictReader(text)
        if not {DATE, LINK, WORDS} <= set(rows.fieldnames or ()):
            message = f"{table} has not the columns {DATE}, {LINK} and {WORDS}."
            remedy = "Take Shares.csv as LinkedIn made it, not saved anew by Excel."
            raise UsageError(message, remedy)
        yield from rows


def _pictures(names: list[str]) -> dict[str, list[str]]:
    """Map the number or time that a picture is named for to the pictures' names, in order."""
    pictures: dict[str, list[str]] = {}
    for name in in_order(names):
        if kind_of(name) and (found := _NAMED.match(PurePosixPath(name).name)):
            pictures.setdefault(found[0], []).append(name)
    return pictures


def _nameless(row: dict[str, str]) -> str:
    """Return what names a share without a number: where it stands in a table changes."""
    told = "\0".join((row[DATE], row[LINK], row[WORDS]))
    return f"share {hashlib.sha256(told.encode()).hexdigest()[:32]}"


def _words(row: dict[str, str]) -> str:
    """Return what was written, and below it the link that was shared."""
    written = _LINE.sub("\n", row[WORDS])
    return "\n\n".join(text for text in (written, row.get(SHARED, "")) if text)


def _moment(cell: str) -> datetime | None:
    with suppress(ValueError):
        return datetime.strptime(cell.strip(), _TIME).replace(tzinfo=UTC)
    return None
