"""Oakfield Primary behind the real site, for what is measured in a browser."""

from __future__ import annotations

import csv
import io
import shutil
import socket
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

from gatekeeper.bootstrap import bundled, make_school_home, open_app
from gatekeeper.cli.demo_school import PASSPHRASE, DemoClock, Oakfield
from gatekeeper.desk.people.open_school import begin
from gatekeeper.desk.register.import_register import apply, difference
from gatekeeper.desk.register.register_file import parse_register
from gatekeeper.settings import from_environment
from gatekeeper.web.app import make_asgi, make_site

GROUPS = bundled("fixtures") / "oakfield" / "groups"
TABLET, UPRIGHT, PHONE = (1180, 820), (820, 1180), (390, 844)
"""Viewports in CSS pixels."""
ONE_CLASS = "Oak Class"
MAY_NOT = ("Kiko", "Omar")
"""Of the one class; the demonstration's hold on Victor Petrov makes it three."""


@contextmanager
def served(*, one_class: bool = False) -> Iterator[tuple[str, Oakfield]]:
    """Open the made-up school on a free port; with `one_class` all its pupils are one class."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        root = Path(folder) / "home"
        calendar = bundled("consent_data") / "calendar.toml"
        home = make_school_home(root, calendar, DemoClock())
        with home.records.begin() as uow:
            code = begin(uow, "Oakfield Primary", "http://localhost")
        with open_app(root, from_environment().models, DemoClock()) as app:
            oakfield = Oakfield(app)
            oakfield.open(code)
            if one_class:
                _one_class(oakfield)
            with _running(oakfield) as origin:
                yield origin, oakfield


@contextmanager
def _running(oakfield: Oakfield) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    origin = f"http://localhost:{port}"
    site = make_asgi(make_site(oakfield.app, origin))
    server = uvicorn.Server(uvicorn.Config(site, "127.0.0.1", port, log_level="warning"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield origin
    server.should_exit = True
    thread.join()


def _one_class(oakfield: Oakfield) -> None:
    """Import the register anew: everybody in one class, and all but a few may be shown."""
    data = (bundled("consent_data") / "oakfield_register.csv").read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(data)))
    for row in rows:
        said = "no" if row["first_name"] in MAY_NOT else "yes"
        row |= {name: said for name in row if name.startswith(("instagram_", "linkedin_"))}
        row |= {
            "class": row["class"] if row["left_on"] else ONE_CLASS,
            "groups": "",
            "refused_by": "",
            "child_says_no": "",
        }
        row |= {"given_on": "04/09/2026", "until": "21/07/2027", "paper": "Folder 1, sheet 01"}
        row["given_by"] = row["given_by"] or f"Ms {row['surname']}"
    text = io.StringIO()
    table = csv.DictWriter(text, rows[0].keys())
    table.writeheader()
    table.writerows(rows)
    parsed, office = parse_register(text.getvalue().encode()), oakfield.actors["office"]
    with oakfield.app.records.begin() as uow:
        apply(uow, office, parsed, difference(uow, office, parsed).id)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the browser of this machine, without a window."""
    names = ("chromium", "chromium-browser", "google-chrome")
    path = next(found for name in names if (found := shutil.which(name)))
    quiet = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=quiet)
        yield browser
        browser.close()


def seat(browser: Browser, origin: str, who: str, size: tuple[int, int], **more: object) -> Page:
    """Sit down as somebody at a screen of this size."""
    viewport = {"width": size[0], "height": size[1]}
    context = browser.new_context(viewport=viewport, base_url=origin, **more)  # type: ignore[arg-type]
    page = context.new_page()
    page.set_default_timeout(100_000)
    page.goto("/sign-in")
    page.fill("#name", who)
    page.fill("#passphrase", PASSPHRASE)
    page.click("#enter")
    page.wait_for_url(f"{origin}/")
    return page


def settle(page: Page) -> None:
    """Wait until every tap is saved and the pictures have been looked at."""
    page.wait_for_function("() => !document.querySelector('main[aria-busy], [data-progress]')")
