"""What one check of a post costs: four photographs of 12 megapixels, for both channels.

    python -m tests.benchmarks.check_post

Three checks in one new process: the first one (cold), of the same post with other words (what is
known of its pictures is kept), and of a second post with four other photographs (warm). CPU seconds
are those of gatekeeper and of the process in which it opens pictures; Linux only.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from PIL import Image, ImageOps

from gatekeeper.bootstrap import App, bundled, make_school_home, open_app
from gatekeeper.cli.demo_school import DemoClock, Oakfield
from gatekeeper.desk.actor import Actor
from gatekeeper.desk.checking.check_post import check_post
from gatekeeper.desk.checking.examiners import Examiners
from gatekeeper.desk.people.open_school import begin
from gatekeeper.desk.posts.draft_file import Draft, DraftPicture
from gatekeeper.desk.posts.write_draft import WriteDraft, write_draft
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.people import Role
from gatekeeper.settings import from_environment

SIZE = (4000, 3000)
STAGES = ("read", "find", "render", "search again")
VERBS = {
    "read": "read",
    "find": "find",
    "make": "render",
    "metadata_left": "render",
    "size": "render",
    "find_again": "search again",
}
"""The stage to which each question to an examiner belongs."""


def prepare(folder: Path) -> None:
    """Make the school and the photographs; nothing of it is measured."""
    home = make_school_home(folder / "home", bundled("consent_data") / "calendar.toml", DemoClock())
    with home.records.begin() as uow:
        code = begin(uow, "Oakfield Primary", "http://localhost")
    with open_app(folder / "home", from_environment().models, DemoClock()) as app:
        Oakfield(app).open(code)
    groups = bundled("fixtures") / "oakfield" / "groups"
    for name in ("class_hall", "class_field"):
        with Image.open(groups / f"{name}.jpg") as image:
            large = image.convert("RGB").resize(SIZE, Image.Resampling.LANCZOS)
        for number, turned in enumerate((large, ImageOps.mirror(large)), start=1):
            turned.save(folder / f"first-{name}-{number}.jpg", quality=92)
            darker = turned.point([level * 9 // 10 for level in range(256)] * 3)
            darker.save(folder / f"second-{name}-{number}.jpg", quality=92)


def measure(folder: Path, started: float) -> None:
    """Check in this new process, and print."""
    with open_app(folder / "home", from_environment().models, DemoClock()) as app:
        meter = Meter(app.examiners.reader._guard)  # type: ignore[attr-defined]
        bench = Bench(app, watched(app.examiners, meter), meter)
        start = Cost(time.time() - started, time.process_time())
        columns = {
            "cold": bench.check(folder, "first", "A fine week."),
            "other words": bench.check(folder, "first", "Another fine week."),
            "second post": bench.check(folder, "second", "A fine week."),
        }
        peaks = [peak(os.getpid()), peak(meter.guard.pid)]
    report(start, columns, peaks)


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds on the clock and of the processors."""

    wall: float = 0.0
    cpu: float = 0.0

    def __add__(self, other: Cost) -> Cost:
        return Cost(self.wall + other.wall, self.cpu + other.cpu)

    def __sub__(self, other: Cost) -> Cost:
        return Cost(self.wall - other.wall, self.cpu - other.cpu)


