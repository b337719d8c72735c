"""The card of a notice: its words, large and plain, for a channel that wants a picture.

The lettering is Aileron, in the public domain (CC0), as it comes with Pillow.
"""

from __future__ import annotations

from PIL import Image, ImageDraw, ImageFont

from gatekeeper.domain.pattern import Card
from gatekeeper.errors import CouldNotCheck

SIZE = (1080, 1350)
"""Pixels: the tallest that Instagram shows whole (4:5)."""
EDGE = 90
PAPER, INK, BAND, ON_BAND = "#fffdf9", "#1d2733", "#14505c", "#ffffff"
TITLES, WORDS, SCHOOLS = range(120, 59, -4), range(76, 35, -2), range(44, 19, -2)
"""Letter heights in pixels, tried from the largest; smaller ones nobody reads on a phone."""
LINE = 1.35
"""Height of a line, in letters."""
BAND_TO, FOOT = 400, 1200
Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


def card(told: Card) -> Image.Image:
    """Return the picture, 1080 x 1350, RGB.

    Raises:
        CouldNotCheck: the words are too many to be read on a phone.
    """
    picture = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, SIZE[0], BAND_TO), BAND)
    _block(pen, told.title, TITLES, (EDGE, BAND_TO - EDGE // 2), ON_BAND)
    _block(pen, told.words, WORDS, (BAND_TO + EDGE, FOOT - EDGE), INK)
    pen.line((EDGE, FOOT, SIZE[0] - EDGE, FOOT), BAND, 6)
    _block(pen, told.school, SCHOOLS, (FOOT, FOOT + 100), BAND)
    return picture


def _block(
    pen: ImageDraw.ImageDraw, text: str, sizes: range, between: tuple[int, int], colour: str
) -> None:
    """Write a text as large as it fits, from the left, in the middle of its height."""
    top, bottom = between
    for size in sizes:
        font = ImageFont.load_default(size)
        lines = _lines(pen, text, font)
        height = round(len(lines) * size * LINE)
        if lines and height <= bottom - top:
            start = top + (bottom - top - height) // 2
            for number, line in enumerate(lines):
                middle = start + round((number + 0.5) * size * LINE)
                pen.text((EDGE, middle), line, colour, font, anchor="lm")
            return
    raise CouldNotCheck("These words do not fit on a card.", "Take a pattern with fewer words.")


def _lines(pen: ImageDraw.ImageDraw, text: str, font: Font) -> list[str]:
    """Break a text between words; nothing at all where one word is too long."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and pen.textlength(longer, font) <= SIZE[0] - 2 * EDGE:
            lines[-1] = longer
        elif pen.textlength(word, font) <= SIZE[0] - 2 * EDGE:
            lines.append(word)
        else:
            return []
    return lines
