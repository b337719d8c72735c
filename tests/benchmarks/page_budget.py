"""What a page weighs and how long it takes, measured inside a real browser.

    python -m tests.benchmarks.page_budget

Bytes are those that came over the wire into an empty browser. Times are the browser's own clock:
the first page until it has loaded; from the last letter typed until a finding stands on the page;
from the picture chosen until its faces are drawn, first with nothing loaded and then once more.
Wall time: on a busy machine it says as much about the machine, so the load is printed too.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass

from playwright.sync_api import Browser, Page

from tests.benchmarks.served import GROUPS, TABLET, chromium, seat, served

TYPED = "Well done Yann Marlow and everybody in the choir!"
TURNS = 9
FOUND = """(words) => new Promise((done) => {
  const field = document.querySelector('#words');
  const place = document.querySelector('[data-found]');
  place.replaceChildren();
  let from = 0;
  new MutationObserver((_, seeing) => {
    if (!place.querySelector('.finding')) return;
    seeing.disconnect();
    requestAnimationFrame(() => done(performance.now() - from));
  }).observe(place, { childList: true, subtree: true });
  field.value = words;
  from = performance.now();
  field.dispatchEvent(new Event('input', { bubbles: true }));
})"""
FACES = """() => new Promise((done) => {
  const drawn = () => document.querySelector('.photo .face');
  const look = () => drawn() ? done(Date.now()) : setTimeout(look, 20);
  look();
})"""


@dataclass(frozen=True, slots=True)
class Measured:
    """One number, its unit, and the most that it may be."""

    what: str
    value: float
    most: float
    unit: str


def main() -> int:
    """Measure, print, and say with the exit code whether everything is within its budget."""
    with chromium() as browser, served() as (origin, _):
        told = [*_first_page(browser, origin), _typing(browser, origin), *_uploads(browser, origin)]
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    for item in told:
        print(f"{item.what:58} {item.value:8.1f} {item.unit}, at most {item.most:g}")
    return int(any(item.value > item.most for item in told))


def _first_page(browser: Browser, origin: str) -> tuple[Measured, Measured]:
    known = seat(browser, origin, "Ms Ash", TABLET).context.cookies()
    context = browser.new_context(base_url=origin)
    context.add_cookies(known)  # type: ignore[arg-type]
    page = context.new_page()
    weights: list[float] = []
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.on("Network.loadingFinished", lambda told: weights.append(told["encodedDataLength"]))
    page.goto("/", wait_until="networkidle")
    timing = "performance.getEntriesByType('navigation')[0].loadEventEnd"
    return (
        Measured("first page, empty browser: weight", sum(weights) / 1000, 150, "kB"),
        Measured("first page, empty browser: loaded", float(page.evaluate(timing)), 1000, "ms"),
    )


def _typing(browser: Browser, origin: str) -> Measured:
    page = seat(browser, origin, "Ms Ash", TABLET)
    page.goto("/new")
    times = sorted(float(page.evaluate(FOUND, f"{TYPED} {n}")) for n in range(TURNS))
    return Measured(f"last letter to finding, median of {TURNS}", times[TURNS // 2], 300, "ms")


def _uploads(browser: Browser, origin: str) -> tuple[Measured, ...]:
    page = seat(browser, origin, "Ms Ash", TABLET)
    cold = _faces(page, "class_field")
    warm = _faces(page, "class_hall")
    return (
        Measured("class photograph chosen to faces drawn, nothing loaded", cold, 3000, "ms"),
        Measured("class photograph chosen to faces drawn, once more", warm, 3000, "ms"),
    )


def _faces(page: Page, name: str) -> float:
    page.goto("/new")
    page.fill("#words", "Everybody together.")
    begun = page.evaluate("Date.now()")
    page.set_input_files("#pictures", GROUPS / f"{name}.jpg")
    page.click("text=Check it")
    page.wait_for_url("**/posts/*")
    drawn = float(page.evaluate(FACES)) - float(begun)
    page.wait_for_function("() => !document.querySelector('main[aria-busy], [data-progress]')")
    return drawn


if __name__ == "__main__":
    sys.exit(main())
