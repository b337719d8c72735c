"""kill -9 of the server while somebody looks at a page of it, and the same server again.

The page says what it is doing, keeps what is tapped meanwhile, and comes to its faces by itself.
"""

from __future__ import annotations

import os
import time
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from tests.cli.terminal import PASSPHRASE, TEACHER, Terminal
from tests.e2e.browser.pages import TABLET, looked_at
from tests.e2e.served_home import Served, a_free_port
from tests.e2e.test_kill_serve import searched, serving
from tests.e2e.whole import require_goes_on, story
from tests.fakes.examiners import picture

pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="kill -9 is a matter of POSIX"),
    pytest.mark.slow,
]
QUICK, SLOW = picture("a", faces=2), picture("b", faces=1)


PATIENCE = 60_000
"""Milliseconds: a page whose server is gone tries again every eight seconds at most."""


def heading(page: Page, number: int, words: str) -> None:
    told = page.locator(f"#picture-{number} h2")
    expect(told).to_have_text(f"Picture {number}: {words}", timeout=PATIENCE)


def test_a_page_whose_server_is_killed_tries_again_and_comes_to_its_faces_with_every_tap(
    chromium: Browser, oakfield: Terminal, tmp_path: Path
) -> None:
    home = oakfield.copy(tmp_path / "home")
    first = Served(
        home.home, home.clock.now(), time.time(), a_free_port(), look=60, slow=SLOW, lease=600
    )
    page = chromium.new_context(viewport=TABLET, base_url=first.origin).new_page()  # type: ignore[arg-type]
    page.set_default_timeout(60_000)
    with serving(first) as (process,):
        begin(page)
        heading(page, 1, "2 faces, 0 accounted for")
        page.locator("#picture-1 .grid button").first.click()
        heading(page, 1, "2 faces, 1 accounted for")
        expect(page.locator("[data-progress]")).to_have_count(1)
        before = story(home.home)
        process.kill()
        process.join()
    said = page.locator("[data-toast]")
    expect(said).to_have_text("No connection. The page tries again by itself.", timeout=PATIENCE)
    page.locator("#picture-1 .grid button:enabled").first.click()
    expect(said).to_contain_text("No connection. 1 tap is kept here")
    with serving(replace(first, look=0)):
        heading(page, 1, "2 faces, 2 accounted for")
        heading(page, 2, "1 face, 0 accounted for")
        looked_at(page)
        expect(said).to_have_text("")
    require_goes_on(before, story(home.home))
    assert searched(home.home) == (2, 2)
    page.context.close()


def begin(page: Page) -> None:
    """Sign in, and have two pictures looked at."""
    page.goto("/sign-in")
    page.fill("#name", TEACHER)
    page.fill("#passphrase", PASSPHRASE)
    page.click("#enter")
    page.click("text=New post")
    files = {"a.jpg": QUICK, "b.jpg": SLOW}
    page.set_input_files(
        "#pictures",
        [
            FilePayload(name=name, mimeType="image/jpeg", buffer=data)
            for name, data in files.items()
        ],
    )
    page.fill("#words", "We saw a heron.")
    page.click("text=Check it")
    page.wait_for_url("**/posts/*")
