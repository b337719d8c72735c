"""The server's rounds: every so often, what is due is looked after.

Waits, lapsing sign-offs, periods that are over, notices, the faces of children who left, yeses that
ended; and once a day, what is live: that may take hours, so it keeps no letter waiting. What is
done stands in the records, so nothing depends on these threads: the first round after a start does
whatever an earlier server left, and two servers do nothing twice.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta

from gatekeeper.bootstrap import App
from gatekeeper.desk.audit.reconcile import Door
from gatekeeper.desk.audit.reconcile_due import reconcile_when_due
from gatekeeper.desk.matching.destroy_faces import destroy_leavers_once_a_day
from gatekeeper.desk.notices.send_notices import send_notices
from gatekeeper.desk.publishing.look_after import look_after
from gatekeeper.desk.register.permissions_ended import end_permissions_once_a_day
from gatekeeper.desk.rights.erase_due import erase_due
from gatekeeper.errors import GatekeeperError
from gatekeeper.ports import Mailer, Records, UnitOfWork

PAUSE = timedelta(seconds=30)
BROKEN_OFF = timedelta(seconds=5)
"""How long the end waits for a comparison; one that is broken off is made anew."""
Step = Callable[[], object]
_log = logging.getLogger(__name__)


class Rounds:
    """Makes a round at once, and one after every pause; comparing has a thread of its own."""

    def __init__(
        self, app: App, origin: str, mailer: Mailer | None, door: Door | None = None
    ) -> None:
        self._app = app
        self._origin = origin
        self._mailer = mailer
        self._door = door
        self._ended = threading.Event()
        self._rounds = self._thread("rounds", self._steps)
        self._comparing = self._thread("comparing", self._compare)

    @property
    def sends(self) -> bool:
        """Whether there is a mail server to send notices by."""
        return self._mailer is not None

    def start(self) -> None:
        """Begin."""
        self._rounds.start()
        self._comparing.start()

    def stop(self) -> None:
        """Finish the round at hand and end."""
        self._ended.set()
        self._rounds.join()
        self._comparing.join(BROKEN_OFF.total_seconds())

    def make(self) -> None:
        """Make one round. What fails in it keeps nothing else waiting, and has its next turn."""
        for step in (*self._steps(), *self._compare()):
            _survived(step)

    def _steps(self) -> Iterator[Step]:
        app = self._app
        yield lambda: _in_one(app.records, destroy_leavers_once_a_day)
        yield lambda: _in_one(app.records, end_permissions_once_a_day)
        yield lambda: look_after(app.records, app.approval)
        yield lambda: erase_due(app.records)
        yield app.records.finish
        if (mailer := self._mailer) is not None:
            yield lambda: send_notices(app.records, mailer, self._origin)

    def _compare(self) -> Iterator[Step]:
        app = self._app
        yield lambda: reconcile_when_due(app.records, app.examiners, self._door)

    def _thread(self, name: str, steps: Callable[[], Iterator[Step]]) -> threading.Thread:
        return threading.Thread(target=self._run, args=(steps,), name=name, daemon=True)

    def _run(self, steps: Callable[[], Iterator[Step]]) -> None:
        while not self._ended.is_set():
            for step in steps():
                _survived(step)
            self._ended.wait(PAUSE.total_seconds())


def _in_one(records: Records, deed: Callable[[UnitOfWork], object]) -> None:
    with records.begin() as uow:
        deed(uow)


def _survived(step: Step) -> None:
    try:
        step()
    except GatekeeperError as error:
        _log.warning("A round was not finished: %s", type(error).__name__)
    except Exception as error:  # noqa: BLE001 - the thread has to live; nothing has passed
        # Not the error's words: they may hold a child's name.
        _log.error("A round broke: %s", type(error).__name__)
