"""The red button on the pages: on every one, in one form, and loud once it is pressed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from gatekeeper.domain.people import StandIn
from gatekeeper.ports import UnitOfWork
from gatekeeper.web.table import DOORS
from gatekeeper.web.visit import Visit
from tests.desk.made_school import DAY, PASSPHRASE, PEOPLE, MadeSchool
from tests.desk.register.test_permission_changed import withdraws
from tests.fakes.examiners import picture
from tests.web.conftest import Browser

SIT = Callable[[str], Browser]
LOUD = "Everything is stopped.</strong>"


def press(browser: Browser, words: str = "Is that Ben?") -> None:
    answer = browser.send("/stop", {"why": "somebody", "words": words})
    assert answer.headers["location"] == "/stopped"


def begin_again(browser: Browser, why: str = "put-right") -> int:
    browser.send("/step-up", {"passphrase": PASSPHRASE, "next": "/stopped"})
    return browser.send("/start", {"why": why}).status_code


@pytest.mark.parametrize("who", sorted(PEOPLE))
def test_the_button_is_on_the_page_of_everybody_and_asks_first(who: str, as_: SIT) -> None:
    page = as_(who).page("/rooms")
    assert 'action="/stop"' in page
    assert "Really?" in page
    assert LOUD not in page


def test_every_page_says_loudly_that_everything_is_stopped(as_: SIT) -> None:
    press(as_("governor"))
    head = as_("head")
    shown = [door.path for door in DOORS if door.method == "GET" and "{" not in door.path]
    shown.remove("/report/file")  # printed for governors
    assert head.get("/").status_code == 200
    for path in shown:
        answer = head.get(path)
        if answer.status_code == 200 and "html" in answer.headers["content-type"]:
            assert LOUD in answer.text, path
    assert LOUD in head.get("/posts/nothing").text


def test_who_stopped_it_is_said_and_the_words_only_to_whom_they_are_for(as_: SIT) -> None:
    press(as_("teacher"))
    for who, sees in (("head", True), ("dsl", True), ("dpo", True), ("teacher", True)):
        assert ("Is that Ben?" in as_(who).page("/stopped")) is sees
    for who in ("deputy", "office", "governor"):
        page = as_(who).page("/stopped")
        assert "Is that Ben?" not in page
        assert "Teacher, Monday" in page
        assert "Somebody is shown or named who should not be" in page


def test_whoever_is_in_a_hurry_need_not_say_why(as_: SIT, made: MadeSchool) -> None:
    as_("office").send("/stop")
    with made.begin() as uow:
        assert [item.why.value for item in uow.queue_stops.all()] == ["look"]


def test_the_headteacher_starts_it_again_once_she_proved_who_she_is(as_: SIT) -> None:
    head = as_("head")
    press(head)
    answer = head.http.post(
        "/start",
        data={"form_token": head.token(), "why": "drill"},
        headers={"referer": "https://oakfield.test/stopped"},
    )
    assert answer.headers["location"] == "/step-up?next=/stopped"
    assert LOUD in head.page("/")
    assert begin_again(head) == 303
    assert LOUD not in head.page("/")
    assert "Nothing is stopped" in head.page("/stopped")


def test_a_start_without_a_reason_starts_nothing(as_: SIT) -> None:
    head = as_("head")
    press(head)
    assert begin_again(head, "because") == 400
    assert LOUD in head.page("/")


def test_nobody_else_is_offered_to_start_it_but_who_stands_in(as_: SIT, made: MadeSchool) -> None:
    press(as_("teacher"))
    dsl = as_("dsl")
    assert 'action="/start"' not in dsl.page("/stopped")
    assert begin_again(dsl) == 403
    with made.begin() as uow:
        uow.stand_ins.put(StandIn("s", "dsl", DAY, DAY, "head", uow.now))
    assert 'action="/start"' in dsl.page("/stopped")
    assert begin_again(dsl) == 303


def test_what_cannot_be_read_is_said_to_be_stopped(
    as_: SIT, made: MadeSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    head, real, show = as_("head"), made.records.begin, Visit.show

    @contextmanager
    def broken() -> Iterator[UnitOfWork]:
        raise OSError("the disk is gone")
        yield

    def shown(visit: Visit, *arguments: object, **values: object) -> object:
        monkeypatch.setattr(made.records, "begin", broken)
        try:
            return show(visit, *arguments, **values)  # type: ignore[arg-type]
        finally:
            monkeypatch.setattr(made.records, "begin", real)

    monkeypatch.setattr(Visit, "show", shown)
    page = head.page("/rooms")
    assert LOUD in page
    assert "cannot be read" in page


def test_before_it_goes_on_what_is_still_open_is_named(as_: SIT, made: MadeSchool) -> None:
    item = made.published(picture("a", 1), names=("amina",))
    head = as_("head")
    press(head)
    assert "No post has to come down, and no incident is open." in head.page("/stopped")
    withdraws(made)
    told = {"kind": "SHOWN", "noticed_at": "2026-11-16T09:00", "words": "Seen."}
    incident = head.send("/incidents", told).headers["location"]
    page = head.page("/stopped").partition('id="still-open"')[2]
    assert "has to come down; nobody has ordered it" in page
    assert f'href="/posts/{item.post}"' in page
    assert f'href="{incident}"' in page
    assert "Lovely work this week." in page
    head.send(f"/posts/{item.post}/take-down")
    made.clock.move(minutes=1)
    page = head.page("/stopped").partition('id="still-open"')[2]
    assert "Live on Instagram and ordered down, late</a>: Lovely work this week." in page
    assert "nobody has ordered it" not in page
    assert "still-open" not in as_("teacher").page("/stopped")
