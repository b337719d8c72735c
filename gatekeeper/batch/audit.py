"""Running an audit: take in what the archive tells, examine, judge; each step is kept as it comes.

Whatever was kept when the power went is there: the next run examines only what is missing, and a
run that is taken up judges only what was not judged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TypeVar

from gatekeeper.batch.compare import compare
from gatekeeper.batch.crew import Crew
from gatekeeper.batch.judge import Judge
from gatekeeper.batch.keeping import keep
from gatekeeper.batch.look import Look, Task
from gatekeeper.batch.small_pictures import keep_small_pictures
from gatekeeper.bootstrap import App
from gatekeeper.desk.actor import Actor
from gatekeeper.desk.audit.audit_run import Scope, finish_audit, to_judge
from gatekeeper.desk.audit.compare_old import how_compared
from gatekeeper.desk.audit.take_in import take_in
from gatekeeper.desk.audit.told_again import names_of, open_again
from gatekeeper.desk.checking.gather import known
from gatekeeper.desk.takedown.gone_from_archive import gone_from_archive, sees_gone
from gatekeeper.domain.audit import AuditRun, Judgement, LivePost
from gatekeeper.domain.published_post import PublishedPost, Unreadable
from gatekeeper.ports import Archive

TOGETHER = 32
"""Posts that are examined together for each lane: faces first, then text, which has another child.

A change of child starts another one, models included, so the more the better; what is kept in
memory is their names alone.
"""

READ_TOGETHER = 8
"""Posts that are judged by one look at the register, and kept in one transaction."""
T = TypeVar("T")
QUICKLY = (
    "Faces were looked for quickly, since an audit clears nobody; in a post that is to go out they "
    "are looked for thoroughly"
)
THOROUGHLY = "Faces were looked for as thoroughly as in a post that is to go out"
PASSES = ((Look.READING, Look.FACES), (Look.TEXT,))


@dataclass(frozen=True, slots=True)
class Audit:
    """An audit that is under way: the opened school, who runs it, and of what it is."""

    app: App
    actor: Actor
    run: AuditRun
    archive: Archive


@dataclass(frozen=True, slots=True)
class Progress:
    """How far it is: posts judged of all, and what was said of the last."""

    done: int
    of: int
    judgement: Judgement | None = None


Tell = Callable[[Progress], object]


def run_audit(audit: Audit, crew: Crew, tell: Tell) -> AuditRun:
    """Judge every post of the archive that this run has not judged; return the closed run.

    Raises:
        UsageError: this is no archive of its kind. CouldNotCheck: it cannot be read any further;
            what was judged before is kept, and the run can be taken up.
    """
    lives, unreadable = _take_in(audit)
    records = audit.app.records
    with records.read() as uow:
        left = [live.id for live in to_judge(uow, audit.run, lives)]
    judge = Judge(records, audit.app.school, crew.examiners, audit.run)
    done = len(lives) - len(left)
    tell(Progress(done, len(lives)))
    for names in _together(left, TOGETHER * crew.size):
        _examine(audit, crew, names)
        for some in _together(names, READ_TOGETHER):
            for judgement in judge.said_of(some):
                done += 1
                tell(Progress(done, len(lives), judgement))
    matchers = [one.matcher for one in crew.here if one.matcher is not None]
    for names in _together(lives, TOGETHER):
        compare(records, matchers, audit.archive, audit.run, names)
    keep_small_pictures(records, audit.app.examiners, audit.archive, lives)
    run = replace(audit.run, of_all=judge.of_all())
    with records.begin() as uow:
        if sees_gone(audit.run, audit.archive.name):
            open_again(uow, audit.actor, lives)
            if not unreadable:
                gone_from_archive(uow, audit.actor, names_of(uow, lives), audit.archive.name)
        how = (_looked(audit, crew), how_compared(uow, audit.run))
        return finish_audit(uow, audit.actor, run, unreadable, how)


def _looked(audit: Audit, crew: Crew) -> str:
    version = crew.examiners.finder.version
    quickly = version != audit.app.examiners.finder.version
    return f"{QUICKLY if quickly else THOROUGHLY} ({version})."


def _take_in(audit: Audit) -> tuple[list[str], list[Unreadable]]:
    scope = Scope(audit.run.source, audit.run.since, audit.run.until)
    lives: dict[str, None] = {}
    unreadable: list[Unreadable] = []
    for entries in _together(audit.archive.entries(), TOGETHER):
        posts = [entry for entry in entries if isinstance(entry, PublishedPost)]
        unreadable += [entry for entry in entries if isinstance(entry, Unreadable)]
        with audit.app.records.begin() as uow:
            lives |= {take_in(uow, post).id: None for post in posts if scope.holds(post.at)}
    return list(lives), unreadable


def _examine(audit: Audit, crew: Crew, names: Sequence[str]) -> None:
    for looks in PASSES:
        missing = _missing(audit, crew, names, looks)
        keep(audit.app.records, crew.examine(audit.archive, missing))


def _missing(audit: Audit, crew: Crew, names: Sequence[str], looks: Iterable[Look]) -> list[Task]:
    with audit.app.records.read() as uow:
        tasks = [task for live in to_judge(uow, audit.run, names) for task in _tasks(live, looks)]
        return [task for task in tasks if not known(uow, task.job(crew.examiners).key)]


def _tasks(live: LivePost, looks: Iterable[Look]) -> Iterator[Task]:
    post, media = live.as_version().post, {one.digest: one for one in live.post.pictures}
    for picture in post.pictures:
        for look in looks:
            yield Task(post, picture.original, media[picture.original.digest], look)


def _together(items: Iterable[T], most: int) -> Iterator[list[T]]:
    left = iter(items)
    while some := list(islice(left, most)):
        yield some
