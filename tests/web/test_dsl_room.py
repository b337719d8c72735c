"""The DSL room: who gets in, for how long, on what; and what is done there."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from gatekeeper.desk.register.holds import HoldOrder, place_hold
from gatekeeper.domain.people import Role
from gatekeeper.domain.register import Bar
from gatekeeper.web.visit import TABLET_MARK
from tests.desk.made_school import PASSPHRASE, MadeSchool
from tests.web.conftest import Browser

SIT = Callable[[str], Browser]
REASON = "An order of the court."


@pytest.fixture
def dsl(as_: SIT) -> Browser:
    """Return a DSL who has just opened the room."""
    return opened(as_("dsl"))


def opened(browser: Browser) -> Browser:
    """Open the room."""
    assert browser.get("/dsl").headers["location"] == "/step-up?next=/dsl"
    fields = {"passphrase": PASSPHRASE, "next": "/dsl"}
    assert browser.send("/step-up", fields).headers["location"] == "/dsl"
    return browser


def standing(made: MadeSchool) -> list[Bar]:
    with made.begin() as uow:
        return [bar for bar in uow.bars.all() if bar.lifted_at is None]


def held(browser: Browser, **fields: str) -> None:
    answer = browser.send("/dsl/hold", {"pupil": "amina", "reason": REASON} | fields)
    assert answer.status_code == 303, answer.text


def is_open(browser: Browser) -> bool:
    return browser.get("/dsl").status_code == 200


def test_a_hold_is_three_steps_from_the_door(dsl: Browser, made: MadeSchool) -> None:
    found = dsl.send("/dsl/find", {"letters": "ami"}).text
    assert re.findall(r'name="pupil" value="(\w+)" required( checked)?', found) == [
        ("amina", " checked")
    ]
    held(dsl, review_on="2026-12-16")
    [bar] = standing(made)
    assert (bar.pupil, bar.placed_by) == ("amina", "dsl")
    page = dsl.page("/dsl")
    assert REASON in page
    assert "review on 16 December 2026" in page


def test_a_hold_is_lifted(dsl: Browser, made: MadeSchool) -> None:
    held(dsl)
    assert dsl.send("/dsl/lift", {"hold": standing(made)[0].id}).is_redirect
    assert standing(made) == []


def test_what_has_to_be_thought_about_again_comes_first(dsl: Browser, made: MadeSchool) -> None:
    held(dsl)
    held(dsl, pupil="ben", review_on="2026-11-20")
    made.clock.move(days=5)
    page = opened_again(dsl)
    assert page.index("Ben Test") < page.index("Amina Test")
    assert "Due for review since 20 November 2026" in page


def opened_again(browser: Browser) -> str:
    browser.enter("dsl")
    return opened(browser).page("/dsl")


@pytest.mark.parametrize(
    "fields",
    [{"pupil": ""}, {"reason": " "}, {"review_on": "soon"}, {"review_on": "2026-11-16"}],
)
def test_half_an_order_holds_nobody(dsl: Browser, made: MadeSchool, fields: dict[str, str]) -> None:
    order = {"pupil": "amina", "reason": REASON} | fields
    assert dsl.send("/dsl/hold", order).status_code == 400
    assert standing(made) == []


def test_nobody_is_told_when_nobody_is_called_that(dsl: Browser) -> None:
    assert "Nobody on the roll is called that" in dsl.send("/dsl/find", {"letters": "q"}).text


def test_without_the_passphrase_there_is_no_room(as_: SIT, made: MadeSchool) -> None:
    dsl = as_("dsl")
    assert not is_open(dsl)
    assert dsl.send("/step-up", {"passphrase": "not this one at all"}).status_code == 403
    assert not is_open(dsl)
    for path in ("find", "hold", "lift", "share", "concern"):
        answer = dsl.send(f"/dsl/{path}", {"pupil": "amina", "reason": REASON, "letters": "a"})
        assert answer.headers["location"].startswith("/step-up")
    assert standing(made) == []


def test_it_closes_after_two_minutes_whatever_is_done(dsl: Browser, made: MadeSchool) -> None:
    made.clock.move(seconds=60)
    assert is_open(dsl)
    made.clock.move(seconds=60)
    assert not is_open(dsl)


def test_a_page_that_is_left_open_closes_itself_without_a_script(
    dsl: Browser, made: MadeSchool
) -> None:
    made.clock.move(seconds=20)
    for answer in (dsl.get("/dsl"), dsl.send("/dsl/find", {"letters": "a"})):
        assert answer.headers["refresh"] == "100; url=/dsl/closed"
    assert "The DSL room is closed" in dsl.page("/dsl/closed")
    assert not is_open(dsl)


def test_one_browser_s_room_is_no_other_s(as_: SIT, dsl: Browser) -> None:
    assert not is_open(as_("dsl"))
    assert is_open(dsl)


def test_it_never_opens_on_the_shared_tablet(as_: SIT) -> None:
    dsl = as_("dsl")
    dsl.http.cookies.set(TABLET_MARK, "tablet", domain="oakfield.test")
    for answer in (dsl.get("/dsl"), dsl.send("/dsl/find", {"letters": "a"})):
        assert answer.status_code == 403
        assert "never opens on the shared tablet" in answer.text


def test_a_room_that_is_open_shuts_when_the_browser_becomes_the_tablet(dsl: Browser) -> None:
    dsl.http.cookies.set(TABLET_MARK, "tablet", domain="oakfield.test")
    assert dsl.send("/dsl/find", {"letters": "a"}).status_code == 403


def test_a_session_that_proved_to_be_the_tablet_s_does_not_open_it(
    as_: SIT, made: MadeSchool
) -> None:
    dsl = as_("dsl")
    with made.begin() as uow:
        for session in uow.sessions.all():
            uow.sessions.put(
                replace(session, device="tablet"), seen=uow.sessions.version(session.id)
            )
    assert dsl.get("/dsl").status_code == 403


def test_enrolling_a_browser_marks_it_as_the_tablet(as_: SIT) -> None:
    head = as_("head")
    public = "a2tra2tra2tra2tra2tra2tra2tra2tra2tra2tra2s="
    fields = {"name": "New", "public": public, "passphrase": PASSPHRASE}
    mark = head.send("/tablet", fields).headers["set-cookie"]
    assert mark.startswith(f"{TABLET_MARK}=")
    assert {"HttpOnly", "Secure", "SameSite=strict"} <= set(mark.split("; "))


def test_opening_it_stands_in_no_list(as_: SIT, made: MadeSchool) -> None:
    dsl = as_("dsl")
    with made.begin() as uow:
        before = uow.ledger.entries()
    opened(dsl).page("/dsl")
    with made.begin() as uow:
        assert uow.ledger.entries() == before


def test_no_child_s_name_stands_in_an_address(dsl: Browser) -> None:
    assert not re.findall(r'method="get"|/dsl\?', dsl.page("/dsl"))


def test_a_concern_reaches_the_room_and_is_dealt_with(as_: SIT, dsl: Browser) -> None:
    teacher = as_("teacher")
    assert 'value="dsl"' in teacher.page("/concern")
    told = teacher.send("/concern", {"words": "A worry about a telephone."}).text
    assert "It went to Dsl, and to nobody else" in told
    assert "1 concern for you" in dsl.page("/rooms")
    page = dsl.page("/dsl")
    assert "A worry about a telephone." in page
    concern = re.search(r'name="concern" value="(\w+)"', page)
    assert concern is not None
    fields = {"concern": concern[1], "outcome": "Spoke to him."}
    assert dsl.send("/dsl/concern", fields).is_redirect
    assert "1 concern dealt with" in dsl.page("/dsl")
    assert "concern for you" not in dsl.page("/rooms")


def test_a_concern_about_a_dsl_does_not_reach_her(as_: SIT, made: MadeSchool) -> None:
    with made.begin() as uow:
        deputy = uow.people.get("deputy")
        assert deputy is not None
        both = replace(deputy, roles=deputy.roles | {Role.DEPUTY_DSL})
        uow.people.put(both, seen=uow.people.version("deputy"))
    as_("teacher").send("/concern", {"words": "About the DSL herself.", "about": "dsl"})
    assert "About the DSL herself" not in opened(as_("dsl")).page("/dsl")
    assert "for you" not in as_("dsl").page("/rooms")
    assert "About the DSL herself" in opened(as_("deputy")).page("/dsl")


def test_sharing_gives_a_new_dsl_the_reasons(as_: SIT, dsl: Browser, made: MadeSchool) -> None:
    held(dsl)
    with made.begin() as uow:
        deputy = uow.people.get("deputy")
        assert deputy is not None
        both = replace(deputy, roles=deputy.roles | {Role.DEPUTY_DSL})
        uow.people.put(both, seen=uow.people.version("deputy"))
    deputy_head = opened(as_("deputy"))
    assert "You cannot read this one" in deputy_head.page("/dsl")
    assert dsl.send("/dsl/share").is_redirect
    assert REASON in deputy_head.page("/dsl")


def test_a_hold_from_the_command_line_stands_in_the_room(dsl: Browser, made: MadeSchool) -> None:
    actor = made.actor("dsl")
    with made.begin() as uow:
        place_hold(uow, actor, made.keyring, HoldOrder("cleo", REASON))
    assert "Cleo Test" in dsl.page("/dsl")
