"""Takes the pictures of the pages in `docs/screens/`, of the made-up school and nobody else.

    python -m tests.benchmarks.make_screens

Small files: a palette of as many colours as fit into 120 kB.
"""

from __future__ import annotations

import io
import shutil
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page

from gatekeeper.cli.demo_school import PASSPHRASE, Oakfield
from tests.benchmarks import count_taps
from tests.benchmarks.served import (
    GROUPS,
    ONE_CLASS,
    PHONE,
    TABLET,
    UPRIGHT,
    chromium,
    seat,
    served,
    settle,
)

FOLDER = Path(__file__).parents[2] / "docs" / "screens"
EXPORT = Path(__file__).parents[2] / "fixtures" / "archive" / "oakfield_export"
MOST_BYTES = 120_000
COLOURS = (256, 128, 64, 32, 16)


def keep(page: Page, name: str, top: str = "") -> None:
    """Take a picture of what can be seen, with this element at the top."""
    if top:
        page.locator(top).first.evaluate("(it) => it.scrollIntoView({ block: 'start' })")
    page.wait_for_timeout(250)
    image = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    sizes = ((colours, _png(image, colours)) for colours in COLOURS)
    colours, data = next(item for item in sizes if len(item[1]) <= MOST_BYTES)
    (FOLDER / f"{name}.png").write_bytes(data)
    print(f"{name}.png {len(data) // 1000} kB, {colours} colours")


def _png(image: Image.Image, colours: int) -> bytes:
    data = io.BytesIO()
    image.quantize(colours, dither=Image.Dither.NONE).save(data, "PNG", optimize=True)
    return data.getvalue()


def main() -> None:
    """Walk one post from the camera roll to the tablet, and take pictures on the way."""
    FOLDER.mkdir(exist_ok=True)
    with chromium() as browser, served(one_class=True) as (origin, oakfield):
        _stranger(browser, origin)
        post = _deputy(browser, origin, oakfield)
        _head(browser, origin, post)
        _publish(browser, origin, post)
        _audit(browser, origin)


def _stranger(browser: Browser, origin: str) -> None:
    page = browser.new_context(viewport=_size(PHONE), base_url=origin).new_page()  # type: ignore[arg-type]
    page.goto("/sign-in")
    keep(page, "01-sign-in-phone")


def _size(size: tuple[int, int]) -> dict[str, int]:
    return {"width": size[0], "height": size[1]}


def _deputy(browser: Browser, origin: str, oakfield: Oakfield) -> str:
    page = seat(browser, origin, "Ms Ash", TABLET)
    page.goto("/new")
    page.set_input_files("#pictures", GROUPS / "class_hall.jpg")
    page.locator("#words").press_sequentially("Well done Kiko Mori and all of Oak Class!", delay=5)
    page.wait_for_selector(".uploads .kept")
    page.wait_for_selector("#found .finding")
    keep(page, "02-new-post-words-judged-while-typed")
    page.fill("#words", "All of Oak Class sang in the hall this week.")
    page.check(f"text={ONE_CLASS}")
    page.click("text=Check it")
    page.wait_for_url("**/posts/*")
    page.wait_for_selector(".roll")
    settle(page)
    post = page.url.partition("?")[0].partition("#")[0]
    keep(page, "03-roll-call-tablet", ".picture")
    _naming(page, post)
    page.goto(post)
    where = count_taps.where_faces_are(oakfield)
    for child in ("kiko", "omar", "victor", *count_taps.GUESTS, "ms_ash"):
        count_taps.tap_face(page, where[child])
    keep(page, "06-anybody-else-tablet", ".picture")
    page.locator(".roll .grid button", has_text="Ms Ash").click()
    page.click("text=The rest are these children")
    settle(page)
    page.evaluate("scrollTo(0, 0)")
    keep(page, "07-ready-to-send-tablet")
    _dark(page)
    page.click("text=/send to the headteacher/i")
    page.wait_for_url("**/posts/*#sent")
    page.goto("/")
    keep(page, "09-posts-tablet")
    return post


def _naming(page: Page, post: str) -> None:
    page.set_viewport_size(_size(UPRIGHT))  # type: ignore[arg-type]
    page.goto(f"{post}?way=name")
    keep(page, "04-naming-tablet-upright", ".picture")
    page.set_viewport_size(_size(TABLET))  # type: ignore[arg-type]
    page.click(".tools > summary")
    page.check(".tools [value=cut]")
    box = page.locator(".photo").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 40, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 60, box["y"] + box["height"] - 40, steps=5)
    page.mouse.up()
    keep(page, "05-cut-with-a-finger-tablet", ".picture")


def _dark(page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    keep(page, "08-dark-tablet", ".picture")
    page.emulate_media(color_scheme="light")


def _head(browser: Browser, origin: str, post: str) -> None:
    page = seat(browser, origin, "Mrs Chen", PHONE)
    keep(page, "10-waiting-for-the-headteacher-phone")
    page.goto(f"{post}/sign-off")
    page.wait_for_load_state("networkidle")
    keep(page, "11-sign-off-phone")
    page.click(".answered summary")
    keep(page, "12-who-and-how-phone", ".answered")
    page.fill("form[action$=sign-off] [name=passphrase]", PASSPHRASE)
    keep(page, "13-yes-or-no-phone", "form[action$=sign-off]")
    page.click("text=Yes, sign it off")
    page.wait_for_url("**/?signed=*")


def _publish(browser: Browser, origin: str, post: str) -> None:
    page = seat(browser, origin, "Ms Ash", UPRIGHT)
    page.goto(f"{post}/publish")
    keep(page, "14-publish-tablet-upright")


def _audit(browser: Browser, origin: str) -> None:
    """Bring Oakfield's own export, have its newest posts judged, and open the worst."""
    page = seat(browser, origin, "Mrs Chen", TABLET)
    page.goto("/audits")
    with tempfile.TemporaryDirectory() as folder:
        packed = shutil.make_archive(f"{folder}/instagram-oakfield", "zip", EXPORT)
        page.set_input_files("#files", packed)
        page.fill("#since", "2026-11-05")
        page.click("text=Begin the audit >> nth=-1")
        page.wait_for_url("**/audits/*")
    page.wait_for_selector("text=Download the report")
    keep(page, "15-audit-tablet")
    page.click("text=Work through what was found")
    page.wait_for_load_state("networkidle")
    keep(page, "16-audit-worked-through-tablet")


if __name__ == "__main__":
    main()
