"""Signing in: one door, few tries, a new token each time, and an end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import quote

import pytest

from gatekeeper.domain.session import AT_MOST, IDLE
from gatekeeper.web.app import make_site
from gatekeeper.web.attempts import PER_ACCOUNT, PER_ADDRESS
from gatekeeper.web.site import Site
from tests.desk.made_school import PASSPHRASE, MadeSchool
from tests.fakes.records import FakeUnitOfWork
from tests.web.conftest import ORIGIN, Browser

SESSION = "__Host-gatekeeper"


def test_the_right_passphrase_opens_the_first_page(browser: Browser) -> None:
    answer = browser.enter("Teacher")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert "Teacher" in browser.page("/")


def test_the_session_s_cookie_is_for_this_host_and_no_script(browser: Browser) -> None:
    cookie = browser.enter("teacher").headers["set-cookie"]
    assert cookie.startswith(f"{SESSION}=")
    assert {"HttpOnly", "Secure", "SameSite=strict", "Path=/"} <= set(cookie.split("; "))
    assert "Domain" not in cookie


def test_it_is_never_said_whether_the_name_or_the_passphrase_is_wrong(browser: Browser) -> None:
    wrong = browser.enter("teacher", "not this one at all")
    unknown = browser.enter("nobody here", "not this one at all")
    assert (wrong.status_code, unknown.status_code) == (403, 403)
    said = wrong.text.replace("teacher", "NAME").replace("nobody here", "NAME")
    assert said == unknown.text.replace("teacher", "NAME").replace("nobody here", "NAME")


def test_after_a_few_wrong_tries_even_the_right_passphrase_has_to_wait(
    browser: Browser, made: MadeSchool
) -> None:
    for _ in range(PER_ACCOUNT):
        browser.enter("teacher", "not this one at all")
    assert "Too many tries" in browser.enter("teacher").text
    assert browser.get("/").status_code == 303
    made.clock.move(minutes=16)
    assert browser.enter("teacher").status_code == 303


def places(made: MadeSchool) -> list[str]:
    """Return the names under which wrong tries are on record."""
    with made.begin() as uow:
        assert isinstance(uow, FakeUnitOfWork)
        return [key for key in uow.state.leases if key.startswith("wrong try")]


def test_a_restart_and_a_second_server_forgive_no_wrong_try(
    browser: Browser, site: Site, made: MadeSchool
) -> None:
    for _ in range(PER_ACCOUNT):
        browser.enter("teacher", "not this one at all")
    other = Browser(replace(make_site(site.app, ORIGIN), work=site.work))
    assert "Too many tries" in other.enter("teacher").text
    kept = places(made)
    assert len(kept) == PER_ACCOUNT + PER_ACCOUNT  # of the account, and of the address
    assert not any(word in str(kept) for word in ("teacher", "testclient", "not this one"))


def test_what_is_over_is_swept_away(browser: Browser, made: MadeSchool) -> None:
    browser.enter("somebody", "not this one at all")
    made.clock.move(minutes=16)
    browser.enter("somebody else", "not this one at all")
    assert len(places(made)) == 2  # one of the account, one of the address


def test_the_passphrase_comes_first_until_there_is_a_passkey_in_this_browser(
    browser: Browser,
) -> None:
    page = browser.page("/sign-in")
    assert page.index('name="passphrase"') < page.index("one-time code")
    assert page.index("one-time code") < page.index("Use a passkey")
    browser.http.cookies.set("gatekeeper-passkey", "yes")
    page = browser.page("/sign-in")
    assert page.index("Use a passkey") < page.index('name="passphrase"')


def test_one_signs_oneself_out_everywhere_else_and_stays_here(
    as_: Callable[[str], Browser],
) -> None:
    here, there, another = as_("teacher"), as_("teacher"), as_("deputy")
    assert "in 1 other browser." in here.page("/me")
    assert here.send("/me/elsewhere/end").headers["location"] == "/me"
    assert "here and nowhere else" in here.page("/me")
    assert there.get("/").headers["location"].startswith("/sign-in")
    assert another.get("/").status_code == 200


def test_one_address_cannot_try_every_account(browser: Browser) -> None:
    for number in range(PER_ADDRESS):
        browser.enter(f"somebody {number}", "not this one at all")
    assert "Too many tries" in browser.enter("deputy").text


def marks(browser: Browser) -> dict[str, str]:
    """Return what a browser keeps from which it is known."""
    kept = dict(browser.http.cookies)
    return {name: kept[name] for name in kept if name.startswith("gatekeeper-known-")}


def test_whoever_tries_out_a_passphrase_keeps_nobody_out_of_the_own_browser(
    as_: Callable[[str], Browser], site: Site
) -> None:
    deputy, child = as_("deputy"), Browser(site)
    deputy.send("/sign-out")
    for _ in range(PER_ADDRESS):
        child.enter("deputy", "not this one at all")
    assert "Too many tries" in child.enter("deputy").text
    assert deputy.enter("deputy").status_code == 303


def test_a_known_browser_has_few_tries_too(as_: Callable[[str], Browser], site: Site) -> None:
    deputy = as_("deputy")
    deputy.send("/sign-out")
    for _ in range(PER_ACCOUNT):
        deputy.enter("deputy", "not this one at all")
    assert "Too many tries" in deputy.enter("deputy").text
    assert Browser(site).enter("deputy").status_code == 303


@pytest.mark.parametrize("seal", ["", ".", "." + "0" * 64, ".é"])
def test_a_mark_that_was_made_up_or_is_another_s_is_a_stranger_s(
    seal: str, as_: Callable[[str], Browser], site: Site
) -> None:
    (name, kept), stranger = *marks(as_("deputy")).items(), Browser(site)
    others = next(iter(marks(as_("teacher")).values()))
    for _ in range(PER_ACCOUNT):
        stranger.enter("deputy", "not this one at all")
    for made_up in (kept.partition(".")[0] + seal, others):
        stranger.http.cookies.set(name, quote(made_up), domain="oakfield.test")
        assert "Too many tries" in stranger.enter("deputy").text


def test_the_mark_of_a_browser_names_nobody_and_opens_nothing(
    as_: Callable[[str], Browser], site: Site
) -> None:
    kept, other = marks(as_("deputy")), Browser(site)
    assert "deputy" not in str(kept).casefold()
    other.http.cookies.update(kept)
    assert other.get("/").status_code == 303


def test_a_token_that_was_there_before_is_not_the_session_s(browser: Browser) -> None:
    browser.http.cookies.set(SESSION, "planted", domain="oakfield.test")
    answer = browser.enter("teacher")
    assert "planted" not in answer.headers["set-cookie"]


def test_signing_out_ends_the_session_also_for_a_copied_cookie(
    as_: Callable[[str], Browser],
) -> None:
    teacher = as_("teacher")
    copied = dict(teacher.http.cookies)
    assert teacher.send("/sign-out").status_code == 303
    teacher.http.cookies.update(copied)
    assert teacher.get("/").status_code == 303


def test_a_tablet_that_is_left_lying_signs_out(
    as_: Callable[[str], Browser], made: MadeSchool
) -> None:
    teacher = as_("teacher")
    made.clock.move(minutes=19)
    assert teacher.get("/").status_code == 200
    made.clock.move(minutes=19)
    assert teacher.get("/").status_code == 200
    made.clock.move(seconds=IDLE.total_seconds())
    assert teacher.get("/").status_code == 303


def test_no_session_outlasts_a_school_day(as_: Callable[[str], Browser], made: MadeSchool) -> None:
    teacher = as_("teacher")
    told = []
    for _ in range(int(AT_MOST / (IDLE / 2))):
        made.clock.move(seconds=(IDLE / 2).total_seconds())
        told.append(teacher.get("/").status_code)
    assert told[0] == 200
    assert told[-1] == 303


def test_a_clock_set_back_opens_nothing(as_: Callable[[str], Browser], made: MadeSchool) -> None:
    teacher = as_("teacher")
    made.clock.move(hours=-2)
    assert teacher.get("/").status_code == 303


@pytest.mark.parametrize("path", ["//evil.test", "https://evil.test", "/\\evil.test", "evil"])
def test_signing_in_leads_to_no_other_site(path: str, browser: Browser) -> None:
    fields = {"name": "teacher", "passphrase": PASSPHRASE, "next": path}
    assert browser.send("/sign-in", fields).headers["location"] == "/"


@pytest.mark.parametrize("page", ["/trips", "/new?draft=0a1b2c3d-4e5f"])
def test_who_asked_for_a_page_gets_there_after_signing_in(page: str, browser: Browser) -> None:
    asked = browser.get(page).headers["location"]
    assert f'value="{page}"' in browser.page(asked)


def test_opening_and_ending_a_session_stand_in_the_ledger(
    as_: Callable[[str], Browser], made: MadeSchool
) -> None:
    as_("teacher").send("/sign-out")
    with made.begin() as uow:
        told = [(e.what, e.actor) for e in uow.ledger.entries() if e.what.startswith("session.")]
    assert told == [("session.opened", "teacher"), ("session.ended", "teacher")]


def test_the_token_itself_is_not_on_record(as_: Callable[[str], Browser], made: MadeSchool) -> None:
    token = as_("teacher").http.cookies[SESSION]
    with made.begin() as uow:
        assert all(token not in str(session) for session in uow.sessions.all())
