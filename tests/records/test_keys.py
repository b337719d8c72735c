"""The file of a private key."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest

from gatekeeper.domain.people import PublicKey
from gatekeeper.errors import NotAllowed
from gatekeeper.records import key_file
from gatekeeper.records.keys import FolderKeyring
from tests.fakes.clock import FrozenClock

PASSPHRASE = "seven grey hérons"


@pytest.fixture
def keyring(tmp_path: Path, clock: FrozenClock) -> FolderKeyring:
    return FolderKeyring(tmp_path, clock)


@pytest.fixture
def key(keyring: FolderKeyring) -> PublicKey:
    return keyring.create("head", PASSPHRASE)


def file_of(folder: Path, key: PublicKey) -> Path:
    return folder / f"{key.id}.key"


def test_a_key_made_here_is_unlocked_by_the_next_program(
    key: PublicKey, keyring: FolderKeyring, tmp_path: Path, clock: FrozenClock
) -> None:
    proof = FolderKeyring(tmp_path, clock).unlock(key, PASSPHRASE).sign(b"yes")
    assert keyring.verifies(key.scheme, key.public, b"yes", proof)


def test_two_keyboards_may_write_one_passphrase(key: PublicKey, keyring: FolderKeyring) -> None:
    assert keyring.unlock(key, "seven grey he\u0301rons").key == key.id


def test_the_file_tells_its_cost_and_no_secret(key: PublicKey, tmp_path: Path) -> None:
    text = file_of(tmp_path, key).read_text()
    terms = json.loads(text)["scrypt"]
    assert (terms["n"], terms["r"], terms["p"], len(terms["salt"])) == (2**15, 8, 1, 32)
    assert "AGE-SECRET-KEY" not in text


def test_the_file_of_another_key_is_not_this_key(
    key: PublicKey, keyring: FolderKeyring, tmp_path: Path
) -> None:
    other = keyring.create("office", PASSPHRASE)
    file_of(tmp_path, key).write_bytes(file_of(tmp_path, other).read_bytes())
    with pytest.raises(NotAllowed):
        keyring.unlock(key, PASSPHRASE)


def test_a_key_other_than_the_enrolled_one_signs_nothing(
    key: PublicKey, keyring: FolderKeyring
) -> None:
    enrolled = dataclasses.replace(key, public=b"x" * 32)
    with pytest.raises(NotAllowed, match="not the one that was enrolled"):
        keyring.unlock(enrolled, PASSPHRASE)


@pytest.mark.parametrize(
    "damage",
    [
        {"scrypt": {}},
        {"scrypt": None},
        {"scrypt": {"n": 2**40, "r": 8, "p": 1, "salt": "00"}},
        {"scrypt": {"n": 2**15, "r": 8, "p": 10**9, "salt": "00"}},
        {"scrypt": {"n": 2**15 + 1, "r": 8, "p": 1, "salt": "00"}},
        {"scrypt": {"n": 2, "r": 8, "p": 1, "salt": "00"}},
        {"scrypt": {"n": 2**15, "r": 8, "p": 1, "salt": "no"}},
        {"scrypt": {"n": "many", "r": 8, "p": 1, "salt": "00"}},
        {"sealed": "no"},
    ],
)
def test_a_damaged_file_is_said_before_any_work_is_done(
    key: PublicKey, keyring: FolderKeyring, tmp_path: Path, damage: dict[str, Any]
) -> None:
    path = file_of(tmp_path, key)
    path.write_text(json.dumps(json.loads(path.read_text()) | damage))
    with pytest.raises(NotAllowed, match="damaged"):
        keyring.unlock(key, PASSPHRASE)


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"[]", b"7"])
def test_a_file_that_is_no_key_file_is_said(
    key: PublicKey, keyring: FolderKeyring, tmp_path: Path, data: bytes
) -> None:
    file_of(tmp_path, key).write_bytes(data)
    with pytest.raises(NotAllowed, match="damaged"):
        keyring.unlock(key, PASSPHRASE)


def test_a_bit_that_flipped_in_the_seal_opens_nothing(
    key: PublicKey, keyring: FolderKeyring, tmp_path: Path
) -> None:
    path = file_of(tmp_path, key)
    parsed = json.loads(path.read_text())
    sealed = bytearray.fromhex(parsed["sealed"])
    sealed[-1] ^= 1
    path.write_text(json.dumps(parsed | {"sealed": sealed.hex()}))
    with pytest.raises(NotAllowed):
        keyring.unlock(key, PASSPHRASE)


def test_a_key_that_is_not_here_takes_as_long_as_a_wrong_passphrase(
    keyring: FolderKeyring, key: PublicKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, stretched = key_file._stretched, list[str]()

    def counted(passphrase: str, terms: dict[str, Any]) -> bytes:
        stretched.append(passphrase)
        return real(passphrase, terms)

    monkeypatch.setattr(key_file, "_stretched", counted)
    for which in (key, dataclasses.replace(key, id="elsewhere")):
        with pytest.raises(NotAllowed):
            keyring.unlock(which, "another passphrase")
    assert stretched == ["another passphrase"] * 2
