"""Passkeys as bytes: one written form, and nothing that is not of exactly that form."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gatekeeper.domain.passkey import (
    Answer,
    Assertion,
    Passkey,
    challenge,
    from_base64url,
    to_base64url,
)
from tests.fakes.authenticator import FakeAuthenticator

PASSKEY = Passkey(b"\x01\x02", b"\x03", "oakfield.test", "https://oakfield.test")
ASSERTION = Assertion(b"\x01\x02", bytes(33) + b"\x00\x00\x01\x02", b"{}", b"\x05")


def test_what_is_written_is_read_back() -> None:
    assert Passkey.read(PASSKEY.public) == PASSKEY
    assert Assertion.read(ASSERTION.proof) == ASSERTION


def test_the_counter_is_read_where_the_standard_has_it() -> None:
    assert ASSERTION.count == 0x102


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.replace(b"passkey", b"assertion"),
        lambda data: data.replace(b"v1", b"v2"),
        lambda data: data.replace(b'":"', b'": "'),
        lambda data: data.replace(b'"0102"', b'"0102 "'),
        lambda data: data.replace(b'"0102"', b'"01FF"'),
        lambda data: data.replace(b'"03"', b"3"),
        lambda data: data.replace(b'"rp"', b'"party"'),
        lambda data: data + b" ",
        lambda data: data[:-1],
        lambda _: b"",
        lambda _: b"\xff",
        lambda _: b"gatekeeper/passkey/v1\n[]",
    ],
)
def test_another_form_is_no_passkey(change: object) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whichever kind of ValueError
        Passkey.read(change(PASSKEY.public))  # type: ignore[operator]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "{}",
        '{"rawId": 1}',
        '{"rawId": "AQ", "response": "x"}',
        '{"rawId": "AQ", "response": {"authenticatorData": "*"}}',
        '{"rawId": "é", "response": {}}',
        "[" * 100_000,
    ],
)
def test_nonsense_is_no_answer(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whichever kind of ValueError
        Answer.read(text)


def test_an_answer_without_a_holder_is_read() -> None:
    sent = json.loads(FakeAuthenticator().sign({"challenge": "AQ"}))
    sent["response"]["userHandle"] = None
    assert Answer.read(json.dumps(sent)).holder == ""


def test_a_challenge_is_the_message_s_digest() -> None:
    assert challenge(b"abc").hex().startswith("ba7816bf")


@given(st.binary())
def test_base64url_goes_there_and_back(data: bytes) -> None:
    text = to_base64url(data)
    assert not set(text) & set("+/=")
    assert from_base64url(text) == data
