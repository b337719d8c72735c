"""Finding every face in a picture: the adapter behind `ports.FaceFinder`.

YuNet, which is quick, goes through the picture at up to three sizes, from every pixel to a glance;
CenterFace, which is slow, sees it at two modest ones. Where YuNet suspects a face, however faintly,
and CenterFace has not seen one, it takes a closer look. For children who are upside down, YuNet
also sees the picture turned. See docs/decisions/0003-finding-faces.md.

Looking quickly, for an audit, CenterFace is only asked where YuNet suspects a face.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt

from gatekeeper.domain.face import FoundFace
from gatekeeper.domain.picture import Box
from gatekeeper.errors import CouldNotCheck
from gatekeeper.evidence.faces import levels
from gatekeeper.evidence.faces.centerface import CenterFace
from gatekeeper.evidence.faces.combine import (
    CAREFUL,
    CLEAR,
    SURE,
    USUAL,
    Bar,
    Face,
    combine,
    same_face,
)
from gatekeeper.evidence.faces.detections import Detections, Floats, Pixels, joined
from gatekeeper.evidence.faces.quality import sharpness, turn
from gatekeeper.evidence.faces.version import finder_version
from gatekeeper.evidence.faces.ways import QUICK, THOROUGH, Way
from gatekeeper.evidence.faces.yunet import OVERLAP, YuNet
from gatekeeper.evidence.models.cache import load
from gatekeeper.evidence.models.manifest import CENTERFACE, YUNET
from gatekeeper.evidence.pictures.decode import upright

NOTHING_TO_SEE = (240, 320)
"""Height and width, in pixels, of the empty picture with which the detectors are got ready."""
SIDES = cv2.ROTATE_90_COUNTERCLOCKWISE, cv2.ROTATE_180, cv2.ROTATE_90_CLOCKWISE
"""What `numpy.rot90` does by one, two and three quarters, many times as fast."""
SUSPICION = 0.1
"""YuNet's score from which CenterFace is asked to look closer."""


def steering() -> tuple[object, ...]:
    """Return every number that steers the search; `version.NUMBERS` is their digest."""
    return (SUSPICION, USUAL, CAREFUL, CLEAR, SURE, *levels.NUMBERS)


def quick_steering() -> tuple[object, ...]:
    """Return the same for the quick way; `version.QUICK_NUMBERS` is their digest."""
    return (*steering(), QUICK.whole, QUICK.turned)


class SearchFailed(CouldNotCheck):
    """The search for faces broke off, so nothing is known about who is in the picture."""

    remedy = "Check again. If it happens again, use a smaller copy of the picture."

    def __init__(self) -> None:
        super().__init__("The search for faces in this picture did not finish.")


class Finder:
    """Finds faces with the models of one folder; they are loaded, and checked, at the first use."""

    def __init__(self, models: Path, way: Way = THOROUGH) -> None:
        self._models, self._way = models, way

    @property
    def version(self) -> str:
        """Detectors with their digests, the numbers that steer the search, the libraries."""
        return finder_version(quick=self._way is QUICK)

    def find(self, data: bytes) -> tuple[FoundFace, ...]:
        """Return all faces of the upright picture, left to right; boxes in its pixels.

        Raises:
            PictureRefused: the file is no picture that can be judged.
            CouldNotCheck: a model is missing or altered, or the search did not finish.
        """
        return self.find_in(upright(data))

    def find_again(self, jpeg: bytes) -> tuple[Box, ...]:
        """Search a finished file at a lower threshold; boxes in the file's own pixels.

        Raises:
            PictureRefused, CouldNotCheck: as `find`.
        """
        return tuple(face.box for face in self.find_in(upright(jpeg), careful=True))

    def get_ready(self) -> None:
        """Load the detectors, and let each look once: their first look takes longest.

        Raises:
            CouldNotCheck: a model is missing or altered.
        """
        self.search(np.zeros((*NOTHING_TO_SEE, 3), np.uint8))

    def find_in(self, picture: Pixels, *, careful: bool = False) -> tuple[FoundFace, ...]:
        """Return all faces of a picture that is decoded already, (height, width, 3) RGB.

        Raises:
            CouldNotCheck: as `find`.
        """
        bar = CAREFUL if careful else USUAL
        faces = (_found(picture, face, bar) for face in self.search(picture, bar))
        large = (face for face in faces if face.box.height >= levels.SMALLEST)
        return tuple(sorted(large, key=lambda face: (face.box.left, face.box.top)))

    def search(self, picture: Pixels, bar: Bar = USUAL) -> tuple[Face, ...]:
        """Return the faces with their points, for whoever goes on to tell them apart.

        Raises:
            CouldNotCheck: as `find`.
        """
        self._way.begin()
        try:
            return combine(*_look(picture, *self._detectors, bar, self._way), bar)
        except CouldNotCheck:
            raise
        except Exception as error:  # both libraries raise kinds of their own, below Exception
            raise SearchFailed from error

    @cached_property
    def _detectors(self) -> tuple[YuNet, CenterFace]:
        return YuNet(load(self._models, YUNET)), CenterFace(load(self._models, CENTERFACE))


