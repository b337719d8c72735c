"""`face_recognition` as it comes: what its README tells people to do, and nothing else.

HOG finder, one upsampling, one encoding a face, tolerance 0.6. Runs in a child process only: the
library ends the whole process where its models are missing, and changes how Pillow opens files.
"""

from __future__ import annotations

import builtins
from importlib.util import find_spec
from types import ModuleType
from typing import Never

import numpy as np
from PIL import ImageFile

from gatekeeper.domain.biometrics import Engine, Template
from gatekeeper.domain.picture import Box
from gatekeeper.errors import CouldNotCheck
from gatekeeper.evidence.evaluate.alike import as_post, meant, peak_memory, timed
from gatekeeper.evidence.faces.detections import Pixels
from gatekeeper.evidence.pictures.decode import upright


class PeerMissing(CouldNotCheck):
    """The library to compare with is not installed, or not whole."""

    remedy = (
        "Run `python3 .ci/set_up.py test` again, or leave the comparison out with --alone. "
        "gatekeeper itself works without it."
    )

    def __init__(self) -> None:
        super().__init__("face_recognition cannot be loaded, so nothing can be compared with it.")


class Peer:
    """The library, loaded."""

    def __init__(self) -> None:
        self._library = load()

    def find(self, data: bytes) -> tuple[tuple[Box, ...], int, float]:
        """Return the faces of a picture, none of them *perhaps*, and CPU seconds."""
        picture = upright(data)
        found, seconds = timed(lambda: self._locations(picture))
        return tuple(map(_box, found)), 0, seconds

    def find_in_post(self, data: bytes) -> float:
        """Return the CPU seconds of finding faces in the picture at the size of a post."""
        picture = as_post(upright(data))
        return timed(lambda: self._locations(picture))[1]

    def measure(self, data: bytes) -> tuple[tuple[Template, ...], int, bool, float, float]:
        """Return the encoding of the one whom a picture is of: see `subject.Tool`."""
        picture = upright(data)
        found, finding = timed(lambda: self._locations(picture))
        boxes = tuple(map(_box, found))
        which = meant(boxes, picture.shape[1], picture.shape[0])
        if which is None:
            return (), 0, False, finding, 0.0
        encodings, measuring = timed(
            lambda: self._library.face_encodings(picture, known_face_locations=[found[which]])
        )
        template = Template(Engine.DLIB, np.asarray(encodings[0], "<f4").tobytes())
        return (template,), boxes[which].height, False, finding, measuring

    def enrol(self, data: bytes) -> tuple[Template, ...]:
        """Return the same encoding: the library knows no difference."""
        return self.measure(data)[0]

    def peak(self) -> int:
        """Return the most memory that this process held, in bytes."""
        return peak_memory()

    def _locations(self, picture: Pixels) -> list[tuple[int, int, int, int]]:
        found: list[tuple[int, int, int, int]] = self._library.face_locations(picture)
        return found


def load() -> ModuleType:
    """Return the library; it may neither end this process nor change how pictures are opened.

    Raises:
        PeerMissing: it or its models are not there.
    """
    if find_spec("face_recognition") is None or find_spec("face_recognition_models") is None:
        raise PeerMissing
    quits = getattr(builtins, "quit", None)
    builtins.quit = _refuse  # type: ignore[assignment]
    try:
        import face_recognition  # noqa: PLC0415 - see the module
    except (Exception, SystemExit) as error:
        raise PeerMissing from error
    finally:
        builtins.quit = quits  # type: ignore[assignment]
        ImageFile.LOAD_TRUNCATED_IMAGES = False
    library: ModuleType = face_recognition
    return library


def _refuse() -> Never:
    raise PeerMissing


def _box(found: tuple[int, int, int, int]) -> Box:
    top, right, bottom, left = found
    return Box(left, top, right - left, bottom - top)
