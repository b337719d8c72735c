"""The class's post in a real browser: from the camera roll to comments seen off."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from gatekeeper.cli.demo_school import PASSPHRASE
from tests.conftest import CHECKOUT
from tests.e2e.browser.pages import IN_A_BROWSER, PHONE, TABLET, looked_at, seat, usable

pytestmark = IN_A_BROWSER
DRAFT = CHECKOUT / "fixtures" / "drafts" / "nothing_wrong"
WHO = (
    ("Noor Rahman", "Eshe Wanjiru", "Femi Adeyemi", "Wendy Zhang"),
    ("Wendy Zhang", "Ms Ash", "Femi Adeyemi"),
)


@pytest.fixture(scope="session")
def drafted(chromium: Browser, origin: str) -> str:
    """Have the class teacher make the post and name everybody; return its address."""
    page = seat(chromium, origin, "Miss Hale", TABLET)
    usable(page)
    page.click("text=New post")
    usable(page)
    page.set_input_files("#pictures", [DRAFT / "council.jpg", DRAFT / "garden.jpg"])
    page.fill("#words", "Our School Council met to choose books for the reading corner.")
    page.check("text=School Council")
    page.click("text=Check it")
    page.wait_for_url("**/posts/*")
    looked_at(page)
    usable(page)
    path = page.url.removeprefix(origin)
    for picture, names in enumerate(WHO, start=1):
        for name in names:
            page.locator(f"#picture-{picture} .grid button", has_text=name).click()
        looked_at(page)
    page.fill("#alt-1", "Four pupils at a table.")
    page.fill("#alt-2", "Two pupils and a teacher in a garden.")
    page.click("text=Keep and check")
    page.wait_for_load_state()
    looked_at(page)
    about_a_trip = page.locator("text=It is not about this trip")
    if about_a_trip.count():  # asked only while one of the school's trips is near
        about_a_trip.first.click()
        page.wait_for_load_state()
        looked_at(page)
    assert page.locator(".finding:not(.note) .sentence").all_inner_texts() == []
    assert page.locator(".picture h2").all_inner_texts() == [
        "Picture 1: 4 faces, 4 accounted for",
        "Picture 2: 3 faces, 3 accounted for",
    ]
    return path


@pytest.fixture(scope="session")
def signed(chromium: Browser, origin: str, drafted: str) -> str:
    """Have the deputy send it and the headteacher sign it on her phone."""
    deputy = seat(chromium, origin, "Ms Ash", TABLET)
    deputy.goto(drafted)
    deputy.click("text=Send to the headteacher")
    deputy.wait_for_url("**/posts/*#sent")
    expect(deputy.locator("#sent")).to_contain_text("Sent to Mrs Chen")
    usable(deputy)
    head = seat(chromium, origin, "Mrs Chen", PHONE)
    usable(head)
    head.locator("section[aria-labelledby=queue] a").first.click()
    head.wait_for_url("**/sign-off")
    usable(head)
    head.fill("form[action$=sign-off] #passphrase", PASSPHRASE)
    head.click("text=Yes, sign it off")
    head.wait_for_url(f"{origin}/?signed=*")
    return drafted


def test_another_browser_is_not_the_tablet(chromium: Browser, origin: str, signed: str) -> None:
    page = seat(chromium, origin, "Ms Ash", TABLET)
    page.goto(f"{signed}/publish")
    page.click("text=Post now?")
    page.wait_for_selector("text=This is not the school's tablet")
    page.get_by_role("link", name="To the posts").click()
    page.wait_for_url(f"{origin}/")


def test_the_tablet_publishes_what_was_signed_and_proves_comments_off(
    chromium: Browser, origin: str, signed: str
) -> None:
    tablet = seat(chromium, origin, "Mrs Chen", TABLET)
    tablet.goto("/tablet")
    usable(tablet)
    tablet.fill("#name", "The desk's tablet")
    tablet.fill("#passphrase", PASSPHRASE)
    tablet.click("text=Enrol this tablet")
    tablet.wait_for_selector("text=is the school's tablet now")
    tablet.click("text=Sign out")
    tablet.fill("#name", "Ms Ash")
    tablet.fill("#passphrase", PASSPHRASE)
    tablet.click("#enter")
    tablet.goto(f"{signed}/publish")
    usable(tablet)
    tablet.click("text=Post now?")
    tablet.wait_for_selector("text=Save picture-2.jpg")
    with tablet.expect_download() as saved:
        tablet.click("text=Save picture-1.jpg")
    assert Path(saved.value.path()).read_bytes()[:3] == b"\xff\xd8\xff"
    tablet.fill("#link-instagram", "https://www.instagram.com/p/oakfield1/")
    tablet.click("text=It went out")
    tablet.wait_for_selector("text=comments not proved")
    tablet.get_by_role("button", name="Off: nobody can comment").click()
    tablet.wait_for_selector("text=Done: comments seen off")
