"""Passkeys at the pages: invited, brought, signed, used; and whatever is wrong about one."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import httpx2
import pytest

from gatekeeper.desk.people.end_key import end_key
from gatekeeper.desk.ways_in.invite import invite
from gatekeeper.domain.people import Device
from gatekeeper.domain.release import TaskKind
from gatekeeper.web.app import make_site
from gatekeeper.web.attempts import PER_ACCOUNT, PER_ADDRESS
from gatekeeper.web.pages import invited as invited_page
from gatekeeper.web.questions import LIFE
from gatekeeper.web.site import Site
from gatekeeper.web.visit import TABLET_MARK
from tests.desk.made_school import PASSPHRASE, MadeSchool
from tests.desk.ways_in.passkeys import enrolled
from tests.fakes.authenticator import OAKFIELD, FakeAuthenticator
from tests.web.conftest import Browser

SIT = Callable[[str], Browser]


def asked(browser: Browser, path: str, fields: dict[str, object] | None = None) -> Any:
    answer = browser.send(path, fields)
    assert answer.status_code == 200, answer.text
    return answer.json()


def use(
    browser: Browser, maker: FakeAuthenticator, path: str, ask: str, **fields: object
) -> httpx2.Response:
    """Do what passkey.js does with a form: ask, sign, send."""
    told = asked(browser, ask, fields)
    given = {"question": told["question"], "answer": maker.sign(told["publicKey"])}
    return browser.send(path, {**fields, **given})


def enter(browser: Browser, maker: FakeAuthenticator) -> httpx2.Response:
    return use(browser, maker, "/sign-in/passkey", "/sign-in/passkey/ask", next="/trips")


def code_for(made: MadeSchool, who: str) -> str:
    head = made.actor("head")
    with made.begin() as uow:
        return invite(uow, head, who)


def bring(browser: Browser, maker: FakeAuthenticator, code: str) -> httpx2.Response:
    fields: dict[str, object] = {"code": code, "name": "My phone"}
    told = asked(browser, "/invited/ask", fields)
    given = {"question": told["question"], "answer": maker.make(told["publicKey"])}
    return browser.send("/invited", fields | given)


@pytest.fixture
def heads(made: MadeSchool) -> FakeAuthenticator:
    """Return the headteacher's passkey, enrolled."""
    maker = FakeAuthenticator()
    enrolled(made, maker, "head")
    return maker


# --- from the invitation to the first sign-in ---------------------------------------------------


def test_from_the_invitation_to_signing_in(as_: SIT, browser: Browser) -> None:
    head, maker = as_("head"), FakeAuthenticator(synced=True)
    assert (
        head.send("/keys/invite", {"person": "deputy"}).headers["location"].startswith("/step-up")
    )
    head.send("/step-up", {"passphrase": PASSPHRASE, "next": "/keys"})
    shown = head.send("/keys/invite", {"person": "deputy"}).text
    code = re.search(r'id="code">([^<]+)<', shown)
    assert code is not None
    assert "waits for the headteacher" in bring(browser, maker, code[1]).text
    assert enter(browser, maker).status_code == 403
    page = head.page("/keys")
    assert "Deputy brought a passkey: “My phone”" in page
    offer = re.search(r'action="(/keys/offers/[^/"]+)"', page)
    assert offer is not None
    assert head.send(offer[1], {"passphrase": PASSPHRASE}).status_code == 303
    assert "copied to the owner’s other devices" in head.page("/keys")
    answer = enter(browser, maker)
    assert (answer.status_code, answer.headers["location"]) == (303, "/trips")
    assert "“My phone”" in browser.page("/me")


def test_the_passkey_is_asked_to_verify_who_is_there_and_to_know_its_owner(
    made: MadeSchool, browser: Browser
) -> None:
    told = asked(browser, "/invited/ask", {"code": code_for(made, "deputy")})["publicKey"]
    choice = told["authenticatorSelection"]
    assert (choice["residentKey"], choice["userVerification"]) == ("required", "required")
    assert (told["rp"]["id"], told["attestation"]) == ("oakfield.test", "none")
    assert told["user"]["name"] == "Deputy"


