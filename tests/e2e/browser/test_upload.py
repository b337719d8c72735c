"""An upload over a bad network, a locked screen and a page that the tablet threw away.

Several pictures at once, one of them as an iPhone writes it (HEIC): nothing is lost, nothing comes
twice, and the page goes on by itself.
"""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pillow_heif
import pytest
from PIL import Image
from playwright.sync_api import Browser, FilePayload, Page, Route, expect

from gatekeeper.cli.demo_school import PASSPHRASE
from tests.conftest import CHECKOUT
from tests.e2e.browser.pages import IN_A_BROWSER, PHONE, TABLET, looked_at, seat, usable

pytestmark = IN_A_BROWSER
DRAFT = CHECKOUT / "fixtures" / "drafts" / "nothing_wrong"
WORDS = "The garden is ready for the spring."
TOO_LATE = "This post was sent."


def small(path: Path, file: Path, side: int = 900) -> Path:
    """Write a picture of the school smaller: as HEIC where the file's name says so."""
    with Image.open(path) as picture:
        picture.thumbnail((side, side))
        if file.suffix == ".heic":
            pillow_heif.from_pillow(picture.convert("RGB")).save(file, quality=80)
        else:
            picture.save(file, "JPEG", quality=85)
    return file


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Return three pictures of a camera roll, the last of them HEIC."""
    roll = tmp_path_factory.mktemp("camera roll")
    council, garden = DRAFT / "council.jpg", DRAFT / "garden.jpg"
    return [
        small(council, roll / "IMG_1.jpg"),
        small(garden, roll / "IMG_2.jpg", side=700),
        small(garden, roll / "IMG_3.heic"),
    ]


@dataclass
class Network:
    """What becomes of each picture on its way: `lost` before the server, `unheard` after it."""

    page: Page
    pictures: list[Path]
    weather: list[str] = field(default_factory=list)
    where: str = "**/new/pictures"
    held: list[Route] = field(default_factory=list)
    refused: int = 0

    def __post_init__(self) -> None:
        self.page.route(self.where, self._take)

    def _take(self, route: Route) -> None:
        if route.request.method == "GET":
            return route.continue_()
        now = self.weather.pop(0) if self.weather else "fine"
        if now == "held":
            self.held.append(route)
        elif now == "lost":
            route.abort("connectionreset")
        elif now == "unheard":
            self._deliver(self.pictures[0])  # Playwright's own `fetch` leaves out the bytes
            route.abort("internetdisconnected")
        elif now == "too late":
            self.refused += 1
            route.fulfill(status=409, content_type="text/html", body=f"<main>{TOO_LATE}</main>")
        else:
            route.continue_()
        return None

    def _deliver(self, picture: Path) -> None:
        names = ("form_token", "draft")
        fields = {name: self.page.input_value(f"[data-new] [name={name}]") for name in names}
        sent = FilePayload(name=picture.name, mimeType="image/jpeg", buffer=picture.read_bytes())
        answer = self.page.request.post(
            "/new/pictures",
            multipart={**fields, "picture": sent},
            headers={"origin": self.origin},
        )
        assert answer.ok, answer.text()

    @property
    def origin(self) -> str:
        """Where the page is from."""
        return str(self.page.evaluate("location.origin"))

    def next_held(self) -> Route:
        """Wait for a picture that is on its way and is held up."""
        while not self.held:
            self.page.evaluate("null")
        return self.held.pop()


@pytest.fixture
def page(chromium: Browser, origin: str) -> Iterator[Page]:
    """Return a tablet's page at which somebody is signed in."""
    yield from without_a_worker(chromium, origin, "Miss Hale", TABLET)


@pytest.fixture
def coach(chromium: Browser, origin: str) -> Iterator[Page]:
    """Return the contributor's page on a phone."""
    yield from without_a_worker(chromium, origin, "Mr Reed", PHONE)


def without_a_worker(
    chromium: Browser, origin: str, who: str, size: dict[str, int]
) -> Iterator[Page]:
    known = seat(chromium, origin, who, size).context.storage_state()
    context = chromium.new_context(
        base_url=origin,
        storage_state=known,
        viewport=size,  # type: ignore[arg-type]
        service_workers="block",  # Playwright loses no request that passes through a worker
    )
    page = context.new_page()
    page.set_default_timeout(120_000)
    yield page
    context.close()


@contextmanager
def locked(page: Page) -> Iterator[None]:
    """Let what draws the page stand still, as a tablet does to a page behind a locked screen.

    Chromium's own `Page.setWebLifecycleState` does nothing to a page that Playwright steers.
    """
    browser = page.context.browser
    assert browser is not None
    told = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")
    numbers = [one["id"] for one in told["processInfo"] if one["type"] == "renderer"]
    assert numbers
    try:
        for number in numbers:
            os.kill(number, signal.SIGSTOP)
        yield
    finally:
        for number in numbers:
            os.kill(number, signal.SIGCONT)


