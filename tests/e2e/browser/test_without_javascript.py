"""Without JavaScript, pressed to the end: a post is sent, returned, mended and stopped.

A hold without JavaScript is in `test_rooms.py`, the red button in `test_button.py`.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.browser.pages import IN_A_BROWSER, PHONE, TABLET, seat

pytestmark = IN_A_BROWSER
WORDS = "The recorder club plays in the hall at the end of term."
MENDED = "The recorder club plays in the hall on the last day of term."
REASON = "The words need another look."
SEND = "Send to the headteacher"


@pytest.fixture(scope="module")
def deputy(chromium: Browser, origin: str) -> Page:
    return seat(chromium, origin, "Ms Ash", TABLET, scripts=False)


@pytest.fixture(scope="module")
def head(chromium: Browser, origin: str) -> Page:
    return seat(chromium, origin, "Mrs Chen", PHONE, scripts=False)


@pytest.fixture(scope="module")
def made(deputy: Page, origin: str) -> str:
    """Make a post with two taps, since no answer to the first comes back; return its address."""
    deputy.goto("/new")
    deputy.fill("#words", WORDS)
    fields = {
        name: deputy.input_value(f"[data-new] [name={name}]")
        for name in ("form_token", "draft", "words", "channels", "comments_off")
    }
    unheard = deputy.request.post(
        "/new", multipart={**fields}, headers={"origin": origin}, max_redirects=0
    )
    deputy.click("text=Check it")
    deputy.wait_for_url(f"**{unheard.headers['location']}")
    sends(deputy)
    return deputy.url.partition("#")[0]


def sends(deputy: Page) -> None:
    """Send it as soon as the page, which opens itself again, says that it can be sent."""
    button = deputy.get_by_role("button", name=SEND)
    expect(button).to_be_enabled(timeout=60_000)
    button.click()
    deputy.wait_for_url("**/posts/*#sent")
    expect(deputy.locator("#sent")).to_contain_text("Sent to Mrs Chen")


def row(page: Page, words: str) -> str:
    """Return what stands about a post in the list, the one with these words."""
    page.goto("/")
    return page.locator(".row", has_text=words).inner_text()


def test_two_taps_make_one_post(deputy: Page, made: str) -> None:
    deputy.goto("/")
    expect(deputy.locator(".row", has_text=WORDS)).to_have_count(1)
    assert made


def test_the_headteacher_returns_it_with_a_reason_and_sees_what_changed(
    deputy: Page, head: Page, made: str
) -> None:
    head.goto("/")
    waiting = head.locator(".row", has_text=WORDS).get_by_role("link")
    assert (waiting.get_attribute("href") or "?") in f"{made}/sign-off"
    waiting.click()
    head.get_by_role("button", name=REASON).click()
    head.wait_for_url("**/")
    assert "returned" in row(head, WORDS)
    assert REASON in row(deputy, WORDS)
    deputy.locator(".row", has_text=WORDS).get_by_role("link").click()
    expect(deputy.locator("main")).to_contain_text(REASON)
    deputy.fill("#words", MENDED)
    deputy.get_by_role("button", name="Keep and check").click()
    sends(deputy)
    head.goto("/")
    head.locator(".row", has_text=MENDED).get_by_role("link").click()
    expect(head.get_by_role("heading", name="You sent it back")).to_be_visible()
    expect(head.get_by_text("The words are different.")).to_be_visible()


def test_it_is_stopped_by_whoever_thinks_better_of_it(deputy: Page, made: str) -> None:
    deputy.goto(made)
    deputy.get_by_text("Stop this post").click()
    deputy.fill("#why", "The hall is being painted.")
    deputy.get_by_role("button", name="Stop it", exact=True).click()
    deputy.wait_for_url("**/")
    assert "stopped" in row(deputy, MENDED)
    deputy.goto(made)
    expect(deputy.locator("#story")).to_contain_text("Stopped it: Ms Ash.")
    expect(deputy.get_by_role("button", name=SEND)).to_have_count(0)
