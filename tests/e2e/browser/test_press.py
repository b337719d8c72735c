"""One press, one answer: what was pressed waits, and a question that changed takes no old press.

The pages come from the site in memory, so that an answer may take as long as a test wants.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Locator, Page, Route, expect

from gatekeeper.domain.register import ConsentState
from tests.desk.made_school import MadeSchool
from tests.e2e.browser.pages import TABLET, goes_round, reaches
from tests.fakes.examiners import picture
from tests.web.conftest import ORIGIN, Browser, as_, made, site  # noqa: F401 - fixtures
from tests.web.test_path import new

pytestmark = [pytest.mark.slow]


class Slow:
    """The site behind a page: each answer to a form waits until it is let through."""

    def __init__(self, page: Page, browser: Browser) -> None:
        self.holds = True
        self.held: list[Route] = []
        self.sent: list[str] = []
        self._page, self._http = page, browser.http
        page.route("**/*", self._serve)

    def _serve(self, route: Route) -> None:
        if route.request.method == "POST":
            self.sent.append(route.request.post_data or "")
        if route.request.method == "POST" and self.holds:
            self.held.append(route)
        else:
            self._answer(route)

    def let_through(self) -> None:
        """Answer every form that waits, once there is one."""
        while not self.held:
            self._page.wait_for_load_state()
            self._page.evaluate("null")
        while self.held:
            self._answer(self.held.pop(0))

    def _answer(self, route: Route) -> None:
        asked = route.request
        place = urlsplit(asked.url)
        where = f"{place.path}?{place.query}" if place.query else place.path
        kept = {n: v for n, v in asked.headers.items() if n in ("accept", "content-type")}
        told = self._http.request(
            asked.method, where, content=asked.post_data_buffer, headers=kept | {"origin": ORIGIN}
        )
        headers = {n: v for n, v in told.headers.items() if n != "content-length"}
        route.fulfill(status=told.status_code, headers=headers, body=told.content)


@pytest.fixture
def roll(
    chromium: Chromium,
    as_: Callable[[str], Browser],  # noqa: F811
    made: MadeSchool,  # noqa: F811
) -> Iterator[tuple[Page, Slow]]:
    """Open a post in which two children are asked about before the roll is called."""
    with made.begin() as uow:
        for number in range(7):
            made.enrol(uow, f"pupil{number}")
    for child in ("ben", "cleo"):
        made.change(child, ConsentState.REFUSED)
    teacher = as_("teacher")
    path = new(teacher, picture("class", faces=9))
    context = chromium.new_context(viewport=TABLET, service_workers="block")  # type: ignore[arg-type]
    page = context.new_page()
    slow = Slow(page, teacher)
    page.goto(f"{ORIGIN}{path}")
    expect(page.locator(".roll h3")).to_have_text("Is Ben Test in this picture?")
    yield page, slow
    context.close()


def tap(page: Page, face: Locator) -> None:
    face.scroll_into_view_if_needed()
    box = face.locator("rect").last.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def test_a_press_shows_at_once_and_a_second_one_answers_for_nobody(
    roll: tuple[Page, Slow],
) -> None:
    page, slow = roll
    button = page.locator(".roll form:not([data-undo]) button", has_text="Not in this picture")
    button.click()
    assert button.get_attribute("aria-busy") == "true"
    assert page.locator(".desk.held").count() == 1
    button.click(force=True)
    page.locator("svg.photo .face").first.dispatch_event("click")
    assert len(slow.sent) == 1
    slow.let_through()
    expect(page.locator(".roll h3")).to_have_text("Is Cleo Test in this picture?")
    assert len(slow.sent) == 1


def test_the_panel_waits_for_the_face_that_was_tapped_last(roll: tuple[Page, Slow]) -> None:
    page, slow = roll
    for child in ("Cleo Test", None):
        page.locator(".roll form:not([data-undo]) button", has_text="Not in this").click()
        slow.let_through()
        title = (
            f"Is {child} in this picture?" if child else "Anybody who is none of these children?"
        )
        expect(page.locator(".roll h3")).to_have_text(title)
    slow.sent.clear()
    expect(page.locator(".desk:is(.held, .fresh)")).to_have_count(0)
    tap(page, page.locator("svg.photo .face").first)
    slow.let_through()
    expect(page.locator(".roll .who strong")).to_have_text("Face 1")
    expect(page.locator(".desk:is(.held, .fresh)")).to_have_count(0)
    last = page.locator("svg.photo .face").nth(1)
    tapped = last.get_attribute("data-face") or "?"
    tap(page, last)
    expect(last).to_have_class(re.compile("chosen"))
    page.locator(".roll .grid button").first.click(force=True)  # shown for face 1: too late
    assert len(slow.sent) == 2
    slow.let_through()
    expect(page.locator(".roll .who strong")).to_have_text("Face 2")
    page.locator(".roll .grid button").first.click()
    assert tapped in slow.sent[-1]


def test_the_roll_is_called_with_the_keyboard_alone(roll: tuple[Page, Slow]) -> None:
    page, slow = roll
    slow.holds = False
    goes_round(page)
    reaches(page, "call the roll as a form")
    page.keyboard.press("Enter")
    page.wait_for_url("**/roll-call")
    goes_round(page)
    reaches(page, "Not in this picture")  # Ben
    page.keyboard.press("ArrowDown")  # he is face 1
    reaches(page, "Not in this picture")  # Cleo
    page.keyboard.press("Space")
    reaches(page, "The rest are the faces in this picture")
    page.keyboard.press("Enter")
    expect(page.locator(".picture h2")).to_have_text("Picture 1: 9 faces, 9 accounted for")
    expect(page.locator("svg.photo .face.covered")).to_have_count(1)