def test_signing_in_names_nobody_s_passkey(browser: Browser, heads: FakeAuthenticator) -> None:
    told = asked(browser, "/sign-in/passkey/ask")["publicKey"]
    assert (told["allowCredentials"], told["userVerification"]) == ([], "required")
    assert heads.credential


def test_wrong_codes_are_few_and_keep_no_account_out(made: MadeSchool, browser: Browser) -> None:
    code = code_for(made, "deputy")
    for _ in range(PER_ADDRESS):
        assert browser.send("/invited/ask", {"code": "AAAAA"}).status_code == 403
    assert "Too many tries" in browser.send("/invited/ask", {"code": code}).text


def test_a_code_without_a_passkey_is_not_spent(made: MadeSchool, browser: Browser) -> None:
    code = code_for(made, "deputy")
    maker = FakeAuthenticator(verified=False)
    assert bring(browser, maker, code).status_code == 403
    assert "waits for the headteacher" in bring(browser, replace(maker, verified=True), code).text


def test_what_one_browser_was_asked_another_cannot_answer(
    made: MadeSchool, site: Site, browser: Browser, heads: FakeAuthenticator
) -> None:
    told = asked(browser, "/sign-in/passkey/ask")
    given = {"question": told["question"], "answer": heads.sign(told["publicKey"])}
    thief = Browser(site)
    assert thief.send("/sign-in/passkey", given).status_code == 403
    assert thief.get("/").status_code == 303
    code = code_for(made, "deputy")
    told = asked(browser, "/invited/ask", {"code": code})
    given = {"question": told["question"], "answer": FakeAuthenticator().make(told["publicKey"])}
    assert thief.send("/invited", {"code": code, "name": "x", **given}).status_code == 403


# --- signing in ---------------------------------------------------------------------------------


def test_an_answer_is_taken_once(site: Site, browser: Browser, heads: FakeAuthenticator) -> None:
    told = asked(browser, "/sign-in/passkey/ask")
    given = {"question": told["question"], "answer": heads.sign(told["publicKey"])}
    visitor = dict(browser.http.cookies)
    assert browser.send("/sign-in/passkey", given).status_code == 303
    again = Browser(site)
    again.http.cookies.update(visitor)
    answer = again.send("/sign-in/passkey", given)
    assert (answer.status_code, "too long" in answer.text) == (403, True)


def test_an_answer_is_taken_for_a_few_minutes(
    made: MadeSchool, browser: Browser, heads: FakeAuthenticator
) -> None:
    for seconds in (LIFE.total_seconds(), -LIFE.total_seconds()):
        told = asked(browser, "/sign-in/passkey/ask")
        given = {"question": told["question"], "answer": heads.sign(told["publicKey"])}
        made.clock.move(seconds=seconds)
        assert browser.send("/sign-in/passkey", given).status_code == 403


