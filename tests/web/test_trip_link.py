"""The trip leader's page: what it shows, what it does, and that opening it does nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from gatekeeper.domain.trip import Trip
from gatekeeper.web.attempts import PER_ADDRESS
from tests.desk.made_school import MadeSchool
from tests.web.conftest import Browser

SIT = Callable[[str], Browser]
pytestmark = pytest.mark.usefixtures("trip")


@pytest.fixture
def trip(made: MadeSchool) -> Trip:
    """Return a trip that is under way, led by the teacher."""
    now = made.clock.now()
    groups = frozenset({"Year 4"})
    trip = Trip("wood", "Oak Wood", "Little Mere", groups, now - timedelta(hours=2), now, "teacher")
    with made.begin() as uow:
        uow.trips.put(trip)
    return trip


def link(as_: SIT) -> str:
    page = as_("office").send("/trips/wood/link")
    assert page.status_code == 200
    found = re.search(r'>https://oakfield.test(/back/[^<"]+)<', page.text)
    assert found is not None
    return found[1]


def now(made: MadeSchool) -> Trip:
    with made.begin() as uow:
        trip = uow.trips.get("wood")
    assert trip is not None
    return trip


def press(browser: Browser, path: str, news: str) -> int:
    token = re.search(r'name="form_token" value="([^"]+)"', browser.page(path))
    assert token is not None
    fields = {"form_token": token[1], "news": news}
    return browser.http.post(path, data=fields).status_code


def test_the_leader_presses_one_button_without_signing_in(
    as_: SIT, browser: Browser, made: MadeSchool, trip: Trip
) -> None:
    path = link(as_)
    assert press(browser, path, "all back") == 303
    assert now(made).all_back_by == trip.leader
    assert "Everybody is back" in browser.page(path)
    assert "<form" not in browser.page(path).partition("<main")[2]


def test_running_late_is_passed_on_and_the_buttons_stay(
    as_: SIT, browser: Browser, made: MadeSchool
) -> None:
    path = link(as_)
    assert press(browser, path, "running late") == 303
    assert now(made).all_back_at is None
    assert "knows that you are late" in browser.page(path)
    assert press(browser, path, "all back") == 303
    assert now(made).all_back_at is not None


def test_opening_it_changes_nothing(
    as_: SIT, browser: Browser, made: MadeSchool, trip: Trip
) -> None:
    path = link(as_)
    with made.begin() as uow:
        before = uow.ledger.entries()
    for method in ("GET", "HEAD"):
        browser.http.request(method, f"{path}?news=all%20back")
    with made.begin() as uow:
        assert uow.ledger.entries() == before
    assert now(made) == trip


def test_it_names_nobody_and_no_place(as_: SIT, browser: Browser, trip: Trip) -> None:
    page = browser.page(link(as_))
    for word in (trip.name, trip.place, *trip.groups, "Teacher", "Amina", "Oakfield Primary"):
        assert word not in page


def test_pressing_twice_is_pressing_once(as_: SIT, browser: Browser, made: MadeSchool) -> None:
    path = link(as_)
    token = re.search(r'name="form_token" value="([^"]+)"', browser.page(path))
    assert token is not None
    fields = {"form_token": token[1], "news": "all back"}
    assert [browser.http.post(path, data=fields).status_code for _ in (1, 2)] == [303, 303]
    assert len(now(made).news) == 1


@pytest.mark.parametrize("news", ["", "part of the group is back", "publish"])
def test_nothing_else_can_be_said(
    as_: SIT, browser: Browser, made: MadeSchool, trip: Trip, news: str
) -> None:
    assert press(browser, link(as_), news) == 400
    assert now(made) == trip


def test_a_form_of_another_page_says_nothing(
    as_: SIT, browser: Browser, made: MadeSchool, trip: Trip
) -> None:
    path = link(as_)
    answer = browser.http.post(path, data={"form_token": "x", "news": "all back"})
    assert answer.status_code == 403
    assert now(made) == trip


def test_wrong_codes_are_not_tried_for_ever(as_: SIT, browser: Browser) -> None:
    path = link(as_)
    told = {browser.get(f"/back/wrong-{n}").status_code for n in range(PER_ADDRESS)}
    assert told == {404}
    assert "Too many tries" in browser.get("/back/one-more").text
    assert "Too many tries" in browser.get(path).text


def test_it_gives_no_way_to_any_other_page(as_: SIT, browser: Browser) -> None:
    path = link(as_)
    press(browser, path, "running late")
    for page in ("/", "/trips", "/posts/news"):
        assert browser.get(page).headers["location"].startswith("/sign-in")


def test_the_trips_page_makes_and_ends_it(as_: SIT, browser: Browser) -> None:
    path, office = link(as_), as_("office")
    assert "End the link" in office.page("/trips")
    assert office.send("/trips/wood/link/end").status_code == 303
    assert browser.get(path).status_code == 404
    assert "End the link" not in office.page("/trips")


def test_all_back_that_was_said_too_early_is_taken_back(
    as_: SIT, browser: Browser, made: MadeSchool
) -> None:
    path, office = link(as_), as_("office")
    press(browser, path, "all back")
    assert office.send("/trips/wood/unsay", {"why": "two are still out"}).status_code == 303
    assert now(made).all_back_at is None
    assert "Is everybody back?" in browser.page(path)


def test_the_leader_herself_is_offered_no_link_to_make(as_: SIT) -> None:
    teacher = as_("teacher")
    assert "for its leader" not in teacher.page("/trips")
    assert teacher.send("/trips/wood/link").status_code == 403


def test_a_stranger_s_long_form_is_hardly_read(as_: SIT, browser: Browser) -> None:
    long = {"news": "x" * 100_000, "form_token": "x"}
    assert browser.http.post(link(as_), data=long).status_code == 413


def test_the_whole_address_is_there_and_can_be_copied(as_: SIT, trip: Trip) -> None:
    page = as_("office").send(f"/trips/{trip.id}/link").text
    assert re.search(r'<textarea id="address"[^>]*readonly[^>]*>https://oakfield\.test/', page)
    assert 'data-copy="address" hidden>' in page
    assert "/static/copy.js" in page


@pytest.mark.parametrize(
    ("who", "path", "begun"),
    [
        ("deputy", "/take-downs", "“Stop this post” on its page"),
        ("dpo", "/data-protection/complaints", "is written down below"),
        ("dpo", "/data-protection/requests", 'href="/data-protection/children"'),
    ],
)
def test_a_list_with_nothing_in_it_says_where_it_is_begun(
    as_: SIT, who: str, path: str, begun: str
) -> None:
    assert begun in as_(who).page(path)
