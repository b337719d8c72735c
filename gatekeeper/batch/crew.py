"""A crew: several lanes, each with child processes of its own, that examine pictures side by side.

A lane waits for its children, in which alone pictures are opened. A child that dies is replaced by
its guard, and the picture is tried once more. What fails twice was not checked; the others go on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from enum import StrEnum
from queue import SimpleQueue

from gatekeeper.bootstrap import App, open_examiners, read_sheets
from gatekeeper.desk.checking.examiners import Examiners
from gatekeeper.desk.checking.gather import Found, Job, reading_job, search_job, text_job
from gatekeeper.domain.picture import Original
from gatekeeper.domain.post import Post
from gatekeeper.domain.published_post import Media
from gatekeeper.errors import CouldNotCheck
from gatekeeper.evidence.pictures.limits import MAX_BYTES
from gatekeeper.ports import Archive
from gatekeeper.settings import Settings

TRIES = 2


class Look(StrEnum):
    """What is wanted of a picture."""

    READING = "reading"
    FACES = "faces"
    TEXT = "text"


JOBS: Mapping[Look, Callable[[Examiners, Post, Original], Job]] = {
    Look.READING: reading_job,
    Look.FACES: search_job,
    Look.TEXT: text_job,
}


@dataclass(frozen=True, slots=True)
class Task:
    """One look at one picture of a post that is out."""

    post: Post
    original: Original
    media: Media
    look: Look

    def job(self, examiners: Examiners) -> Job:
        """Return it as a job for these examiners."""
        return JOBS[self.look](examiners, self.post, self.original)


@dataclass(frozen=True, slots=True)
class Done:
    """What a task came to: the job, and what was found, or None where it failed twice."""

    job: Job
    found: Found | None


class Crew:
    """Examines pictures of an archive in as many lanes as it was given."""

    def __init__(self, lanes: Sequence[Examiners]) -> None:
        self.examiners = lanes[0]
        self._free: SimpleQueue[Examiners] = SimpleQueue()
        self._size = len(lanes)
        for lane in lanes:
            self._free.put(lane)

    def examine(self, archive: Archive, tasks: Iterable[Task]) -> Iterator[Done]:
        """Yield what each task came to, as soon as it is known."""
        with ThreadPoolExecutor(self._size, "lane") as pool:
            try:
                asked = [pool.submit(self._one, archive, task) for task in tasks]
                for future in as_completed(asked):
                    yield future.result()
            finally:
                pool.shutdown(wait=True, cancel_futures=True)

    def _one(self, archive: Archive, task: Task) -> Done:
        lane = self._free.get()
        try:
            job = task.job(lane)
            return Done(job, _found(archive, task, job))
        finally:
            self._free.put(lane)


def _found(archive: Archive, task: Task, job: Job) -> Found | None:
    for _ in range(TRIES):
        try:
            with archive.open(task.media) as file:
                return job.work(job, file.read(MAX_BYTES + 1))
        except (CouldNotCheck, OSError):
            continue
    return None


@contextmanager
def open_crew(app: App, settings: Settings, lanes: int) -> Iterator[Crew]:
    """Start a crew; the first lane is the opened home's own."""
    sheets = read_sheets(app.layout.rules)
    with ExitStack() as stack:
        others = [
            stack.enter_context(open_examiners(settings.models, sheets)) for _ in range(lanes - 1)
        ]
        yield Crew([app.examiners, *others])