@pytest.mark.parametrize(
    "changed",
    [
        {"verified": False},
        {"party": replace(OAKFIELD, origin="https://oakfield.test.evil.test")},
        {"party": replace(OAKFIELD, rp="evil.test")},
        {"private": FakeAuthenticator().private},
        {"credential": b"nobody's"},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_a_passkey_that_does_not_fit_opens_nothing(
    changed: dict[str, Any], browser: Browser, heads: FakeAuthenticator
) -> None:
    answer = enter(browser, replace(heads, **changed))
    assert (answer.status_code, "does not fit" in answer.text) == (403, True)
    assert browser.get("/").status_code == 303


@pytest.mark.parametrize("answer", ["", "{}", "null", "x" * 1000])
def test_nonsense_opens_nothing(answer: str, browser: Browser) -> None:
    told = asked(browser, "/sign-in/passkey/ask")
    given = {"question": told["question"], "answer": answer}
    assert browser.send("/sign-in/passkey", given).status_code == 400
    assert browser.send("/sign-in/passkey", {"answer": answer}).status_code == 403


def test_wrong_passphrases_do_not_keep_the_headteacher_s_passkey_out(
    browser: Browser, heads: FakeAuthenticator
) -> None:
    for _ in range(PER_ADDRESS):
        browser.enter("head", "not this one at all")
    assert "Too many tries" in browser.enter("head").text
    assert enter(browser, heads).status_code == 303


def test_a_copy_is_refused_and_the_headteacher_is_told(
    made: MadeSchool, site: Site, as_: SIT
) -> None:
    maker = FakeAuthenticator(counts=True)
    enrolled(made, maker, "deputy")
    copy = replace(maker)
    enter(Browser(site), maker)
    answer = enter(Browser(site), copy)
    assert (answer.status_code, "may be a copy" in answer.text) == (403, True)
    with made.begin() as uow:
        assert [t.kind for t in uow.tasks.all()] == [TaskKind.CHECK_ACCOUNT]
    assert "There may be a copy" in as_("head").page("/keys")


@pytest.mark.parametrize(
    ("origin", "able"),
    [
        ("https://gate.school.sch.uk", True),
        ("http://localhost:8443", True),
        ("http://gate.school.sch.uk", False),
        ("https://192.168.1.5", False),
        ("https://[::1]:8443", False),
        ("https://desk.local", False),
    ],
)
def test_passkeys_are_offered_where_browsers_make_them(
    origin: str, *, able: bool, site: Site
) -> None:
    other = make_site(site.app, origin)
    assert (other.party is not None) is able


def test_without_tls_the_page_says_so(site: Site) -> None:
    browser = Browser(replace(site, origin="http://192.168.1.5"))
    browser.http.base_url = "http://192.168.1.5"
    assert "Passkeys need TLS" in browser.page("/invited")
    assert "Use a passkey" not in browser.page("/sign-in")
    assert browser.send("/sign-in/passkey/ask").status_code == 409


# --- stepping up --------------------------------------------------------------------------------


def test_a_passkey_is_a_step_up_for_one_s_own_session(
    made: MadeSchool, as_: SIT, heads: FakeAuthenticator
) -> None:
    head = as_("head")
    assert use(head, heads, "/step-up", "/step-up/ask", next="/keys").status_code == 303
    assert 'id="code"' in head.send("/keys/invite", {"person": "deputy"}).text
    deputys = FakeAuthenticator()
    enrolled(made, deputys, "deputy")
    other = as_("head")
    assert use(other, deputys, "/step-up", "/step-up/ask", next="/keys").status_code == 403
    assert other.send("/keys/invite", {"person": "deputy"}).status_code == 303


@pytest.mark.parametrize(
    "changed",
    [
        {"verified": False},
        {"party": replace(OAKFIELD, origin="https://evil.test")},
        {"private": FakeAuthenticator().private},
        {"credential": b"nobody's"},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_a_passkey_that_does_not_fit_is_no_step_up(
    changed: dict[str, Any], as_: SIT, heads: FakeAuthenticator
) -> None:
    head = as_("head")
    wrong = replace(heads, **changed)
    assert use(head, wrong, "/step-up", "/step-up/ask", next="/").status_code == 403
    assert head.send("/keys/invite", {"person": "deputy"}).status_code == 303


def test_an_answer_to_another_question_is_no_step_up(as_: SIT, heads: FakeAuthenticator) -> None:
    head = as_("head")
    first, second = (asked(head, "/step-up/ask") for _ in range(2))
    given = {"question": second["question"], "answer": heads.sign(first["publicKey"])}
    assert head.send("/step-up", {"next": "/", **given}).status_code == 403
    given = {"question": first["question"], "answer": heads.sign(first["publicKey"])}
    assert head.send("/step-up", {"next": "/", **given}).status_code == 303


def test_the_answer_of_a_sign_in_is_no_step_up(as_: SIT, heads: FakeAuthenticator) -> None:
    head = as_("head")
    told = asked(head, "/sign-in/passkey/ask")
    given = {"question": told["question"], "answer": heads.sign(told["publicKey"])}
    assert head.send("/step-up", {"next": "/", **given}).status_code == 403


def test_what_is_sealed_still_asks_for_the_passphrase(made: MadeSchool, as_: SIT) -> None:
    maker = FakeAuthenticator()
    enrolled(made, maker, "dsl")
    dsl = as_("dsl")
    use(dsl, maker, "/step-up", "/step-up/ask", next="/dsl")
    asks = dsl.get("/dsl").headers["location"]
    assert asks == "/step-up?next=/dsl&by=passphrase"
    assert "Use your passkey" not in dsl.page(asks)
    dsl.send("/step-up", {"passphrase": PASSPHRASE, "next": "/dsl"})
    assert dsl.get("/dsl").status_code == 200


# --- saying yes ---------------------------------------------------------------------------------


@pytest.fixture
def waiting(made: MadeSchool) -> str:
    """Have a post wait for the headteacher; return its page."""
    made.write()
    made.send()
    return "/posts/news/sign-off"


def form(page: str) -> tuple[str, dict[str, object]]:
    path = re.search(r'action="(/posts/[^"]+/sign-off)"', page)
    request = re.search(r'name="request" value="([^"]+)"', page)
    assert path is not None
    assert request is not None
    return path[1], {"request": request[1]}


def yes(browser: Browser, maker: FakeAuthenticator, page: str) -> httpx2.Response:
    path, fields = form(page)
    return use(browser, maker, path, f"{path}/ask", **fields)


def test_a_yes_by_passkey_is_over_the_statement(
    made: MadeSchool, as_: SIT, heads: FakeAuthenticator, waiting: str
) -> None:
    head = as_("head")
    page = head.page(waiting)
    assert 'name="passphrase"' not in page
    assert yes(head, heads, page).headers["location"].startswith("/?signed=")
    with made.begin() as uow:
        (signed,) = uow.sign_offs.all()
    assert signed.scheme == "webauthn"
    assert made.keyring.verifies(
        signed.scheme, _public(made, signed.statement.key), signed.statement.message, signed.proof
    )


def _public(made: MadeSchool, key: str) -> bytes:
    with made.begin() as uow:
        found = uow.keys.get(key)
    assert found is not None
    return found.public


def test_who_has_a_passkey_signs_nothing_by_passphrase(
    as_: SIT, heads: FakeAuthenticator, waiting: str
) -> None:
    head = as_("head")
    path, fields = form(head.page(waiting))
    answer = head.send(path, fields | {"passphrase": PASSPHRASE})
    assert (answer.status_code, "passphrase does not sign" in answer.text) == (403, True)
    assert yes(head, heads, head.page(waiting)).status_code == 303


def test_reporting_the_passkey_lost_does_not_bring_the_passphrase_back(
    as_: SIT, heads: FakeAuthenticator, waiting: str
) -> None:
    head = as_("head")
    lost = re.search(r'action="(/me/keys/[^"]+/lost)"', head.page("/me"))
    assert lost is not None
    assert head.send(lost[1]).headers["location"] == "/sign-in"
    assert head.get("/").status_code == 303
    head = as_("head")
    page = head.page(waiting)
    assert "Your passkey has ended" in page
    path, fields = form(page)
    assert head.send(path, fields | {"passphrase": PASSPHRASE}).status_code == 403
    told = head.send(f"{path}/ask", fields)
    assert (told.status_code, "no passkey here" in told.text) == (409, True)
    assert heads.credential


WRONG: dict[str, dict[str, Any]] = {
    "nobody verified": {"verified": False},
    "another party": {"party": replace(OAKFIELD, rp="evil.test")},
    "another origin": {"party": replace(OAKFIELD, origin="https://evil.test")},
    "another key": {"private": FakeAuthenticator().private},
    "another credential": {"credential": b"nobody's"},
}


@pytest.mark.parametrize("changed", WRONG.values(), ids=WRONG)
def test_a_yes_that_does_not_fit_is_none(
    changed: dict[str, Any], made: MadeSchool, as_: SIT, heads: FakeAuthenticator, waiting: str
) -> None:
    head = as_("head")
    assert yes(head, replace(heads, **changed), head.page(waiting)).status_code == 403
    with made.begin() as uow:
        assert uow.sign_offs.all() == ()


def test_a_yes_counts_once_and_for_its_own_page(
    made: MadeSchool, as_: SIT, heads: FakeAuthenticator, waiting: str
) -> None:
    head = as_("head")
    path, first = form(head.page(waiting))
    told = asked(head, f"{path}/ask", first)
    given = {"answer": heads.sign(told["publicKey"]), "question": ""}
    _, second = form(head.page(waiting))
    assert head.send(path, second | given).status_code == 403
    assert head.send(path, first | given).status_code == 303
    assert head.send(path, first | given).status_code == 409
    with made.begin() as uow:
        assert len(uow.sign_offs.all()) == 1


def test_a_stale_page_is_not_signed(
    made: MadeSchool, as_: SIT, heads: FakeAuthenticator, waiting: str
) -> None:
    head = as_("head")
    path, fields = form(head.page(waiting))
    told = asked(head, f"{path}/ask", fields)
    given = {"answer": heads.sign(told["publicKey"]), "question": ""}
    made.clock.move(minutes=15)
    head.get("/")
    made.clock.move(minutes=15)
    answer = head.send(path, fields | given)
    assert (answer.status_code, "no longer fresh" in answer.text) == (409, True)


def test_a_copied_passkey_says_no_yes(made: MadeSchool, as_: SIT, waiting: str) -> None:
    maker = FakeAuthenticator(counts=True)
    enrolled(made, maker, "head")
    head, copy = as_("head"), replace(maker)
    use(head, maker, "/step-up", "/step-up/ask", next="/")
    answer = yes(head, copy, head.page(waiting))
    assert (answer.status_code, "may be a copy" in answer.text) == (403, True)
    with made.begin() as uow:
        assert uow.sign_offs.all() == ()
        assert [t.kind for t in uow.tasks.all()] == [TaskKind.CHECK_ACCOUNT]


def test_the_one_used_last_is_asked_unless_another_is_chosen(
    made: MadeSchool, as_: SIT, heads: FakeAuthenticator, waiting: str
) -> None:
    other = FakeAuthenticator()
    chosen = enrolled(made, other, "head")
    head = as_("head")
    use(head, heads, "/step-up", "/step-up/ask", next="/")
    page = head.page(waiting)
    path, fields = form(page)
    assert "With which passkey" in page
    assert yes(head, other, page).status_code == 403
    told = use(head, other, path, f"{path}/ask", **fields, key=chosen.id)
    assert told.status_code == 303


# --- keys that the headteacher signs ------------------------------------------------------------


def brought(made: MadeSchool, site: Site, maker: FakeAuthenticator) -> None:
    bring(Browser(site), maker, code_for(made, "deputy"))


def test_the_headteacher_s_passkey_signs_for_the_next(
    made: MadeSchool, site: Site, as_: SIT, heads: FakeAuthenticator
) -> None:
    maker = FakeAuthenticator()
    brought(made, site, maker)
    head = as_("head")
    path = re.search(r'action="(/keys/offers/[^/"]+)"', head.page("/keys"))
    assert path is not None
    assert head.send(path[1], {"passphrase": PASSPHRASE}).status_code == 403
    assert use(head, heads, path[1], f"{path[1]}/ask").status_code == 303
    assert enter(Browser(site), maker).status_code == 303


def test_an_offer_can_be_thrown_away_and_a_key_ended(
    made: MadeSchool, site: Site, as_: SIT, heads: FakeAuthenticator
) -> None:
    brought(made, site, FakeAuthenticator())
    head = as_("head")
    refuse = re.search(r'action="(/keys/offers/[^"]+/refuse)"', head.page("/keys"))
    assert refuse is not None
    head.send(refuse[1])
    assert "brought a passkey" not in head.page("/keys")
    maker = FakeAuthenticator()
    key = enrolled(made, maker, "deputy")
    deputy = Browser(site)
    enter(deputy, maker)
    assert head.send(f"/keys/{key.id}/end").status_code == 303
    assert deputy.get("/").status_code == 303
    assert enter(deputy, maker).status_code == 403
    assert heads.credential


def test_nobody_ends_another_s_passkey_as_lost(
    made: MadeSchool, as_: SIT, heads: FakeAuthenticator
) -> None:
    key = enrolled(made, FakeAuthenticator(), "deputy")
    for who in ("teacher", "head"):
        assert as_(who).send(f"/me/keys/{key.id}/lost").status_code == 404
    assert heads.credential


# --- the shared tablet --------------------------------------------------------------------------


def on_the_tablet(browser: Browser) -> Browser:
    browser.http.cookies.set(TABLET_MARK, "tablet", domain="oakfield.test")
    return browser


def test_on_the_tablet_a_session_ends_sooner(made: MadeSchool, browser: Browser, as_: SIT) -> None:
    shared, own = on_the_tablet(browser), as_("deputy")
    shared.enter("deputy")
    made.clock.move(minutes=4)
    assert shared.get("/").status_code == 200
    made.clock.move(minutes=5)
    assert (shared.get("/").status_code, own.get("/").status_code) == (303, 200)


def test_a_mark_of_no_tablet_is_none(made: MadeSchool, browser: Browser) -> None:
    browser.http.cookies.set(TABLET_MARK, "made up", domain="oakfield.test")
    browser.enter("deputy")
    with made.begin() as uow:
        assert uow.sessions.all()[-1].device == ""


def test_a_lost_tablet_signs_out_whoever_is_on_it_and_nobody_else(
    made: MadeSchool, browser: Browser, as_: SIT
) -> None:
    shared, own = on_the_tablet(browser), as_("deputy")
    shared.enter("deputy")
    with made.begin() as uow:
        uow.devices.put(Device("second", "The second", uow.now, "head"))
    lost = re.findall(r'action="(/me/tablets/[^"]+/lost)"', own.page("/me"))
    assert lost == ["/me/tablets/tablet/lost", "/me/tablets/second/lost"]
    assert own.send(lost[1]).status_code == 303
    assert shared.get("/").status_code == 200
    assert own.send(lost[0]).status_code == 303
    assert (shared.get("/").status_code, own.get("/").status_code) == (303, 200)
    assert "No tablet is enrolled" in own.page("/me")


def test_the_tablet_makes_no_passkey_of_its_own(
    made: MadeSchool, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = code_for(made, "deputy")
    told = asked(on_the_tablet(browser), "/invited/ask", {"code": code})["publicKey"]
    assert told["authenticatorSelection"]["authenticatorAttachment"] == "cross-platform"
    monkeypatch.setattr(invited_page, "_built_in", lambda _: True)
    answer = bring(browser, FakeAuthenticator(), code)
    assert (answer.status_code, "everybody" in answer.text) == (400, True)


def test_a_key_that_was_ended_leaves_nobody_signed_in(
    made: MadeSchool, as_: SIT, heads: FakeAuthenticator
) -> None:
    head = as_("head")
    actor = made.actor("head")
    with made.begin() as uow:
        key = next(k for k in uow.keys.all() if k.scheme == "webauthn")
        end_key(uow, actor, key.id)
    assert head.get("/").status_code == 303
    assert heads.credential


def test_a_few_wrong_codes_are_no_wrong_passphrase(browser: Browser) -> None:
    for _ in range(PER_ACCOUNT):
        browser.send("/invited/ask", {"code": "AAAAA"})
    assert browser.enter("deputy").status_code == 303
