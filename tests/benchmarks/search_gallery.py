"""What it costs to compare the faces of one picture with everybody enrolled, up to 100,000.

    python -m tests.benchmarks.search_gallery

Made-up numbers: the search is one product of matrices, so whose they are changes nothing. CPU
seconds of this process, the best of three; memory is its peak so far.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import TypeVar

import numpy as np

from gatekeeper.domain.biometrics import Engine, Enrolment, Gallery
from gatekeeper.evidence.faces.closeness import log_odds
from gatekeeper.evidence.faces.compare import doubles
from gatekeeper.evidence.faces.detections import Floats
from gatekeeper.evidence.faces.gallery import Roll
from gatekeeper.evidence.faces.name import Compared, Namer
from gatekeeper.evidence.faces.sface import unit
from gatekeeper.evidence.faces.templates import packed
from gatekeeper.evidence.faces.version import template_version

T = TypeVar("T")
SIZES = (30, 420, 10_000, 100_000)
FACES = 28
PICTURES = 2
"""Enrolled pictures of each pupil."""
TIMES = 3
DAY = datetime(2026, 9, 1, tzinfo=UTC)


def main() -> None:
    """Measure and print a row for each size."""
    say("pupils   make the arrays   compare 28 faces   suggest, look-alikes included   peak MB")
    for size in SIZES:
        gallery = made(size)
        making, roll = timed(lambda: Roll.of(gallery))  # noqa: B023 - called at once
        asked = unit(roll.spaces[Engine.SFACE].faces[:FACES] + noise(FACES) * np.float32(0.03))
        comparing, odds = timed(lambda: compared(roll, asked))  # noqa: B023
        naming, found = timed(lambda: named(gallery, roll, odds))  # noqa: B023
        assert found == [f"p{n}" for n in range(FACES)]
        say(f"{size:>7,} {making:>14.3f} s {comparing:>16.4f} s {naming:>22.3f} s {peak():>15,}")


def made(size: int) -> Gallery:
    """Return a register with two pictures of each pupil, the first 30 in a declared group."""
    vectors = noise(size * PICTURES).reshape(size, PICTURES, 128)
    vectors[:, 1] = vectors[:, 0] + noise(size) * np.float32(0.3)
    enrolments = tuple(
        enrolment(f"p{pupil}", number, vectors[pupil, number])
        for pupil in range(size)
        for number in range(PICTURES)
    )
    return Gallery(enrolments, frozenset(f"p{n}" for n in range(30)), today=date(2026, 11, 26))


def enrolment(pupil: str, number: int, vector: Floats) -> Enrolment:
    """Return one enrolled picture."""
    templates = tuple(packed(engine, vector) for engine in Engine)
    taken_on = date(2026, 9, 1)
    return Enrolment(f"{pupil}.{number}", pupil, templates, template_version(), taken_on, DAY, "me")


def compared(roll: Roll, asked: Floats) -> Floats:
    """Return the log odds of faces against every pupil, by both engines."""
    likeness = (space.likeness(asked + space.centre) for space in roll.spaces.values())
    return np.asarray(log_odds(roll.both(*likeness)) + roll.priors, np.float32)


def named(gallery: Gallery, roll: Roll, odds: Floats) -> list[str]:
    """Return whom each face is suggested to be."""
    flags = np.zeros(len(odds), np.bool_)
    sightings = tuple(map(str, range(len(odds))))
    faces = Compared(sightings, roll.pupils, odds, flags, flags)
    found = Namer(gallery, doubles(odds, roll)).suggestions(faces)
    return [one.first.pupil if one.first else "" for one in found]


def noise(count: int) -> Floats:
    """Return so many random faces (count, 128)."""
    rng = np.random.default_rng(count)
    return rng.normal(size=(count, 128)).astype(np.float32)


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Return the CPU seconds of the quickest of three, and what came of it."""
    best, result = float("inf"), work()
    for _ in range(TIMES):
        start = time.process_time()
        result = work()
        best = min(best, time.process_time() - start)
    return best, result


def peak() -> int:
    """Return the most memory that this process held, in millions of bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000


def say(line: str) -> None:
    """Print a line."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
