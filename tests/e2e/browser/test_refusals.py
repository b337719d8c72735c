"""Each refusal in a real browser: what was not done, why, and what to do next.

A post of one's own, one that changed, and one that may not be shown. "Wrong device" is in
`test_story.py`, an expired yes in `test_lapsing.py`: this school's clock is moved by nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from gatekeeper.cli.demo_school import PASSPHRASE
from tests.e2e.browser.pages import IN_A_BROWSER, PHONE, TABLET, looked_at, seat, usable

pytestmark = IN_A_BROWSER
SEND = "Send to the headteacher"


@pytest.fixture(scope="module")
def deputy(chromium: Browser, origin: str) -> Page:
    return seat(chromium, origin, "Ms Ash", TABLET)


@pytest.fixture(scope="module")
def head(chromium: Browser, origin: str) -> Page:
    return seat(chromium, origin, "Mrs Chen", PHONE)


@pytest.fixture
def stopped(deputy: Page) -> Iterator[list[str]]:
    """Return a list of posts (paths) that are stopped at the end: none is left in the queue."""
    paths: list[str] = []
    yield paths
    for path in paths:
        stops(deputy, path)


def writes(page: Page, words: str) -> str:
    """Write a post of words alone; return its path."""
    page.goto("/new")
    page.fill("#words", words)
    page.click("text=Check it")
    page.wait_for_url("**/posts/*")
    looked_at(page)
    return re.sub(r"https?://[^/]+|[?#].*", "", page.url)


def sends(page: Page) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=SEND).click()
    expect(page.locator("h1").first).to_be_visible()


def stops(page: Page, path: str) -> None:
    page.goto(path)
    page.click("text=Stop this post")
    page.fill("#why", "It was a try.")
    with page.expect_navigation():
        page.click("text=Stop it")


def says_yes(page: Page) -> None:
    page.fill("form[action$=sign-off] #passphrase", PASSPHRASE)
    with page.expect_navigation():
        page.click("text=Yes, sign it off")


def test_the_headteacher_is_offered_no_yes_to_a_post_of_her_own(
    head: Page, stopped: list[str]
) -> None:
    path = writes(head, "The hall is open for the book fair after school on Thursday.")
    stopped.append(path)
    sends(head)
    head.goto("/")
    expect(head.locator(f"a[href='{path}/sign-off']")).to_have_count(0)
    head.click(f"a[href='{path}']")
    expect(head.get_by_text("Nobody can sign it off today.")).to_be_visible()
    usable(head)
    head.goto(f"{path}/sign-off")
    refused = head.get_by_role("alert")
    expect(refused).to_contain_text("Mrs Chen helped to make this post")
    expect(refused).to_contain_text("appoints a stand-in who had no part in it")
    expect(head.get_by_role("button", name="Yes, sign it off")).to_have_count(0)
    usable(head)


def test_a_post_that_changed_while_the_page_was_open_is_not_signed(
    head: Page, deputy: Page, stopped: list[str]
) -> None:
    path = writes(deputy, "The book fair raised £80 for the reading corner.")
    stopped.append(path)
    sends(deputy)
    head.goto(f"{path}/sign-off")
    deputy.goto(path)
    deputy.fill("#words", "The book fair raised £90 for the reading corner.")
    with deputy.expect_navigation():
        deputy.click("text=Keep and check")
    looked_at(deputy)
    says_yes(head)
    refused = head.get_by_role("alert")
    expect(refused).to_contain_text("Ms Ash changed this post since the page was opened.")
    expect(refused).to_contain_text("The words are different.")
    expect(refused).to_contain_text("Nothing was signed.")
    usable(head)
    deputy.goto(path)
    expect(deputy.locator(".pill").first).to_have_text("draft")


def test_a_post_that_names_a_child_who_may_not_be_named_is_not_sent(
    deputy: Page, stopped: list[str]
) -> None:
    path = writes(deputy, "Well done to Omar Haddad, who won the egg race!")
    stopped.append(path)
    first = deputy.locator("#findings .finding").first
    expect(first).to_contain_text("This child may not be named here: “Omar Haddad”")
    expect(first.get_by_role("button", name="Write “a pupil” instead")).to_be_visible()
    expect(deputy.get_by_role("button", name=SEND)).to_be_disabled()
    expect(deputy.locator("#next")).to_contain_text("see to the 1 thing above")
    usable(deputy)
    # Whoever sends the form all the same is told the same.
    send = deputy.get_by_role("button", name=SEND)
    send.evaluate("(it) => { it.disabled = false; it.click(); }")
    expect(deputy.locator("[data-toast]")).to_contain_text("This child may not be named here")
    deputy.goto(path)
    expect(deputy.locator(".pill").first).to_have_text("draft")
    with deputy.expect_navigation():
        deputy.get_by_role("button", name="Write “a pupil” instead").click()
    looked_at(deputy)
    expect(deputy.get_by_role("button", name=SEND)).to_be_enabled()
