"""The rooms beside the way of a post, in a real browser, by everybody they are for."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from gatekeeper.cli.demo_school import PASSPHRASE
from tests.conftest import CHECKOUT
from tests.e2e.browser.pages import IN_A_BROWSER, PHONE, TABLET, seat, usable

pytestmark = IN_A_BROWSER
ROOMS = {
    "Mrs Aziz": ("/rooms", "/dsl", "/dsl/closed", "/concern", "/data-protection/children"),
    "Mr Frith": ("/rooms", "/office"),
    "Mr Lind": (
        "/rooms",
        "/data-protection",
        "/data-protection/complaints",
        "/data-protection/shut",
        "/report",
    ),
    "Mrs Baptiste": ("/rooms", "/report", "/rules"),
}
REGISTER = CHECKOUT / "consent_data" / "oakfield_register.csv"


def go(page: Page, path: str) -> None:
    """Open a page, and unlock the key where it is asked for."""
    page.goto(path)
    if "/step-up" in page.url:
        page.fill("#passphrase", PASSPHRASE)
        page.get_by_role("button", name="Go on").click()
        page.wait_for_url(f"**{path}")


def enter(page: Page, who: str, path: str) -> None:
    """Sign in on the way to a page."""
    page.goto(f"/sign-in?next={path}")
    page.fill("#name", who)
    page.fill("#passphrase", PASSPHRASE)
    page.locator("main form").filter(has=page.locator("#name")).get_by_role("button").first.click()
    page.wait_for_url(lambda url: "/sign-in" not in url)


@pytest.mark.parametrize(("size", "scheme"), [(TABLET, "light"), (PHONE, "dark")])
@pytest.mark.parametrize("who", ROOMS)
def test_a_room_can_be_used_on_tablet_and_phone_in_light_and_dark(
    chromium: Browser, origin: str, who: str, size: dict[str, int], scheme: str
) -> None:
    context = chromium.new_context(viewport=size, base_url=origin, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.set_default_timeout(90_000)
    enter(page, who, ROOMS[who][0])
    for path in ROOMS[who]:
        go(page, path)
        for folded in page.locator("main details > summary").all()[:6]:
            folded.click()
        usable(page)
    context.close()


@pytest.fixture
def without_scripts(chromium: Browser, origin: str) -> Iterator[Page]:
    """Return a page in a browser that runs no JavaScript."""
    context = chromium.new_context(java_script_enabled=False, base_url=origin, viewport=PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    page.set_default_timeout(90_000)
    yield page
    context.close()


def test_a_child_is_held_in_five_steps_and_without_a_script(without_scripts: Page) -> None:
    page = without_scripts
    enter(page, "Mrs Aziz", "/dsl")
    go(page, "/dsl")
    page.fill("#letters", "zai")
    page.get_by_role("button", name="Find").click()
    page.get_by_label("Zain").check()
    page.fill("#reason", "Made up: for this test alone.")
    page.get_by_role("button", name="Hold this child").click()
    page.wait_for_selector("text=Made up: for this test alone.")
    card = page.locator(".card", has_text="for this test alone")
    card.locator("summary").click()
    card.get_by_role("button", name="Yes, lift the hold").click()
    page.wait_for_url("**/dsl")
    assert page.locator("text=for this test alone").count() == 0


def test_a_register_s_difference_is_looked_at_without_a_script(without_scripts: Page) -> None:
    page = without_scripts
    enter(page, "Mr Frith", "/office")
    page.set_input_files("#file", REGISTER)
    page.get_by_role("button", name="Show what it would change").click()
    page.wait_for_selector("text=What the file would change")
    page.get_by_role("link", name="Leave everything as it is").click()
    page.wait_for_url("**/office")


def test_everything_about_a_child_is_saved_as_one_file(chromium: Browser, origin: str) -> None:
    page = chromium.new_context(viewport=PHONE, base_url=origin).new_page()  # type: ignore[arg-type]
    page.set_default_timeout(90_000)
    enter(page, "Mr Lind", "/data-protection/children")
    page.fill("#letters", "maya")
    page.get_by_role("button", name="Find").click()
    page.locator("main .row a").first.click()
    usable(page)
    page.fill("#asked-by", "Her mother")
    page.fill("#access-why", "She asked at the office, known to us.")
    page.get_by_role("button", name="Write it down").click()
    page.wait_for_url("**/data-protection/requests")
    usable(page)
    dsl = chromium.new_context(viewport=TABLET, base_url=origin).new_page()  # type: ignore[arg-type]
    dsl.set_default_timeout(90_000)
    enter(dsl, "Mrs Aziz", "/dsl")
    go(dsl, "/dsl")
    dsl.get_by_role("button", name="That is decided").click()
    dsl.wait_for_url("**/dsl")
    dsl.context.close()
    page.reload()
    page.fill("#pass-1", PASSPHRASE)
    with page.expect_download() as saved:
        page.get_by_role("button", name="Make the file").click()
    assert saved.value.suggested_filename == "about-this-child.zip"
    page.context.close()


def test_a_trip_s_link_is_copied_by_one_press_and_selected_where_that_is_forbidden(
    chromium: Browser, origin: str
) -> None:
    page = seat(chromium, origin, "Mr Frith", PHONE)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/trips")
    page.get_by_role("button", name="link for its leader").first.click()
    address = page.locator("#address")
    expect(address).to_have_value(re.compile(r"/back/[\w-]+$"))
    copy = page.get_by_role("button", name="Copy the address")
    copy.click()
    expect(page.locator("[data-copied]")).to_contain_text("Copied.")
    assert page.evaluate("navigator.clipboard.readText()") == address.input_value()
    usable(page)
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(); }")
    copy.click()
    expect(page.locator("[data-copied]")).to_contain_text("It is selected")
    selected = address.evaluate("it => it.value.slice(it.selectionStart, it.selectionEnd)")
    assert selected == address.input_value()
    page.context.close()
