"""What holds for every page: whose form it is, what every answer carries, what an error becomes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gatekeeper.web import body
from gatekeeper.web.headers import HEADERS
from gatekeeper.web.pages import posts
from gatekeeper.web.site import Site
from tests.fakes.examiners import picture
from tests.web.conftest import Browser

SIT = Callable[[str], Browser]


def test_a_form_without_this_visitor_s_token_changes_nothing(as_: SIT) -> None:
    other = as_("deputy").token()
    teacher = as_("teacher")
    for token in ("", "x", other):
        answer = teacher.http.post("/new", data={"form_token": token, "words": "Hello"})
        assert answer.status_code == 403
    assert "No post yet" in teacher.page("/")


@pytest.mark.parametrize(
    "headers",
    [{"origin": "https://evil.test"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}],
)
def test_a_form_from_another_site_changes_nothing(headers: dict[str, str], as_: SIT) -> None:
    teacher = as_("teacher")
    fields = {"words": "Hello", "channels": "instagram"}
    assert teacher.send("/new", fields, headers=headers).status_code == 403
    assert "No post yet" in teacher.page("/")


@pytest.mark.parametrize("path", ["/", "/sign-in", "/static/style.css", "/nowhere", "/posts/none"])
def test_every_answer_carries_the_same_locks(path: str, as_: SIT) -> None:
    answer = as_("teacher").get(path)
    assert {name: answer.headers[name] for name in HEADERS} == dict(HEADERS)
    assert "unsafe" not in answer.headers["content-security-policy"]


def test_no_page_is_kept_in_a_cache(as_: SIT) -> None:
    assert as_("teacher").get("/").headers["cache-control"] == "no-store"


def test_no_page_asks_anything_of_another_machine(as_: SIT) -> None:
    for page in ("/", "/new", "/trips"):
        assert "//" not in as_("teacher").page(page).replace("https://oakfield.test", "")


@pytest.mark.parametrize("path", ["/docs", "/openapi.json", "/redoc", "/static/../app.py"])
def test_what_is_not_a_page_is_not_there(path: str, browser: Browser) -> None:
    assert browser.get(path).status_code == 404


def test_something_that_is_not_there_says_so(as_: SIT) -> None:
    answer = as_("teacher").get("/posts/none")
    assert answer.status_code == 404
    assert "There is no post called" in answer.text


def test_a_fault_of_ours_passes_nothing_and_tells_nothing(
    as_: SIT, monkeypatch: pytest.MonkeyPatch
) -> None:
    teacher = as_("teacher")

    def breaks(*_: object) -> None:
        raise RuntimeError("Amina Test")

    teacher.send("/new", {"words": "Hello", "channels": "instagram"})
    monkeypatch.setattr(posts, "history", breaks)
    answer = teacher.get("/")
    assert answer.status_code == 500
    assert "Nothing passed" in answer.text
    assert "Amina" not in answer.text


def test_what_was_typed_is_shown_as_text(as_: SIT) -> None:
    teacher = as_("teacher")
    words = "<script>alert(1)</script>"
    where = teacher.send("/new", {"words": words, "channels": "instagram"}).headers["location"]
    for page in ("/", where):
        assert words not in teacher.page(page)


def test_more_than_is_read_is_refused(
    as_: SIT, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(body, "MOST", 2000)
    teacher = as_("teacher")
    files = {"pictures": ("a.jpg", picture("x" * 5000, faces=1))}
    answer = teacher.http.post("/new", data={"form_token": "x"}, files=files)
    assert answer.status_code == 413
    assert {name: answer.headers[name] for name in HEADERS} == dict(HEADERS)
    assert site.secure


def test_a_stranger_s_form_is_hardly_read(browser: Browser) -> None:
    long = {"name": "x" * 100_000, "form_token": "x"}
    assert browser.http.post("/sign-in", data=long).status_code == 413
    assert browser.http.post("/new", data=long).status_code == 303


def test_wrong_tries_at_signing_off_and_at_signing_in_are_counted_together(as_: SIT) -> None:
    head = as_("head")
    fields = {"name": "New", "public": "", "passphrase": "not this one at all"}
    for _ in range(3):
        head.send("/tablet", fields | {"public": "a2tra2tra2tra2tra2tra2tra2tra2tra2tra2tra2s="})
        head.send("/sign-in", {"name": "head", "passphrase": "not this one at all"})
    assert "Too many tries" in head.send("/sign-in", {"name": "head", "passphrase": "x"}).text
