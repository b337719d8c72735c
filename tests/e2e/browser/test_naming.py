"""Naming face by face: one tap names one face, no name moves, and the picture says who is who."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Page, expect

from tests.desk.made_school import MadeSchool
from tests.e2e.browser.pages import PHONE, TABLET
from tests.e2e.browser.test_press import Slow
from tests.fakes.examiners import picture
from tests.web.conftest import ORIGIN, Browser, as_, made, site  # noqa: F401 - fixtures
from tests.web.test_path import new

pytestmark = [pytest.mark.slow]


@pytest.fixture
def naming(
    chromium: Chromium,
    as_: Callable[[str], Browser],  # noqa: F811
) -> Iterator[tuple[Page, Slow]]:
    """Open a post of three faces; the answers to its forms wait."""
    teacher = as_("teacher")
    path = new(teacher, picture("three", faces=3))
    context = chromium.new_context(viewport=TABLET, service_workers="block")  # type: ignore[arg-type]
    page = context.new_page()
    slow = Slow(page, teacher)
    page.goto(f"{ORIGIN}{path}")
    expect(page.locator("[data-naming] h3")).to_have_text("Who is face 1?")
    yield page, slow
    context.close()


def middle(page: Page, name: str) -> tuple[float, float]:
    button = page.locator("[data-naming] .grid button", has_text=name)
    button.scroll_into_view_if_needed()
    box = button.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


TWO_TAPS = """button => {
  const tap = { bubbles: true, cancelable: true, detail: 1, clientX: 300, clientY: 300 };
  button.dispatchEvent(new MouseEvent("click", tap));
  button.dispatchEvent(new MouseEvent("click", { ...tap, clientX: 306 }));
}"""
"""A tablet counts no taps: the second is a first one again, at nearly the same place."""


def test_a_second_tap_of_the_same_finger_names_nobody(naming: tuple[Page, Slow]) -> None:
    page, slow = naming
    where = middle(page, "Amina Test")
    page.mouse.dblclick(*where)
    slow.let_through()
    expect(page.locator(".picture h2")).to_have_text("Picture 1: 3 faces, 1 accounted for")
    page.mouse.click(*where)  # the answer is there: she keeps her place and takes no tap
    assert len(slow.sent) == 1
    expect(page.locator("[data-naming] h3")).to_have_text("Who is face 2?")


@pytest.mark.parametrize("counted", [True, False])
def test_a_button_pressed_twice_covers_one_face(
    naming: tuple[Page, Slow], *, counted: bool
) -> None:
    page, slow = naming
    cover = page.locator("[data-naming] button", has_text="Cover")
    cover.dblclick() if counted else cover.evaluate(TWO_TAPS)
    slow.let_through()
    expect(page.locator(".picture h2")).to_have_text("Picture 1: 3 faces, 1 accounted for")
    assert len(slow.sent) == 1


def test_no_name_moves_and_each_named_face_says_whose_name_it_carries(
    naming: tuple[Page, Slow],
) -> None:
    page, slow = naming
    before = middle(page, "Cleo Test")
    page.mouse.click(*middle(page, "Ben Test"))
    first = page.locator("svg.photo .face text").first
    expect(first).to_have_text("1✔ Ben T")  # at once, before the answer
    slow.let_through()
    expect(page.locator("[data-naming] .grid button", has_text="Ben Test")).to_be_disabled()
    expect(first).to_have_text("1✔ Ben T")
    assert middle(page, "Cleo Test") == pytest.approx(before, abs=1)


def test_the_face_that_is_shown_next_stays_the_one_that_is_asked_about(
    naming: tuple[Page, Slow],
) -> None:
    page, slow = naming
    page.locator(".strip-of-faces a").nth(1).click()
    title = page.locator("[data-naming] h3")
    expect(title).to_have_text("Who is face 2?")
    page.locator("[data-naming] .grid button", has_text="Amina").click()
    expect(title).to_have_text("Who is face 3?")
    slow.let_through()
    expect(page.locator(".picture h2")).to_have_text("Picture 1: 3 faces, 1 accounted for")
    expect(title).to_have_text("Who is face 3?")


def test_on_a_phone_the_face_stays_in_sight_beside_the_last_of_many_names(
    naming: tuple[Page, Slow],
    made: MadeSchool,  # noqa: F811
) -> None:
    page, _ = naming
    with made.begin() as uow:
        for number in range(40):
            made.enrol(uow, f"pupil{number}")
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.reload()
    last = page.locator("[data-naming] .grid button").last
    last.focus()  # the keyboard, too, brings no name under the face
    face, name = page.locator("[data-naming] .who").bounding_box(), last.bounding_box()
    assert face is not None
    assert name is not None
    assert page.evaluate("scrollY") > PHONE["height"]
    assert face["y"] >= 0
    assert face["y"] + face["height"] <= name["y"]
    assert name["y"] + name["height"] <= PHONE["height"]
