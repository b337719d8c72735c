"""Whatever looks at a post's content.

`version` names everything that can change a result (library, model digests, parameters): it is part
of the cache key and of a decision's basis.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import BinaryIO, Protocol

from gatekeeper.domain.biometrics import Gallery, Portrait, Template
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.dossier import NameFound
from gatekeeper.domain.face import FoundFace, Sighting
from gatekeeper.domain.film import FilmFrame
from gatekeeper.domain.pattern import Card
from gatekeeper.domain.picture import Box, PictureFacts, Recipe
from gatekeeper.domain.picture_text import PictureText
from gatekeeper.domain.register import Pupil
from gatekeeper.domain.suggestion import Suggestion
from gatekeeper.domain.words import Known, Passage


class PictureReader(Protocol):
    """Opens an uploaded file within limits of size, pixels, frames, memory and time."""

    @property
    def version(self) -> str:
        """Everything that can change what is read."""

    def read(self, data: bytes, filename: str) -> PictureFacts:
        """Return the facts of one still picture.

        Raises:
            PictureRefused: with a sentence for the person who chose the file.
        """


class FilmReader(Protocol):
    """Takes one still picture a second out of a film. What is said in it, nobody hears."""

    @property
    def version(self) -> str:
        """Everything that can change what is taken out."""

    def frames(self, film: BinaryIO, first: int = 0) -> Generator[FilmFrame, None, None]:
        """Yield the pictures of the seconds from `first` on, in order; few are in memory at once.

        A second gives the same bytes again, whichever is the first.

        Raises:
            PictureRefused: it is no film that can be opened, is too large, or breaks off.
            CouldNotCheck: it is too long to be looked at whole, or it did not finish. What was
                yielded before is right.
        """


class FaceFinder(Protocol):
    """Finds every face in a picture."""

    @property
    def version(self) -> str:
        """Detectors, model digests, parameters."""

    def find(self, data: bytes) -> tuple[FoundFace, ...]:
        """Return all faces of the upright picture, left to right; boxes in its pixels.

        Raises:
            CouldNotCheck: a model is missing or altered, or the search did not finish.
        """

    def find_again(self, jpeg: bytes) -> tuple[Box, ...]:
        """Search a finished file once more at a lower threshold; boxes in the file's own pixels."""

    def get_ready(self) -> None:
        """Load whatever searching needs, so that the next picture need not wait for it.

        Raises:
            CouldNotCheck: a model is missing or altered.
        """


class FaceMatcher(Protocol):
    """Measures faces and says whom they resemble. Called only where the lock allows it."""

    @property
    def version(self) -> str:
        """Networks, model digests, parameters, libraries: all that can change a suggestion."""

    @property
    def template_version(self) -> str:
        """Whatever could change a template; those of another version are never compared."""

    def portrait(self, data: bytes) -> Portrait:
        """Return the templates and the reference picture of the one child in a picture.

        Raises:
            PictureRefused: no face, two faces, too small, blurred or turned; the sentence says
                which, and what picture would do.
            CouldNotCheck: a model is missing or altered.
        """

    def reference(self, data: bytes) -> bytes:
        """Return the reference picture alone; nothing is measured, so the lock may be shut.

        Raises:
            PictureRefused, CouldNotCheck: as `portrait`.
        """

    def resembling(self, templates: tuple[Template, ...], gallery: Gallery) -> tuple[str, ...]:
        """Return the pupils (ids) who are too like these templates to be told apart by them.

        The gallery should not hold the child of the templates: a child is too like itself.

        Raises:
            CouldNotCheck: templates are of another version.
        """

    def suggest(
        self, data: bytes, faces: Mapping[str, Box], gallery: Gallery
    ) -> tuple[Suggestion, ...]:
        """Compare the faces of one picture with the gallery; one suggestion a face, in its order.

        `faces` maps sightings' ids to boxes in pixels of the upright picture. Nobody comes first
        for two faces. What was measured of the faces is kept nowhere.

        Raises:
            CouldNotCheck: a model is missing or altered, or templates are of another version.
        """


class TextReader(Protocol):
    """Reads what stands written in a picture, and its codes."""

    @property
    def version(self) -> str:
        """Models, libraries, method."""

    def read(self, data: bytes) -> PictureText:
        """Return all writing and codes of the upright picture; boxes in its pixels.

        Raises:
            PictureRefused: the file is no picture that can be judged.
            CouldNotCheck: a model is missing or altered, or the reading did not finish.
        """


class RenditionMaker(Protocol):
    """Makes the finished file for a channel, and pictures for a person to look at."""

    def make(self, data: bytes, recipe: Recipe, channel: ChannelName) -> bytes:
        """Return a JPEG without any metadata, cropped, covered and within the channel's limits."""

    def small(self, data: bytes, covers: tuple[Box, ...], side: int = 480) -> bytes:
        """Return a JPEG of at most so many pixels a side with these places covered.

        Raises:
            PictureRefused: the original cannot be opened. CouldNotCheck: it could not be made.
        """

    def card(self, card: Card) -> bytes:
        """Return a JPEG of 1080 x 1350 pixels with the words of a notice on it.

        Raises:
            CouldNotCheck: they do not fit, or it could not be drawn.
        """

    def metadata_left(self, jpeg: bytes) -> tuple[str, ...]:
        """Return plain names of whatever metadata a finished file still holds; empty is right."""

    def size(self, jpeg: bytes) -> tuple[int, int]:
        """Return width and height in pixels."""

    def numbered(
        self, data: bytes, sightings: tuple[Sighting, ...], marks: Mapping[str, str]
    ) -> bytes:
        """Return a JPEG of the upright original with a numbered box for each sighting.

        `marks` maps a sighting's id to `open`, `fine`, `no` or `perhaps`, told apart by the
        box's shape and line as well as by colour.
        """


class WordReader(Protocol):
    """Finds in words whatever is neither a pupil's name nor harmless."""

    @property
    def version(self) -> str:
        """Everything that can change what is found."""

    def read(self, texts: Mapping[str, str], known: Known) -> tuple[Passage, ...]:
        """Return every passage; `texts` maps where (`words`, `alt text 1`) to the text.

        What stands on the school's lists is no passage; `text` of one is the piece as written.
        """


class NameFinder(Protocol):
    """Finds pupils' names in words."""

    @property
    def version(self) -> str:
        """Everything that can change what is found."""

    def find(self, texts: Mapping[str, str], pupils: tuple[Pupil, ...]) -> tuple[NameFound, ...]:
        """Return every name of a pupil; `texts` maps where (`words`, `alt text 1`) to the text."""
