"""The site as an ASGI application."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from zoneinfo import ZoneInfo

from fastapi import FastAPI, Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from gatekeeper.batch.brought import open_spool
from gatekeeper.bootstrap import App
from gatekeeper.desk.audit.reconcile import Door
from gatekeeper.domain.verdict import Verdict
from gatekeeper.domain.wording import in_days
from gatekeeper.ports import Mailer
from gatekeeper.settings import MOST_UPLOAD
from gatekeeper.web.attempts import Attempts
from gatekeeper.web.audits import Audits
from gatekeeper.web.body import BodyLimit
from gatekeeper.web.doors import ANYBODY
from gatekeeper.web.endpoint import endpoint
from gatekeeper.web.headers import guarded
from gatekeeper.web.kept_forms import KeptForms
from gatekeeper.web.looks import short_name
from gatekeeper.web.questions import Questions
from gatekeeper.web.remedies import on_the_pages
from gatekeeper.web.rounds import Rounds
from gatekeeper.web.site import Site
from gatekeeper.web.table import DOORS
from gatekeeper.web.trouble import trouble
from gatekeeper.web.unlocked import Unlocked
from gatekeeper.web.work import Work

LONDON = ZoneInfo("Europe/London")
SIGNS = {
    Verdict.PASS: ("fine", "✔"),
    Verdict.NOTE: ("note", "·"),
    Verdict.ASK: ("answer", "?"),
    Verdict.WAIT: ("wait", "◷"),
    Verdict.UNCHECKED: ("could not check", "!"),
    Verdict.BLOCK: ("stop", "✖"),
}
"""Word and shape of each verdict: colour alone says nothing."""


START_AGAIN = "Go to the first page and try from there. Nothing was changed."
UNSERVED = {
    404: ("There is no such page.", "Look at the address, or start from the first page."),
    405: ("This page opens only from a button.", START_AGAIN),
}
"""Sentence and remedy for whoever came to no door."""


def make_site(
    app: App,
    origin: str,
    mailer: Mailer | None = None,
    door: Door | None = None,
    most_upload: int = MOST_UPLOAD,
) -> Site:
    """Return the site of an opened home, reached under this origin.

    Without a mailer no notices are sent; without a door what is live is not compared by itself.
    `most_upload` is how many bytes all files of audits may have together.
    """
    work = Work(app)
    return Site(
        app=app,
        origin=origin,
        pages=_pages(),
        attempts=Attempts(app.records),
        work=work,
        unlocked=Unlocked(app.clock),
        rounds=Rounds(app, origin, mailer, door),
        questions=Questions(app.clock),
        audits=Audits(app, work, open_spool(app.layout, most_upload)),
        kept=KeptForms(app.clock),
    )


def make_asgi(site: Site) -> FastAPI:
    """Return the application that a server runs; docs and schema are not served."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        site.work.start()
        site.rounds.start()
        site.audits.start()
        yield
        site.audits.stop()
        site.rounds.stop()
        site.work.stop()

    asgi = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)
    for door in DOORS:
        asgi.add_api_route(
            door.path, endpoint(site, door), methods=[door.method], response_model=None
        )
    asgi.mount("/static", _Static(directory=_folder("static")), name="static")

    @asgi.exception_handler(HTTPException)
    async def missing(_: Request, error: HTTPException) -> Response:
        return _unserved(site, error)

    open_paths = frozenset(door.path for door in DOORS if door.duties is ANYBODY)
    asgi.add_middleware(BodyLimit, site=site, open_paths=open_paths)
    return asgi


def _unserved(site: Site, error: HTTPException) -> Response:
    sentence, remedy = UNSERVED.get(error.status_code, (str(error.detail), START_AGAIN))
    return trouble(site.pages, error.status_code, sentence, remedy, secure=site.secure)


class _Static(StaticFiles):
    """Our own style and scripts: the same for everybody, so a browser may keep them a while."""

    async def get_response(self, path: str, scope: object) -> Response:
        """Return a file with the headers of every answer."""
        response = await super().get_response(path, scope)  # type: ignore[arg-type]
        response.headers["Cache-Control"] = "public, max-age=3600"
        if path == "sw.js":
            response.headers["Service-Worker-Allowed"] = "/"
            response.headers["Cache-Control"] = "no-cache"
        return guarded(response, secure=False)


@cache
def _pages() -> Environment:
    """Return the templates, each made ready once in a process."""
    pages = Environment(
        loader=FileSystemLoader(_folder("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    pages.filters["when"] = _when
    pages.filters["day"] = in_days
    pages.filters["clock"] = _clock
    pages.filters["on_the_pages"] = on_the_pages
    pages.filters["short_name"] = short_name
    pages.globals["SIGNS"] = SIGNS
    return pages


def _folder(name: str) -> Path:
    return Path(str(files("gatekeeper.web") / name))


def _when(moment: datetime) -> str:
    """Return a moment as the school says it: Friday 20 November, 10:30."""
    local = moment.astimezone(LONDON)
    return f"{local:%A} {local.day} {local:%B, %H:%M}"


def _clock(moment: datetime) -> str:
    """Return the time of day at the school: 10:30."""
    return f"{moment.astimezone(LONDON):%H:%M}"
