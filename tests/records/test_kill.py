"""kill -9, with real processes: what was committed is there, and nothing is there by halves."""

from __future__ import annotations

import hashlib
import os
import random
import signal
import time
from itertools import count
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from gatekeeper.domain.ledger import broken_at
from gatekeeper.ports import UnitOfWork
from gatekeeper.records.home import Layout
from tests.contracts.values import a_pupil, a_version
from tests.fakes.clock import FrozenClock
from tests.forked import server
from tests.homes import copied, open_home
from tests.records.other_process import (
    CONSENTS,
    die_at_step,
    picture,
    work_until_killed,
)

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kill -9 is a matter of POSIX")


def told_of(uow: UnitOfWork, what: str) -> set[str]:
    return {entry.subject for entry in uow.ledger.entries() if entry.what == what}


def require_nothing_half(root: Path) -> int:
    """Open the home as after a power cut; return how many things the ledger tells of."""
    home = open_home(root, FrozenClock())
    with home.records.begin() as uow:
        assert broken_at(uow.ledger.entries()) is None
        require_whole_posts(uow)
        require_whole_children(uow)
        erased = told_of(uow, "pupil.erased")
        told = len(uow.ledger.entries())
    assert len(list(Layout(root).owners.glob("*.erased"))) == len(erased)
    assert not {path.stem for path in Layout(root).owners.glob("*.erased")} & {
        path.stem for path in Layout(root).owners.glob("*.key")
    }
    return told


def require_whole_posts(uow: UnitOfWork) -> None:
    posts = {version.id for version in uow.posts.all()}
    assert posts == told_of(uow, "post.written")
    for post in posts:
        data = picture(int(post[1:]))
        assert uow.blobs.get(post, hashlib.sha256(data).hexdigest()) == data


def require_whole_children(uow: UnitOfWork) -> None:
    children = {pupil.id for pupil in uow.pupils.all()}
    assert children == told_of(uow, "pupil.joined") - told_of(uow, "pupil.erased")
    assert len(uow.consents.all()) == CONSENTS * len(children)
    for child in children:
        assert len(uow.consents.of(child)) == CONSENTS
        assert uow.pupil_id(a_pupil(child).mis_id) == child


def killed(process: BaseProcess) -> bool:
    process.join()
    assert process.exitcode in (0, -signal.SIGKILL)
    return process.exitcode != 0


def test_a_kill_before_any_step_leaves_old_or_new(root: Path, tmp_path: Path) -> None:
    told = []
    for step in count(1):
        copy = copied(root, tmp_path / f"step {step}")
        process = server().Process(target=die_at_step, args=(str(copy), step))
        process.start()
        died = killed(process)
        told.append(require_nothing_half(copy))
        if not died:
            break
    assert told == sorted(told), "each further step leaves as much, or more"
    assert set(told) == {0, 1, 2, 3}
    assert len(told) > 10


@pytest.mark.slow
def test_kills_at_random_moments_lose_nothing_that_was_committed(
    root: Path, tmp_path: Path
) -> None:
    told = tmp_path / "told"
    told.touch()
    for delay in random.Random(7).choices([0.0, 0.003, 0.01, 0.02, 0.04], k=12):  # noqa: S311
        done = [int(line) for line in told.read_text().split()]
        first = max(done, default=0) + 100
        process = server().Process(target=work_until_killed, args=(str(root), first, str(told)))
        process.start()
        wait_until_more_is_told(told, len(done))
        time.sleep(delay)
        process.kill()
        assert killed(process)
        require_nothing_half(root)
        require_everything_told(root, told)


def wait_until_more_is_told(told: Path, before: int) -> None:
    patience = time.monotonic() + 60
    while len(told.read_text().split()) <= before:
        assert time.monotonic() < patience, "the other process does nothing"
        time.sleep(0.002)


def require_everything_told(root: Path, told: Path) -> None:
    with open_home(root, FrozenClock()).records.begin() as uow:
        for number in map(int, told.read_text().split()):
            assert uow.posts.get(f"p{number}") == a_version(f"p{number}", f"words {number}")
            joined = uow.pupils.get(f"c{number}") is not None
            assert joined is (number % 3 != 0)
