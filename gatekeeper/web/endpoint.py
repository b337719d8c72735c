"""Between the framework and a page: session, form, who may enter, and what an error becomes."""

from __future__ import annotations

import logging
import secrets
import traceback
from collections.abc import Awaitable, Callable
from urllib.parse import quote, urlsplit

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from gatekeeper.desk.people.sign_in import note_use, to_note, who_is_in
from gatekeeper.desk.publishing.approvers import stands_in
from gatekeeper.desk.publishing.break_glass import broke_glass
from gatekeeper.domain.people import Duty, Person
from gatekeeper.domain.session import Session
from gatekeeper.errors import (
    CouldNotCheck,
    GatekeeperError,
    NotAllowed,
    NotFound,
    NotYet,
    PictureRefused,
    Refused,
    StaleWrite,
    UsageError,
)
from gatekeeper.web.doors import ANYBODY, Door
from gatekeeper.web.form import read_form
from gatekeeper.web.headers import guarded
from gatekeeper.web.site import Site
from gatekeeper.web.trouble import trouble
from gatekeeper.web.visit import NotFresh, NotSignedIn, Visit

VISITOR = "gatekeeper-visitor"
"""The cookie of somebody who is not signed in: it ties the sign-in form to the browser."""
STATUS: tuple[tuple[type[GatekeeperError], int], ...] = (
    (NotFound, 404),
    (UsageError, 400),
    (PictureRefused, 400),
    (StaleWrite, 409),
    (NotYet, 409),
    (NotAllowed, 403),
    (Refused, 409),
    (CouldNotCheck, 503),
)
WRITTEN = ("words", "own_reason", "why")
"""Fields in which somebody writes sentences: what was not taken is shown, to be copied."""
_log = logging.getLogger(__name__)


class NotFromOurPage(NotAllowed):
    """A form was sent that did not come from a page of this visitor's."""

    remedy = "Open the page again and repeat the step. Nothing was changed."

    def __init__(self) -> None:
        super().__init__("This form is out of date.")


def endpoint(site: Site, door: Door) -> Callable[[Request], Awaitable[Response]]:
    """Return what the framework calls for a door."""
    behind = site if door.writes else site.only_reading()

    async def answer(request: Request) -> Response:
        try:
            entered = await run_in_threadpool(_entered, site, request)
        except Exception as error:  # noqa: BLE001 - as below: no page, and never a pass
            return _closed(site, error)
        if entered is None and door.duties is not ANYBODY:
            return _to_sign_in(site, request)  # before a stranger's form is read at all
        form = await _form(request, door)
        try:
            return await run_in_threadpool(_answer, door, _visit(behind, request, form, entered))
        finally:
            await form.close()

    return answer


def _entered(site: Site, request: Request) -> tuple[Session, Person] | None:
    records, token = site.app.records, request.cookies.get(site.cookie, "")
    with records.read() as uow:
        found = who_is_in(uow, token)
        if found is None or not to_note(found[0], uow.now):
            return found
    with records.begin() as uow:
        return note_use(uow, token)


def _closed(site: Site, error: Exception) -> Response:
    """Answer where not even the session could be looked up: without the error's words."""
    _log.error("The records could not be opened: %s", type(error).__name__)
    sentence = "gatekeeper could not be reached just now."
    remedy = "Nothing was changed. Wait a moment, then try once more."
    return trouble(site.pages, 503, sentence, remedy, secure=site.secure)


def _to_sign_in(site: Site, request: Request) -> Response:
    asked = f"?{request.url.query}" if request.method == "GET" and request.url.query else ""
    response = RedirectResponse(f"/sign-in?next={quote(request.url.path + asked)}", 303)
    return guarded(response, secure=site.secure)


