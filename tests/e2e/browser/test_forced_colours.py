"""The system's own colours, and no motion: every state still has its shape, word and line.

The pages are of the school in `every_state.py`, in which everything is shown that can be.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Page

from tests.e2e.browser.every_state import fill, made_site, sit, stop
from tests.e2e.browser.pages import TABLET
from tests.e2e.browser.test_every_page import Screen
from tests.web.conftest import ORIGIN

pytestmark = [pytest.mark.slow]
LOST = """() => {
  const STATES = ".row a > .pill, .finding .sign, .tally li, .look .says, .stopped p";
  const called = (it) => it.outerHTML.slice(0, 120);
  const all = (what) => [...document.querySelectorAll(what)].filter((it) => it.checkVisibility());
  const line = (it) => ["Top", "Bottom", "Left", "Right"].every((side) => {
    const looks = getComputedStyle(it);
    return looks[`border${side}Style`] !== "none" && parseFloat(looks[`border${side}Width`]) >= 1;
  });
  const shape = (it) => it.querySelector("[aria-hidden=true]")?.textContent.trim()
    && it.textContent.replace(/[^a-z]/gi, "").length > 1;
  const here = (it) => getComputedStyle(it).textDecorationLine.includes("underline");
  const moving = document.getAnimations().map((it) => it.effect.target);
  const lost = (why, what, told) => all(what).filter((it) => !told(it))
    .map((it) => `${why}: ${called(it)}`);
  return [
    ...lost("no line", "button, .button, .card, .stopped", line),
    ...lost("no shape or no word", STATES, shape),
    ...lost("not marked", ".bar nav [aria-current]", here),
    ...moving.map((it) => `moves: ${called(it)}`),
  ];
}"""


@pytest.fixture
def screen(chromium: Chromium) -> Screen:
    page = chromium.new_context(viewport=TABLET, service_workers="block").new_page()  # type: ignore[arg-type]
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    return Screen(page)


def lost(page: Page, path: str) -> list[str]:
    page.goto(f"{ORIGIN}{path}")
    return [f"{path} {it}" for it in page.evaluate(LOST)]


def test_no_state_is_told_by_its_colour_alone(screen: Screen, tmp_path: Path) -> None:
    made, site = made_site(tmp_path)
    parts = fill(made, site)
    screen.visitor, page = sit(site, "head"), screen.page
    paths = ["/", "/new", "/trips", "/rooms", "/audits", "/take-downs", "/keys"]
    paths += [f"/posts/{post}" for post in parts["post"][:5]]
    paths += [f"/audits/{parts['audit'][0]}"]
    told = [it for path in paths for it in lost(page, path)]
    stop(site)
    told += lost(page, "/")
    screen.visitor = sit(site, "dsl")
    screen.visitor.send("/children/amina/posts", {"reason": "Her mother asked."})
    told += lost(page, "/children/amina/posts/look")
    assert not told, "\n".join(told)
    assert page.locator(".look").count()
