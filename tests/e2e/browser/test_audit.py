"""An audit in a real browser: an export is brought, watched, and worked through by two people."""

from __future__ import annotations

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


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """Return Oakfield's export as Instagram would send it."""
    packed = tmp_path / "instagram-oakfield.zip"
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
    expect(page.get_by_text("finished", exact=True)).to_be_visible()


def presses(page: Page, name: str) -> None:
    """Press a button by the keyboard alone."""
    reaches(page, name)
    page.keyboard.press("Enter")


def test_an_export_is_brought_watched_and_worked_through_by_two_people(
    chromium: Browser, origin: str, export: Path
) -> None:
    deputy = seat(chromium, origin, "Ms Ash", TABLET)
    begins(deputy, export)
    usable(deputy)
    ends(deputy)
    usable(deputy)
    expect(deputy.get_by_text("0 of 1 worked through").first).to_be_visible()
    audit = deputy.url

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


def test_a_governor_sees_counts_alone(chromium: Browser, origin: str) -> None:
    governor = seat(chromium, origin, "Mrs Baptiste", PHONE)
    governor.goto("/audits")
    usable(governor)
    expect(governor.get_by_role("button", name="Begin the audit")).to_have_count(0)
    assert governor.goto("/audits/none").status == 403  # type: ignore[union-attr]
