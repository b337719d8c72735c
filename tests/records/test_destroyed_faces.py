"""After a no, nobody can read what was measured: not from rows, files, logs or an older database.

The thief of these tests holds every file of the home, and shows first that the templates open.
"""

from __future__ import annotations

import os
import signal
from itertools import count
from pathlib import Path

import pytest

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.matching.disable_matching import disable_matching
from gatekeeper.desk.matching.record_biometrics import SaidOfMeasuring, record_biometrics
from gatekeeper.desk.matching.reference_pictures import put_reference_picture
from gatekeeper.domain.biometrics import BiometricKind, ReferencePicture
from gatekeeper.domain.people import Person, Role
from gatekeeper.records.home import Home, Layout
from gatekeeper.records.vault import Vault
from tests.contracts.values import A_DAY, a_pupil, an_enrolment
from tests.fakes.clock import FrozenClock
from tests.forked import server
from tests.homes import copied, open_home, put_back, raw
from tests.records.other_process import die_at_step_of, withdraw
from tests.records.thief import holds, keys_left, opened_files, opened_rows

OFFICE = Person("office", "Mr Frith", frozenset({Role.OFFICE, Role.DPO}))
MINE = ("e1", "e2")


@pytest.fixture
def enrolled(home: Home) -> Home:
    """Return a home with two children, each enrolled by two pictures, and a small one of c1."""
    with home.records.begin() as uow:
        uow.people.put(OFFICE)
        for pupil in ("c1", "c2"):
            uow.enrol_pupil(a_pupil(pupil))
        for enrolment, pupil in (("e1", "c1"), ("e2", "c1"), ("e3", "c2"), ("e4", "c2")):
            uow.enrolments.put(an_enrolment(enrolment, pupil))
    return home


def still_open(root: Path) -> list[str]:
    """Return whose templates a thief can read."""
    return sorted(
        pupil
        for plain in opened_rows(root, "enrolment")
        for pupil in ("c1", "c2")
        if f'"pupil":"{pupil}"'.encode() in plain
    )


def say_no(home: Home, kind: BiometricKind) -> None:
    said = SaidOfMeasuring("c1", kind, ("Ms Test",), A_DAY.date())
    with home.records.begin() as uow:
        record_biometrics(uow, Actor(OFFICE), said)


@pytest.mark.parametrize(
    "kind", [BiometricKind.WITHDRAWN, BiometricKind.OBJECTED, BiometricKind.REFUSED]
)
def test_a_template_cannot_be_read_after_a_no(
    enrolled: Home, root: Path, kind: BiometricKind
) -> None:
    assert still_open(root) == ["c1", "c1", "c2", "c2"]
    before = {file: file.read_bytes() for file in Layout(root).owners.glob("*.key")}
    # Another reader keeps the log from being thrown away, so what lies in it is looked at too.
    with raw(root) as keeps_the_log:
        keeps_the_log.execute("SELECT count(*) FROM pupil").fetchone()
        say_no(enrolled, kind)
        assert still_open(root) == ["c2", "c2"]
        gone = [wrapped for file, wrapped in before.items() if not file.exists()]
        assert len(gone) == len(MINE)
        assert not any(holds(root, wrapped) for wrapped in gone)
    with enrolled.records.begin() as uow:
        assert [e.id for e in uow.enrolments.all()] == ["e3", "e4"]
        assert all(uow.destroyed(i) for i in MINE)
        assert uow.pupils.get("c1") is not None


def test_an_older_database_does_not_bring_the_templates_back(
    enrolled: Home, root: Path, clock: FrozenClock, tmp_path: Path
) -> None:
    backup = copied(root, tmp_path / "backup")
    say_no(enrolled, BiometricKind.WITHDRAWN)
    put_back(backup, root)
    assert still_open(root) == ["c2", "c2"]
    with open_home(root, clock).records.begin() as uow:
        assert [e.id for e in uow.enrolments.all()] == ["e3", "e4"]
        assert all(uow.destroyed(i) for i in MINE)


def test_a_small_picture_that_was_replaced_cannot_be_opened(enrolled: Home, root: Path) -> None:
    def keep(small: bytes) -> ReferencePicture:
        with enrolled.records.begin() as uow:
            return put_reference_picture(uow, Actor(OFFICE), a_pupil("c1"), small)

    old = keep(b"old picture")
    assert opened_files(root, old.id, old.digest) == [b"old picture"]
    new = keep(b"new picture")
    assert opened_files(root, old.id, old.digest) == []
    assert opened_files(root, new.id, new.digest) == [b"new picture"]


def test_disabling_leaves_a_thief_nothing_and_says_so_only_then(enrolled: Home, root: Path) -> None:
    key = enrolled.keyring.create("office", "correct horse battery")
    with enrolled.records.begin() as uow:
        uow.keys.put(key)
    actor = Actor(OFFICE, enrolled.keyring.unlock(key, "correct horse battery"))
    done = disable_matching(enrolled.records, actor, "The trial has ended.")
    assert still_open(root) == []
    assert not keys_left(root).keys() & {"e1", "e2", "e3", "e4"}
    assert (done.before["enrolled pictures"], done.after["enrolled pictures"]) == (4, 0)


def test_what_is_erased_on_record_only_is_not_called_destroyed(
    enrolled: Home, root: Path, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(Vault, "destroy", lambda _vault, _key: None)
        say_no(enrolled, BiometricKind.WITHDRAWN)
    with enrolled.records.begin() as uow:
        assert uow.enrolments.get("e1") is None
        assert not any(uow.destroyed(i) for i in MINE)
        assert all(uow.erased(i) for i in MINE)
    assert still_open(root) == ["c1", "c1", "c2", "c2"], "its key is there, so a thief can"
    with open_home(root, clock).records.begin() as uow:
        assert all(uow.destroyed(i) for i in MINE)
    assert still_open(root) == ["c2", "c2"]


# --- kill -9 -----------------------------------------------------------------------------------


@pytest.mark.usefixtures("enrolled")
@pytest.mark.skipif(os.name != "posix", reason="kill -9 is a matter of POSIX")
def test_a_kill_before_any_step_of_a_no_leaves_all_or_nothing(root: Path, tmp_path: Path) -> None:
    seen = []
    for step in count(1):
        copy = copied(root, tmp_path / f"step {step}")
        process = server().Process(target=die_at_step_of, args=(withdraw, str(copy), step))
        process.start()
        process.join()
        assert process.exitcode in (0, -signal.SIGKILL)
        seen.append(_whole(copy))
        if process.exitcode == 0:
            break
    assert seen == sorted(seen), "once it is written down, it stays written down"
    assert set(seen) == {False, True}
    assert seen.count(True) > len(MINE), "it was killed between the commit and each key as well"


def _whole(root: Path) -> bool:
    """Open a home as after a power cut; return whether the no is on record."""
    with open_home(root, FrozenClock()).records.begin() as uow:
        said_no = bool(uow.biometrics.of("c1"))
        assert [uow.destroyed(i) for i in MINE] == [said_no] * len(MINE)
        assert len(uow.ledger.entries()) == (2 if said_no else 0)
    assert still_open(root) == (["c2", "c2"] if said_no else ["c1", "c1", "c2", "c2"])
    return said_no
