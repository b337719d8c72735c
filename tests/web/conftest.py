"""A made-up school behind the real site: real doors, forms and pages, pretended pictures."""

from __future__ import annotations

import atexit
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import httpx2
import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal
from fastapi import FastAPI
from starlette.testclient import TestClient

from gatekeeper.bootstrap import App
from gatekeeper.desk.actor import Actor
from gatekeeper.records.home import Layout
from gatekeeper.web.app import make_asgi, make_site
from gatekeeper.web.site import Site
from gatekeeper.web.work import Work
from tests.desk.made_school import PASSPHRASE, MadeSchool

ORIGIN = "https://oakfield.test"


class WorkAtOnce(Work):
    """Looks at pictures while the form is being sent, so that a test need not wait."""

    def ask(self, actor: Actor, post: str) -> None:
        """Check the post here and now."""
        self._trouble[post] = self._check(actor, post)


@cache
def portal() -> BlockingPortal:
    """Return the event loop of all browsers; left to itself, each page would start its own."""
    opened = start_blocking_portal()
    atexit.register(opened.__exit__, None, None, None)
    return opened.__enter__()


_sites: list[tuple[Site, FastAPI]] = []
"""The last site that a browser came to."""


def _served(site: Site) -> FastAPI:
    """Return a site's application: all browsers that come to one site reach the same."""
    if not _sites or _sites[0][0] is not site:
        _sites[:] = [(site, make_asgi(site))]
    return _sites[0][1]


class Browser:
    """One browser: keeps its cookies and sends forms as the pages have them."""

    def __init__(self, site: Site) -> None:
        self.http = TestClient(_served(site), base_url=ORIGIN, follow_redirects=False)
        self.http.portal = portal()

    def get(self, path: str) -> httpx2.Response:
        """Open a page."""
        return self.http.get(path)

    def page(self, path: str) -> str:
        """Return a page that must be there."""
        answer = self.get(path)
        assert answer.status_code == 200, answer.text
        return answer.text

    def token(self) -> str:
        """Return what this visitor's forms carry."""
        found = re.search(r'name="form_token" value="([^"]+)"', self._any_form())
        assert found is not None
        return found[1]

    def _any_form(self) -> str:
        first = self.get("/")
        return first.text if first.status_code == 200 else self.get("/sign-in").text

    def send(
        self, path: str, fields: Mapping[str, object] | None = None, **more: object
    ) -> httpx2.Response:
        """Send a form from one of this visitor's own pages."""
        return self.http.post(path, data={"form_token": self.token(), **(fields or {})}, **more)  # type: ignore[arg-type]

    def enter(self, name: str, passphrase: str = PASSPHRASE) -> httpx2.Response:
        """Sign in."""
        return self.send("/sign-in", {"name": name, "passphrase": passphrase, "next": "/"})


@pytest.fixture
def made() -> MadeSchool:
    """Return the school."""
    return MadeSchool()


@pytest.fixture
def site(made: MadeSchool, tmp_path: Path) -> Site:
    """Return its site."""
    app = App(
        Layout(tmp_path),
        made.clock,
        made.records,
        made.keyring,
        made.school,
        made.examiners.bundle(),
    )
    site = make_site(app, ORIGIN)
    return replace(site, work=WorkAtOnce(app))


@pytest.fixture
def browser(site: Site) -> Browser:
    """Return a browser in which nobody is signed in."""
    return Browser(site)


@pytest.fixture
def as_(site: Site) -> Callable[[str], Browser]:
    """Return a way to sit down as somebody, in a browser of one's own."""

    def sit(who: str) -> Browser:
        browser = Browser(site)
        assert browser.enter(who).status_code == 303
        return browser

    return sit
