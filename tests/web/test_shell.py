"""What makes the site installable, and that nothing about anybody is ever kept by a browser."""

from __future__ import annotations

import json
import re
from pathlib import Path

from gatekeeper.web.app import _folder
from tests.web.conftest import Browser

STATIC = _folder("static")


def test_the_manifest_names_icons_that_are_there(browser: Browser) -> None:
    manifest = json.loads((STATIC / "manifest.webmanifest").read_text("utf-8"))
    assert {"192x192", "512x512"} <= {icon["sizes"] for icon in manifest["icons"]}
    for icon in manifest["icons"]:
        answer = browser.get(icon["src"])
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith(icon["type"])


def test_the_worker_keeps_only_files_of_ours_that_say_nothing_of_anybody(browser: Browser) -> None:
    script = browser.get("/static/sw.js")
    assert script.headers["service-worker-allowed"] == "/"
    listed = re.search(r"FILES = \[([^\]]*)\]", script.text)
    assert listed is not None
    kept = re.findall(r'"([^"]+)"', listed[1])
    assert kept
    assert all(path.startswith("/static/") for path in kept)
    assert all(browser.get(path).status_code == 200 for path in kept)
    assert script.text.count("addAll(") == 1
    assert ".put(" not in script.text


def test_no_page_takes_a_name_of_the_frame_around_it() -> None:
    pages = Path(_folder("templates")).glob("*.html")
    texts = {page.name: page.read_text("utf-8") for page in pages}
    taken = re.compile(r"{%-? *(?:macro|set) +(\w+)")
    frame = set(taken.findall(texts.pop("base.html")))
    assert frame
    assert [name for name, text in texts.items() if frame & {*taken.findall(text)}] == []
