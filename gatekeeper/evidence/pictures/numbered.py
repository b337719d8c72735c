"""The picture that a person answers from: every face with a number and a shape.

The shape says how a face stands, for those who cannot tell the colours apart and on a screen
in the sun: a plain square is still open, a dashed one is perhaps no face, a rounded one is
fine, a crossed one may not be shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFont

from gatekeeper.domain.face import Sighting
from gatekeeper.domain.picture import Box
from gatekeeper.evidence.pictures.plates import hidden, place_plates

OPEN = "open"
LONG_SIDE = range(1000, 2001)
"""Pixels: a smaller picture is enlarged and a larger one made smaller, so that the numbers can
be read on a phone and the file stays small."""
_LETTERS = (42, 55, 72, 95)
"""Letters are this part of the picture's longer side high: smaller ones only in a crowd."""
_GROWTH = 120
"""Percent: the line runs a little outside the face, so as not to hide it."""
_SMALLEST = 18
"""Pixels that a box has at least in the picture that is looked at."""
_DARK = "#101010"
_LIGHT = "#ffffff"
_PLATES = {OPEN: "#101010", "perhaps": "#1f4e9e", "fine": "#14652a", "no": "#a11212"}
"""Colours of the plates, dark enough for white numbers."""

Pen = ImageDraw.ImageDraw
Line = Callable[[Pen, Box, str, int], None]


@dataclass(frozen=True, slots=True)
class Label:
    """What one box says: the sighting's number, and how it stands."""

    text: str
    mark: str


@dataclass(frozen=True, slots=True)
class Measures:
    """Line width, space inside a plate and font, for one size of picture."""

    line: int
    space: int
    font: ImageFont.FreeTypeFont | ImageFont.ImageFont


def numbered(
    picture: Image.Image, sightings: tuple[Sighting, ...], marks: Mapping[str, str]
) -> Image.Image:
    """Return an upright RGB picture with a numbered box for each sighting.

    `marks` maps a sighting's id to `open`, `perhaps`, `fine` or `no`; one without a mark is open.
    """
    view, scale = _view(picture)
    labels = tuple(Label(str(each.number), marks.get(each.id, OPEN)) for each in sightings)
    boxes = tuple(_scaled(each.face.box, scale) for each in sightings)
    measures, plates = _fitting(view, boxes, labels)
    pen = ImageDraw.Draw(view)
    for label, box in zip(labels, boxes, strict=True):
        _outlined(pen, box, _LINES[label.mark], measures.line)
    for label, plate in zip(labels, plates, strict=True):
        _plated(pen, label, plate, measures)
    return view


def _fitting(
    view: Image.Image, boxes: tuple[Box, ...], labels: tuple[Label, ...]
) -> tuple[Measures, tuple[Box, ...]]:
    """Return the largest letters at which no plate hides a face; in a crowd, what hides least."""
    pen, found = ImageDraw.Draw(view), []
    for share in _LETTERS:
        measures = _measures(max(view.size), share)
        sizes = tuple(_plate_size(pen, label.text, measures) for label in labels)
        plates = place_plates(boxes, sizes, view.size)
        found.append((hidden(boxes, plates), measures, plates))
        if not found[-1][0]:
            break
    _, measures, plates = min(found, key=lambda one: one[0])
    return measures, plates


def _view(picture: Image.Image) -> tuple[Image.Image, float]:
    longest = max(picture.size)
    scale = min(max(longest, LONG_SIDE.start), LONG_SIDE.stop - 1) / longest
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    return picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0), scale


def _measures(longest: int, share: int) -> Measures:
    text = longest // share
    return Measures(max(2, longest // 600), text // 3, ImageFont.load_default(text))


def _scaled(face: Box, scale: float) -> Box:
    left, top = round(face.left * scale), round(face.top * scale)
    width, height = round(face.width * scale), round(face.height * scale)
    grown = Box(left, top, width, height).grown(_GROWTH)
    more = max(0, _SMALLEST - min(grown.width, grown.height))
    return Box(
        grown.left - more // 2, grown.top - more // 2, grown.width + more, grown.height + more
    )


def _outlined(pen: Pen, box: Box, line: Line, width: int) -> None:
    """Draw a light line with a dark one under it, so that it shows on snow and on coal."""
    line(pen, box, _DARK, 3 * width)
    line(pen, box, _LIGHT, width)


def _square(pen: Pen, box: Box, colour: str, width: int) -> None:
    for start, end in _sides(box):
        pen.line((start, end), colour, width)
    _corners(pen, box, colour, width)


def _dashed(pen: Pen, box: Box, colour: str, width: int) -> None:
    for (left, top), (right, bottom) in _sides(box):
        for part in (0, 2, 4):
            points = [
                (left + (right - left) * at / 5, top + (bottom - top) * at / 5)
                for at in (part, part + 1)
            ]
            pen.line(points, colour, width)


def _rounded(pen: Pen, box: Box, colour: str, width: int) -> None:
    out = width // 2
    edges = (box.left - out, box.top - out, box.right + out, box.bottom + out)
    pen.rounded_rectangle(edges, min(box.width, box.height) // 2, outline=colour, width=width)


def _crossed(pen: Pen, box: Box, colour: str, width: int) -> None:
    """Draw a cross that leaves the middle free: whoever answers has to see the face."""
    _square(pen, box, colour, width)
    right, down = box.width // 3, box.height // 3
    pen.line((box.left, box.top, box.left + right, box.top + down), colour, width)
    pen.line((box.right, box.top, box.right - right, box.top + down), colour, width)
    pen.line((box.left, box.bottom, box.left + right, box.bottom - down), colour, width)
    pen.line((box.right, box.bottom, box.right - right, box.bottom - down), colour, width)


_LINES: dict[str, Line] = {OPEN: _square, "perhaps": _dashed, "fine": _rounded, "no": _crossed}


def _sides(box: Box) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    points = [
        (box.left, box.top),
        (box.right, box.top),
        (box.right, box.bottom),
        (box.left, box.bottom),
    ]
    yield from zip(points, (*points[1:], points[0]), strict=True)


def _corners(pen: Pen, box: Box, colour: str, width: int) -> None:
    """Fill the notches that wide lines leave where they meet."""
    half = width // 2
    for (x, y), _ in _sides(box):
        pen.rectangle((x - half, y - half, x + half, y + half), colour)


def _plated(pen: Pen, label: Label, plate: Box, measures: Measures) -> None:
    edges = (plate.left, plate.top, plate.right, plate.bottom)
    pen.rectangle(edges, _PLATES[label.mark], _LIGHT, max(1, measures.line // 2))
    middle = (plate.left + plate.width / 2, plate.top + plate.height / 2)
    pen.text(middle, label.text, _LIGHT, measures.font, anchor="mm")


def _plate_size(pen: Pen, text: str, measures: Measures) -> tuple[int, int]:
    left, top, right, bottom = pen.textbbox((0, 0), text, measures.font, anchor="lt")
    height = round(bottom - top) + 2 * measures.space
    return max(height, round(right - left) + 2 * measures.space), height