@dataclass
class Meter:
    """Adds up what each stage costs."""

    guard: Any
    costs: dict[str, Cost] = field(default_factory=lambda: defaultdict(Cost))

    def now(self) -> Cost:
        """Return what was used so far, here and in the process that opens pictures."""
        return Cost(time.perf_counter(), time.process_time() + cpu_of(self.guard.pid))

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Add what the block costs to a stage."""
        before = self.now()
        yield
        self.costs[name] += self.now() - before


def watched(examiners: Examiners, meter: Meter) -> Examiners:
    """Return the examiners so that the meter sees every question."""
    asked = {name: Watched(getattr(examiners, name), meter) for name in ("reader", "finder")}
    maker: Any = Watched(examiners.maker, meter)
    reading = examiners.text, examiners.words
    return Examiners(asked["reader"], asked["finder"], examiners.names, maker, *reading)


class Watched:
    """An examiner whose answers are measured."""

    def __init__(self, real: object, meter: Meter) -> None:
        self._real, self._meter = real, meter

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._real, name)
        if name not in VERBS:
            return found

        def measured(*arguments: object) -> object:
            with self._meter.stage(VERBS[name]):
                return found(*arguments)

        return measured


@dataclass
class Bench:
    """A school at which posts are written and checked."""

    app: App
    examiners: Examiners
    meter: Meter

    def check(self, folder: Path, name: str, words: str) -> Mapping[str, Cost]:
        """Write a post, check it, and return the costs of the check by stage."""
        files = {path.name: path.read_bytes() for path in sorted(folder.glob(f"{name}-*.jpg"))}
        teacher = self._teacher()
        command = WriteDraft(name, replace(DRAFT, words=words, pictures=_named(files)), files)
        with self.app.records.begin() as uow:
            write_draft(uow, teacher, command)
        self.meter.costs.clear()
        with self.meter.stage("whole check"):
            check_post(self.app.records, self.app.school, self.examiners, teacher, name)
        costs = dict(self.meter.costs)
        for stage in STAGES:
            costs.setdefault(stage, Cost())
        rest = sum((costs[stage] for stage in STAGES), Cost())
        return costs | {"judge and keep": costs["whole check"] - rest}

    def _teacher(self) -> Actor:
        with self.app.records.begin() as uow:
            return Actor(next(p for p in uow.people.all() if Role.TEACHER in p.roles))


DRAFT = Draft(
    words="",
    written_at=DemoClock().now(),
    wanted_at=None,
    channels=tuple(ChannelName),
    objective="celebrate learning",
    intended_outcome="families see the work",
    comments_off=True,
)


def _named(files: Mapping[str, bytes]) -> tuple[DraftPicture, ...]:
    return tuple(DraftPicture(name, "Children in a hall.") for name in files)


def cpu_of(pid: int | None) -> float:
    """Return the CPU seconds that a process has used; none where there is no process."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text("utf-8")
    except OSError:
        return 0.0
    user, system = stat.rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def peak(pid: int | None) -> int:
    """Return the most memory that a process held, in MB."""
    lines = Path(f"/proc/{pid}/status").read_text("utf-8").splitlines()
    return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM"))


def report(start: Cost, columns: Mapping[str, Mapping[str, Cost]], peaks: list[int]) -> None:
    """Print a table: wall and CPU seconds of each stage in each check."""
    say(f"{'seconds: wall (CPU)':<22}" + "".join(f"{name:>18}" for name in columns))
    say(f"{'start of the process':<22}{_told(start):>18}")
    for stage in (*STAGES, "judge and keep", "whole check"):
        say(f"{stage:<22}" + "".join(f"{_told(costs[stage]):>18}" for costs in columns.values()))
    here, pictures = peaks
    say(f"peak memory: {here} MB, and {pictures} MB where pictures are opened")


def _told(cost: Cost) -> str:
    return f"{cost.wall:.2f} ({cost.cpu:.2f})"


def say(line: str) -> None:
    """Print a line."""
    sys.stdout.write(line + "\n")


def main() -> None:
    """Prepare here, measure in a new process."""
    with tempfile.TemporaryDirectory(prefix="gatekeeper-bench-") as folder:
        prepare(Path(folder))
        command = [sys.executable, "-m", "tests.benchmarks.check_post", folder, str(time.time())]
        subprocess.run(command, check=True)


if __name__ == "__main__":
    if sys.argv[1:]:
        measure(Path(sys.argv[1]), float(sys.argv[2]))
    else:
        main()
