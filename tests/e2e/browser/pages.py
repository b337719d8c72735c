"""What every test in a browser does: sit down as somebody, wait, hold the page to WCAG 2.2 AA."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from gatekeeper.cli.demo_school import PASSPHRASE

IN_A_BROWSER = [pytest.mark.models, pytest.mark.slow]
"""The marks of a module here."""

TABLET, PHONE = {"width": 1180, "height": 820}, {"width": 390, "height": 844}


def seat(
    chromium: Browser, origin: str, who: str, size: dict[str, int], *, scripts: bool = True
) -> Page:
    """Sit down as somebody, in a browser that runs JavaScript or does not."""
    context = chromium.new_context(viewport=size, base_url=origin, java_script_enabled=scripts)  # type: ignore[arg-type]
    page = context.new_page()
    page.set_default_timeout(120_000)
    page.goto("/sign-in")
    page.fill("#name", who)
    page.fill("#passphrase", PASSPHRASE)
    page.click("#enter")
    page.wait_for_selector("text=Sign out")
    page.wait_for_load_state()
    return page


def usable(page: Page) -> None:
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
    assert found.violations_count == 0, found.generate_report()
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0, "the page has to be moved sideways"


def looked_at(page: Page) -> None:
    page.wait_for_function("() => !document.querySelector('main[aria-busy], [data-progress]')")


STOP = """() => {
  const it = document.activeElement, looks = getComputedStyle(it);
  it.dataset.stopped = "";
  const seen = looks.outlineStyle !== "none" && parseFloat(looks.outlineWidth) >= 2;
  const words = it.closest("label")?.innerText || it.innerText || it.outerHTML;
  return [it === document.body, words, seen];
}"""
LEFT_OUT = """() => [...document.querySelectorAll(
    "a[href], button, input:not([type=hidden], [type=radio]), select, textarea, summary")]
  .filter((it) => it.checkVisibility({ visibilityProperty: true }))
  .filter((it) => !it.disabled && !("stopped" in it.dataset))
  .map((it) => it.outerHTML.slice(0, 140))"""


def stop(page: Page) -> str:
    """Press Tab; return the words of what now has the focus, to be seen. None: the page's end."""
    page.keyboard.press("Tab")
    at_the_end, words, seen = page.evaluate(STOP)
    assert at_the_end or seen, f"no focus is to be seen at {words}"
    return "" if at_the_end else str(words)


def reaches(page: Page, words: str) -> None:
    """Reach something by the keyboard alone."""
    for _ in range(120):
        if words in stop(page):
            return
    raise AssertionError(f"no key leads to {words}")


def goes_round(page: Page) -> None:
    """Go through a page by the keyboard: nothing is left out, and nothing holds the focus."""
    page.evaluate("document.activeElement.blur()")
    assert any(not stop(page) for _ in range(200)), "the focus is trapped"
    assert page.evaluate(LEFT_OUT) == []
