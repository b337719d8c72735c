"""Results share transactions, wait for none but the next, and outlive whatever fails after them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import count

import pytest

from gatekeeper.batch.keeping import LONGEST, MOST, keep
from gatekeeper.batch.look import Done, Look, done
from gatekeeper.domain.evidence import FaceSearch
from gatekeeper.errors import CouldNotCheck
from gatekeeper.ports import UnitOfWork
from tests.batch.examining import Pictures
from tests.contracts.values import a_version
from tests.fakes.clock import FrozenClock
from tests.fakes.examiners import FakeExaminers, picture
from tests.fakes.records import FakeRecords


class Counted(FakeRecords):
    """Records that tell how much was written in each transaction."""

    def __init__(self) -> None:
        super().__init__(FrozenClock())
        self.kept: list[int] = []

    @contextmanager
    def begin(self) -> Iterator[UnitOfWork]:
        with super().begin() as uow:
            before = len(uow.face_searches.all())
            yield uow
            self.kept.append(len(uow.face_searches.all()) - before)


def results(many: int) -> list[Done]:
    """Return what came of so many pictures."""
    archive = Pictures({f"b{n}": picture(f"b{n}", 1) for n in range(many)})
    examiners = FakeExaminers().bundle()
    return [done(examiners, archive, task) for task in archive.tasks(Look.FACES)]


def test_results_that_come_quickly_share_a_transaction() -> None:
    records = Counted()
    keep(records, results(MOST + 3), now=lambda: 0.0)
    assert records.kept == [MOST, 3]


def test_one_that_waited_long_enough_is_taken_along_by_the_next() -> None:
    records, clock = Counted(), count(0.0, LONGEST)
    keep(records, results(4), now=lambda: next(clock))
    assert records.kept == [1, 1, 1, 1]


@pytest.mark.parametrize("failure", [CouldNotCheck("the scheduler is gone"), KeyboardInterrupt()])
def test_what_came_before_a_failure_is_kept(failure: BaseException) -> None:
    records = Counted()

    def broken() -> Iterable[Done]:
        yield from results(3)
        raise failure

    with pytest.raises(type(failure)):
        keep(records, broken(), now=lambda: 0.0)
    assert records.kept == [3]


def test_what_was_erased_meanwhile_takes_nothing_else_along() -> None:
    records, found = Counted(), results(3)
    searched = found[1].found
    assert isinstance(searched, FaceSearch)
    gone = replace(found[1], found=replace(searched, post="gone"))
    with records.begin() as uow:
        uow.posts.put(a_version("gone"))
    with records.begin() as uow:
        uow.erase("gone")
    keep(records, [found[0], gone, found[2]], now=lambda: 0.0)
    with records.begin() as uow:
        assert len(uow.face_searches.all()) == 2


def test_where_nothing_was_found_nothing_is_written() -> None:
    records = Counted()
    keep(records, [Done(one.job, None) for one in results(3)], now=lambda: 0.0)
    assert records.kept == []
