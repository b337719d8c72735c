"""What is done alike for both sides: timing, memory, whom a picture is of, the size of a post."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import TypeVar

import numpy as np
from PIL import Image, ImageOps

from gatekeeper.domain.picture import Box
from gatekeeper.evidence.faces.detections import Pixels

POST = (1080, 1350)
"""Width and height of a post in pixels."""
T = TypeVar("T")


def timed(work: Callable[[], T]) -> tuple[T, float]:
    """Return what some work gives, and the CPU seconds that this process spent on it."""
    start = time.process_time()
    done = work()
    return done, time.process_time() - start


def peak_memory() -> int:
    """Return the most memory that this process held, in bytes; 0 where nobody tells."""
    if sys.platform == "win32":
        return 0
    import resource  # noqa: PLC0415 - not there on Windows

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def meant(boxes: tuple[Box, ...], width: int, height: int) -> int | None:
    """Return which face a picture is of: the largest, those nearer the middle preferred."""
    if not boxes:
        return None

    def weight(box: Box) -> float:
        across = box.left + box.width / 2 - width / 2
        down = box.top + box.height / 2 - height / 2
        return box.area - 2 * (across * across + down * down)

    return max(range(len(boxes)), key=lambda at: weight(boxes[at]))


def as_post(picture: Pixels) -> Pixels:
    """Return a picture at the size of a post, its sides cropped."""
    return np.asarray(ImageOps.fit(Image.fromarray(picture), POST))
