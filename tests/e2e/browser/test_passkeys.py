"""Passkeys in a real browser with a virtual authenticator: from the code on paper to the ledger.

Home, keys, server, browser and py_webauthn are real; what is seen in pictures is pretended, and
there are none in this post.
"""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Browser, CDPSession, Page

from gatekeeper.bootstrap import open_app
from gatekeeper.desk.ledger.ledger_export import exported, read_export
from gatekeeper.domain.canonical import plain
from gatekeeper.domain.ledger import START, Entry, seal
from gatekeeper.domain.passkey import Assertion
from gatekeeper.web.app import make_asgi, make_site
from tests.cli.brought import bring
from tests.cli.terminal import DEPUTY, HEAD, PASSPHRASE, TEACHER, Terminal
from tests.e2e.browser.pages import PHONE, goes_round, reaches, usable

pytestmark = [pytest.mark.slow]
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@contextmanager
def served(home: Path) -> Iterator[str]:
    """Serve a home in this process, as `gatekeeper serve` does; return its origin."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    origin = f"http://localhost:{port}"
    with open_app(home, home / "no models") as app:
        asgi = make_asgi(make_site(app, origin))
        server = uvicorn.Server(uvicorn.Config(asgi, port=port, log_level="error"))
        thread = threading.Thread(target=server.run)
        thread.start()
        try:
            while not server.started:
                assert thread.is_alive(), "the server did not start"
                thread.join(0.05)
            yield origin
        finally:
            server.should_exit = True
            thread.join()


@dataclass
class Seat:
    """Somebody at a telephone of one's own, with an authenticator in it."""

    page: Page
    cdp: CDPSession
    authenticator: str

    def fails_to_verify(self) -> None:
        """Have the next fingerprints not fit."""
        told = {"authenticatorId": self.authenticator, "isUserVerified": False}
        self.cdp.send("WebAuthn.setUserVerified", told)

    def counts_again_from(self, count: int) -> None:
        """Set the counter of every passkey in it back, as a copy of it would have."""
        told: dict[str, Any] = {"authenticatorId": self.authenticator}
        for credential in self.cdp.send("WebAuthn.getCredentials", told)["credentials"]:
            self.cdp.send(
                "WebAuthn.removeCredential",
                told | {"credentialId": credential["credentialId"]},
            )
            credential["signCount"] = count
            self.cdp.send("WebAuthn.addCredential", told | {"credential": credential})

    def by_passphrase(self, who: str) -> None:
        """Sign in by name and passphrase."""
        self.page.goto("/sign-in")
        self.page.fill("#name", who)
        self.page.fill("#passphrase", PASSPHRASE)
        self.page.click("#enter")
        self.page.wait_for_selector("text=Sign out")

    def by_passkey(self) -> None:
        """Sign in by passkey."""
        self.page.goto("/sign-in")
        self.page.click("text=Use a passkey")
        self.page.wait_for_selector("text=Sign out")

    def signs_out(self) -> None:
        """Sign out."""
        self.page.click("text=Sign out")
        self.page.wait_for_selector("#enter")

    def brings(self, code: str) -> None:
        """Make a passkey with an invitation's code."""
        self.page.goto("/invited")
        usable(self.page)
        self.page.fill("#code", code.lower())
        self.page.fill("main #name", "My phone")
        self.page.click("text=Make the passkey")
        self.page.wait_for_selector("text=waits for the headteacher")
        usable(self.page)


def seat(chromium: Browser, origin: str) -> Seat:
    """Return a browser of one's own."""
    context = chromium.new_context(viewport=PHONE, base_url=origin)  # type: ignore[arg-type]
    page = context.new_page()
    cdp = context.new_cdp_session(page)
    cdp.send("WebAuthn.enable")
    made = cdp.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    return Seat(page, cdp, made["authenticatorId"])


def invited(head: Seat, who: str) -> str:
    """Have the headteacher invite somebody; return the code."""
    head.page.goto("/keys")
    usable(head.page)
    head.page.click(f"text=Invite {who} to bring a passkey")
    if "step-up" in head.page.url:
        usable(head.page)
        head.page.fill("main #passphrase", PASSPHRASE)
        head.page.click("text=Go on")
        usable(head.page)
        head.page.click("text=Do it now")
    code = head.page.inner_text("#code")
    usable(head.page)
    return code


@pytest.fixture
def head(chromium: Browser, desk: Terminal) -> Iterator[Seat]:
    """Return the headteacher at her telephone, signed in by a passkey of hers; a post waits."""
    desk.do("check", bring(desk.home.parent / "news"), by=TEACHER)
    desk.do("submit", "news", by=DEPUTY)
    with served(desk.home) as origin:
        sitting = seat(chromium, origin)
        sitting.by_passphrase(HEAD)
        sitting.brings(invited(sitting, HEAD))
        sitting.page.goto("/keys")
        usable(sitting.page)
        sitting.page.fill("main input[name=passphrase]", PASSPHRASE)
        sitting.page.click("text=Sign: it is")
        sitting.page.wait_for_selector("text=Passkey “My phone”")
        sitting.signs_out()
        sitting.by_passkey()
        yield sitting


