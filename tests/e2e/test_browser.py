"""The class's post in a real browser: from the camera roll to comments seen off, and who may not.

Everything is real: the server, the pictures, the models, the keys, and Chromium. Where no
browser is found these tests are skipped, and say so; CI has one.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from gatekeeper.cli.demo_school import PASSPHRASE
from gatekeeper.evidence.models.cache import missing_or_altered
from gatekeeper.settings import from_environment
from tests.conftest import CHECKOUT

pytestmark = [pytest.mark.models, pytest.mark.slow, pytest.mark.xdist_group("browser")]
DRAFT = CHECKOUT / "fixtures" / "drafts" / "nothing_wrong"
WHO = (
    ("Noor Rahman", "Eshe Wanjiru", "Femi Adeyemi", "Wei Zhang"),
    ("Wei Zhang", "Ms Ash", "Femi Adeyemi"),
)
TABLET, PHONE = {"width": 1180, "height": 820}, {"width": 390, "height": 844}


def _chromium() -> str | None:
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((found for name in names if (found := shutil.which(name))), None)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Return a real browser, without a window."""
    found = _chromium()
    if found is None:
        assert not os.environ.get("CI"), "CI needs Chromium: apt-get install chromium"
        pytest.skip("NO BROWSER HERE: install chromium to test the pages in one")
    with sync_playwright() as playwright:
        quiet = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]
        browser = playwright.chromium.launch(executable_path=found, args=quiet)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def origin() -> Iterator[str]:
    """Start the made-up school as a person would, and return where it is."""
    if missing_or_altered(from_environment().models):
        pytest.skip("the face models are not on this machine: run `gatekeeper models fetch`")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gatekeeper", "demo", "--serve", "--port", str(port)]
    with subprocess.Popen(command, cwd=CHECKOUT, stdout=subprocess.DEVNULL) as server:
        where = f"http://localhost:{port}"
        _wait_for(where, server)
        yield where
        server.terminate()


def _wait_for(where: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        assert server.poll() is None, "the server ended by itself"
        try:
            with urlopen(f"{where}/sign-in", timeout=5):  # noqa: S310 - our own server
                return
        except (URLError, TimeoutError, ConnectionError):
            time.sleep(0.2)
    pytest.fail("the server did not answer")


def _seat(chromium: Browser, origin: str, who: str, size: dict[str, int]) -> Page:
    page = chromium.new_context(viewport=size, base_url=origin).new_page()  # type: ignore[arg-type]
    page.set_default_timeout(90_000)
    page.goto("/sign-in")
    page.fill("#name", who)
    page.fill("#passphrase", PASSPHRASE)
    page.click("main button")
    page.wait_for_url(f"{origin}/")
    return page


def _usable(page: Page) -> None:
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
    assert found.violations_count == 0, found.generate_report()
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0, "the page has to be moved sideways"


def _looked_at(page: Page) -> None:
    page.wait_for_selector("[data-progress]", state="detached")


@pytest.fixture(scope="module")
def drafted(chromium: Browser, origin: str) -> str:
    """Have the class teacher make the post and name everybody; return its address."""
    page = _seat(chromium, origin, "Miss Hale", TABLET)
    _usable(page)
    page.click("text=New post")
    _usable(page)
    page.set_input_files("#pictures", [DRAFT / "council.jpg", DRAFT / "garden.jpg"])
    page.fill("#words", "Our School Council met to choose books for the reading corner.")
    page.check("text=School Council")
    page.click("text=Check it")
    page.wait_for_url("**/posts/*")
    _looked_at(page)
    _usable(page)
    path = page.url.removeprefix(origin)
    for picture, names in enumerate(WHO, start=1):
        for face, name in enumerate(names, start=1):
            card = page.locator(f"#picture-{picture} .faces > li").nth(face - 1)
            card.locator("input[name=who]").fill(name)
            card.get_by_text("Say who").click()
            page.wait_for_load_state()
            _looked_at(page)
    page.fill("#alt-1", "Four pupils at a table.")
    page.fill("#alt-2", "Two pupils and a teacher in a garden.")
    page.click("text=Keep and check")
    page.wait_for_load_state()
    _looked_at(page)
    page.click("text=It is not about this trip")
    page.wait_for_load_state()
    _looked_at(page)
    assert page.locator(".finding:not(.note) .sentence").all_inner_texts() == []
    assert page.locator(".picture h2").all_inner_texts() == [
        "Picture 1: 4 faces, 4 accounted for",
        "Picture 2: 3 faces, 3 accounted for",
    ]
    return path


@pytest.fixture(scope="module")
def signed(chromium: Browser, origin: str, drafted: str) -> str:
    """Have the deputy send it and the headteacher sign it on her phone."""
    deputy = _seat(chromium, origin, "Ms Ash", TABLET)
    deputy.goto(drafted)
    deputy.click("text=Send to the headteacher")
    deputy.wait_for_url(f"{origin}/")
    head = _seat(chromium, origin, "Mrs Chen", PHONE)
    _usable(head)
    head.locator("section[aria-labelledby=queue] a").first.click()
    head.wait_for_url("**/sign-off")
    _usable(head)
    head.fill("form[action$=sign-off] #passphrase", PASSPHRASE)
    head.click("text=Yes, sign it off")
    head.wait_for_url(f"{origin}/")
    return drafted


def test_another_browser_is_not_the_tablet(chromium: Browser, origin: str, signed: str) -> None:
    page = _seat(chromium, origin, "Ms Ash", TABLET)
    page.goto(f"{signed}/publish")
    page.click("text=Post now?")
    page.wait_for_selector("text=This is not the school's tablet")


def test_the_tablet_publishes_what_was_signed_and_proves_comments_off(
    chromium: Browser, origin: str, signed: str
) -> None:
    tablet = _seat(chromium, origin, "Mrs Chen", TABLET)
    tablet.goto("/tablet")
    _usable(tablet)
    tablet.fill("#name", "The desk's tablet")
    tablet.fill("#passphrase", PASSPHRASE)
    tablet.click("text=Enrol this tablet")
    tablet.wait_for_selector("text=is the school's tablet now")
    tablet.click("text=Sign out")
    tablet.fill("#name", "Ms Ash")
    tablet.fill("#passphrase", PASSPHRASE)
    tablet.click("main button")
    tablet.goto(f"{signed}/publish")
    _usable(tablet)
    tablet.click("text=Post now?")
    tablet.wait_for_selector("text=Save picture-2.jpg")
    with tablet.expect_download() as saved:
        tablet.click("text=Save picture-1.jpg")
    assert Path(saved.value.path()).read_bytes()[:3] == b"\xff\xd8\xff"
    tablet.fill("#link-instagram", "https://www.instagram.com/p/oakfield1/")
    tablet.click("text=It went out")
    tablet.wait_for_selector("text=comments not proved")
    tablet.get_by_role("button", name="off", exact=True).click()
    tablet.wait_for_selector("text=Done: comments seen off")


def test_without_javascript_a_post_can_be_read_returned_and_stopped(
    chromium: Browser, origin: str, drafted: str
) -> None:
    context = chromium.new_context(java_script_enabled=False, base_url=origin)
    page = context.new_page()
    page.goto(drafted)
    page.fill("#name", "Ms Ash")
    page.fill("#passphrase", PASSPHRASE)
    page.click("main button")
    page.wait_for_url(f"**{drafted}")
    page.click("text=Stop this post")
    assert page.locator("text=Stop it").is_visible()
