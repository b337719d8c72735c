"""The peer's way of finding faces, on two cores: `python -m tests.benchmarks.audit.hog FOLDER N`.

`face_recognition` doubles a picture once (N = 1) before it searches; its command `face_detection`
does not (N = 0), and neither can be told to. Prints the boxes by picture as JSON.
"""

from __future__ import annotations

import json
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import face_recognition

CORES = 2


def found(upsample: int, path: Path) -> list[list[int]]:
    """Return left, top, width and height of every face."""
    image = face_recognition.load_image_file(str(path))
    places = face_recognition.face_locations(image, number_of_times_to_upsample=upsample)
    return [[left, top, right - left, bottom - top] for top, right, bottom, left in places]


def main(folder: Path, upsample: int) -> None:
    """Search every picture."""
    paths = sorted((folder / "posts").glob("*.jpg"))
    with ProcessPoolExecutor(CORES) as pool:
        boxes = pool.map(partial(found, upsample), paths)
        print(json.dumps({path.name: one for path, one in zip(paths, boxes, strict=True)}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
