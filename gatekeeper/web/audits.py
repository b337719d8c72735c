"""Audits behind the page: one thread, one audit after the other, behind everybody who waits.

Nothing depends on this thread: the audit is on record post by post, its files lie sealed in the
home, and a lease keeps two servers apart. A server that died takes up at its start what was left.
"""

from __future__ import annotations

import logging
import queue
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from gatekeeper.batch.audit import Audit, Progress, run_audit
from gatekeeper.batch.brought import Unhurried, keep_pictures, open_brought
from gatekeeper.batch.crews.in_process import InProcess
from gatekeeper.bootstrap import App
from gatekeeper.desk.audit.audit_run import judgements
from gatekeeper.desk.audit.bring import (
    end_abandoned,
    finish,
    go_on,
    on_its_way,
    say_trouble,
    unfinished,
)
from gatekeeper.domain.audit import Call
from gatekeeper.errors import GatekeeperError, UsageError
from gatekeeper.ports import Archive, UnitOfWork
from gatekeeper.records.spool import Spool
from gatekeeper.web.work import Work

LEASE = timedelta(minutes=3)
"""After which another server may take an audit up whose server died."""
RENEW = timedelta(seconds=30)
PAUSE = 3.0
"""Seconds between two looks at an audit that another server may have."""
BREATH = 0.2
"""Seconds between two looks at whether somebody's picture still waits."""
_log = logging.getLogger(__name__)


class Halted(Exception):
    """Somebody stopped the audit, or the server ends."""


class Lost(Halted):
    """Another server took the audit up."""


@dataclass
class Reached:
    """How far an audit is, as long as it runs here."""

    started: datetime
    before: int = 0
    """Posts that had been judged when it was taken up here."""
    done: int = 0
    of: int = 0
    """0 as long as the archive is being read."""
    found: Counter[Call] = field(default_factory=Counter)

    def left(self, now: datetime) -> timedelta | None:
        """Return about how long it will take yet; None where nobody can tell so early."""
        judged = self.done - self.before
        if judged < 2:  # noqa: PLR2004 - one post is no measure of the others
            return None
        return (now - self.started) / judged * (self.of - self.done)