def to_the_post(head: Seat) -> None:
    head.page.goto("/")
    head.page.locator("section[aria-labelledby=queue] a").first.click()
    head.page.wait_for_url("**/sign-off")


def export(desk: Terminal, to: Path) -> list[Entry]:
    desk.do("ledger", "export", to)
    return list(read_export(to.read_text("utf-8").splitlines()))


def test_the_yes_of_a_passkey_is_kept_and_verifies_from_the_export_alone(
    head: Seat, desk: Terminal, tmp_path: Path
) -> None:
    to_the_post(head)
    usable(head.page)
    assert head.page.locator("main input[name=passphrase]").count() == 0
    head.page.click("text=Yes, sign it off")
    head.page.wait_for_url("**/?signed=*")
    file = tmp_path / "ledger.jsonl"
    entries = export(desk, file)
    (signed,) = [entry for entry in entries if entry.what == "post.signed_off"]
    assert signed.details["scheme"] == "webauthn"
    to = ("--channel", "instagram", "--device", desk.tablet, "--to", tmp_path / "out")
    elsewhere = Terminal(tmp_path / "no home here", desk.clock)
    trust = ("--trust", desk.fingerprint)
    assert elsewhere.run("ledger", "verify", file, *trust).code == 0
    for part in ("authenticator", "client", "signature"):
        tampered = tmp_path / f"{part}.jsonl"
        lines = exported(_rechained([_flipped(entry, part) for entry in entries]))
        tampered.write_text("\n".join(lines), "utf-8")
        told = elsewhere.run("ledger", "verify", tampered, *trust)
        assert told.code != 0
        assert "its signature does not hold" in told.text
    assert desk.do("release", "news", *to, by=DEPUTY)["ok"]


def test_the_keyboard_alone_leads_from_the_list_to_the_yes_of_a_passkey(
    head: Seat, desk: Terminal
) -> None:
    page = head.page
    page.goto("/")
    goes_round(page)
    words = page.locator("section[aria-labelledby=queue] .row-title").first.inner_text()
    reaches(page, words)
    page.keyboard.press("Enter")
    page.wait_for_url("**/sign-off")
    goes_round(page)
    reaches(page, "Yes, sign it off")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?signed=*")
    assert [e for e in export(desk, desk.home.parent / "l") if e.what == "post.signed_off"]


def _flipped(entry: Entry, part: str) -> Entry:
    """Return the sign-off with one bit of a part of its answer changed; others as they are."""
    if entry.what != "post.signed_off":
        return entry
    kept = Assertion.read(bytes.fromhex(entry.details["proof"]))
    facts: dict[str, Any] = json.loads(json.dumps(plain(kept)))
    changed = {name: bytes.fromhex(value) for name, value in facts.items()}
    changed[part] = changed[part][:-1] + bytes([changed[part][-1] ^ 1])
    details = {**entry.details, "proof": Assertion(**changed).proof.hex()}
    return Entry(entry.number, entry.at, entry.what, entry.actor, entry.subject, details)


def _rechained(entries: list[Entry]) -> list[Entry]:
    chained: list[Entry] = []
    for entry in entries:
        before = chained[-1].hash if chained else START
        whole = (entry.number, entry.at, entry.what, entry.actor, entry.subject, entry.details)
        chained.append(Entry(*whole, before, seal(Entry(*whole, before))))
    return chained


def test_a_fingerprint_that_does_not_fit_says_no_yes(head: Seat, desk: Terminal) -> None:
    to_the_post(head)
    head.fails_to_verify()
    head.page.click("text=Yes, sign it off")
    head.page.wait_for_selector("text=Nothing was done")
    assert not [e for e in export(desk, desk.home.parent / "l") if e.what == "post.signed_off"]


def test_a_copy_of_the_passkey_is_noticed(head: Seat, desk: Terminal) -> None:
    to_the_post(head)
    head.counts_again_from(0)
    head.page.click("text=Yes, sign it off")
    head.page.wait_for_selector("text=may be a copy of this passkey")
    whats = [entry.what for entry in export(desk, desk.home.parent / "l")]
    assert "passkey.counter_went_back" in whats
    assert "post.signed_off" not in whats


def test_a_colleague_is_invited_signed_for_by_passkey_and_reports_it_lost(
    chromium: Browser, head: Seat
) -> None:
    origin = head.page.url.split("/keys")[0].rstrip("/")
    code = invited(head, DEPUTY)
    deputy = seat(chromium, origin)
    deputy.brings(code)
    deputy.page.goto("/sign-in")
    usable(deputy.page)
    deputy.page.click("text=Use a passkey")
    deputy.page.wait_for_selector("text=does not fit")
    head.page.goto("/keys")
    head.page.click("text=Sign: it is")
    head.page.wait_for_url("**/keys")
    head.page.wait_for_selector("text=brought a passkey", state="detached")
    deputy.by_passkey()
    deputy.page.goto("/me")
    usable(deputy.page)
    deputy.page.click("text=It is lost")
    deputy.page.click("text=My passkey is lost")
    deputy.page.wait_for_selector("#enter")
    deputy.page.click("text=Use a passkey")
    deputy.page.wait_for_selector("text=does not fit")
