"""The tablet in a browser: a bad network, a finger on the picture, no script, no mouse."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from gatekeeper.cli.demo_school import PASSPHRASE
from tests.conftest import CHECKOUT
from tests.e2e.browser.pages import IN_A_BROWSER, PHONE, TABLET, looked_at, seat, usable

pytestmark = IN_A_BROWSER
DRAFT = CHECKOUT / "fixtures" / "drafts" / "nothing_wrong"
PICTURES = [DRAFT / "council.jpg", DRAFT / "garden.jpg"]


@pytest.fixture(scope="module")
def uploaded(chromium: Browser, origin: str) -> Page:
    """Make a post over a network that loses every picture at least once."""
    known = seat(chromium, origin, "Miss Hale", TABLET).context.storage_state()
    context = chromium.new_context(
        base_url=origin,
        storage_state=known,
        viewport=TABLET,  # type: ignore[arg-type]
        service_workers="block",  # Playwright loses no request that passes through a worker
    )
    page = context.new_page()
    page.set_default_timeout(300_000)
    turns = 0

    def lossy(route: Route) -> None:
        nonlocal turns
        turns += 1
        if turns in (1, 2, 4):
            route.abort("connectionreset")
        else:
            route.continue_()

    page.route("**/new/pictures", lossy)
    page.goto("/new")
    page.set_input_files("#pictures", PICTURES)
    assert page.evaluate("document.activeElement.id") == "words"
    page.keyboard.type("Our School Council met to choose books.")
    page.check("text=School Council")
    page.click("text=Check it")
    page.wait_for_url("**/posts/*")
    assert turns == 5
    looked_at(page)
    return page


def test_a_network_that_loses_every_other_picture_loses_none(uploaded: Page) -> None:
    assert uploaded.locator(".picture h2").all_inner_texts() == [
        "Picture 1: 4 faces, 0 accounted for",
        "Picture 2: 3 faces, 0 accounted for",
    ]
    usable(uploaded)


def test_a_tap_whose_connection_is_lost_is_kept_and_sent_again(uploaded: Page) -> None:
    page, turns = uploaded, []

    def lost(route: Route) -> None:
        turns.append(1)
        route.abort("internetdisconnected") if len(turns) == 1 else route.continue_()

    page.route("**/faces", lost)
    page.locator("#picture-1 .grid button", has_text="Noor Rahman").click()
    page.wait_for_selector("text=Picture 1: 4 faces, 1 accounted for")
    page.unroute("**/faces")
    assert len(turns) == 2
    expect(page.locator("#picture-1 .grid button", has_text="Noor Rahman")).to_be_disabled()


def test_the_next_face_is_chosen_at_once(uploaded: Page) -> None:
    form = uploaded.locator("#picture-1 [data-naming] [name=sighting]")
    now = form.input_value()
    uploaded.locator("#picture-1 .grid button", has_text="Eshe Wanjiru").click()
    assert form.input_value() != now
    looked_at(uploaded)


def test_a_place_is_covered_with_a_finger_and_its_corners_can_be_moved(uploaded: Page) -> None:
    page = uploaded
    page.click("#picture-2 .tools > summary")
    page.check("#picture-2 .tools [value=cover]")
    photo = page.locator("#photo-2")
    photo.scroll_into_view_if_needed()
    box = photo.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 90, box["y"] + 80, steps=4)
    page.mouse.up()
    handle = page.locator("#photo-2 [data-corner=se]").bounding_box()
    assert handle is not None
    assert handle["width"] >= 43
    page.click("#picture-2 .tools form[data-tools] button.button")
    page.wait_for_selector("#photo-2 .patch")
    looked_at(page)
    page.click("#picture-2 .tools > summary")
    page.click("text=Take cover 1 off")
    page.wait_for_selector("#photo-2 .patch", state="detached")
    looked_at(page)


def test_a_finding_stands_beside_the_words_while_they_are_typed(uploaded: Page) -> None:
    uploaded.locator("#words").press_sequentially(" Well done Yann Marlow!")
    uploaded.wait_for_selector("#found-words .finding")
    uploaded.locator("#words").fill("Our School Council met to choose books.")
    uploaded.wait_for_selector("#found-words .finding", state="detached")


def test_a_face_is_named_with_the_keyboard_alone(uploaded: Page) -> None:
    page = uploaded
    before = page.locator("#picture-1 .photo .face.open").count()
    page.locator("#picture-1 .grid button:enabled").first.focus()
    page.keyboard.press("Enter")
    looked_at(page)
    assert page.locator("#picture-1 .photo .face.open").count() == before - 1


@pytest.mark.parametrize("size", [TABLET, PHONE, {"width": 590, "height": 410}])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_can_be_used_at_every_size_in_light_and_dark(
    size: dict[str, int], scheme: str, uploaded: Page
) -> None:
    uploaded.set_viewport_size(size)  # type: ignore[arg-type]
    uploaded.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    usable(uploaded)


def test_without_javascript_a_face_is_named_and_the_next_selects_itself(
    chromium: Browser, origin: str, uploaded: Page
) -> None:
    context = chromium.new_context(java_script_enabled=False, base_url=origin)
    page = context.new_page()
    page.goto(re.sub(r"[?#].*", "", uploaded.url))
    page.fill("#name", "Miss Hale")
    page.fill("#passphrase", PASSPHRASE)
    page.click("#enter")
    form = page.locator("#picture-2 [data-naming] [name=sighting]")
    now = form.get_attribute("value")
    page.locator("#picture-2 .grid button", has_text="Wendy Zhang").click()
    page.wait_for_url("**/posts/*#picture-2")
    assert form.get_attribute("value") != now


def test_the_worker_keeps_no_page(chromium: Browser, origin: str) -> None:
    page = seat(chromium, origin, "Miss Hale", TABLET)
    page.goto("/")
    kept = page.evaluate("""async () => {
      await navigator.serviceWorker.ready;
      const names = await caches.keys();
      const all = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
      return all.flat().map((request) => new URL(request.url).pathname);
    }""")
    assert kept
    assert all(path.startswith("/static/") for path in kept)
