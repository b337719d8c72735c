"""The site as a whole: the opened home, where it is reached, and what it keeps in memory."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from jinja2 import Environment

from gatekeeper.bootstrap import App
from gatekeeper.domain.passkey import Party
from gatekeeper.records.reading import ReadingRecords
from gatekeeper.web.attempts import Attempts
from gatekeeper.web.audits import Audits
from gatekeeper.web.kept_forms import KeptForms
from gatekeeper.web.questions import Questions
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
    questions: Questions
    audits: Audits
    kept: KeptForms

    def only_reading(self) -> Site:
        """Return the same site for a page that only shows: it waits for nobody, writes nothing."""
        return replace(self, app=replace(self.app, records=ReadingRecords(self.app.records)))

    @property
    def party(self) -> Party | None:
        """Who asks for passkeys; None where no browser makes any: without TLS, or by number."""
        name = urlsplit(self.origin).hostname or ""
        real = re.search("[a-z]", name) and ":" not in name and not name.endswith(".local")
        able = name == "localhost" or (self.secure and real)
        return Party(name, self.origin) if able else None

    @property
    def secure(self) -> bool:
        """Whether it is reached over TLS."""
        return self.origin.startswith("https:")

    @property
    def cookie(self) -> str:
        """The name of the session's cookie; with TLS the browser holds it to this host."""
        return "__Host-gatekeeper" if self.secure else "gatekeeper"
