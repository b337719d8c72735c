"""How many taps it takes, in a real browser over Oakfield's class photograph.

    python -m tests.benchmarks.count_taps

Counted is every pointer press that the page itself sees (`pointerdown`), from the moment at which
the picture has been chosen until the post is sent; typing is not counted. The roll call is held
with the school's pupils as one class, three of whom may not be shown; naming is done with the
demonstration's own register, all 28 faces one by one. Exits with 1 where a target is missed.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass

from playwright.sync_api import Browser, Page

from gatekeeper.cli.demo_school import PASSPHRASE, Oakfield
from gatekeeper.domain.picture import Box
from tests.benchmarks.served import GROUPS, ONE_CLASS, PHONE, TABLET, chromium, seat, served, settle

PHOTO = GROUPS / "class_hall.jpg"
NAMES = {
    "ms_ash": "Ms Ash",
    "imogen": "Immy Sayer",
    "wei": "Wendy Zhang",
}
GUESTS = ("quinn", "rosa", "mr_bako")
"""In the photograph and on no register: covered."""
LOCKED = "main[aria-busy], .desk.held, .desk.fresh, .pressed"
"""What takes no press: an answer is on its way, or the question has just changed."""
TWICE = 550
"""Milliseconds after which a tap at the same place is one of its own."""
COUNT = """
addEventListener('pointerdown', () => {
  sessionStorage.setItem('taps', 1 + Number(sessionStorage.getItem('taps') || 0));
}, true);
"""


@dataclass(frozen=True, slots=True)
class Told:
    """One way of working, the taps that it took and the most that it may take."""

    way: str
    taps: int
    most: int


def main() -> int:
    """Walk the three ways and print what they took."""
    with chromium() as browser:
        with served(one_class=True) as (origin, oakfield):
            told = [*_roll_call(browser, origin, oakfield)]
        with served() as (origin, oakfield):
            told.append(_naming(browser, origin, oakfield))
    for item in told:
        print(f"{item.way:60} {item.taps:3} taps, at most {item.most}")
    return int(any(item.taps > item.most for item in told))


def _begin(browser: Browser, origin: str) -> Page:
    page = seat(browser, origin, "Ms Ash", TABLET)
    page.context.add_init_script(COUNT)
    page.goto("/new")
    page.set_input_files("#pictures", PHOTO)
    page.evaluate("sessionStorage.setItem('taps', 0)")
    return page


def _taps(page: Page) -> int:
    return int(page.evaluate("sessionStorage.getItem('taps')"))


def _write(page: Page) -> None:
    if page.evaluate("document.activeElement.id") != "words":
        page.click("#words")
    page.keyboard.type("All of Oak Class sang in the hall this week.")


def _check(page: Page) -> None:
    page.click("text=Check it")
    page.wait_for_url("**/posts/*")
    page.wait_for_selector(".photo .face")


def where_faces_are(oakfield: Oakfield) -> dict[str, str]:
    """Return the id of the sighting of each person, by the boxes that the rendering knows."""
    people = json.loads(PHOTO.with_suffix(".json").read_text("utf-8"))["people"]
    with oakfield.app.records.begin() as uow:
        found = uow.sightings.all()

    def at(eye: list[int]) -> str:
        return min(found, key=lambda s: _off(s.face.box, eye)).id

    return {person["id"]: at(person["eye"]) for person in people}


def _off(box: Box, eye: list[int]) -> float:
    across, down = box.left + box.width / 2 - eye[0], box.top + box.height / 2 - eye[1]
    return abs(across) + abs(down)


def tap_face(page: Page, sighting: str) -> None:
    """Tap a face in the picture as soon as a press counts, and wait until that is kept."""
    page.wait_for_selector(LOCKED, state="detached")
    face = page.locator(f'[data-face="{sighting}"] rect').last
    face.evaluate("(it) => it.scrollIntoView({ block: 'center' })")
    box = face.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_function("() => !document.querySelector('main[aria-busy]')")


def _send(page: Page) -> int:
    settle(page)
    if away := page.get_by_role("button", name="It is not about this trip").all():
        away[0].click()
        settle(page)
    page.click("text=/send to the headteacher/i")
    page.wait_for_url("**/posts/*#sent")
    return _taps(page)


def _roll_call(browser: Browser, origin: str, oakfield: Oakfield) -> list[Told]:
    page = _begin(browser, origin)
    _write(page)
    page.click(f"text={ONE_CLASS}")
    _check(page)
    page.wait_for_selector(".roll")
    where = where_faces_are(oakfield)
    while page.locator(".roll h3", has_text="in this picture?").count():
        child = page.locator(".roll h3").inner_text().split()[1].casefold()
        tap_face(page, where[child])
    for guest in GUESTS:
        tap_face(page, where[guest])
    tap_face(page, where["ms_ash"])
    page.wait_for_selector(LOCKED, state="detached")
    page.locator(".roll .grid button", has_text=NAMES["ms_ash"]).click()
    page.wait_for_selector(LOCKED, state="detached")
    page.click("text=The rest are these children")
    took = Told("roll call, 28 faces, 3 who may not be shown: chosen to sent", _send(page), 12)
    return [took, _yes(browser, origin)]


def _yes(browser: Browser, origin: str) -> Told:
    head = seat(browser, origin, "Mrs Chen", PHONE)
    link = head.locator("section[aria-labelledby=queue] a").first.get_attribute("href")
    head.context.add_init_script(COUNT)
    head.goto(str(link))
    head.evaluate("sessionStorage.setItem('taps', 0)")
    head.click("form[action$=sign-off] [name=passphrase]")
    head.keyboard.type(PASSPHRASE)
    head.click("text=Yes, sign it off")
    head.wait_for_url("**/?signed=*")
    return Told("headteacher, from the link to yes", _taps(head), 3)


def _naming(browser: Browser, origin: str, oakfield: Oakfield) -> Told:
    page = _begin(browser, origin)
    _write(page)
    _check(page)
    page.wait_for_selector("[data-naming]")
    who = {sighting: person for person, sighting in where_faces_are(oakfield).items()}
    people = _called(oakfield)
    for _ in range(page.locator(".photo .face").count()):
        page.wait_for_timeout(TWICE)  # nearer together, two taps at one place are taken for one
        person = who.get(page.locator("[data-naming] [name=sighting]").input_value(), "")
        if not person:
            page.click("[data-naming] button[value=nobody]")
        elif person in GUESTS:
            page.click("[data-naming] button[value=cover]")
        else:
            page.locator("[data-naming] .grid button", has_text=people[person]).click()
    settle(page)
    assert not page.locator(".photo .face.open").count()
    return Told("naming 28 faces one by one: chosen to sent", _send(page), 32)


def _called(oakfield: Oakfield) -> dict[str, str]:
    with oakfield.app.records.begin() as uow:
        first = {pupil.first_name.casefold(): pupil.called for pupil in uow.pupils.all()}
    return first | NAMES


if __name__ == "__main__":
    sys.exit(main())
