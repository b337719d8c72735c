"""Stopping, incidents, notices, stand-ins and the glass in a real browser, tablet and phone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from gatekeeper.cli.demo_school import PASSPHRASE
from tests.e2e.browser.pages import IN_A_BROWSER, PHONE, TABLET, seat, usable

pytestmark = IN_A_BROWSER
LOUD = "Everything is stopped."


def presses(page: Page, button: str) -> None:
    """Press a button that leads to a page, and prove who it is where that is asked for."""
    with page.expect_navigation():
        page.get_by_role("button", name=button).click()
    if "/step-up" in page.url:
        page.fill("main #passphrase", PASSPHRASE)
        with page.expect_navigation():
            page.get_by_role("button", name="Go on").click()
        with page.expect_navigation():
            page.get_by_role("button", name="Do it now").click()  # nothing is typed again


@pytest.fixture
def head(chromium: Browser, origin: str) -> Iterator[Page]:
    """Return the headteacher on her phone, who starts everything again at the end."""
    page = seat(chromium, origin, "Mrs Chen", PHONE)
    yield page
    page.goto("/stopped")
    if page.get_by_text(LOUD).count():
        starts(page)


def starts(head: Page) -> None:
    head.goto("/stopped")
    presses(head, "It was a drill")
    expect(head.get_by_text(LOUD)).to_have_count(0)


def test_anybody_stops_everything_without_javascript_and_the_headteacher_starts_it(
    chromium: Browser, origin: str, head: Page
) -> None:
    page = seat(chromium, origin, "Mrs Baptiste", PHONE, scripts=False)
    page.click("text=Stop everything")
    expect(page.get_by_text("Really?")).to_be_visible()
    page.click("text=Yes, stop everything")
    page.wait_for_url("**/stopped")
    expect(page.get_by_text(LOUD)).to_be_visible()
    head.goto("/trips")
    expect(head.get_by_text(LOUD)).to_be_visible()
    usable(head)
    head.click("text=Who stopped it, and why")
    expect(head.get_by_text("Mrs Baptiste, Friday")).to_be_visible()
    usable(head)
    starts(seat(chromium, origin, "Mrs Chen", PHONE, scripts=False))


def test_an_incident_is_put_on_record_and_printed_without_buttons(
    chromium: Browser, origin: str
) -> None:
    page = seat(chromium, origin, "Ms Ash", TABLET)
    page.goto("/incidents")
    usable(page)
    page.check("text=A child is shown or named")
    page.fill("#incident-words", "The second row: a family has rung.")
    page.get_by_role("button", name="Put it on record").click()
    page.wait_for_url("**/incidents/*")
    page.select_option("#done", "EVIDENCE")
    page.fill("#note-words", "Pictures of the screen.")
    page.get_by_role("button", name="Add to the record").click()
    expect(page.get_by_text("Pictures of the screen.")).to_be_visible()
    expect(page.get_by_text("71 hours")).to_be_visible()
    usable(page)
    page.emulate_media(media="print")
    expect(page.locator("header.bar")).to_be_hidden()
    expect(page.get_by_role("button", name="Add to the record")).to_be_hidden()
    expect(page.get_by_text("0303 123 1113")).to_be_visible()
    page.emulate_media(media="screen")
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    usable(page)


def test_a_notice_is_ready_in_a_few_taps_once_the_patterns_are_signed(
    chromium: Browser, origin: str, head: Page
) -> None:
    head.goto("/announce")
    expect(head.locator("form[action$='/closed']")).to_be_visible()  # signed in the made-up school
    head.locator("details:has(#sign-passphrase)").evaluate("(it) => (it.open = true)")
    usable(head)
    head.fill("#sign-passphrase", PASSPHRASE)
    with head.expect_navigation():
        head.get_by_role("button", name="Sign them for a year").click()
    head.wait_for_selector("form[action$='/closed']")
    office = seat(chromium, origin, "Mr Frith", TABLET)
    office.goto("/announce")
    usable(office)
    office.locator("form[action$='/closed'] button").click()
    office.wait_for_url("**/announce/posts/*")
    usable(office)
    office.get_by_role("button", name="It is right: have it ready").click()
    office.wait_for_selector("text=Headteacher and DSL are told.")
    usable(office)
    alt = office.locator("img.photo").get_attribute("alt")
    assert alt is not None
    assert alt.startswith("Oakfield Primary is closed on Friday 20 November.")


def test_somebody_is_appointed_to_stand_in_and_ended(head: Page) -> None:
    head.goto("/stand-ins")
    head.select_option("#person", label="Mrs Aziz")
    head.fill("#appoint-passphrase", PASSPHRASE)
    head.get_by_role("button", name="Appoint", exact=True).click()
    expect(head.get_by_role("heading", name="Mrs Aziz")).to_be_visible()
    usable(head)
    head.get_by_role("button", name="End it now").click()
    expect(head.get_by_text("Nobody stands in")).to_be_visible()


def test_the_glass_is_broken_after_a_step_up(head: Page) -> None:
    head.goto("/glass")
    usable(head)
    head.fill("#glass-reason", "Ms Ash is on a train.")
    presses(head, "Step in, and tell every leader")
    expect(head.get_by_text("What you may now publish")).to_be_visible()
    usable(head)
