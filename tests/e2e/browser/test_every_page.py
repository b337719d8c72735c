"""Every page, in every role that may enter, in every state it has: whoever wrote it, or will.

The list is the site's own list of doors. Each is opened as everybody who may; what is the same but
for its words is looked at once, and axe sees it once. No server: a browser's requests are answered
by the site in this process, so that one that would leave the school is seen at once.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

import httpx2
import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import ConsoleMessage, Page, Route

from gatekeeper.web.doors import ANYBODY, Door
from gatekeeper.web.table import DOORS
from tests.desk.made_school import PEOPLE
from tests.e2e.browser.every_state import SETS, fill, made_site, sit
from tests.e2e.browser.pages import PHONE
from tests.web.conftest import ORIGIN, Browser

pytestmark = [pytest.mark.slow]
TAGS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]
WIDTHS = {
    "200 % zoom": {"width": 590, "height": 410},
    "390 px": PHONE,
    "320 px": {"width": 320, "height": 640},
}
FILES = (".jpg", ".csv", ".xlsx", ".html", "/report/file")
NO_PAGES = (*FILES, "/progress", "/next")
"""How the address of a file ends, of what a script of ours asks for, and of a way elsewhere."""
PAGES = [d for d in DOORS if d.method == "GET" and not d.path.endswith(NO_PAGES)]
SCRIPT = Path(__file__).with_name("every_page.js")


@dataclass
class Screen:
    """A browser whose every request is answered here, as one visitor or another."""

    page: Page
    visitor: Browser | Wrong | None = None
    jpeg: bytes = b""
    kept: dict[str, tuple[bytes, dict[str, str]]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        data = io.BytesIO()
        Image.new("RGB", (1000, 800), "#888").save(data, "JPEG")
        self.jpeg = data.getvalue()
        self.page.add_init_script(path=SCRIPT)
        self.page.route("**/*", self._answer)
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.wrong.append(f"breaks: {error}"))

    def _answer(self, route: Route) -> None:
        url = route.request.url
        if not url.startswith(f"{ORIGIN}/"):
            self.wrong.append(f"asks {url}")
            route.abort()
        elif url.endswith(".jpg"):
            route.fulfill(body=self.jpeg, content_type="image/jpeg")
        elif "/static/" in url:
            if url not in self.kept:
                self.kept[url] = self._ask(url)
            body, headers = self.kept[url]
            route.fulfill(body=body, headers=headers)
        else:
            body, headers = self._ask(url)
            route.fulfill(body=body, headers=headers)

    def _ask(self, url: str) -> tuple[bytes, dict[str, str]]:
        assert self.visitor is not None
        answer = self.visitor.get(url.removeprefix(ORIGIN))
        names = ("content-type", "content-security-policy", "service-worker-allowed")
        return answer.content, {n: answer.headers[n] for n in names if n in answer.headers}

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.wrong.append(f"complains: {message.text}")

    def look(self, visitor: Browser | Wrong, path: str, new: list[str]) -> list[str]:
        """Open a page as somebody; return what is wrong with it, where it is new."""
        self.visitor, self.wrong = visitor, []
        parts = ["header" if name == "header" else "main" for name in new]
        self.page.emulate_media(color_scheme="light", reduced_motion="reduce")
        self.page.goto(f"{ORIGIN}{path}")
        self.page.evaluate("everyPage.unfold()")
        for name, size in WIDTHS.items():
            self.page.set_viewport_size(size)  # type: ignore[arg-type]
            out = self.page.evaluate("everyPage.sideways()")
            self.wrong += [f"moves sideways at {name}: {it}" for it in out]
        self.page.evaluate("everyPage.six()")
        self.wrong += self.page.evaluate(f"everyPage.look('{', '.join(parts)}')")
        for part in parts:
            self.wrong += self._axe(part, TAGS)
        self.page.emulate_media(color_scheme="dark")
        return self.wrong + self._axe(parts[-1], ["color-contrast"])

    def _axe(self, part: str, rules: list[str]) -> list[str]:
        found = Axe().run(self.page, context=part, options={"runOnly": rules})
        return [
            f"{item['id']}: {node['html'][:140]} {node['failureSummary'][-90:]}"
            for item in found.response["violations"]
            for node in item["nodes"][:3]
        ]


def kinds(html: str) -> frozenset[tuple[str, ...]]:
    """Return the kinds of element in a piece of a page, whatever they say."""
    elements = re.findall(r"<(\w+)([^>]*)>", html)
    return frozenset(
        (tag, *re.findall(r'(?:class|type|role)="[^"]*"', has)) for tag, has in elements
    )


def links(html: str) -> frozenset[tuple[str, ...]]:
    """Return where the header leads, and whom it names."""
    return frozenset(re.findall(r'href="(/[^"]*)">([^<]*)', html))


def addresses(door: Door, parts: dict[str, tuple[str, ...]]) -> Iterator[str]:
    """Return every address of a door."""
    names = re.findall(r"{(\w+)}", door.path)
    missing = [name for name in names if name not in parts]
    assert not missing, f"{door.name}: say in every_state.fill what {missing} may be"
    for chosen in product(*(parts[name] for name in names)):
        yield door.path.format(**dict(zip(names, chosen, strict=True)))


@pytest.fixture
def screen(chromium: Chromium) -> Iterator[Screen]:
    context = chromium.new_context(viewport=PHONE, service_workers="block")  # type: ignore[arg-type]
    yield Screen(context.new_page())
    context.close()


class Wrong:
    """Stands in for a visitor: whatever is asked for, everything about it is wrong."""

    def get(self, path: str) -> httpx2.Response:
        del path
        page = """<html><title> </title><body><main><div style="width: 60rem">wide</div>
        <p style="color: #999; background: #fff">pale</p><a href="/a">a</a><a href="/b">b</a>
        <button style="height: 20px; outline: none">x</button><script src="https://cdn.test/a.js">
        </script><script>console.error("help"); lost();</script></main></body></html>"""
        return httpx2.Response(200, text=page, headers={"content-type": "text/html"})


def test_what_is_wrong_with_a_page_is_told(screen: Screen) -> None:
    told = "\n".join(screen.look(Wrong(), "/", ["main"]))
    for said in (
        *("has no title", "has 0 h1", "moves sideways at 390 px", "moves sideways at 200 % zoom"),
        *(
            "crowds <a",
            "x 20: <button",
            "shows no focus: <button",
            "color-contrast",
            "has no language",
        ),
        *("asks https://cdn.test/a.js", "complains: help", "breaks: lost is not defined"),
    ):
        assert said in told


@pytest.mark.parametrize("path", ["/keys", "/posts/none", "/nowhere"])
def test_a_page_that_says_no_can_be_used_too(path: str, screen: Screen, tmp_path: Path) -> None:
    _, site = made_site(tmp_path)
    teacher = sit(site, "teacher")
    assert teacher.get(path).status_code in {403, 404}
    assert screen.look(teacher, path, ["main"]) == []


def test_every_page_can_be_used_by_everybody_who_may_open_it(
    screen: Screen, tmp_path: Path
) -> None:
    made, site = made_site(tmp_path)
    parts = fill(made, site)
    seats = {who: sit(site, who) for who in (*PEOPLE, *SETS)} | {"nobody": Browser(site)}
    seen: dict[str, frozenset[tuple[str, ...]]] = {"header": frozenset()}
    told: list[str] = []
    for door, (who, visitor) in product(PAGES, seats.items()):
        if (door.duties is ANYBODY) is not (who == "nobody"):
            continue
        for path in addresses(door, parts):
            answer = visitor.get(path)
            if answer.status_code != 200:
                continue
            head, _, main = answer.text.partition("<main")
            here = {"header": links(head), door.name: kinds(main)}
            new = [name for name, found in here.items() if found - seen.get(name, frozenset())]
            seen |= {name: here[name] | seen.get(name, frozenset()) for name in new}
            if new:
                told += [f"{path} as {who} {it}" for it in screen.look(visitor, path, new)]
    assert {door.name for door in PAGES} <= set(seen), "nobody got to see these pages"
    assert not told, "\n".join(dict.fromkeys(told))