class Audits:
    """Runs audits that were brought to the desk, each to its end."""

    def __init__(self, app: App, work: Work, spool: Spool) -> None:
        self.spool = spool
        self._app = app
        self._work = work
        self._asked: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._ends = threading.Event()
        self._later: list[str] = []
        self._reached: dict[str, Reached] = {}
        self._halted: set[str] = set()
        self._open: set[str] = set()
        self._renewed: dict[str, datetime] = {}
        self._thread = threading.Thread(target=self._run, name="audits", daemon=True)

    def start(self) -> None:
        """Begin, with whatever an earlier server left undone; files that nobody needs go."""
        here = self.spool.here()
        with self._app.records.begin() as uow:
            end_abandoned(uow)
            left, needed = unfinished(uow), on_its_way(uow)
        self.spool.sweep(here, needed)
        self._thread.start()
        for upload in left:
            self.ask(upload)

    def ask(self, upload: str) -> None:
        """Have an audit run whose files are here."""
        self._open.add(upload)
        self._asked.put(upload)

    def stop(self) -> None:
        """End after the picture at hand; the audit is taken up by the next server."""
        self._ends.set()
        self._asked.put(None)
        self._thread.join()

    def halt(self, upload: str) -> None:
        """End an audit that somebody stopped, after the picture at hand; its files go."""
        self._halted.add(upload)
        self.ask(upload)

    def busy(self, upload: str) -> bool:
        """Whether an audit runs here, or will."""
        return upload in self._open

    def reached(self, upload: str) -> Reached | None:
        """Return how far an audit is; None where it does not run here at this moment."""
        return self._reached.get(upload)

    def _run(self) -> None:
        while (upload := self._next()) is not None:
            try:
                self.make(upload)
            except Exception as error:  # noqa: BLE001 - the thread has to live
                _log.error("An audit was not begun or ended: %s", type(error).__name__)
                self._later.append(upload)

    def _next(self) -> str | None:
        while True:
            try:
                return self._asked.get(timeout=PAUSE if self._later else None)
            except queue.Empty:
                for upload in self._later:
                    self._asked.put(upload)
                self._later.clear()

    def make(self, upload: str) -> None:
        """Run one audit as far as it goes, unless another server has it."""
        job = f"audit:{upload}"
        with self._app.records.begin() as uow:
            mine = uow.jobs.claim(job, LEASE)
        if not mine:
            self._later.append(upload)
            return
        self._renewed.pop(upload, None)
        if self._held(upload, job):
            self._tidy(upload)
            self._open.discard(upload)

    def _held(self, upload: str, job: str) -> bool:
        """Run an audit while its lease is held here; False if another server took it."""
        try:
            self._audited(upload)
        except Lost:
            self._later.append(upload)
            return False
        except Halted:
            pass
        except GatekeeperError as error:
            self._say(upload, f"{error} {error.remedy}", refused=isinstance(error, UsageError))
        except Exception as error:  # noqa: BLE001 - the thread has to live; no post has passed
            # Not the error's words: they may hold a child's name.
            _log.error("An audit broke: %s", type(error).__name__)
            said = f"Something went wrong inside gatekeeper ({type(error).__name__})."
            self._say(upload, said, refused=False)
        finally:
            self._reached.pop(upload, None)
            self._give_back(job)
        return True

    def _audited(self, upload_id: str) -> None:
        app = self._app
        with app.records.begin() as uow:
            begun = go_on(uow, app.school, upload_id)
            now = uow.now
        if begun is None:
            return
        upload, actor, run = begun
        reached = self._reached[upload_id] = Reached(now)
        gate = self._gate(upload_id)
        examiners = app.examiners.for_audit()
        if run.finished_at is None:
            examiners.finder.get_ready()
        archive = Unhurried(open_brought(self.spool, upload, app.examiners.films), gate)
        tell = _tell(reached, lambda progress: self._keep(archive, progress))
        if run.finished_at is None:
            run_audit(Audit(app, actor, run, archive), InProcess(examiners), tell)
        with app.records.begin() as uow:
            said = judgements(uow, run.id)
        for judgement in said:
            keep_pictures(app.records, archive, judgement)
        with app.records.begin() as uow:
            finish(uow, upload_id)

    def _keep(self, archive: Archive, progress: Progress) -> None:
        if progress.judgement is not None:
            keep_pictures(self._app.records, archive, progress.judgement)

    def _gate(self, upload: str) -> Callable[[], None]:
        """Return what lets an audit go on while nobody's picture waits, and keeps its lease."""

        def gate() -> None:
            while not self._work.idle():
                self._keep_lease(upload)
                if self._ends.wait(BREATH):
                    raise Halted
            if self._ends.is_set() or upload in self._halted:
                raise Halted
            self._keep_lease(upload)

        return gate

    def _keep_lease(self, upload: str) -> None:
        now = self._app.clock.now()
        if upload not in self._renewed or now - self._renewed[upload] >= RENEW:
            with self._app.records.begin() as uow:
                _renew(uow, upload)
            self._renewed[upload] = now

    def _give_back(self, job: str) -> None:
        """Let the lease go, if it is still one's own."""
        with self._app.records.begin() as uow:
            if uow.jobs.renew(job, timedelta()):
                uow.jobs.release(job)

    def _say(self, upload: str, trouble: str, *, refused: bool) -> None:
        with self._app.records.begin() as uow:
            say_trouble(uow, upload, trouble, refused=refused)

    def _tidy(self, upload: str) -> None:
        """Remove the files of an audit that has ended."""
        with self._app.records.begin() as uow:
            needed = upload in on_its_way(uow)
        if not needed:
            self.spool.remove(upload)


def _renew(uow: UnitOfWork, upload: str) -> None:
    """Keep the lease; end where somebody stopped the audit, at this server or another.

    Raises:
        Lost: another server took it up. Halted: it was stopped.
    """
    if not uow.jobs.renew(f"audit:{upload}", LEASE):
        raise Lost
    on_record = uow.uploads.get(upload)
    if on_record is None or on_record.ended:
        raise Halted


def _tell(reached: Reached, keep: Callable[[Progress], None]) -> Callable[[Progress], None]:
    def tell(progress: Progress) -> None:
        if progress.judgement is None:
            reached.before = progress.done
        else:
            reached.found[progress.judgement.call] += 1
        reached.done, reached.of = progress.done, progress.of
        keep(progress)

    return tell
