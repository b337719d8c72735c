"""How many faces are missed, how many are false, and what it costs, beside `face_recognition`.

    python -m tests.benchmarks.find_faces FOLDER

FOLDER holds `GROUND_TRUTH.csv` somewhere below `group_photos` (columns file, quality,
boxes_or_points; paths start at FOLDER) and pictures without people in `negatives_no_people`. A face
counts as found when the middle of a finding lies in its box, or its nose in a finding's box.
Faces below 24 pixels are left out; the truth was drawn from the front, and leaves out profiles.
"""

from __future__ import annotations

import csv
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps

from gatekeeper.domain.face import TOO_SMALL_TO_NAME, Seen
from gatekeeper.domain.picture import Box
from gatekeeper.evidence.faces.detections import Pixels
from gatekeeper.evidence.faces.find import Finder
from gatekeeper.evidence.faces.ways import QUICK
from gatekeeper.settings import from_environment

POST = (1080, 1350)
TIMED = 6
Z = 1.96
Find = Callable[[Pixels], list[Box]]


@dataclass(frozen=True, slots=True)
class Truth:
    """One picture, and the boxes or noses of the people in it."""

    file: Path
    boxes: tuple[Box, ...]
    noses: tuple[tuple[int, int], ...]


def main(folder: Path) -> None:
    """Measure and print."""
    finder = Finder(from_environment().models)
    truths = list(read_truth(folder))
    empty = sorted((folder / "negatives_no_people").glob("*/*"))
    posts = [as_post(truth.file) for truth in truths if truth.boxes or truth.noses][:TIMED]

    def ours(picture: Pixels) -> list[Box]:
        return [face.box for face in finder.find_in(picture)]

    report("gatekeeper", truths, empty, ours)
    perhaps = sum(f.seen is Seen.PERHAPS for file in empty for f in finder.find_in(pixels(file)))
    say(f"  of the false faces, perhaps a face: {perhaps}")
    ours_cost = cost(posts, ours)
    say(f"  peak memory of this process so far: {peak()} MB")

    quick = Finder(from_environment().models, QUICK)

    def quickly(picture: Pixels) -> list[Box]:
        return [face.box for face in quick.find_in(picture)]

    report("gatekeeper, quickly, as an audit looks", truths, empty, quickly)
    quick_cost = cost(posts, quickly)

    import face_recognition  # noqa: PLC0415 - its memory is not ours

    def hog(picture: Pixels) -> list[Box]:
        found = face_recognition.face_locations(picture)
        return [Box(left, top, right - left, bottom - top) for top, right, bottom, left in found]

    report("face_recognition, as it comes", truths, empty, hog)
    hog_cost = cost(posts, hog)
    say(f"CPU seconds for {POST[0]} x {POST[1]}, median of {len(posts)} pictures")
    say(f"  {ours_cost:.2f} against {hog_cost:.2f}: {ours_cost / hog_cost:.2f} of it")
    say(f"  quickly {quick_cost:.2f} against {hog_cost:.2f}: {quick_cost / hog_cost:.2f} of it")
    say(f"  12 megapixels: {large(ours):.2f} against {large(hog):.2f}")


def report(name: str, truths: list[Truth], empty: list[Path], find: Find) -> None:
    """Print what one way of finding misses and invents."""
    say(f"{name}")
    say(f"  {missed(((pixels(truth.file), truth) for truth in truths), find)}")
    say(f"  smallest face of each picture shrunk to {TOO_SMALL_TO_NAME} pixels:")
    say(f"  {missed((shrunk(truth) for truth in truths if truth.boxes), find)}")
    false = sum(len(find(pixels(file))) for file in empty)
    say(f"  {false} false faces in {len(empty)} pictures without people")


def missed(pictures: Iterable[tuple[Pixels, Truth]], find: Find) -> str:
    """Return how many of the people in some pictures are not found, with the interval."""
    known = gone = 0
    for picture, truth in pictures:
        found = find(picture)
        known += len(truth.boxes) + len(truth.noses)
        gone += sum(not any(middle_in(face, box) for face in found) for box in truth.boxes)
        gone += sum(not any(holds(face, nose) for face in found) for nose in truth.noses)
    low, high = wilson(gone, known)
    return f"missed {gone} of {known} faces, {low:.1%} to {high:.1%} (95 %, Wilson)"


def shrunk(truth: Truth) -> tuple[Pixels, Truth]:
    """Return the picture so small that its smallest face just counts, and where the faces are."""
    factor = TOO_SMALL_TO_NAME / min(box.height for box in truth.boxes)
    with Image.open(truth.file) as image:
        size = round(image.width * factor), round(image.height * factor)
        picture = np.asarray(image.convert("RGB").resize(size, Image.Resampling.LANCZOS))
    boxes = tuple(
        Box(*(round(side * factor) for side in (box.left, box.top, box.width, box.height)))
        for box in truth.boxes
    )
    return picture, Truth(truth.file, boxes, ())


def read_truth(folder: Path) -> Iterator[Truth]:
    """Yield the pictures whose faces are known."""
    table = next((folder / "group_photos").rglob("GROUND_TRUTH.csv"))
    with table.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            places = [tuple(map(int, p.split())) for p in row["boxes_or_points"].split(";") if p]
            boxes = tuple(Box(*p) for p in places if len(p) == 4)
            high = tuple(box for box in boxes if box.height >= TOO_SMALL_TO_NAME)
            yield Truth(
                folder / row["file"], high, tuple((p[0], p[1]) for p in places if len(p) == 2)
            )


def cost(pictures: list[Pixels], find: Find) -> float:
    """Return the median of the CPU seconds for one picture, warm."""
    find(pictures[0])
    return statistics.median(seconds(picture, find) for picture in pictures)


def large(find: Find) -> float:
    """Return the CPU seconds for one 12-megapixel picture of a class of Oakfield's."""
    groups = Path(__file__).parents[2] / "fixtures" / "oakfield" / "groups"
    with Image.open(groups / "class_hall.jpg") as image:
        return seconds(np.asarray(image.convert("RGB").resize((4000, 3000))), find)


def seconds(picture: Pixels, find: Find) -> float:
    """Return the CPU seconds for one picture."""
    start = time.process_time()
    find(picture)
    return time.process_time() - start


def pixels(file: Path) -> Pixels:
    """Return a picture upright."""
    with Image.open(file) as image:
        return np.asarray(ImageOps.exif_transpose(image).convert("RGB"))


def as_post(file: Path) -> Pixels:
    """Return a picture at the size of a post, its sides cropped."""
    with Image.open(file) as image:
        return np.asarray(ImageOps.fit(image.convert("RGB"), POST))


def middle_in(face: Box, truth: Box) -> bool:
    """Whether the middle of the finding lies in the true box."""
    return holds(truth, (face.left + face.width // 2, face.top + face.height // 2))


def holds(box: Box, point: tuple[int, int]) -> bool:
    """Whether the point lies in the box."""
    return box.left <= point[0] < box.right and box.top <= point[1] < box.bottom


def wilson(count: int, total: int) -> tuple[float, float]:
    """Return the Wilson interval of a rate, 95 %."""
    rate, n = count / total, total
    middle = rate + Z**2 / (2 * n)
    width = Z * (rate * (1 - rate) / n + Z**2 / (4 * n**2)) ** 0.5
    return max(0.0, middle - width) / (1 + Z**2 / n), (middle + width) / (1 + Z**2 / n)


def peak() -> int:
    """Return the most memory that this process held so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def say(line: str) -> None:
    """Print a line."""
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
