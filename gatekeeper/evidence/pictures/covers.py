"""Covering faces for good: solid, in the picture's own mean colour, larger than the head."""

from __future__ import annotations

from PIL import Image, ImageDraw

from gatekeeper.domain.picture import Box

GROWTH = 160
"""Percent of the face's box that a cover takes. Detectors box forehead to chin and ear to ear."""
ABOVE = 25
"""Percent of the face's height added on top of that, for hair, which tells people apart too."""
ROUNDING = 25
"""Percent of the shorter side that the corners are rounded by: gentler to look at than a box,
and the face's own box still lies wholly inside."""

Colour = tuple[int, int, int]


def mean_colour(picture: Image.Image) -> Colour:
    """Return the mean colour of an RGB picture."""
    red, green, blue = picture.resize((1, 1), Image.Resampling.BOX).tobytes()
    return red, green, blue


def cover(picture: Image.Image, faces: tuple[Box, ...], colour: Colour) -> None:
    """Paint over each face, in place; `faces` are the faces' own boxes, not grown."""
    pen = ImageDraw.Draw(picture)
    for face in faces:
        box = cover_box(face)
        radius = min(box.width, box.height) * ROUNDING // 100
        pen.rounded_rectangle((box.left, box.top, box.right, box.bottom), radius, fill=colour)


def cover_box(face: Box) -> Box:
    """Return the cover's outer edges for a face's box; they may reach outside the picture."""
    grown = face.grown(GROWTH)
    above = face.height * ABOVE // 100
    return Box(grown.left, grown.top - above, grown.width, grown.height + above)
