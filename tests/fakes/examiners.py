"""Stand-ins for whatever looks at content: a "picture" is a line of JSON about what is in it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from gatekeeper.desk.checking.examiners import Examiners
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.dossier import NameFound, Sureness
from gatekeeper.domain.face import FoundFace, Seen, Sighting, Turn
from gatekeeper.domain.pattern import Card
from gatekeeper.domain.picture import Box, Carried, Fingerprint, PictureFacts, Recipe
from gatekeeper.domain.picture_text import PictureText, TextLine
from gatekeeper.domain.register import Pupil
from gatekeeper.domain.words import Known, Passage
from gatekeeper.errors import CouldNotCheck, PictureRefused
from gatekeeper.ports import FaceMatcher, FilmReader


def picture(  # noqa: PLR0913 - what may be in it
    name: str,
    faces: int = 0,
    *,
    perhaps: int = 0,
    refuse: str = "",
    left: str = "",
    lines: tuple[str, ...] = (),
) -> bytes:
    """Return the bytes of a made-up picture, 1000 x 800, with so many faces side by side."""
    told = {"name": name, "faces": faces, "perhaps": perhaps, "refuse": refuse, "left": left}
    return json.dumps(told | {"lines": lines}).encode()


def _told(data: bytes) -> dict[str, Any]:
    told: dict[str, Any] = _made_of(json.loads(data))
    if told.get("refuse"):
        raise PictureRefused(told["refuse"])
    return told


def _made_of(told: Any) -> Any:
    """Return what is in a picture; a finished file looks like its original, unless it was cut."""
    if isinstance(told, dict):
        return told
    original, recipe, _, _ = told
    as_it_was = json.loads(original)
    cut = "" if recipe == repr(Recipe()) else recipe
    return as_it_was | {"name": f"{as_it_was['name']}{cut}"}


@dataclass
class FakeReader:
    """Reads made-up pictures."""

    version: str = "reader 1"
    read_count: int = 0

    def read(self, data: bytes, filename: str) -> PictureFacts:
        """Return facts, or refuse where the picture says so."""
        assert filename
        self.read_count += 1
        told = _told(data)
        pdq = hashlib.sha256(str(told["name"]).encode()).hexdigest()
        return PictureFacts("image/jpeg", 1000, 800, Carried(), Fingerprint(pdq, 100))


@dataclass
class FakeFinder:
    """Finds the faces that the made-up picture says it has."""

    version: str = "finder 1"
    broken: bool = False
    left_after: tuple[Box, ...] = ()
    found_count: int = 0
    ready_count: int = 0

    def find(self, data: bytes) -> tuple[FoundFace, ...]:
        """Return the faces, each 100 pixels wide, 120 apart."""
        self.found_count += 1
        if self.broken:
            message = "The face model is missing."
            raise CouldNotCheck(message)
        told = _told(data)
        sure = [Seen.FACE] * told["faces"] + [Seen.PERHAPS] * told["perhaps"]
        return tuple(
            FoundFace(Box(20 + 120 * n, 100, 100, 100), 950, ("yunet",), seen, 300, Turn.FRONT)
            for n, seen in enumerate(sure)
        )

    def get_ready(self) -> None:
        """Count how often it was asked for."""
        self.ready_count += 1
        if self.broken:
            message = "The face model is missing."
            raise CouldNotCheck(message)

    def find_again(self, jpeg: bytes) -> tuple[Box, ...]:
        """Return what the test says is left."""
        assert jpeg
        return self.left_after


@dataclass
class FakeNames:
    """Finds full names as they stand."""

    version: str = "names 1"

    def find(self, texts: Mapping[str, str], pupils: tuple[Pupil, ...]) -> tuple[NameFound, ...]:
        """Return every full name."""
        return tuple(
            NameFound(pupil.id, where, pupil.full_name, Sureness.FULL)
            for where, text in texts.items()
            for pupil in pupils
            if pupil.full_name in text
        )


@dataclass
class FakeWords:
    """Finds nothing, unless a test says otherwise."""

    version: str = "words 1"
    found: tuple[Passage, ...] = ()

    def read(self, texts: Mapping[str, str], known: Known) -> tuple[Passage, ...]:
        """Return what the test wants found, where that text is there."""
        del known
        return tuple(passage for passage in self.found if passage.where in texts)


@dataclass
class FakeMaker:
    """Makes finished files that say from what they were made."""

    broken: bool = False
    alike: bool = False
    """Whether every channel takes the same bytes."""
    written: tuple[str, ...] = ()
    """What a card says, where a test wants something else than its words."""
    made: list[tuple[Recipe, ChannelName]] = field(default_factory=list)

    def make(self, data: bytes, recipe: Recipe, channel: ChannelName) -> bytes:
        """Return bytes that differ for each original, recipe and channel."""
        if self.broken:
            message = "The picture could not be written."
            raise CouldNotCheck(message)
        self.made.append((recipe, channel))
        left = json.loads(data)["left"]
        where = "anywhere" if self.alike else channel.value
        return json.dumps([data.decode(), repr(recipe), where, {"left": left}]).encode()

    def card(self, card: Card) -> bytes:
        """Return a made-up picture of the words."""
        return picture(f"card of {card.title}", lines=self.written or (card.words,))

    def small(self, data: bytes, covers: tuple[Box, ...], side: int = 480) -> bytes:
        """Return something that names the places covered."""
        assert side
        return f"small {_told(data)['name']} {len(covers)}".encode()

    def metadata_left(self, jpeg: bytes) -> tuple[str, ...]:
        """Return what the made-up picture says is left."""
        left = json.loads(jpeg)[3]["left"]
        return (left,) if left else ()

    def size(self, jpeg: bytes) -> tuple[int, int]:
        """Return the size of the original."""
        assert jpeg
        return 1000, 800

    def numbered(
        self, data: bytes, sightings: tuple[Sighting, ...], marks: Mapping[str, str]
    ) -> bytes:
        """Return something that names the numbers."""
        _told(data)
        return repr((data, [s.number for s in sightings], dict(marks))).encode()


@dataclass
class FakeText:
    """Reads what the made-up picture says is written in it, a line each 20 pixels."""

    version: str = "text 1"
    broken: bool = False
    read_count: int = 0

    def read(self, data: bytes) -> PictureText:
        """Return the lines and codes, or refuse where the picture says so."""
        self.read_count += 1
        if self.broken:
            message = "The model that reads text is missing."
            raise CouldNotCheck(message)
        told = _told(data)
        lines = (
            TextLine(text, Box(10, 20 * n, 200, 15), 990) for n, text in enumerate(told["lines"])
        )
        return PictureText(tuple(lines))


@dataclass
class FakeExaminers:
    """All of them, each open to a test's wishes; no matcher, unless a test brings one."""

    reader: FakeReader = field(default_factory=FakeReader)
    finder: FakeFinder = field(default_factory=FakeFinder)
    names: FakeNames = field(default_factory=FakeNames)
    maker: FakeMaker = field(default_factory=FakeMaker)
    text: FakeText = field(default_factory=FakeText)
    words: FakeWords = field(default_factory=FakeWords)
    matcher: FaceMatcher | None = None
    films: FilmReader | None = None

    def bundle(self) -> Examiners:
        """Return them as the desk wants them."""
        looking = self.reader, self.finder, self.names, self.maker, self.text, self.words
        return Examiners(*looking, self.matcher, self.films)
