"""Our side of what is measured beside peers: a whole program on two cores, as theirs is.

    python -m tests.benchmarks.audit.ours finding|enrolling|matching|covering|audit FOLDER

FOLDER is what `fixtures.make.many` made. What was found is printed as JSON by picture. Examiners
are those of an audit: faces are looked for and compared quickly. A school enrols a child once, so
that `matching` finds on disk what `enrolling` measured.
"""

from __future__ import annotations

import json
import pickle
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import UTC, date, datetime
from pathlib import Path
from queue import SimpleQueue
from typing import TypeVar

from gatekeeper.batch.audit import Audit, run_audit
from gatekeeper.batch.crew import open_crew
from gatekeeper.bootstrap import bundled, open_archive, open_examiners, read_sheets
from gatekeeper.desk.audit.audit_run import Scope, judgements, start_audit
from gatekeeper.desk.checking.examiners import Examiners
from gatekeeper.domain.biometrics import Enrolment, Gallery
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.picture import Box, Recipe
from gatekeeper.ports import FaceMatcher
from gatekeeper.settings import from_environment

LANES = 2
GALLERY = "gallery.pickle"
T = TypeVar("T")
DAY = datetime(2026, 9, 1, tzinfo=UTC)


class Lanes:
    """So many sets of examiners, each with children of its own."""

    def __init__(self, stack: ExitStack) -> None:
        models, sheets = from_environment().models, read_sheets(bundled("rules"))
        self.free: SimpleQueue[Examiners] = SimpleQueue()
        for _ in range(LANES):
            self.free.put(stack.enter_context(open_examiners(models, sheets)).for_audit())

    def each(self, files: list[Path], work: Callable[[Examiners, bytes], T]) -> dict[str, T]:
        """Return what the work makes of each file."""
        with ThreadPoolExecutor(LANES) as pool:
            made = pool.map(lambda file: self._one(file, work), files)
            return {file.name: one for file, one in zip(files, made, strict=True)}

    def _one(self, file: Path, work: Callable[[Examiners, bytes], T]) -> T:
        lane = self.free.get()
        try:
            return work(lane, file.read_bytes())
        finally:
            self.free.put(lane)


def boxes(examiners: Examiners, data: bytes) -> list[Box]:
    """Return the boxes of all faces of a picture."""
    return [face.box for face in examiners.finder.find(data)]


def finding(lanes: Lanes, folder: Path) -> object:
    """Find the faces of every picture."""
    found = lanes.each(pictures(folder), boxes)
    return {name: [sides(box) for box in all_of] for name, all_of in found.items()}


def enrolling(lanes: Lanes, folder: Path) -> object:
    """Measure the known portraits, and leave the gallery in the folder."""
    portraits = sorted((folder / "known").glob("*.jpg"))
    measured = lanes.each(portraits, lambda who, data: _matcher(who).portrait(data))
    enrolments = tuple(
        Enrolment(name, Path(name).stem, one.templates, one.version, DAY.date(), DAY, "me")
        for name, one in measured.items()
    )
    gallery = Gallery(enrolments, today=date(2026, 11, 26))
    (folder / GALLERY).write_bytes(pickle.dumps(gallery))
    return len(enrolments)


def matching(lanes: Lanes, folder: Path) -> object:
    """Find the faces of every picture, and compare them with those who are enrolled."""
    gallery = pickle.loads((folder / GALLERY).read_bytes())  # noqa: S301 - our own, a moment ago

    def named(examiners: Examiners, data: bytes) -> list[str]:
        faces = {str(number): box for number, box in enumerate(boxes(examiners, data))}
        found = _matcher(examiners).suggest(data, faces, gallery) if faces else ()
        return [one.first.pupil if one.first else "" for one in found]

    return lanes.each(pictures(folder), named)


def covering(lanes: Lanes, folder: Path) -> object:
    """Cover every face that is found, and write the pictures beside."""
    (folder / "covered").mkdir(exist_ok=True)

    def covered(examiners: Examiners, data: bytes) -> bytes:
        recipe = Recipe(covers=tuple(boxes(examiners, data)))
        return examiners.maker.make(data, recipe, ChannelName.INSTAGRAM)

    for name, jpeg in lanes.each(pictures(folder), covered).items():
        (folder / "covered" / name).write_bytes(jpeg)
    return {}


def audit(folder: Path, workers: int) -> object:
    """Audit every post: pictures, faces, text in pictures, rules."""
    from tests.benchmarks.audit.school import opened  # noqa: PLC0415 - makes a whole school

    with opened() as (app, actor):
        with app.records.begin() as uow:
            run = start_audit(uow, app.school, actor, Scope(str(folder)))
        archive = open_archive(folder / "posts")
        with open_crew(app, from_environment(), workers) as crew:
            run_audit(Audit(app, actor, run, archive), crew, lambda _: None)
        with app.records.begin() as uow:
            return len(judgements(uow, run.id))


def pictures(folder: Path) -> list[Path]:
    """Return the pictures of the archive."""
    return sorted((folder / "posts").glob("*.jpg"))


def sides(box: Box) -> list[int]:
    """Return a box as left, top, width, height."""
    return [box.left, box.top, box.width, box.height]


def _matcher(examiners: Examiners) -> FaceMatcher:
    assert examiners.matcher is not None
    return examiners.matcher


WORKS = {
    "finding": finding,
    "enrolling": enrolling,
    "matching": matching,
    "covering": covering,
}


def main(what: str, folder: Path) -> None:
    """Do one work and print what was found."""
    if what == "audit":
        print(json.dumps(audit(folder, LANES)))
        return
    with ExitStack() as stack:
        print(json.dumps(WORKS[what](Lanes(stack), folder)))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
