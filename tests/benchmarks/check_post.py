"""What one check costs: a post of four 12-megapixel pictures, cold and warm.

    python -m tests.benchmarks.check_post

Prints seconds on the clock by stage, and the peak memory of both processes. *Cold* is the first
check in a new process: the child starts and loads its models. *Warm* is another post of four
other pictures right after it. *Again* is that post with other words: all evidence is on record.
"""

from __future__ import annotations

import resource
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from pathlib import Path
from time import perf_counter
from typing import Any

from PIL import Image

from gatekeeper.bootstrap import App, bundled, make_school_home, open_app
from gatekeeper.cli.demo_school import BEGINS, DemoClock, Oakfield
from gatekeeper.desk.check_post import check_post
from gatekeeper.desk.draft_file import Draft, DraftPicture
from gatekeeper.desk.examiners import Examiners
from gatekeeper.desk.open_school import begin
from gatekeeper.desk.write_draft import WriteDraft, write_draft
from gatekeeper.domain.channel import ChannelName
from gatekeeper.settings import from_environment

SIZE = (4000, 3000)
STAGES = {
    ("reader", "read"): "read",
    ("finder", "find"): "find faces",
    ("maker", "make"): "render",
    ("finder", "find_again"): "search again",
    ("names", "find"): "names",
}


@dataclass
class Stopwatch:
    """Adds up the seconds of each stage."""

    seconds: dict[str, float] = field(default_factory=lambda: defaultdict(float))

    @contextmanager
    def time(self, stage: str) -> Iterator[None]:
        """Add the time of a block to a stage."""
        started = perf_counter()
        yield
        self.seconds[stage] += perf_counter() - started


class Timed:
    """An examiner whose calls are timed."""

    def __init__(self, name: str, examiner: object, watch: Stopwatch) -> None:
        self._name, self._examiner, self._watch = name, examiner, watch

    def __getattr__(self, verb: str) -> Any:
        """Return the examiner's own, timed where it is a stage."""
        found = getattr(self._examiner, verb)
        stage = STAGES.get((self._name, verb))
        return found if stage is None else self._timed(stage, found)

    def _timed(self, stage: str, call: Callable[..., object]) -> Callable[..., object]:
        def timed(*arguments: object) -> object:
            with self._watch.time(stage):
                return call(*arguments)

        return timed


def timed(examiners: Examiners, watch: Stopwatch) -> Examiners:
    """Return the examiners with a stopwatch on each."""
    parts: dict[str, Any] = {
        name: Timed(name, getattr(examiners, name), watch)
        for name in ("reader", "finder", "names", "maker")
    }
    return Examiners(**parts)


def pictures(shift: int) -> dict[str, bytes]:
    """Return four 12-megapixel JPEGs: class photographs scaled up, each cut a little elsewhere."""
    groups = sorted((bundled("fixtures") / "oakfield" / "groups").glob("*.jpg"))
    made = {}
    for number in range(4):
        with Image.open(groups[number % len(groups)]) as photo:
            left = 10 * (number + shift)
            cut = photo.crop((left, 0, photo.width, photo.height))
            file = BytesIO()
            cut.convert("RGB").resize(SIZE, Image.Resampling.LANCZOS).save(file, "JPEG", quality=92)
        made[f"{number}.jpg"] = file.getvalue()
    return made


def draft(files: dict[str, bytes], words: str) -> Draft:
    """Return a draft with these pictures for both channels."""
    written: datetime = BEGINS
    return Draft(
        words=words,
        written_at=written,
        wanted_at=None,
        channels=tuple(ChannelName),
        objective="celebrate learning",
        intended_outcome="families see it",
        groups=frozenset({"Year 4"}),
        trip=None,
        elsewhere="website",
        comments_off=True,
        pictures=tuple(DraftPicture(name, f"Children, picture {name}.") for name in files),
    )


def measured(app: App, oakfield: Oakfield, slug: str, files: dict[str, bytes], words: str) -> str:
    """Write and check a post; return a line of seconds by stage."""
    watch, author = Stopwatch(), oakfield.actors["teacher"]
    with watch.time("whole"):
        with watch.time("write"), app.records.begin() as uow:
            write_draft(uow, author, WriteDraft(slug, draft(files, words), files))
        examiners = timed(app.examiners, watch)
        check_post(app.records, app.school, examiners, author, slug)
    whole = watch.seconds.pop("whole")
    watch.seconds["judge and store"] = whole - sum(watch.seconds.values())
    stages = "  ".join(f"{stage} {seconds:.2f}" for stage, seconds in watch.seconds.items())
    return f"{whole:6.2f} s   {stages}"


def main() -> None:
    """Measure and print."""
    settings = from_environment()
    print("Four pictures of 12 megapixels, two channels; seconds on the clock.")
    with tempfile.TemporaryDirectory() as folder:
        root, clock = Path(folder) / "home", DemoClock()
        home = make_school_home(root, bundled("consent_data") / "calendar.toml", clock)
        with home.records.begin() as uow:
            code = begin(uow, "Oakfield Primary", "http://localhost")
        with open_app(root, settings.models, clock) as app:
            oakfield = Oakfield(app)
            oakfield.open(code)
            first, second = pictures(0), pictures(4)
            print("cold ", measured(app, oakfield, "first", first, "A good week."))
            print("warm ", measured(app, oakfield, "second", second, "A good week."))
            print("again", measured(app, oakfield, "second", second, "Another week."))
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"Peak memory: {own:.0f} MB here, {child:.0f} MB in the guarded process.")


if __name__ == "__main__":
    main()
