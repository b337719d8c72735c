"""What was typed into a form that led to a step-up: kept for minutes, in this process's memory.

It is sent again only by the same session, from a page of ours, with one more tap. A form that holds
a secret or a file is not kept.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import datetime, timedelta

from starlette.datastructures import FormData

from gatekeeper.ports import Clock

LIFE = timedelta(minutes=5)
MOST = 64_000
"""Characters of one form; a longer one is not kept."""
MOST_FORMS = 200
TOKEN = "form_token"  # noqa: S105 - the name of a field
SECRETS = frozenset({"passphrase", "password", "code", "answer", "question", "proof"})


@dataclass(frozen=True, slots=True)
class KeptForm:
    """A form: where it goes, the page on which it stood, and its fields in order."""

    action: str
    page: str
    fields: tuple[tuple[str, str], ...]
    at: datetime


class KeptForms:
    """One form a session, the newest; taking it out forgets it."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._kept: dict[str, KeptForm] = {}

    def keep(self, session: str, action: str, page: str, form: FormData) -> None:
        """Keep what was typed, unless it holds a secret or a file, or is too long."""
        fields = tuple(
            (name, value)
            for name, value in form.multi_items()
            if name != TOKEN and isinstance(value, str)
        )
        whole = len(fields) == sum(name != TOKEN for name, _ in form.multi_items())
        size = sum(len(name) + len(value) for name, value in fields)
        with self._lock:
            self._drop_old()
            self._kept.pop(session, None)
            if whole and size <= MOST and not SECRETS & {name for name, _ in fields}:
                self._kept[session] = KeptForm(action, page, fields, self._clock.now())
            while len(self._kept) > MOST_FORMS:
                self._kept.pop(next(iter(self._kept)))

    def take(self, session: str, page: str) -> KeptForm | None:
        """Return what the session had typed on this page a moment ago; it is kept no longer."""
        with self._lock:
            self._drop_old()
            found = self._kept.pop(session, None)
        return found if found is not None and found.page == page else None

    def waits(self, session: str, page: str) -> str:
        """Return where the form goes that this page's visitor sent a moment ago; empty for none."""
        with self._lock:
            self._drop_old()
            found = self._kept.get(session)
        return found.action if found is not None and found.page == page else ""

    def _drop_old(self) -> None:
        since = self._clock.now() - LIFE
        self._kept = {key: form for key, form in self._kept.items() if form.at > since}
