"""Looking at pictures behind the page: one thread, one post after the other.

The evidence itself is a job with a lease in the records, so nothing depends on this thread: a
server that died takes up at its start whatever was left.
"""

from __future__ import annotations

import queue
import threading
from contextlib import suppress

from gatekeeper.bootstrap import App
from gatekeeper.desk.actor import Actor
from gatekeeper.desk.audit import reconcile_due
from gatekeeper.desk.checking.check_post import check_post
from gatekeeper.desk.checking.gather import BeingLookedAt, unfinished
from gatekeeper.desk.posts.find_post import FROZEN, stage_of
from gatekeeper.errors import GatekeeperError
from gatekeeper.web.attempts import WRONG_TRY

TIMES_TO_WAIT = (WRONG_TRY, reconcile_due.JOB, reconcile_due.WEEKLY)
"""How the leases begin that a start forgives nothing of, such as a platform's "stop asking us"."""
PAUSE = 3.0
"""Seconds after which a post is tried again whose pictures somebody else has the lease on."""


class Work:
    """Checks posts one after the other in a thread of its own."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._asked: queue.SimpleQueue[tuple[Actor, str] | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._open: set[str] = set()
        self._at = ""
        self._again: dict[str, Actor] = {}
        self._later: list[tuple[Actor, str]] = []
        self._trouble: dict[str, str] = {}
        self._unready = True
        self._thread = threading.Thread(target=self._run, name="checks", daemon=True)

    def start(self) -> None:
        """Begin, with whatever an earlier server left undone."""
        self._thread.start()
        with self._app.records.begin() as uow:
            uow.jobs.free_dead(besides=TIMES_TO_WAIT)
            left = [
                (Actor(person), version.id)
                for version in uow.posts.all()
                if stage_of(uow, version.id) not in FROZEN
                and unfinished(uow, self._app.examiners, version)
                and (person := uow.people.get(version.by)) is not None
            ]
        for actor, post in left:
            self.ask(actor, post)

    def ask(self, actor: Actor, post: str) -> None:
        """Have a post checked; one that waits is not queued twice, one under way comes again.

        What is said while a look is under way may have come too late for it.
        """
        with self._lock:
            if post in self._open:
                if post == self._at:
                    self._again[post] = actor
                return
            self._open.add(post)
            self._trouble.pop(post, None)
        self._asked.put((actor, post))

    def busy(self, post: str) -> bool:
        """Whether the post is being looked at, or will be."""
        with self._lock:
            return post in self._open

    def idle(self) -> bool:
        """Whether nobody's pictures wait or are being looked at."""
        with self._lock:
            return not self._open

    def trouble(self, post: str) -> str:
        """Return why the last look at a post came to nothing; empty when it did not."""
        with self._lock:
            return self._trouble.get(post, "")

    def stop(self) -> None:
        """Finish the post at hand and end."""
        self._asked.put(None)
        self._thread.join()

    def _run(self) -> None:
        while (asked := self._next()) is not None:
            actor, post = asked
            with self._lock:
                self._at = post
            try:
                trouble = self._check(actor, post)
            except BeingLookedAt:
                with self._lock:
                    self._at = ""
                self._later.append(asked)
                continue
            with self._lock:
                self._at = ""
                again = self._again.pop(post, None)
                if again is not None:
                    self._asked.put((again, post))
                    continue
                self._open.discard(post)
                if trouble:
                    self._trouble[post] = trouble

    def _next(self) -> tuple[Actor, str] | None:
        """Return what was asked next, or what has to be tried again by now."""
        while True:
            if self._asked.empty() and self._unready:
                self._get_ready()
            try:
                return self._asked.get(timeout=PAUSE if self._later else None)
            except queue.Empty:
                for asked in self._later:
                    self._asked.put(asked)
                self._later.clear()

    def _get_ready(self) -> None:
        """Have the detectors loaded while nobody waits; what goes wrong in it a check will say."""
        self._unready = False
        with suppress(Exception):
            self._app.examiners.finder.get_ready()

    def _check(self, actor: Actor, post: str) -> str:
        app = self._app
        self._unready = True  # reading text takes the memory in which the detectors lie
        try:
            check_post(app.records, app.school, app.examiners, actor, post)
        except BeingLookedAt:
            raise
        except GatekeeperError as error:
            return f"{error} {error.remedy}"
        except Exception as error:  # noqa: BLE001 - the thread has to live; the post stays unchecked
            return f"Something went wrong inside gatekeeper ({type(error).__name__})."
        return ""
