"""The evidence ports over a `Guard`: same questions, but no file is opened in this process."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.face import FoundFace, Sighting
from gatekeeper.domain.pattern import Card
from gatekeeper.domain.picture import Box, PictureFacts, Recipe
from gatekeeper.errors import PictureRefused
from gatekeeper.evidence.guard.guard import DidNotFinish, Guard, Why
from gatekeeper.evidence.guard.tools import FINDER, MAKER, READER
from gatekeeper.evidence.pictures import refusals
from gatekeeper.evidence.pictures.left import jpeg_size, metadata_left
from gatekeeper.evidence.pictures.limits import MAX_BYTES
from gatekeeper.evidence.pictures.version import reader_version

T = TypeVar("T")


class GuardedReader:
    """Reads pictures in the child (port `PictureReader`)."""

    def __init__(self, guard: Guard) -> None:
        self._guard = guard

    @property
    def version(self) -> str:
        """Everything that can change what is read."""
        return reader_version()

    def read(self, data: bytes, filename: str) -> PictureFacts:
        """Return the facts of one still picture.

        Raises:
            PictureRefused: not a still picture within the limits, damaged, or so made that it
                brings the reader down or needs too much memory.
            CouldNotCheck: reading took too long or failed for a reason of ours; may pass.
        """
        try:
            return self._facts(light(data), filename)
        except DidNotFinish as failure:
            if failure.why in {Why.CRASH, Why.MEMORY}:
                raise PictureRefused(
                    f"This picture cannot be opened safely: {failure.why}."
                ) from failure
            raise

    def _facts(self, data: bytes, filename: str) -> PictureFacts:
        """Try a second time after a crash: the child may have been killed by somebody else."""
        try:
            return one(PictureFacts, self._guard.call(READER, "read", data, filename))
        except DidNotFinish as failure:
            if failure.why is not Why.CRASH:
                raise
            return one(PictureFacts, self._guard.call(READER, "read", data, filename))


class GuardedFinder:
    """Finds faces in the child (port `FaceFinder`).

    `version` is what the finder would answer; not given, the child is asked for it once. `tool` is
    the finder's name there.
    """

    def __init__(self, guard: Guard, version: str | None = None, tool: str = FINDER) -> None:
        self._guard = guard
        self._version = version
        self._tool = tool

    @property
    def version(self) -> str:
        """Detectors, model digests, parameters."""
        if self._version is None:
            self._version = one(str, self._guard.call(self._tool, "version"))
        return self._version

    def find(self, data: bytes) -> tuple[FoundFace, ...]:
        """Return all faces of the upright picture, left to right; boxes in its pixels.

        Raises:
            PictureRefused: the file is too large to be opened.
            CouldNotCheck: a model is missing or altered, or the search did not finish.
        """
        return every(FoundFace, self._guard.call(self._tool, "find", light(data)))

    def find_again(self, jpeg: bytes) -> tuple[Box, ...]:
        """Search a finished file once more at a lower threshold; boxes in the file's own pixels.

        Raises:
            CouldNotCheck: as `find`.
        """
        return every(Box, self._guard.call(self._tool, "find_again", jpeg))

    def get_ready(self) -> None:
        """Start the child, if there is none, and have it load the detectors.

        Raises:
            CouldNotCheck: a model is missing or altered.
        """
        self._guard.call(self._tool, "get_ready")


class GuardedMaker:
    """Makes finished pictures in the child (port `RenditionMaker`).

    What it made is measured and searched for metadata here, without any decoder.
    """

    def __init__(self, guard: Guard) -> None:
        self._guard = guard

    def make(self, data: bytes, recipe: Recipe, channel: ChannelName) -> bytes:
        """Return a JPEG without any metadata, cropped, covered and within the channel's limits.

        Raises:
            PictureRefused: the original cannot be opened, or the crop leaves it.
            CouldNotCheck: it could not be made.
        """
        return one(bytes, self._guard.call(MAKER, "make", light(data), recipe, channel))

    def card(self, card: Card) -> bytes:
        """Return a JPEG of 1080 x 1350 pixels with the words of a notice on it.

        Raises:
            CouldNotCheck: they do not fit, or it could not be drawn.
        """
        return one(bytes, self._guard.call(MAKER, "card", card))

    def small(self, data: bytes, covers: tuple[Box, ...], side: int = 480) -> bytes:
        """Return a small JPEG with these places covered. Raises: PictureRefused, CouldNotCheck."""
        return one(bytes, self._guard.call(MAKER, "small", light(data), covers, side))

    def metadata_left(self, jpeg: bytes) -> tuple[str, ...]:
        """Return plain names of whatever a finished file holds beside pixels; empty is right."""
        return metadata_left(jpeg)

    def size(self, jpeg: bytes) -> tuple[int, int]:
        """Return width and height in pixels."""
        return jpeg_size(jpeg)

    def numbered(
        self, data: bytes, sightings: tuple[Sighting, ...], marks: Mapping[str, str]
    ) -> bytes:
        """Return a JPEG of the upright original with a numbered box for each sighting."""
        return one(bytes, self._guard.call(MAKER, "numbered", light(data), sightings, dict(marks)))


def light(data: bytes) -> bytes:
    """Refuse a file that is too large before it is sent anywhere."""
    if len(data) > MAX_BYTES:
        raise refusals.too_heavy()
    return data


def one(kind: type[T], value: object) -> T:
    """Return what came back from the child, if it is of the right kind.

    Raises:
        DidNotFinish: it is something else.
    """
    if not isinstance(value, kind):
        raise DidNotFinish(Why.FAULT, f" (no {kind.__name__} came back)")
    return value


def every(kind: type[T], value: object) -> tuple[T, ...]:
    """Return all of what came back. Raises: as `one`."""
    return tuple(one(kind, item) for item in one(tuple, value))
