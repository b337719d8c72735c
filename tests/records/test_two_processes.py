"""Two programs on one database: each thing happens once, and nobody sees a lock."""

from __future__ import annotations

from pathlib import Path

from gatekeeper.domain.ledger import broken_at
from tests.contracts.values import a_version
from tests.fakes.clock import FrozenClock
from tests.forked import server
from tests.homes import open_home
from tests.records.other_process import write_in_turn

WRITERS = ("first", "second")
ROUNDS = 15


def test_of_two_writers_at_once_one_wins_and_one_is_told(root: Path, tmp_path: Path) -> None:
    records = open_home(root, FrozenClock()).records
    with records.begin() as uow:
        uow.posts.put(a_version("p1"))
    context = server()
    together = context.Barrier(len(WRITERS), timeout=60)
    processes = [
        context.Process(
            target=write_in_turn, args=(str(root), name, ROUNDS, together, str(tmp_path / name))
        )
        for name in WRITERS
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0]

    outcomes = [(tmp_path / name).read_text().split() for name in WRITERS]
    assert [sorted(pair) for pair in zip(*outcomes, strict=True)] == [["stale", "won"]] * ROUNDS
    with records.begin() as uow:
        assert uow.posts.version("p1") == 1 + ROUNDS
        entries = uow.ledger.entries()
    assert broken_at(entries) is None
    looks = [(entry.actor, entry.subject) for entry in entries if entry.what == "look.taken"]
    assert sorted(looks) == sorted((w, f"p1.{r}") for w in WRITERS for r in range(ROUNDS))
    assert len(entries) == ROUNDS + len(looks)
