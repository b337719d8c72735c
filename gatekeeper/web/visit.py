"""One request, as a page sees it: who asks, what was typed, and how to answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from urllib.parse import quote

from fastapi import Request
from starlette.datastructures import FormData, UploadFile
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.publishing.stop_queue import queue_state
from gatekeeper.desk.ways_in.passkey_signer import PasskeySigner
from gatekeeper.domain.canonical import digest
from gatekeeper.domain.people import Duty, Person
from gatekeeper.domain.queue_stop import WHY_STOPPED
from gatekeeper.domain.session import Session
from gatekeeper.errors import NotAllowed, UsageError
from gatekeeper.ports import UnitOfWork
from gatekeeper.web.site import Site

TABLET_MARK = "gatekeeper-tablet"
"""The cookie of a browser that was enrolled as the school's tablet: it opens nothing, it shuts."""


class NotSignedIn(NotAllowed):
    """Nobody is signed in, or the session has ended; what was typed has to be sent again."""

    remedy = "Sign in. What you saved is still there."

    def __init__(self) -> None:
        super().__init__("You are not signed in any more.")


class NotFresh(NotAllowed):
    """What is asked for needs the person's own key, unlocked within the last two minutes."""

    remedy = "Say once more who you are, then repeat the step. Nothing was changed."

    def __init__(self, *, by_passphrase: bool = False) -> None:
        super().__init__("This step needs your own key, unlocked just now.")
        self.by_passphrase = by_passphrase


@dataclass(frozen=True, slots=True)
class Visit:
    """A request with its session and form. `token` is the session's, or a visitor's own."""

    site: Site
    request: Request
    form: FormData
    token: str
    session: Session | None
    person: Person | None

    @property
    def actor(self) -> Actor:
        """Who does it, without a step-up.

        Raises:
            NotSignedIn: nobody is.
        """
        if self.person is None:
            raise NotSignedIn
        return Actor(self.person)

    @property
    def fresh(self) -> bool:
        """Whether the person stepped up within the last two minutes, in this session."""
        return self.fresh_until is not None

    @property
    def fresh_until(self) -> datetime | None:
        """When the step-up ends, if it is fresh."""
        return self.site.unlocked.until(self.session) if self.session else None

    @property
    def unlocked(self) -> Actor:
        """Who does it, with the own key. The browser is led to `/step-up` and back if need be.

        Raises:
            NotFresh: there was no step-up within the last two minutes.
        """
        signer = self.site.unlocked.of(self.session) if self.session else None
        if signer is None:
            raise NotFresh
        return replace(self.actor, signer=signer)

    @property
    def unlocked_by_passphrase(self) -> Actor:
        """Who does it, with the key under the passphrase, which alone opens what was sealed.

        Raises:
            NotFresh: there was no step-up by passphrase within the last two minutes.
        """
        actor = self.unlocked
        if isinstance(actor.signer, PasskeySigner):
            raise NotFresh(by_passphrase=True)
        return actor

    @property
    def address(self) -> str:
        """The address the request came from."""
        return self.request.client.host if self.request.client else ""

    @property
    def on_the_tablet(self) -> bool:
        """Whether this browser is the shared tablet, on which the DSL room never opens."""
        proved = self.session is not None and bool(self.session.device)
        return proved or TABLET_MARK in self.request.cookies

    def tablet(self, uow: UnitOfWork) -> str:
        """Return the id of the tablet that this browser is, or nothing."""
        marked = self.request.cookies.get(TABLET_MARK, "")
        return marked if marked and uow.devices.get(marked) else ""

    @property
    def form_token(self) -> str:
        """What a form of this visitor's pages carries; nobody else's page can know it."""
        return digest("form", self.token)

    def may(self, *duties: Duty) -> bool:
        """Whether the person's roles carry one of these duties."""
        return self.person is not None and any(self.person.may(duty) for duty in duties)

    def path(self, name: str) -> str:
        """Return a part of the address, as in `{post}`."""
        return str(self.request.path_params[name])

    def text(self, name: str) -> str:
        """Return one field as typed, without spaces around it; empty when it is missing."""
        value = self.form.get(name)
        return value.strip() if isinstance(value, str) else ""

    def number(self, name: str) -> int | None:
        """Return a whole number that a form carries; None without one."""
        text = self.text(name)
        return int(text) if text.isascii() and text.isdigit() else None

    def texts(self, name: str) -> tuple[str, ...]:
        """Return every value of a field that may come several times."""
        return tuple(v.strip() for v in self.form.getlist(name) if isinstance(v, str) and v.strip())

    def day(self, name: str) -> date:
        """Return a day that was typed or chosen.

        Raises:
            UsageError: it is missing, or not written as a date.
        """
        try:
            return date.fromisoformat(self.text(name))
        except ValueError as error:
            message = "A day is missing, or is not written as a date."
            raise UsageError(message, "Choose it, or write it as 2027-01-31.") from error

    def ticked(self, name: str) -> bool:
        """Whether a box was ticked."""
        return name in self.form

    def uploads(self, name: str) -> tuple[UploadFile, ...]:
        """Return the files of a field, in the order in which they were chosen."""
        files = (v for v in self.form.getlist(name) if isinstance(v, UploadFile))
        return tuple(file for file in files if file.filename)

    def show(self, template: str, status: int = 200, **values: Any) -> Response:
        """Answer with a page."""
        page = self.site.pages.get_template(template)
        shared: Mapping[str, Any] = {
            "visit": self,
            "person": self.person,
            "form_token": self.form_token,
            "Duty": Duty,
            "stop_state": queue_state(self.site.app.records),
            "stop_reasons": WHY_STOPPED,
        }
        return HTMLResponse(page.render({**shared, **values}), status_code=status)

    def go(self, path: str) -> Response:
        """Answer by sending the browser to another page, so that a reload repeats nothing.

        A script of ours that sent the form is told where to look, and puts it in its place.
        """
        where = quote(path, safe="/?=&#%")
        if "application/json" in self.request.headers.get("accept", ""):
            return JSONResponse({"go": where})
        return RedirectResponse(where, status_code=303)

    def asked(self, name: str) -> str:
        """Return one value of the address's question part; empty when it is missing."""
        return self.request.query_params.get(name, "")

    def keep(self, response: Response, token: str) -> Response:
        """Have the browser keep a session's token."""
        response.set_cookie(
            self.site.cookie,
            token,
            httponly=True,
            secure=self.site.secure,
            samesite="strict",
            path="/",
        )
        return response