def _look(
    picture: Pixels, yunet: YuNet, centerface: CenterFace, bar: Bar, way: Way
) -> tuple[Detections, Detections]:
    """Return what each detector saw, at every size, in pixels of the picture."""
    whole = levels.Copy(picture)
    copies = list(levels.copies(whole, levels.CLOSE, levels.WHOLE, levels.GLANCE))
    modest = levels.at_most(whole, levels.MODEST) if way.whole else copies[-1]
    suspected = [_seen_turned(modest, yunet, way.turned)]
    seen = [_seen(modest, centerface, bar)] if way.whole else []
    for copy in copies:
        here = _through_tiles(copy, yunet)
        suspected.append(here.placed(copy.scale))
        open_boxes = here.boxes[_open(suspected[-1], joined(seen))]
        closer = centerface.look_closer(copy.pixels, open_boxes, bar.centerface)
        seen.append(closer.placed(copy.scale))
    return joined(suspected), joined(seen)


def _seen(modest: levels.Copy, centerface: CenterFace, bar: Bar) -> Detections:
    parts = levels.copies(modest, levels.MODEST, levels.GLANCE)
    return joined(
        [centerface.see(copy.pixels, bar.centerface).placed(copy.scale) for copy in parts]
    )


def _seen_turned(modest: levels.Copy, yunet: YuNet, pixels: int) -> Detections:
    """Return who is sure to be seen when the picture is turned on each of its sides."""
    copy = levels.at_most(modest, pixels)
    height, width = copy.pixels.shape[:2]
    parts = []
    for quarters, side in enumerate(SIDES, 1):
        turned = np.asarray(cv2.rotate(copy.pixels, side), np.uint8)
        parts.append(yunet.see(turned, SURE.yunet).unturned(quarters, width, height))
    return joined(parts).placed(copy.scale)


def _through_tiles(copy: levels.Copy, yunet: YuNet) -> Detections:
    parts = [
        yunet.see(tile.pixels, SUSPICION).placed(1, tile.left, tile.top)
        for tile in levels.tiles(copy.pixels)
    ]
    seen = joined(parts).thinned(OVERLAP)
    return seen.only(seen.heights >= copy.smallest)


def _open(suspected: Detections, seen: Detections) -> npt.NDArray[np.bool_]:
    """Return which suspicions are neither sure by themselves nor seen by the other yet."""
    unseen = [not same_face(box, seen.boxes).any() for box in suspected.boxes]
    return (suspected.scores < SURE.yunet) & np.array(unseen, np.bool_)


def _box(box: Floats, picture: Pixels) -> Box:
    """Return the box in whole pixels, clipped to the picture."""
    left, top, right, bottom = (round(float(edge)) for edge in box)
    height, width = picture.shape[:2]
    return Box(left, top, right - left, bottom - top).within(width, height)


def _found(picture: Pixels, face: Face, bar: Bar) -> FoundFace:
    box = _box(face.box, picture)
    return FoundFace(
        box=box,
        score=round(face.score * 1000),
        seen_by=face.seen_by(bar),
        seen=face.seen,
        sharpness=sharpness(picture, box),
        turn=turn(face.points),
    )