def _to_step_up(visit: Visit, error: NotFresh) -> Response:
    """Ask who it is, and then lead back: from a form to the page on which it stands."""
    path = visit.request.url.path
    if visit.request.method == "POST":
        path = urlsplit(visit.request.headers.get("referer", "")).path or "/"
        if visit.session is not None:
            visit.site.kept.keep(visit.session.id, visit.request.url.path, path, visit.form)
    where = f"/step-up?next={quote(path)}{'&by=passphrase' if error.by_passphrase else ''}"
    return guarded(RedirectResponse(where, 303), secure=visit.site.secure)


async def _form(request: Request, door: Door) -> FormData:
    if door.method != "POST":
        return FormData()
    try:
        return await read_form(request)
    except HTTPException as error:
        raise HTTPException(400, "This form could not be read. Open the page again.") from error


def _answer(door: Door, visit: Visit) -> Response:
    try:
        _let_in(visit, door)
        response = door.answer(visit)
    except NotSignedIn:
        return _to_sign_in(visit.site, visit.request)
    except NotFresh as error:
        return _to_step_up(visit, error)
    except GatekeeperError as error:
        response = told(visit, error)
    except Exception as error:  # noqa: BLE001 - the last line of defence: a page, never a pass
        response = _our_fault(visit, error)
    _remember_visitor(visit, response)
    return guarded(response, secure=visit.site.secure)


def _visit(
    site: Site, request: Request, form: FormData, entered: tuple[Session, Person] | None
) -> Visit:
    if entered is None:
        visitor = request.cookies.get(VISITOR, "") or secrets.token_urlsafe(32)
        return Visit(site, request, form, visitor, None, None)
    return Visit(site, request, form, request.cookies[site.cookie], *entered)


def _let_in(visit: Visit, door: Door) -> None:
    if door.method == "POST":
        _from_our_page(visit)
    duties = door.duties
    if duties is None:
        return
    if visit.person is None:
        raise NotSignedIn
    if not (visit.may(*duties) or _in_the_place_of(visit, duties)):
        raise NotAllowed(f"This page is not for {visit.person.name}.")
    if door.step_up and not visit.fresh:
        raise NotFresh


def _in_the_place_of(visit: Visit, duties: frozenset[Duty]) -> bool:
    """Whether the visitor stands in for the headteacher today, or took the releaser's place."""
    site = visit.site.app
    with site.records.read() as uow:
        approves = Duty.APPROVE in duties and stands_in(uow, site.school, visit.actor)
        return approves or (Duty.RELEASE in duties and broke_glass(uow, visit.actor.id))


def _from_our_page(visit: Visit) -> None:
    """Stop a form that another site made the browser send."""
    headers = visit.request.headers
    origin = headers.get("origin", visit.site.origin)
    fetched = headers.get("sec-fetch-site", "same-origin")
    right = secrets.compare_digest(visit.text("form_token").encode(), visit.form_token.encode())
    if not right or origin != visit.site.origin or fetched not in {"same-origin", "none"}:
        raise NotFromOurPage


def _remember_visitor(visit: Visit, response: Response) -> None:
    if visit.session is None:
        response.set_cookie(
            VISITOR, visit.token, httponly=True, secure=visit.site.secure, samesite="strict"
        )


def told(visit: Visit, error: GatekeeperError) -> Response:
    """Answer with an error's sentence and what to do next."""
    status = next((code for kind, code in STATUS if isinstance(error, kind)), 500)
    typed = [visit.text(name) for name in WRITTEN if visit.text(name)]
    remedy = error.remedy
    return visit.show("trouble.html", status, sentence=str(error), remedy=remedy, typed=typed)


def _our_fault(visit: Visit, error: Exception) -> Response:
    # Neither the error's words nor a traceback: they may hold a child's name.
    where = traceback.extract_tb(error.__traceback__)[-1]
    _log.error("%s at %s, line %s", type(error).__name__, where.name, where.lineno)
    return visit.show(
        "trouble.html",
        500,
        sentence="Something went wrong inside gatekeeper. Nothing passed.",
        remedy="Try once more. If it stays, run `gatekeeper doctor` on the machine.",
    )
