"""A yes that lapsed on the second school day, in a real browser at a server whose clock we move.

The school is in memory; the server, the sessions, the tablet's key and Chromium are real.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, expect

from gatekeeper.bootstrap import App
from gatekeeper.ports import UnitOfWork
from gatekeeper.records.home import Layout
from gatekeeper.web import rounds
from gatekeeper.web.app import make_asgi, make_site
from gatekeeper.web.site import Site
from tests.desk.made_school import PASSPHRASE, MadeSchool
from tests.e2e.browser.pages import PHONE, TABLET, usable
from tests.e2e.served_home import a_free_port
from tests.fakes.records import FakeRecords
from tests.web.conftest import WorkAtOnce

pytestmark = [pytest.mark.slow]
LAPSED = "The sign-off no longer holds: it is too old"


@dataclass
class Turns:
    """Records in memory for the threads of a server: one after the other."""

    records: FakeRecords
    lock: threading.Lock = field(default_factory=threading.Lock)

    @contextmanager
    def begin(self) -> Iterator[UnitOfWork]:
        """Open one transaction once nobody else has one open."""
        with self.lock, self.records.begin() as uow:
            yield uow

    @contextmanager
    def read(self) -> Iterator[UnitOfWork]:
        """Read once nobody else has one open."""
        with self.lock, self.records.read() as uow:
            yield uow

    def finish(self) -> None:
        """Nothing is ever left: there is no disk."""


@pytest.fixture
def made() -> MadeSchool:
    return MadeSchool()


@pytest.fixture
def site(made: MadeSchool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """Serve the school on loopback; its rounds after the first are the test's to make."""
    monkeypatch.setattr(rounds, "PAUSE", rounds.PAUSE * 1000)
    bundle, port = made.examiners.bundle(), a_free_port()
    app = App(Layout(tmp_path), made.clock, Turns(made.records), made.keyring, made.school, bundle)
    served = replace(make_site(app, f"http://localhost:{port}"), work=WorkAtOnce(app))
    told = uvicorn.Config(make_asgi(served), host="127.0.0.1", port=port, log_level="warning")
    server = uvicorn.Server(told)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        thread.join(0.05)
        assert thread.is_alive(), "the server ended by itself"
    yield served
    server.should_exit = True
    thread.join()


def opened(chromium: Browser, site: Site, size: dict[str, int]) -> Page:
    page = chromium.new_context(viewport=size, base_url=site.origin).new_page()  # type: ignore[arg-type]
    page.set_default_timeout(60_000)
    return page


def enter(page: Page, who: str) -> None:
    page.fill("#name", who)
    page.fill("#passphrase", PASSPHRASE)
    with page.expect_navigation():
        page.click("#enter")


def enrol(tablet: Page) -> None:
    tablet.goto("/tablet")
    enter(tablet, "head")
    tablet.fill("main #name", "The deputy's")
    tablet.fill("#passphrase", PASSPHRASE)
    tablet.click("text=Enrol this tablet")
    expect(tablet.locator("[data-said].whole")).to_contain_text("is the school's tablet now")
    tablet.click("text=Sign out")


def test_a_yes_that_lapsed_is_shown_and_refused_at_publishing_and_a_new_one_counts(
    chromium: Browser, site: Site, made: MadeSchool
) -> None:
    post = made.signed(words="The choir sang.").id
    path, tablet, phone = f"/posts/{post}", *(opened(chromium, site, s) for s in (TABLET, PHONE))
    enrol(tablet)
    tablet.goto(f"{path}/publish")
    enter(tablet, "deputy")
    made.clock.move(days=2)
    tablet.click("text=Post now?")
    tablet.wait_for_url("**/sign-in?next=*")  # the session ended long ago, and the page says so
    enter(tablet, "deputy")
    tablet.wait_for_url(f"**{path}/publish")
    tablet.click("text=Post now?")
    expect(tablet.locator("[data-said].wrong")).to_contain_text(LAPSED)
    assert tablet.locator("[data-package] a").count() == 0
    usable(tablet)
    tablet.goto("/")
    row = tablet.locator("section[aria-labelledby=all] li").first
    expect(row).to_contain_text("draft")
    expect(row).to_contain_text(LAPSED)
    tablet.goto(path)
    expect(tablet.locator("main")).to_contain_text(LAPSED)
    usable(tablet)
    with tablet.expect_navigation():
        tablet.get_by_role("button", name="Send to the headteacher").click()
    phone.goto(f"{path}/sign-off")
    enter(phone, "head")
    phone.fill("form[action$=sign-off] #passphrase", PASSPHRASE)
    with phone.expect_navigation():
        phone.click("text=Yes, sign it off")
    tablet.goto(f"{path}/publish")
    tablet.click("text=Post now?")
    expect(tablet.locator("[data-said].whole")).to_contain_text("It is on this tablet.")
    for page in (tablet, phone):
        page.context.close()


def test_the_server_itself_lets_a_yes_lapse_at_its_minute_and_no_page_offers_it_any_more(
    chromium: Browser, site: Site, made: MadeSchool
) -> None:
    made.signed(words="The choir sang.")
    page = opened(chromium, site, TABLET)
    page.goto("/")
    made.clock.move(days=2, minutes=-5)
    site.rounds.make()
    enter(page, "deputy")
    expect(page.locator("main")).to_contain_text("signed off")
    made.clock.move(minutes=5)
    site.rounds.make()
    page.reload()
    expect(page.locator("main")).to_contain_text(LAPSED)
    expect(page.locator("section[aria-labelledby=all] .pill").first).to_contain_text("draft")
    expect(page.locator("main")).not_to_contain_text("signed off")
    page.context.close()
