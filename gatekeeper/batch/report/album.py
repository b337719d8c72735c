"""Small pictures for a report, every face covered, up to a size that opens anywhere."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gatekeeper.batch.file_of import bytes_of
from gatekeeper.desk.checking.examiners import Examiners
from gatekeeper.domain.face import FoundFace
from gatekeeper.domain.published_post import Media
from gatekeeper.errors import CouldNotCheck, PictureRefused
from gatekeeper.ports import Archive

OF_A_POST = 4
"""Pictures of one post that are shown."""
OF_A_REPORT = 20_000_000
"""Bytes of all pictures together. In the page they take a third more."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown of a post: JPEGs in base 64, and how many pictures are not, and why."""

    pictures: tuple[str, ...] = ()
    refused: int = 0
    """They cannot be shown with faces covered."""
    left_out: int = 0
    """There were enough of them already."""


NOTHING = Shown()


class Album:
    """Makes the pictures of one report, worst post first, until there are enough of them."""

    def __init__(self, examiners: Examiners, archive: Archive, most: int = OF_A_REPORT) -> None:
        self._examiners = examiners
        self._archive = archive
        self._left = most

    def shown(self, pictures: Sequence[Media], faces: Mapping[str, tuple[FoundFace, ...]]) -> Shown:
        """Return what is shown of a post; `faces` are those found, by the picture's digest."""
        made: list[str] = []
        refused = left_out = 0
        for media in pictures:
            if len(made) == OF_A_POST or self._left <= 0:
                left_out += 1
            elif (jpeg := self._small(media, faces.get(media.digest))) is None:
                refused += 1
            else:
                self._left -= len(jpeg)
                made.append(base64.b64encode(jpeg).decode("ascii"))
        return Shown(tuple(made), refused, left_out)

    def _small(self, media: Media, faces: tuple[FoundFace, ...] | None) -> bytes | None:
        """Return a picture with every face covered; none where nobody searched it for faces."""
        if faces is None:
            return None
        try:
            data = bytes_of(self._archive, media)
            return self._examiners.maker.small(data, tuple(face.box for face in faces))
        except (CouldNotCheck, PictureRefused, OSError):
            return None
