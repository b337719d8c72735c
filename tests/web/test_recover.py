"""Getting back in at the pages: set up beforehand, few tries, and no signature."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable

import httpx2
import pytest
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from gatekeeper.web.attempts import PER_ACCOUNT
from tests.desk.made_school import PASSPHRASE, MadeSchool
from tests.web.conftest import Browser

SIT = Callable[[str], Browser]
PASSWORD = "a password of its own"


def shown(made: MadeSchool, secret: bytes) -> str:
    totp = TOTP(secret, 6, SHA1(), 30)  # noqa: S303 - as every telephone does
    return totp.generate(int(made.clock.now().timestamp())).decode()


@pytest.fixture
def secret(made: MadeSchool, as_: SIT) -> bytes:
    """Have the headteacher set her way back in up; return the telephone's secret."""
    head = as_("head")
    assert head.send("/me/recovery", {"password": PASSWORD}).status_code == 303
    head.send("/step-up", {"passphrase": PASSPHRASE, "next": "/me"})
    page = head.send("/me/recovery", {"password": PASSWORD}).text
    found = re.search(r'id="secret">([^<]+)<', page)
    assert found is not None
    drawn = page.partition('class="qr"')[2].partition("</div>")[0]
    assert "<svg" in drawn
    assert not any(word in drawn for word in ("style=", "<script", "href"))
    key = base64.b32decode(found[1].replace(" ", ""))
    assert head.send("/me/recovery/confirm", {"code": shown(made, key)}).status_code == 303
    assert "get you back in" in head.page("/me")
    made.clock.move(minutes=1)
    return key


def back_in(browser: Browser, code: str, password: str = PASSWORD) -> httpx2.Response:
    return browser.send("/recover", {"name": "Head", "password": password, "code": code})


def test_the_headteacher_gets_back_in_and_can_sign_nothing(
    made: MadeSchool, browser: Browser, secret: bytes
) -> None:
    made.write()
    made.send()
    assert back_in(browser, shown(made, secret)).headers["location"] == "/me"
    page = browser.page("/posts/news/sign-off")
    request = re.search(r'name="request" value="([^"]+)"', page)
    assert request is not None
    for given in (PASSWORD, shown(made, secret)):
        fields = {"request": request[1], "passphrase": given}
        assert browser.send("/posts/news/sign-off", fields).status_code == 403
        assert browser.send("/step-up", {"passphrase": given, "next": "/"}).status_code == 403
    with made.begin() as uow:
        assert uow.sign_offs.all() == ()
        assert any("came in by password" in task.say for task in uow.tasks.all())


def test_a_few_wrong_tries_end_trying_here_and_not_at_the_passphrase(
    made: MadeSchool, browser: Browser, secret: bytes
) -> None:
    for _ in range(PER_ACCOUNT):
        answer = back_in(browser, shown(made, secret), "not this one at all")
        assert (answer.status_code, "do not fit together" in answer.text) == (403, True)
    assert "Too many tries" in back_in(browser, shown(made, secret)).text
    assert browser.enter("Head").status_code == 303


def test_it_is_never_said_which_of_the_three_is_wrong(
    made: MadeSchool, browser: Browser, secret: bytes
) -> None:
    code = shown(made, secret)
    wrong = [back_in(browser, "000000").text, back_in(browser, code, "not this one at all").text]
    fields = {"name": "Nobody", "password": PASSWORD, "code": code}
    wrong.append(browser.send("/recover", fields).text.replace("Nobody", "Head"))
    assert len(set(wrong)) == 1


def test_a_short_password_is_refused(as_: SIT) -> None:
    head = as_("head")
    head.send("/step-up", {"passphrase": PASSPHRASE, "next": "/me"})
    assert head.send("/me/recovery", {"password": "short"}).status_code == 400


def test_the_headteacher_ends_a_way_back_and_its_session_on_the_page_of_keys(
    made: MadeSchool, browser: Browser, as_: SIT, secret: bytes
) -> None:
    back_in(browser, shown(made, secret))
    assert "Your ways in" in browser.page("/me")
    head = as_("head")
    page = head.page("/keys")
    assert "A password and the code on a phone get in" in page
    assert head.send("/keys/people/head/shut-out").status_code == 303
    assert browser.get("/me").headers["location"].startswith("/sign-in")
    made.clock.move(minutes=1)
    assert back_in(browser, shown(made, secret)).status_code == 403
    assert "telephone’s code get in" not in as_("head").page("/keys")
