"""Notices on the pages: signed once, then choose, look, ready; and every no on the way."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from gatekeeper.desk.book.sign_patterns import patterns_in_force
from gatekeeper.domain.register import ConsentState
from tests.desk.made_school import PASSPHRASE, MadeSchool
from tests.desk.ways_in.passkeys import enrolled
from tests.fakes.authenticator import FakeAuthenticator
from tests.web.conftest import Browser

SIT = Callable[[str], Browser]
CHOSEN = {
    "day": "Monday 16 November",
    "reason": "There is no water.",
    "more": "Please see the school's website.",
}
WORDS = "Oakfield Primary is closed on Monday 16 November. There is no water."


def sign(head: Browser, passphrase: str = PASSPHRASE) -> int:
    found = re.search(r'name="shown" value="([^"]+)"', head.page("/announce"))
    assert found is not None
    fields = {"shown": found[1], "passphrase": passphrase}
    return head.send("/announce/sign", fields).status_code


def made(browser: Browser, **more: str) -> str:
    answer = browser.send("/announce/closed", CHOSEN | more)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def test_until_they_are_signed_no_pattern_is_offered(as_: SIT) -> None:
    office, head = as_("office"), as_("head")
    assert "not signed" in office.page("/announce")
    assert 'action="/announce/closed"' not in office.page("/announce")
    assert 'action="/announce/sign"' not in office.page("/announce")
    assert office.send("/announce/closed", CHOSEN).status_code == 409
    assert sign(head) == 303
    assert 'action="/announce/closed"' in office.page("/announce")
    assert "Signed until 15 November 2027" in head.page("/announce")


def test_the_headteacher_signs_with_her_own_passphrase_and_sees_every_word(as_: SIT) -> None:
    head = as_("head")
    page = head.page("/announce")
    for said in ("The heating has failed.", "Sports day", "All other classes are open."):
        assert said in page
    assert sign(head, "not this one") == 403
    assert "not signed" in head.page("/announce")


def test_from_choosing_to_ready_in_two_forms(as_: SIT) -> None:
    sign(as_("head"))
    office = as_("office")
    path = made(office)
    page = office.page(path)
    assert WORDS in page
    assert "have it ready" in page
    assert office.send(f"{path}/ready").status_code == 303
    page = office.page(path)
    assert "Ready for the tablet" in page
    assert "tell whoever has the tablet" in page
    assert "Publish it now" in as_("deputy").page(path)


def test_a_headteacher_who_fills_what_she_signed_is_told_that_another_publishes(as_: SIT) -> None:
    head, office = as_("head"), as_("office")
    sign(head)
    path = made(head)
    assert "somebody else must publish it" in head.page(path)
    assert head.send(f"{path}/ready").status_code == 303
    assert "somebody else must publish it" in as_("deputy").page(path)
    assert "somebody else must publish it" not in office.page(made(office))


def test_a_class_with_words_that_nobody_signed_is_told_and_not_offered(
    as_: SIT, made: MadeSchool
) -> None:
    sign(as_("head"))
    with made.begin() as uow:
        made.enrol(uow, "zed", "Year 4 - head lice")
    page = as_("office").page("/announce")
    assert 'value="Year 4"' in page
    assert 'value="Year 4 - head lice"' not in page
    assert "Not offered: Year 4 - head lice." in page


def test_what_is_on_no_list_is_not_drawn(as_: SIT, made: MadeSchool) -> None:
    sign(as_("head"))
    office = as_("office")
    assert office.send("/announce/closed", CHOSEN | {"reason": "Amina is ill."}).status_code == 400
    assert office.send("/announce/party", CHOSEN).status_code == 404
    with made.begin() as uow:
        assert uow.posts.all() == ()


def test_what_a_rule_finds_is_shown_and_the_normal_way_offered(as_: SIT, made: MadeSchool) -> None:
    sign(as_("head"))
    made.change("amina", ConsentState.REFUSED)
    made.examiners.maker.written = ("Amina Test",)
    office = as_("office")
    answer = office.send("/announce/closed", CHOSEN)
    path = str(answer.headers["location"])
    page = office.page(path)
    assert "It cannot go out by its pattern" in page
    assert "have it ready" not in page
    assert "Open it as a post" in page
    assert office.send(f"{path}/ready").status_code == 409


def test_a_post_that_is_no_notice_has_no_card(as_: SIT, made: MadeSchool) -> None:
    made.write()
    assert as_("office").get("/announce/posts/news").status_code == 404


@pytest.mark.parametrize("fate", ["stopped", "waiting"])
def test_a_notice_that_went_another_way_says_where(fate: str, as_: SIT) -> None:
    sign(as_("head"))
    office = as_("office")
    answer = office.send("/announce/closed", CHOSEN)
    path = str(answer.headers["location"])
    post = path.rpartition("/")[2]
    if fate == "stopped":
        office.send(f"/posts/{post}/stop", {"why": "wrong day"})
    else:
        as_("deputy").send(f"/posts/{post}/send")
    assert "See where it stands" in office.page(path)


def test_a_headteacher_with_a_passkey_signs_the_patterns_by_passkey_alone(
    as_: SIT, made: MadeSchool
) -> None:
    maker = FakeAuthenticator()
    enrolled(made, maker, "head")
    head = as_("head")
    assert sign(head) == 403
    assert 'name="passphrase"' not in head.page("/announce")
    shown = {"shown": made.school.patterns.digest}
    told = head.send("/announce/sign/ask", shown).json()
    given = {"question": "", "answer": maker.sign(told["publicKey"])}
    assert head.send("/announce/sign", shown | given).status_code == 303
    with made.begin() as uow:
        assert patterns_in_force(uow, made.keyring, made.school).scheme == "webauthn"
    made.clock.move(hours=24)
    head = as_("head")
    assert head.send("/announce/sign", shown | given).status_code == 403
