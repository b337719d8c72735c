"""An audit in a real browser: an export is brought, watched, and worked through by two people."""

from __future__ import annotations

import re
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import CHECKOUT
from tests.e2e.browser.pages import IN_A_BROWSER, PHONE, TABLET, reaches, seat, usable

pytestmark = IN_A_BROWSER
EXPORT = CHECKOUT / "fixtures" / "archive" / "oakfield_export"
UPRIGHT = {"width": 820, "height": 1180}
WHY = "The trip’s leader says that all were back by eleven."


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return Oakfield's export as Instagram would send it."""
    packed = tmp_path_factory.mktemp("export") / "instagram-oakfield.zip"
    with ZipFile(packed, "w") as file:
        for path in sorted(EXPORT.rglob("*")):
            if path.is_file():
                file.write(path, path.relative_to(EXPORT))
    return packed


def begins(page: Page, export: Path) -> None:
    """Bring the export for one day, on which something is to be found."""
    page.goto("/rooms")
    page.get_by_role("link", name="Audits").click()
    usable(page)
    sends(page, export)


def sends(page: Page, export: Path) -> None:
    page.set_input_files("#files", export)
    page.fill("#since", "2026-11-20")
    page.fill("#until", "2026-11-20")
    page.get_by_role("button", name="Begin the audit").click()
    page.wait_for_url("**/audits/*")


def ends(page: Page) -> None:
    page.wait_for_function("() => !document.querySelector('[data-progress]')")
    expect(page.locator(".pill").first).to_have_text("✔ finished")


@pytest.fixture(scope="module")
def deputy(chromium: Browser, origin: str) -> Page:
    return seat(chromium, origin, "Ms Ash", TABLET)


@pytest.fixture(scope="module")
def audit(deputy: Page, export: Path) -> str:
    """Have the deputy bring the export and watch it to the end; return where the audit is."""
    begins(deputy, export)
    usable(deputy)
    ends(deputy)
    usable(deputy)
    return deputy.url


def presses(page: Page, name: str) -> None:
    """Press a button by the keyboard alone."""
    reaches(page, name)
    page.keyboard.press("Enter")


def test_an_export_is_brought_watched_and_worked_through_by_two_people(
    chromium: Browser, origin: str, deputy: Page, audit: str
) -> None:
    deputy.goto(audit)
    expect(deputy.get_by_text("0 of 1 worked through").first).to_be_visible()

    deputy.get_by_role("link", name="Work through what was found").click()
    for size in (TABLET, UPRIGHT, PHONE):
        deputy.set_viewport_size(size)  # type: ignore[arg-type]
        usable(deputy)
    picture = deputy.locator(".out img")
    assert picture.evaluate("one => one.complete && one.naturalWidth > 300")
    deputy.fill("#fine", WHY)
    deputy.get_by_role("button", name="Fine").click()
    expect(deputy.get_by_text("a second person has to say so too")).to_be_visible()
    usable(deputy)

    head = seat(chromium, origin, "Mrs Chen", PHONE)
    head.goto(f"{audit}/next")
    expect(head.get_by_text(WHY)).to_be_visible()
    usable(head)
    head.get_by_role("button", name="I say so too").click()
    expect(head.get_by_text("1 of 1 worked through").first).to_be_visible()
    expect(head.get_by_text("Nothing here waits for you.")).to_be_visible()
    with head.expect_download() as report:
        head.get_by_role("link", name="Download the report").click()
    assert "Boots on!" in report.value.path().read_text(encoding="utf-8")


def test_the_same_is_not_asked_again_and_a_slip_is_undone_without_javascript(
    chromium: Browser, origin: str, export: Path
) -> None:
    head = seat(chromium, origin, "Mrs Chen", PHONE, scripts=False)
    head.goto("/audits")
    sends(head, export)
    while head.get_by_role("link", name="Look again").count():
        head.wait_for_timeout(1000)
        head.get_by_role("link", name="Look again").click()
    post = head.locator(".rows a").first
    expect(post).to_be_visible()
    post.click()
    presses(head, "Take it down")
    expect(head.get_by_text("Saved for the post of")).to_be_visible()
    presses(head, "Undo")
    expect(head.get_by_role("button", name="Take it down")).to_be_visible()


def test_a_child_s_posts_are_looked_through_and_one_is_taken_down_and_seen_gone(
    chromium: Browser, origin: str, audit: str
) -> None:
    assert audit
    office = seat(chromium, origin, "Mr Frith", TABLET)
    office.goto("/office")
    office.fill("#letters", "ivo")
    office.get_by_role("button", name="Find").click()
    office.locator("main .row a").first.click()
    office.locator("main a[href$='/posts']").last.click()
    office.fill("#reason", "His mother asks which posts show him.")
    office.get_by_role("button", name="Show the posts").click()
    expect(office.get_by_text("no letter can be made")).to_be_visible()
    usable(office)
    office.get_by_role("link", name="Look through them").click()
    office.locator(".look .tap").first.click()
    expect(office.locator(".look.shows")).to_have_count(1)
    usable(office)
    for here_cannot_be_shown in office.locator(".look input[type=checkbox]").all():
        here_cannot_be_shown.check()
    office.get_by_role("button", name="I looked at all of these").click()
    expect(office.locator("p.done")).to_have_text(re.compile(r"(\d+) of \1 looked at, by Mr Frith"))
    office.locator("#all-looked").get_by_role("link", name="To the lists").click()
    expect(office.get_by_role("button", name="Draft the letter")).to_be_visible()
    shows = office.locator("section[aria-labelledby=shows]")
    shows.get_by_role("button", name="Have it taken down").click()
    expect(shows.get_by_text("asked to be taken down")).to_be_visible()
    office.goto("/take-downs")
    office.get_by_role("button", name="I took it down").click()
    office.fill("#proof-1", "Its link, signed out: the page is not available.")
    usable(office)
    office.get_by_role("button", name="It is gone").click()
    expect(office.locator(".pill")).to_have_text("✔ gone")


def test_a_governor_sees_counts_alone(chromium: Browser, origin: str) -> None:
    governor = seat(chromium, origin, "Mrs Baptiste", PHONE)
    governor.goto("/audits")
    usable(governor)
    expect(governor.get_by_role("button", name="Begin the audit")).to_have_count(0)
    assert governor.goto("/audits/none").status == 403  # type: ignore[union-attr]
