"""Makes the finished JPEG for a channel from an original and its recipe.

Crop, cover, scale and encode from pixels alone: no metadata is copied, so none can be left. The
same input gives the same bytes with the same libraries; what was made is stored and never made
again, because another encoder gives other bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

from PIL import Image

from gatekeeper.domain.channel import ChannelName, PictureLimits
from gatekeeper.domain.face import Sighting
from gatekeeper.domain.pattern import Card
from gatekeeper.domain.picture import Box, Recipe
from gatekeeper.errors import CouldNotCheck, PictureRefused
from gatekeeper.evidence.pictures.card import card as drawn_card
from gatekeeper.evidence.pictures.covers import Colour, cover, mean_colour, patch
from gatekeeper.evidence.pictures.decode import open_upright, paintable
from gatekeeper.evidence.pictures.fit import fit
from gatekeeper.evidence.pictures.left import jpeg_size, metadata_left
from gatekeeper.evidence.pictures.numbered import numbered

QUALITIES = (90, 80, 70, 60, 50)
"""JPEG qualities, tried in turn until the file is within the channel's bytes."""

SMALL = 480
"""Longest side of a picture in a report, in pixels."""


class JpegMaker:
    """Makes finished files in this process (port `RenditionMaker`)."""

    def __init__(self, limits: Mapping[ChannelName, PictureLimits]) -> None:
        self._limits = dict(limits)

    def make(self, data: bytes, recipe: Recipe, channel: ChannelName) -> bytes:
        """Return the JPEG for a channel: cropped, covered, within its limits, without metadata.

        Raises:
            PictureRefused: the original cannot be opened, or the crop leaves it.
            CouldNotCheck: it does not fit into the channel's bytes.
        """
        picture, limits = paintable(data), self._limits[channel]
        colour = mean_colour(picture)
        cover(picture, recipe.covers, colour)
        patch(picture, recipe.patches, colour)
        return _encoded(_fitted(_cropped(picture, recipe.crop), colour, limits), limits.max_bytes)

    def card(self, card: Card) -> bytes:
        """Return a JPEG of 1080 x 1350 pixels with the words of a notice on it."""
        return _jpeg(drawn_card(card), QUALITIES[0])

    def small(self, data: bytes, covers: tuple[Box, ...], side: int = SMALL) -> bytes:
        """Return a JPEG of at most so many pixels a side with these places covered.

        Raises:
            PictureRefused: the original cannot be opened.
        """
        picture = paintable(data)
        cover(picture, covers, mean_colour(picture))
        picture.thumbnail((side, side), Image.Resampling.LANCZOS)
        return _jpeg(picture, QUALITIES[2])

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
        return _jpeg(numbered(open_upright(data).picture, sightings, marks), QUALITIES[0])


def _cropped(picture: Image.Image, crop: Box | None) -> Image.Image:
    if crop is None:
        return picture
    if crop.area == 0 or crop.within(*picture.size) != crop:
        raise PictureRefused(
            "The crop reaches outside the picture.", "Draw the crop again, or take it away."
        )
    return picture.crop((crop.left, crop.top, crop.right, crop.bottom))


def _fitted(picture: Image.Image, colour: Colour, limits: PictureLimits) -> Image.Image:
    sizes = fit(*picture.size, limits)
    scaled = picture.resize(sizes.inner, Image.Resampling.LANCZOS, reducing_gap=3.0)
    if sizes.inner == sizes.outer:
        return scaled
    finished = Image.new("RGB", sizes.outer, colour)
    finished.paste(scaled, sizes.corner)
    return finished


def _encoded(picture: Image.Image, max_bytes: int) -> bytes:
    for quality in QUALITIES:
        jpeg = _jpeg(picture, quality)
        if len(jpeg) <= max_bytes:
            return jpeg
    raise CouldNotCheck(
        f"This picture stays above {max_bytes} bytes, however strongly it is compressed.",
        "Choose another picture.",
    )


def _jpeg(picture: Image.Image, quality: int) -> bytes:
    """Encode pixels alone, with full colour resolution so that lettering stays clean."""
    bare = Image.new("RGB", picture.size)
    bare.paste(picture)
    file = BytesIO()
    bare.save(file, "JPEG", quality=quality, subsampling="4:4:4")
    return file.getvalue()
