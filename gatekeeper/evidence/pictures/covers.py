"""Covering faces for good: solid, in the picture's own mean colour, larger than the head.

A cover reaches from above the hair to below the badge. All of that is one colour; its edge fades
outwards only, into what was not to be hidden.
"""

from __future__ import annotations

from PIL import Image, ImageDraw

from gatekeeper.domain.picture import Box

WIDTH = 170
"""Percent of the face's longer side that a cover is wide; detectors box ear to ear. The corners are
rounded, and even so the box grown 1.6 times about its middle lies wholly in the solid part."""
ABOVE = 60
"""Percent of that side above the face, for hair, which tells people apart too."""
BELOW = 150
"""Percent of that side below the face, for a badge, a lanyard or a name on a jumper
(docs/decisions/0003-finding-faces.md says what was measured)."""
ROUNDING = 50
"""Percent of that side that the corners are rounded by: gentler to look at than a box."""
SOFTNESS = 8
"""Percent of the cover's shorter side over which its edge fades."""

Colour = tuple[int, int, int]


def mean_colour(picture: Image.Image) -> Colour:
    """Return the mean colour of an RGB picture."""
    red, green, blue = picture.resize((1, 1), Image.Resampling.BOX).tobytes()
    return red, green, blue


def cover(picture: Image.Image, faces: tuple[Box, ...], colour: Colour) -> None:
    """Paint over each face, in place; `faces` are the faces' own boxes, not grown."""
    for face in faces:
        box, edge = cover_box(face), softness(face)
        outer = Box(box.left - edge, box.top - edge, box.width + 2 * edge, box.height + 2 * edge)
        seen = outer.within(*picture.size)
        if seen.area:
            mask = _mask(face, seen)
            picture.paste(colour, (seen.left, seen.top, seen.right, seen.bottom), mask)


def patch(picture: Image.Image, places: tuple[Box, ...], colour: Colour) -> None:
    """Paint over places as they are, in place: what is written there is gone to the last pixel."""
    pen = ImageDraw.Draw(picture)
    for place in places:
        if place.area:
            pen.rectangle((place.left, place.top, place.right - 1, place.bottom - 1), fill=colour)


def cover_box(face: Box) -> Box:
    """Return the edges of a cover's solid part; they may reach outside the picture."""
    side = _side(face)
    width, above, below = (side * share // 100 for share in (WIDTH, ABOVE, BELOW))
    left = face.left - (width - face.width) // 2
    return Box(left, face.top - above, width, face.height + above + below)


def _side(face: Box) -> int:
    return max(face.width, face.height)


def softness(face: Box) -> int:
    """Return how many pixels a cover's edge fades over, outside of its solid part."""
    box = cover_box(face)
    return max(1, min(box.width, box.height) * SOFTNESS // 100)


def _mask(face: Box, seen: Box) -> Image.Image:
    """Return how much of each pixel of `seen` is covered, 0 to 255: from the rim to the middle."""
    solid, edge = cover_box(face), softness(face)
    radius = _side(face) * ROUNDING // 100
    mask = Image.new("L", (seen.width, seen.height))
    pen = ImageDraw.Draw(mask)
    left, top = solid.left - seen.left, solid.top - seen.top
    for out in range(edge, -1, -1):
        edges = (left - out, top - out, left + solid.width - 1 + out, top + solid.height - 1 + out)
        pen.rounded_rectangle(edges, radius + out, fill=_smooth(1 - out / (edge + 1)))
    least = face.grown(160)  # of a face of a few pixels a rounded corner would leave one
    left, top = least.left - seen.left, least.top - seen.top
    pen.rectangle((left, top, left + least.width - 1, top + least.height - 1), fill=255)
    return mask


def _smooth(share: float) -> int:
    """Return a step without a visible beginning or end: 0 to 255 for 0 to 1."""
    return round(255 * share * share * (3 - 2 * share))
