"""Making, finding and refusing a home."""

from __future__ import annotations

import os
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from gatekeeper.domain.people import Setup
from gatekeeper.errors import CouldNotCheck, UsageError
from gatekeeper.records.home import Home, Layout, make_home, open_home
from tests.contracts.values import A_DAY, a_pupil, a_version
from tests.fakes.clock import FrozenClock
from tests.homes import address_of

SETUP = Setup("oakfield", "Oakfield Primary", "http://localhost", A_DAY, "f" * 64)


def test_a_new_home_can_be_used_and_opened_again(tmp_path: Path, clock: FrozenClock) -> None:
    root = tmp_path / "schools" / "oakfield"
    with make_home(root, clock).records.begin() as uow:
        uow.posts.put(a_version("p1"))
    with open_home(root, clock).records.begin() as uow:
        assert uow.posts.all() == (a_version("p1"),)


def test_making_may_be_repeated_until_the_headteacher_has_claimed_it(
    tmp_path: Path, clock: FrozenClock
) -> None:
    with make_home(tmp_path, clock).records.begin() as uow:
        uow.setup.put(replace(SETUP, fingerprint=""))
    with make_home(tmp_path, clock).records.begin() as uow:
        uow.setup.put(SETUP, seen=1)
    with pytest.raises(UsageError, match="is a home already"):
        make_home(tmp_path, clock)
    with open_home(tmp_path, clock).records.begin() as uow:
        assert uow.setup.all() == (SETUP,)


@pytest.mark.parametrize("content", [None, b""])
def test_a_folder_that_is_no_home_is_refused_with_the_remedy(
    tmp_path: Path, clock: FrozenClock, content: bytes | None
) -> None:
    if content is not None:
        Layout(tmp_path).database.write_bytes(content)
    with pytest.raises(UsageError, match="is not a home") as caught:
        open_home(tmp_path, clock)
    assert "gatekeeper init" in caught.value.remedy
    assert content is not None or list(tmp_path.iterdir()) == []


def test_a_home_inside_a_checkout_is_refused_unless_told(
    tmp_path: Path, clock: FrozenClock
) -> None:
    (tmp_path / ".git").mkdir()
    root = tmp_path / "data" / "home"
    with pytest.raises(UsageError, match="git checkout"):
        make_home(root, clock)
    assert not root.exists()
    make_home(root, clock, in_checkout=True)
    with pytest.raises(UsageError, match="git checkout"):
        open_home(root, clock)
    open_home(root, clock, in_checkout=True)


def test_a_database_without_its_key_is_never_given_a_new_one(
    root: Path, clock: FrozenClock
) -> None:
    Layout(root).home_key.unlink()
    for begin in (make_home, open_home):
        with pytest.raises(CouldNotCheck, match="key of this home is missing"):
            begin(root, clock, address_of(root))
    assert not Layout(root).home_key.exists()


@pytest.mark.skipif(os.name != "posix", reason="modes are a matter of POSIX")
def test_keys_and_folders_are_this_users_alone(home: Home, root: Path) -> None:
    with home.records.begin() as uow:
        uow.enrol_pupil(a_pupil("c1"))
        uow.blobs.put("c1", b"portrait")
    home.keyring.create("head", "seven grey herons")
    for path in (root, *(root / "keys").rglob("*"), *(root / "blobs").rglob("*")):
        mode = stat.S_IMODE(path.stat().st_mode)
        assert mode == (0o700 if path.is_dir() else 0o600), path
