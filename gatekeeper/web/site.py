"""The site as a whole: the opened home, where it is reached, and what it keeps in memory."""

from __future__ import annotations

from dataclasses import dataclass

from jinja2 import Environment

from gatekeeper.bootstrap import App
from gatekeeper.web.attempts import Attempts
from gatekeeper.web.rounds import Rounds
from gatekeeper.web.unlocked import Unlocked
from gatekeeper.web.work import Work


@dataclass(frozen=True, slots=True)
class Site:
    """Everything that a page may need."""

    app: App
    origin: str
    """Scheme, host and port under which browsers reach it, as in `https://gate.school.sch.uk`."""
    pages: Environment
    attempts: Attempts
    work: Work
    unlocked: Unlocked
    rounds: Rounds

    @property
    def secure(self) -> bool:
        """Whether it is reached over TLS."""
        return self.origin.startswith("https:")

    @property
    def cookie(self) -> str:
        """The name of the session's cookie; with TLS the browser holds it to this host."""
        return "__Host-gatekeeper" if self.secure else "gatekeeper"
