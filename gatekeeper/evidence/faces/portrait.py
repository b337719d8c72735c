"""Whether a picture will do to enrol a child by, and the small picture that is kept of it."""

from __future__ import annotations

from io import BytesIO

from PIL import Image

from gatekeeper.domain.face import FoundFace, Turn
from gatekeeper.domain.picture import Box
from gatekeeper.errors import PictureRefused
from gatekeeper.evidence.faces.detections import Pixels
from gatekeeper.evidence.faces.places import cut_out

LOWEST = 60
"""Height in pixels of the lowest face that is enrolled; at 52 nothing is lost (faces measured)."""
DULLEST = 12
"""Sharpness of the most blurred face that is enrolled: 1 in 100 sharp ones of 80 pixels has 16."""
BESIDE = 0.35
"""From this height, against the largest face, another one makes it a picture of two."""
MANY = 4
"""So many faces are a group, whatever their sizes."""
REFERENCE, REFERENCE_FACE = 160, 92
"""Side of the reference picture and height of the face in it, pixels."""
QUALITY = 85

WANTED = "Choose a picture of this child alone, from the front, sharp, with the face large."


def only_face(faces: tuple[FoundFace, ...]) -> FoundFace:
    """Return the one face of a portrait.

    Raises:
        PictureRefused: no face, more than one, too small, blurred or turned away.
    """
    if not faces:
        raise PictureRefused("No face was found in this picture.", WANTED)
    largest = max(faces, key=lambda face: face.box.height)
    beside = [f for f in faces if f.box.height >= BESIDE * largest.box.height]
    if len(faces) >= MANY:
        raise PictureRefused(f"This is a picture of a group: {len(faces)} faces.", WANTED)
    if len(beside) > 1:
        raise PictureRefused("There are two faces in this picture.", WANTED)
    _well_seen(largest)
    return largest


def reference(picture: Pixels, box: Box) -> bytes:
    """Return the head as a JPEG of 160 x 160 pixels without metadata."""
    small = cut_out(picture, box, REFERENCE_FACE, REFERENCE)
    file = BytesIO()
    Image.fromarray(small).save(file, "JPEG", quality=QUALITY)
    return file.getvalue()


def _well_seen(face: FoundFace) -> None:
    if face.box.height < LOWEST:
        message = f"The face is only {face.box.height} pixels high; {LOWEST} are needed."
        raise PictureRefused(message, WANTED)
    if face.turn in {Turn.SIDE, Turn.UNKNOWN}:
        raise PictureRefused("The face is turned away.", WANTED)
    if face.sharpness < DULLEST:
        raise PictureRefused("The face is blurred.", WANTED)
