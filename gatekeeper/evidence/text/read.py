"""Reading what stands written in a picture: the adapter behind `ports.TextReader`.

A picture is read in a copy of at most 2,000 pixels along its longer side. No channel is given more
than 1,350, so whatever a reader of the post could make out of the whole picture is larger here. A
cut can show more; its finished file is read by itself (`desk.checking.written`).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
from rapidocr.ch_ppocr_rec import TextRecInput
from rapidocr.utils.process_img import get_rotate_crop_image

from gatekeeper.domain.picture import Box
from gatekeeper.domain.picture_text import READ_ALONG, Code, PictureText, TextLine
from gatekeeper.errors import CouldNotCheck
from gatekeeper.evidence.pictures.decode import Pixels, upright
from gatekeeper.evidence.text.codes import codes_in
from gatekeeper.evidence.text.networks import Networks
from gatekeeper.evidence.text.version import text_version

LONG_SIDE = READ_ALONG
"""Pixels: at 1,280, three of ten slanted or small words are lost (measured)."""
SLIMMEST = 4
"""Times longer than wide; a slimmer strip gets a black margin, or the detector would enlarge it."""
SURE = 0.5
"""The reader's score from which a line is believed; below it is mostly texture."""
MOST_LINES = 300
"""A page of print has some 50. More are counted as not read, so that nobody waits for minutes."""

Corners = npt.NDArray[np.float32]
"""4 x 2: the corners of a line in pixels, clockwise from its top left."""


class ReadingFailed(CouldNotCheck):
    """The reading broke off, so nothing is known about what stands in the picture."""

    remedy = "Check again. If it happens again, use a smaller copy of the picture."

    def __init__(self) -> None:
        super().__init__("The text in this picture could not be read to the end.")


class Reader:
    """Reads with the models of one folder; they are loaded, and checked, at the first use."""

    def __init__(self, models: Path) -> None:
        self._models = models

    @property
    def version(self) -> str:
        """The models with their digests, the libraries."""
        return text_version()

    def read(self, data: bytes) -> PictureText:
        """Return all writing and codes of the upright picture; boxes in its pixels.

        Raises:
            PictureRefused: the file is no picture that can be judged.
            CouldNotCheck: a model is missing or altered, or the reading did not finish.
        """
        return self.read_in(upright(data))

    def read_in(self, picture: Pixels) -> PictureText:
        """Return the writing and codes of a decoded picture, (height, width, 3) RGB.

        Raises:
            CouldNotCheck: as `read`.
        """
        small, scale = _small(picture)
        try:
            lines = self._lines(small)
            codes = codes_in(small)
        except (CouldNotCheck, MemoryError):
            raise
        except Exception as error:  # three libraries raise kinds of their own, below Exception
            raise ReadingFailed from error
        height, width = picture.shape[:2]
        return PictureText(
            tuple(
                TextLine(line.text, _place(line.box, scale, width, height), line.score)
                for line in lines[:MOST_LINES]
            ),
            tuple(Code(c.kind, c.says, _place(c.box, scale, width, height)) for c in codes),
            complete=len(lines) <= MOST_LINES,
        )

    @cached_property
    def _networks(self) -> Networks:
        return Networks(self._models)

    def _lines(self, picture: Pixels) -> list[TextLine]:
        """Return at most one line more than is read, in pixels of the copy."""
        blue_first = np.ascontiguousarray(_padded(picture)[:, :, ::-1])
        found = self._networks.find(blue_first).boxes
        if found is None:
            return []
        corners = [np.asarray(box, np.float32) for box in found]
        read = list(self._read(blue_first, corners[:MOST_LINES]))
        return read + [TextLine("", _around(box), 0) for box in corners[MOST_LINES:]]

    def _read(self, picture: Pixels, corners: list[Corners]) -> Iterator[TextLine]:
        pieces = [get_rotate_crop_image(picture, box.copy()) for box in corners]
        turned = self._networks.turn(pieces).img_list
        said = self._networks.read(TextRecInput(img=turned))
        for box, text, score in zip(corners, said.txts or (), said.scores, strict=True):
            if text.strip() and score >= SURE:
                yield TextLine(text.strip(), _around(box), round(float(score) * 1000))


def _small(picture: Pixels) -> tuple[Pixels, float]:
    """Return the copy that is read, and how many pixels of the picture one of its pixels is."""
    height, width = picture.shape[:2]
    scale = max(1.0, max(height, width) / LONG_SIDE)
    if scale == 1.0:
        return picture, scale
    size = max(1, round(width / scale)), max(1, round(height / scale))
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8), scale


def _padded(picture: Pixels) -> Pixels:
    """Return the picture with black below or beside it where it is too slim."""
    height, width = picture.shape[:2]
    below = max(0, -(-width // SLIMMEST) - height)
    beside = max(0, -(-height // SLIMMEST) - width)
    if not below and not beside:
        return picture
    wide = cv2.copyMakeBorder(picture, 0, below, 0, beside, cv2.BORDER_CONSTANT, value=(0, 0, 0))
    return np.asarray(wide, np.uint8)


def _around(corners: Corners) -> Box:
    left, top = np.floor(corners.min(axis=0)).astype(int)
    right, bottom = np.ceil(corners.max(axis=0)).astype(int)
    return Box(int(left), int(top), int(right - left), int(bottom - top))


def _place(box: Box, scale: float, width: int, height: int) -> Box:
    """Return a box of the copy in pixels of the picture, rounded outwards."""
    left, top = int(box.left * scale), int(box.top * scale)
    right, bottom = -int(-box.right * scale // 1), -int(-box.bottom * scale // 1)
    return Box(left, top, right - left, bottom - top).within(width, height)
