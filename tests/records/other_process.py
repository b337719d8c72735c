"""What the other processes of these tests do, each started from a clean server process."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from functools import partial
from itertools import count
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.matching.record_biometrics import SaidOfMeasuring, record_biometrics
from gatekeeper.domain.biometrics import BiometricKind
from gatekeeper.domain.people import Person, Role
from gatekeeper.errors import StaleWrite
from gatekeeper.ports import Records
from gatekeeper.records.chain import SqlLedger
from gatekeeper.records.vault import Vault
from tests.contracts.values import A_DAY, a_consent, a_pupil, a_version
from tests.fakes.clock import FrozenClock
from tests.homes import open_home

CONSENTS = 5


def picture(number: int) -> bytes:
    """Return the bytes of the picture of post number n."""
    return f"picture {number} ".encode() * 5000


def a_days_work(records: Records, number: int) -> None:
    """Write a post with a picture and enrol a child, then erase every third child."""
    with records.begin() as uow:
        uow.posts.put(a_version(f"p{number}", f"words {number}"))
        uow.blobs.put(f"p{number}", picture(number))
        uow.ledger.append("post.written", actor="deputy", subject=f"p{number}")
    with records.begin() as uow:
        uow.enrol_pupil(a_pupil(f"c{number}"))
        for consent in range(CONSENTS):
            uow.consents.put(a_consent(f"k{number}-{consent}", f"c{number}"))
        uow.ledger.append("pupil.joined", actor="office", subject=f"c{number}")
    if number % 3 == 0:
        with records.begin() as uow:
            uow.erase(f"c{number}")
            uow.ledger.append("pupil.erased", actor="dpo", subject=f"c{number}")


def work_until_killed(root: str, first: int, told: str) -> None:
    """Do one day's work after another, noting each in the file `told` once it is committed."""
    records = open_home(Path(root), FrozenClock()).records
    for number in count(first):
        a_days_work(records, number)
        with Path(told).open("a") as file:
            file.write(f"{number}\n")


def withdraw(records: Records) -> None:
    """Write down that a parent withdrew, which destroys what was measured of child c1."""
    office = Person("office", "Mr Frith", frozenset({Role.OFFICE}))
    said = SaidOfMeasuring("c1", BiometricKind.WITHDRAWN, ("Ms Test",), A_DAY.date())
    with records.begin() as uow:
        record_biometrics(uow, Actor(office), said)


def die_at_step(root: str, step: int) -> None:
    """Do one day's work, and kill this very process before its step-th step."""
    die_at_step_of(partial(a_days_work, number=3), root, step)


def die_at_step_of(work: Callable[[Records], None], root: str, step: int) -> None:
    """Do some work on a home, and kill this very process before its step-th step."""
    records = open_home(Path(root), FrozenClock()).records
    steps = count(1)

    def deadly(real: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(*args: Any, **options: Any) -> Any:
            if next(steps) == step:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*args, **options)

        return wrapped

    os.fsync = deadly(os.fsync)
    Path.replace = deadly(Path.replace)  # type: ignore[method-assign]
    Path.unlink = deadly(Path.unlink)  # type: ignore[method-assign]
    Path.mkdir = deadly(Path.mkdir)  # type: ignore[method-assign]
    Vault.destroy = deadly(Vault.destroy)  # type: ignore[method-assign]
    Engine.begin = deadly(Engine.begin)  # type: ignore[method-assign]
    SqlLedger.append = deadly(SqlLedger.append)  # type: ignore[method-assign]
    work(records)


def write_in_turn(root: str, name: str, rounds: int, together: Barrier, told: str) -> None:
    """Change one post at the same moment as others, and tell the ledger once for each success."""
    records = open_home(Path(root), FrozenClock()).records
    outcomes = [_one_round(records, name, number, together) for number in range(rounds)]
    Path(told).write_text("\n".join(outcomes))


def _one_round(records: Records, name: str, number: int, together: Barrier) -> str:
    with records.begin() as uow:
        seen = uow.posts.version("p1")
    together.wait()
    try:
        with records.begin() as uow:
            uow.posts.put(a_version("p1", f"{name} {number}"), seen=seen)
            uow.ledger.append("post.written", actor=name, subject=f"p1.{number}")
    except StaleWrite:
        outcome = "stale"
    else:
        outcome = "won"
    with records.begin() as uow:
        uow.ledger.append("look.taken", actor=name, subject=f"p1.{number}")
    together.wait()
    return outcome
