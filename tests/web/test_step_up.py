"""Stepping up: who it is is proved anew, for two minutes, in one browser, and leads back."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from starlette.datastructures import FormData
from starlette.responses import PlainTextResponse, Response

from gatekeeper.web.attempts import PER_ACCOUNT
from gatekeeper.web.doors import Door
from gatekeeper.web.kept_forms import MOST_FORMS, KeptForms
from gatekeeper.web.site import Site
from gatekeeper.web.steps_named import A_STEP, STEPS, step_named
from gatekeeper.web.table import DOORS
from gatekeeper.web.unlocked import FRESH
from gatekeeper.web.visit import Visit
from tests.desk.made_school import PASSPHRASE, MadeSchool
from tests.fakes.clock import FrozenClock
from tests.web.conftest import Browser

SIT = Callable[[str], Browser]
ASKED = "/step-up?next=/inner"


def inner(visit: Visit) -> Response:
    return PlainTextResponse(f"inside with {visit.unlocked.stepped_up().key}")


@pytest.fixture(autouse=True)
def doors(monkeypatch: pytest.MonkeyPatch) -> None:
    """Add a room whose door asks, and one where the page itself asks."""
    more = (
        Door("GET", "/inner", inner, step_up=True),
        Door("POST", "/inner", inner, step_up=True),
        Door("GET", "/page-asks", inner),
    )
    monkeypatch.setattr("gatekeeper.web.app.DOORS", (*DOORS, *more))


def up(browser: Browser, passphrase: str = PASSPHRASE, back: str = "/inner") -> Response:
    return browser.send("/step-up", {"passphrase": passphrase, "next": back})  # type: ignore[return-value]


def test_a_session_alone_does_not_open_a_door_that_asks(as_: SIT) -> None:
    teacher = as_("teacher")
    for path in ("/inner", "/page-asks"):
        answer = teacher.get(path)
        assert (answer.status_code, answer.headers["location"]) == (303, f"/step-up?next={path}")
    assert 'value="/inner"' in teacher.page(ASKED)


def test_after_the_passphrase_it_leads_back_and_opens(as_: SIT) -> None:
    teacher = as_("teacher")
    answer = up(teacher)
    assert (answer.status_code, answer.headers["location"]) == (303, "/inner")
    assert teacher.page("/inner") == teacher.page("/page-asks") == "inside with key5"


def test_a_form_is_led_back_to_its_own_page(as_: SIT) -> None:
    teacher = as_("teacher")
    asked = teacher.send("/inner", headers={"referer": "https://oakfield.test/trips?x=1"})
    assert asked.headers["location"] == "/step-up?next=/trips"
    up(teacher)
    assert teacher.send("/inner").text.startswith("inside")


def typed(browser: Browser, **fields: object) -> str:
    """Type into a form that asks for a step-up, step up, and return what is shown then."""
    browser.send("/inner", fields, headers={"referer": "https://oakfield.test/trips"})
    answer = up(browser, back="/trips")
    return "" if answer.status_code == 303 else answer.text  # type: ignore[attr-defined]


def test_what_was_typed_is_sent_with_one_more_tap_and_a_token_of_the_new_session(
    as_: SIT,
) -> None:
    teacher = as_("teacher")
    before = teacher.token()
    page = typed(teacher, words='"Hello" <b>', tick=["one", "two"])
    assert f"Do it now: {A_STEP}</button>" in page
    assert 'action="/inner"' in page
    fields = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page.partition("<main")[2])
    told = [(name, value) for name, value in fields if name != "form_token"]
    assert told == [("words", "&#34;Hello&#34; &lt;b&gt;"), ("tick", "one"), ("tick", "two")]
    assert before not in page
    assert dict(fields)["form_token"] == teacher.token()


def test_it_is_kept_for_that_page_once_and_for_minutes(as_: SIT, made: MadeSchool) -> None:
    teacher = as_("teacher")
    referer = {"referer": "https://oakfield.test/trips"}
    teacher.send("/inner", {"words": "Hello"}, headers=referer)
    assert "What waits for it" not in teacher.page("/step-up?next=/rooms")
    assert f"What waits for it: <strong>{A_STEP}" in teacher.page("/step-up?next=/trips")
    assert up(teacher, back="/rooms").status_code == 303
    assert up(teacher, back="/trips").status_code == 303
    made.clock.move(minutes=3)
    teacher.send("/inner", {"words": "Hello"}, headers=referer)
    made.clock.move(minutes=6)
    assert up(teacher, back="/trips").status_code == 303


def test_another_session_does_not_get_it(as_: SIT) -> None:
    teacher, deputy = as_("teacher"), as_("deputy")
    referer = {"referer": "https://oakfield.test/trips"}
    teacher.send("/inner", {"words": "Hello"}, headers=referer)
    assert up(deputy, back="/trips").status_code == 303


@pytest.mark.parametrize(
    "fields", [{"password": "of mine"}, {"words": "x" * 70_000}, {"passphrase": "of mine"}]
)
def test_no_secret_and_nothing_too_long_is_kept(as_: SIT, fields: dict[str, object]) -> None:
    assert typed(as_("teacher"), **fields) == ""


def test_a_form_with_a_file_is_not_kept(as_: SIT) -> None:
    teacher = as_("teacher")
    files = {"picture": ("a.jpg", b"x")}
    teacher.send("/inner", {}, files=files, headers={"referer": "https://oakfield.test/trips"})
    assert up(teacher, back="/trips").status_code == 303


def test_so_many_forms_are_kept_and_no_more() -> None:
    kept = KeptForms(FrozenClock())
    for number in range(MOST_FORMS + 1):
        kept.keep(f"session {number}", "/a", "/b", FormData([("words", "x")]))
    assert kept.take("session 0", "/b") is None
    assert kept.take("session 1", "/b") is not None


def test_it_closes_itself_after_two_minutes_however_busy(as_: SIT, made: MadeSchool) -> None:
    teacher = as_("teacher")
    up(teacher)
    made.clock.move(seconds=FRESH.total_seconds() - 5)
    assert teacher.get("/inner").status_code == 200
    made.clock.move(seconds=5)
    assert teacher.get("/inner").status_code == 303


def test_a_clock_set_back_keeps_nothing_open(as_: SIT, made: MadeSchool) -> None:
    teacher = as_("teacher")
    up(teacher)
    made.clock.move(seconds=-1)
    assert teacher.get("/inner").status_code == 303


def test_a_wrong_passphrase_opens_nothing_and_is_counted(as_: SIT) -> None:
    teacher = as_("teacher")
    for _ in range(PER_ACCOUNT):
        answer = up(teacher, "not this one at all")
        assert answer.status_code == 403
    assert teacher.get("/inner").status_code == 303
    assert "Too many tries" in up(teacher).text  # type: ignore[attr-defined]


def test_a_cookie_copied_before_gains_nothing(as_: SIT, site: Site) -> None:
    teacher, thief = as_("teacher"), Browser(site)
    thief.http.cookies.update(dict(teacher.http.cookies))
    assert thief.get("/").status_code == 200
    up(teacher)
    assert thief.get("/inner").headers["location"].startswith("/sign-in")
    assert teacher.get("/inner").status_code == 200


def test_it_counts_in_one_browser_only(as_: SIT) -> None:
    first, second = as_("teacher"), as_("teacher")
    up(first)
    assert second.get("/inner").status_code == 303


def test_it_can_be_closed_at_once_and_ends_with_the_session(as_: SIT, site: Site) -> None:
    teacher = as_("teacher")
    up(teacher)
    teacher.send("/step-up/end")
    assert teacher.get("/inner").status_code == 303
    up(teacher)
    assert teacher.get("/").status_code == 200
    teacher.send("/sign-out")
    assert site.unlocked._kept == {}


def test_it_does_not_lengthen_the_day(as_: SIT, made: MadeSchool) -> None:
    teacher = as_("teacher")
    with made.begin() as uow:
        before = {session.made_at for session in uow.sessions.all()}
    made.clock.move(minutes=5)
    up(teacher)
    with made.begin() as uow:
        assert {session.made_at for session in uow.sessions.all()} == before


def test_it_stands_in_no_list_so_that_no_hold_can_be_told_from_it(
    as_: SIT, made: MadeSchool
) -> None:
    teacher = as_("teacher")
    with made.begin() as uow:
        before = uow.ledger.entries()
    up(teacher)
    with made.begin() as uow:
        assert uow.ledger.entries() == before


@pytest.mark.parametrize("path", ["//evil.test", "https://evil.test"])
def test_it_leads_to_no_other_site(path: str, as_: SIT) -> None:
    assert up(as_("teacher"), back=path).headers["location"] == "/"


def test_every_step_has_words_of_its_own_and_the_others_a_word_all_the_same() -> None:
    doors = {re.sub(r"{[^}]+}", "x", door.path) for door in DOORS if door.method == "POST"}
    for path in STEPS:
        assert any(re.fullmatch(path, door) for door in doors), path
    assert step_named("/keys/invite") == "invite somebody to bring a passkey"
    assert step_named("/elsewhere") == A_STEP
