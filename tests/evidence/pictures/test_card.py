"""The card of a notice: drawn whole, of the size that Instagram shows, or not at all."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image, ImageChops

from gatekeeper.domain.pattern import Card
from gatekeeper.errors import CouldNotCheck
from gatekeeper.evidence.pictures.card import BAND, EDGE, PAPER, SIZE, card
from gatekeeper.evidence.pictures.left import jpeg_size, metadata_left
from gatekeeper.evidence.pictures.maker import JpegMaker

SHORT = Card("Closed", "Oakfield Primary is closed on Friday.", "Oakfield Primary")


def inside(picture: Image.Image) -> bool:
    """Whether both edges of the paper are bare, so that no letter runs out of the picture."""
    width, height = SIZE
    strips = ((0, 401, EDGE - 6, height), (width - EDGE + 6, 401, width, height))
    bare = (Image.new("RGB", (EDGE - 6, height - 401), PAPER) for _ in strips)
    return all(
        ImageChops.difference(picture.crop(strip), empty).getbbox() is None
        for strip, empty in zip(strips, bare, strict=True)
    )


def test_it_is_as_tall_as_instagram_shows_and_has_no_metadata() -> None:
    jpeg = JpegMaker({}).card(SHORT)
    assert jpeg_size(jpeg) == SIZE == (1080, 1350)
    assert metadata_left(jpeg) == ()
    assert Image.open(BytesIO(jpeg)).format == "JPEG"


@pytest.mark.parametrize("length", [1, 12, 45])
def test_every_word_stands_inside(length: int) -> None:
    told = Card("Some classes", "Everybody " * length, "St Mary's Church of England School " * 2)
    picture = card(told)
    assert inside(picture)
    assert ImageChops.difference(picture, card(SHORT)).getbbox() is not None
    assert picture.getpixel((5, 5)) == Image.new("RGB", (1, 1), BAND).getpixel((0, 0))


@pytest.mark.parametrize(
    "told",
    [
        Card("Closed", "Everybody " * 400, "Oakfield"),
        Card("Closed", "W" * 80, "Oakfield"),
        Card("", "Closed.", "Oakfield"),
    ],
)
def test_what_does_not_fit_is_said_and_never_cut_off(told: Card) -> None:
    with pytest.raises(CouldNotCheck, match="do not fit"):
        card(told)
