"""Passkeys at the command line: invited and signed there by who cannot use one at the moment."""

from __future__ import annotations

from gatekeeper.bootstrap import open_app
from gatekeeper.desk.ways_in.offer_passkey import offer_passkey
from gatekeeper.domain.passkey import challenge, to_base64url
from tests.cli.terminal import DEPUTY, HEAD, PASSPHRASE, Terminal
from tests.fakes.authenticator import OAKFIELD, FakeAuthenticator


def brought(desk: Terminal, code: str) -> str:
    """Bring a passkey with a code, as a telephone does; return what it is called until signed."""
    options = {"challenge": to_base64url(challenge(b"x")), "user": {"id": "AQ"}}
    with open_app(desk.home, desk.home) as app, app.records.begin() as uow:
        new = app.keyring.new_passkey(OAKFIELD, challenge(b"x"), FakeAuthenticator().make(options))
        return offer_passkey(uow, code, new, "My phone").id


def test_a_passkey_is_invited_listed_and_signed(desk: Terminal) -> None:
    offer = brought(desk, desk.do("key", "invite", DEPUTY, by=HEAD)["code"])
    (listed,) = desk.do("key", "offered")["offered"]
    assert (listed["id"], listed["person"], listed["name"]) == (offer, DEPUTY, "My phone")
    signed = desk.do("key", "sign", offer, by=HEAD)
    assert signed["fingerprint"] == listed["fingerprint"]
    assert desk.do("key", "offered")["offered"] == []
    assert desk.run("ledger", "verify", "--trust", desk.fingerprint).code == 0


def test_who_has_a_passkey_still_works_by_passphrase_here(desk: Terminal) -> None:
    offer = brought(desk, desk.do("key", "invite", HEAD, by=HEAD)["code"])
    desk.do("key", "sign", offer, by=HEAD)
    assert desk.do("key", "invite", DEPUTY, by=HEAD)["ok"]


def test_only_the_headteacher_signs(desk: Terminal) -> None:
    offer = brought(desk, desk.do("key", "invite", DEPUTY, by=HEAD)["code"])
    assert desk.run("key", "sign", offer, by=DEPUTY).code != 0
    assert len(desk.do("key", "offered")["offered"]) == 1


def test_the_first_headteacher_is_invited_as_the_school_opens(nowhere: Terminal) -> None:
    code = nowhere.do("init", "--school", "Oakfield", "--origin", "https://oakfield.test")["code"]
    told = nowhere.run("claim", code, "--name", HEAD)
    assert "https://oakfield.test/invited" in told.text
    typed = told.text.split("type ")[1].split(" at ")[0]
    offer = brought(nowhere, typed)
    assert nowhere.do("key", "sign", offer, by=HEAD)["ok"]
    assert PASSPHRASE not in told.text