UNSENT = """async () => {
  const asked = indexedDB.open("unsent", 1);
  const all = await new Promise((done) => { asked.onsuccess = () => done(asked.result); });
  const deal = all.transaction(["pictures", "forms"]);
  const counts = ["pictures", "forms"].map((name) => deal.objectStore(name).count());
  await new Promise((done) => { deal.oncomplete = done; });
  all.close();
  return counts[0].result + counts[1].result;
}"""


def unsent(page: Page) -> int:
    """Return how many pictures and forms the browser keeps."""
    return int(page.evaluate(UNSENT))


def test_a_bad_network_a_locked_screen_and_a_page_thrown_away_lose_no_picture(
    page: Page, pictures: list[Path]
) -> None:
    network = Network(page, pictures, ["lost", "unheard", "fine", "held", "fine", "held"])
    page.goto("/new")
    page.set_input_files("#pictures", pictures)
    page.fill("#words", WORDS)
    page.check("text=School Council")
    kept = page.locator("[data-uploads] .kept")
    expect(kept).to_have_count(1)  # lost, then taken and not heard of, then sent again
    dropped = network.next_held()
    with locked(page):
        dropped.abort("internetdisconnected")
    expect(kept).to_have_count(2)
    network.next_held()
    network.weather = ["lost"] * 99  # while the tablet throws the page away
    page.reload()
    expect(page.locator("#words")).to_have_value(WORDS)
    expect(page.get_by_label("School Council")).to_be_checked()
    expect(kept).to_have_count(2)
    expect(page.locator("[data-uploads] .wait")).to_contain_text("IMG_3.heic")
    network.weather = []
    expect(kept).to_have_count(3, timeout=20_000)
    usable(page)
    page.click("text=Check it")
    page.wait_for_url("**/posts/*")
    looked_at(page)
    assert page.locator(".picture h2").all_inner_texts() == [
        "Picture 1: 4 faces, 0 accounted for",
        "Picture 2: 3 faces, 0 accounted for",
        "Picture 3: 3 faces, 0 accounted for",
    ]
    expect(page.locator("#words")).to_have_value(WORDS)
    assert unsent(page) == 0


def test_whose_time_ran_out_goes_on_after_the_sign_in_and_who_signs_out_leaves_nothing(
    page: Page, pictures: list[Path]
) -> None:
    network = Network(page, pictures, ["held"])
    page.goto("/new")
    page.fill("#words", WORDS)
    page.set_input_files("#pictures", pictures[:1])
    late = network.next_held()
    page.context.clear_cookies()
    late.continue_(headers={**late.request.headers, "cookie": ""})
    page.wait_for_url("**/sign-in?next=*")
    page.fill("#name", "Miss Hale")
    page.fill("#passphrase", PASSPHRASE)
    page.click("#enter")
    page.wait_for_url("**/new?draft=*")
    expect(page.locator("#words")).to_have_value(WORDS)
    expect(page.locator("[data-uploads] .kept")).to_have_count(1)
    network.weather = ["lost"] * 99
    page.set_input_files("#pictures", pictures[1:])
    expect(page.locator("[data-uploads] .wait")).to_have_count(2)
    assert unsent(page) == 3
    page.click("text=Sign out")
    page.wait_for_url("**/sign-in")
    page.wait_for_function(f"async () => (await ({UNSENT})()) === 0")


def test_a_picture_that_comes_too_late_is_told_and_not_sent_again(
    page: Page, pictures: list[Path]
) -> None:
    network = Network(page, pictures, ["too late"])
    page.goto("/new")
    page.set_input_files("#pictures", pictures[:1])
    expect(page.locator("[data-uploads] .wrong")).to_contain_text(TOO_LATE)
    network.weather = ["held"]
    page.set_input_files("#pictures", pictures[1:2])
    network.next_held().abort()
    assert network.refused == 1


def test_what_is_handed_in_on_a_coach_goes_on_after_a_tunnel_and_a_page_thrown_away(
    coach: Page, pictures: list[Path]
) -> None:
    network = Network(coach, pictures, where="**/hand-in")
    lines = coach.locator("[data-uploads] li")
    coach.goto("/hand-in")
    coach.set_input_files("#pictures", pictures)
    coach.fill("#words", WORDS)
    expect(lines).to_have_count(3)
    coach.wait_for_function(f"async () => (await ({UNSENT})()) === 4")
    coach.reload()  # nothing was handed in yet: it waits for the button, and is all there
    expect(coach.locator("#words")).to_have_value(WORDS)
    expect(coach.locator("[data-uploads] .wait")).to_have_count(3)
    network.weather = ["lost", "fine", *["lost"] * 99]
    coach.click("text=Hand it in")
    expect(coach.locator("[data-uploads] .kept")).to_have_count(1)
    usable(coach)
    coach.reload()
    told = [re.compile(line) for line in ("1.*kept", "2.*no connection", "3.*waiting")]
    expect(lines).to_have_text(told)
    network.weather = []
    coach.wait_for_url("**/hand-in/*")
    expect(coach.get_by_text("3 pictures handed in")).to_be_visible()
    assert unsent(coach) == 0
