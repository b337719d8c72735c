"""How small, blurred or turned a face may be and still be told apart.

    python -m tests.benchmarks.hard_to_name FOLDER [PEOPLE]

FOLDER holds one folder of portraits a person. Of each person (the first 200 by name) one portrait
is the reference, and one is shown smaller or out of focus. Told apart is: among 30 references drawn
at random the right one is the nearest; the mean over 20 drawings. The measure is dlib's, as it
comes, because nobody here has tuned it for small faces.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import face_recognition
import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

from gatekeeper.domain.face import FoundFace, Turn
from gatekeeper.domain.picture import Box
from gatekeeper.evidence.faces.detections import Pixels
from gatekeeper.evidence.faces.find import Finder
from gatekeeper.evidence.faces.quality import sharpness
from gatekeeper.settings import from_environment
from tests.benchmarks.find_faces import pixels, say

CLASS, DRAWINGS = 30, 20
HEIGHTS = (16, 20, 24, 28, 35, 48)
BLURS = (0, 100, 50, 33, 25, 16, 12, 8)
"""Out of focus by this part of the face's height (a Gaussian's sigma); 0 is not at all."""
BINS = (0, 1, 2, 3, 4, 6, 9, 15, 30, 10**6)
Vectors = npt.NDArray[np.float64]


def main(folder: Path, people: int) -> None:
    """Measure and print."""
    finder = Finder(from_environment().models)
    pairs = list(_pairs(folder, finder, people))
    references = np.array([_measured(picture, face.box) for (picture, face), _ in pairs])
    shown = [other for _, other in pairs]
    say(f"{len(pairs)} people")
    for height in HEIGHTS:
        small = [_shrunk(picture, face.box, height) for picture, face in shown]
        first = _first(references, [_measured(*one) for one in small])
        say(f"  {height} pixels high: {first.mean():.1%}")
    bins: dict[int, list[float]] = defaultdict(list)
    for blur in BLURS:
        soft = [_blurred(*_shrunk(picture, face.box, 48), blur) for picture, face in shown]
        first = _first(references, [_measured(*one) for one in soft])
        sharp = [sharpness(*one) for one in soft]
        say(f"  48 high, blurred by 1/{blur}: {first.mean():.1%}, sharpness {np.median(sharp):.0f}")
        for value, right in zip(sharp, first, strict=True):
            bins[int(np.digitize(value, BINS))].append(right)
    for number, values in sorted(bins.items()):
        span = f"{BINS[number - 1]} to {BINS[number] - 1}"
        say(f"  48 high, sharpness {span}: {np.mean(values):.1%} of {len(values)}")
    turned = _first(references, [_measured(picture, face.box) for picture, face in shown])
    for turn in Turn:
        mine = [right for (_, face), right in zip(shown, turned, strict=True) if face.turn is turn]
        if mine:
            say(f"  {turn.value}: {np.mean(mine):.1%} of {len(mine)}")


def _pairs(
    folder: Path, finder: Finder, people: int
) -> Iterable[tuple[tuple[Pixels, FoundFace], tuple[Pixels, FoundFace]]]:
    """Yield two portraits of each person, each with its largest face."""
    folders = (f for f in sorted(folder.iterdir()) if len(list(f.glob("*.jpg"))) > 1)
    for person, _ in zip(folders, range(people), strict=False):
        one, other = (pixels(file) for file in sorted(person.glob("*.jpg"))[:2])
        faces = [
            max(finder.find_in(p), key=lambda f: f.box.area, default=None) for p in (one, other)
        ]
        if faces[0] is not None and faces[1] is not None:
            yield (one, faces[0]), (other, faces[1])


def _shrunk(picture: Pixels, box: Box, height: int) -> tuple[Pixels, Box]:
    factor = height / box.height
    size = round(picture.shape[1] * factor), round(picture.shape[0] * factor)
    small = Image.fromarray(picture).resize(size, Image.Resampling.LANCZOS)
    sides = (box.left, box.top, box.width, box.height)
    return np.asarray(small), Box(*(round(side * factor) for side in sides))


def _blurred(picture: Pixels, box: Box, blur: int) -> tuple[Pixels, Box]:
    if not blur:
        return picture, box
    soft = Image.fromarray(picture).filter(ImageFilter.GaussianBlur(box.height / blur))
    return np.asarray(soft), box


def _measured(picture: Pixels, box: Box) -> Vectors:
    where = (box.top, box.right, box.bottom, box.left)
    found = face_recognition.face_encodings(np.ascontiguousarray(picture), [where], model="small")
    return np.asarray(found[0])


def _first(references: Vectors, shown: list[Vectors]) -> Vectors:
    """Return for each person how often the own reference is the nearest, 0 to 1."""
    away = np.linalg.norm(np.array(shown)[:, None] - references[None], axis=2)
    random = np.random.default_rng(1)
    count = len(references)
    right = np.zeros(count)
    for _ in range(DRAWINGS):
        for n in range(count):
            others = random.choice(np.delete(np.arange(count), n), CLASS - 1, replace=False)
            right[n] += away[n, n] < away[n, others].min()
    return right / DRAWINGS


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 200)
