"""An archive of any number of posts whose pictures were looked at before: evidence is recorded.

What is left is the audit itself: taking in, keeping, judging. Words, people and places are those
of Oakfield's own archive, round and round; each picture is another one.
"""

from __future__ import annotations

import hashlib
import io
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import BinaryIO

from gatekeeper.bootstrap import bundled
from gatekeeper.desk.checking.examiners import Examiners
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.face import FoundFace, Seen, Turn
from gatekeeper.domain.picture import Box, Carried, Fingerprint, PictureFacts
from gatekeeper.domain.picture_text import PictureText
from gatekeeper.domain.published_post import Entry, Media, MediaKind, PublishedPost
from gatekeeper.domain.release import Comments
from gatekeeper.evidence.words.names import RollNames
from gatekeeper.evidence.words.passages import Passages
from tests.fakes.examiners import FakeMaker


@dataclass(frozen=True, slots=True)
class RecordedArchive:
    """So many posts with a picture each, one a day into the past (port `Archive`)."""

    count: int
    name: str = "recorded evidence"

    def entries(self) -> Iterator[Entry]:
        """Yield the posts, made one after another."""
        told = tomllib.loads((bundled("fixtures") / "archive" / "posts.toml").read_text("utf-8"))
        last = max(post["at"] for post in told["post"])
        for number in range(self.count):
            post = told["post"][number % len(told["post"])]
            data = _picture(number)
            media = Media(
                f"{number}.jpg", MediaKind.PICTURE, hashlib.sha256(data).hexdigest(), len(data), ""
            )
            yield PublishedPost(
                id=f"P{number}",
                channel=ChannelName.INSTAGRAM,
                words=post["words"],
                at=last - timedelta(days=number),
                media=(media,),
                comments=Comments.OFF,
                link=f"https://instagram.example/p/P{number}/",
                place=post.get("place", ""),
                tagged=(),
            )

    def open(self, media: Media) -> BinaryIO:
        """Open a picture that nobody decodes."""
        return io.BytesIO(_picture(int(media.name.removesuffix(".jpg"))))


def _picture(number: int) -> bytes:
    return f"picture {number}".encode()


class RecordedReader:
    """Tells what was read before."""

    version = "recorded pictures"

    def read(self, data: bytes, filename: str) -> PictureFacts:
        """Return facts with a fingerprint that no other picture has."""
        assert filename
        pdq = hashlib.sha256(data).hexdigest()
        return PictureFacts("image/jpeg", 1080, 1350, Carried(), Fingerprint(pdq, 100))


class RecordedFinder:
    """Tells what was found before: two clear faces."""

    version = "recorded faces"

    def find(self, data: bytes) -> tuple[FoundFace, ...]:
        """Return the faces."""
        assert data
        boxes = (Box(200, 400, 110, 140), Box(620, 380, 110, 140))
        return tuple(FoundFace(b, 950, ("yunet",), Seen.FACE, 300, Turn.FRONT) for b in boxes)

    def get_ready(self) -> None:
        """Do nothing: there is no model."""

    def find_again(self, jpeg: bytes) -> tuple[Box, ...]:
        """Return none; an audit makes no files."""
        del jpeg
        return ()


class RecordedText:
    """Tells what was read before: nothing is written in the pictures."""

    version = "recorded text"

    def read(self, data: bytes) -> PictureText:
        """Return no line."""
        assert data
        return PictureText()


class RecordedMaker(FakeMaker):
    """Makes the small pictures of the page on which an audit is worked through."""

    def small(self, data: bytes, covers: tuple[Box, ...], side: int = 0) -> bytes:
        """Return as many bytes as a small picture has."""
        del covers, side
        return data.ljust(10_000)


def recorded() -> Examiners:
    """Return examiners whose evidence is recorded; words are read as ever."""
    return Examiners(
        RecordedReader(),
        RecordedFinder(),
        RollNames(),
        RecordedMaker(),
        RecordedText(),
        Passages(),
    )
