"""The red button: anybody stops everything, the headteacher starts it, and a fault is a stop."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest

from gatekeeper.desk.publishing.stop_queue import (
    open_stops,
    queue_state,
    require_running,
    start_queue,
    stop_queue,
)
from gatekeeper.domain.ledger import Entry
from gatekeeper.domain.people import StandIn
from gatekeeper.domain.queue_stop import QueueStop, WhyStarted, WhyStopped
from gatekeeper.errors import CouldNotCheck, NotAllowed, NotYet
from gatekeeper.ports import UnitOfWork
from tests.desk.made_school import DAY, PEOPLE, MadeSchool

WORDS = "Is that Ben in the second row?"


def stop(school: MadeSchool, who: str = "teacher") -> QueueStop:
    actor = school.actor(who)
    with school.begin() as uow:
        return stop_queue(uow, actor, WhyStopped.SOMEBODY, WORDS)


def start(school: MadeSchool, who: str = "head") -> tuple[QueueStop, ...]:
    actor = school.actor(who)
    with school.begin() as uow:
        return start_queue(uow, school.school, actor, WhyStarted.FALSE_ALARM)


def told(school: MadeSchool, what: str) -> list[Entry]:
    with school.begin() as uow:
        return [entry for entry in uow.ledger.entries() if entry.what == what]


@pytest.mark.parametrize("who", sorted(PEOPLE))
def test_anybody_who_works_here_stops_everything(who: str) -> None:
    school = MadeSchool()
    stop(school, who)
    assert queue_state(school.records).stopped


def test_somebody_who_has_left_stops_nothing() -> None:
    school = MadeSchool()
    actor = school.actor("teacher")
    with school.begin() as uow:
        uow.people.put(replace(actor.person, ended_at=uow.now), seen=uow.people.version("teacher"))
    with pytest.raises(NotAllowed), school.begin() as uow:
        stop_queue(uow, actor, WhyStopped.LOOK)
    assert not queue_state(school.records).stopped


def sent() -> MadeSchool:
    school = MadeSchool()
    school.write()
    school.send()
    return school


def signed() -> MadeSchool:
    school = sent()
    school.sign()
    return school


def granted() -> tuple[MadeSchool, Any]:
    school = signed()
    return school, school.granted()


def sign_it() -> tuple[MadeSchool, Callable[[], object]]:
    school = sent()
    return school, school.sign


def release_it() -> tuple[MadeSchool, Callable[[], object]]:
    school = signed()
    return school, school.release


def fetch_it() -> tuple[MadeSchool, Callable[[], object]]:
    school, grant = granted()
    return school, lambda: school.fetch(grant)


STEPS = (sign_it, release_it, fetch_it)


@pytest.mark.parametrize("prepared", STEPS)
def test_while_it_is_stopped_nothing_goes_on_and_afterwards_it_does(
    prepared: Callable[[], tuple[MadeSchool, Callable[[], object]]],
) -> None:
    school, step = prepared()
    stop(school)
    with pytest.raises(NotYet, match="Everything is stopped"):
        step()
    start(school)
    assert step()


def test_a_second_stop_is_kept_beside_the_first_and_one_start_ends_both() -> None:
    school = MadeSchool()
    first, second = stop(school), stop(school, "governor")
    with school.begin() as uow:
        assert open_stops(uow) == (first, second)
    assert [item.id for item in start(school)] == [first.id, second.id]
    assert not queue_state(school.records).stopped


@pytest.mark.parametrize("who", sorted(set(PEOPLE) - {"head"}))
def test_nobody_but_the_headteacher_starts_it_again(who: str) -> None:
    school = MadeSchool()
    stop(school)
    with pytest.raises(NotAllowed):
        start(school, who)
    assert queue_state(school.records).stopped


def test_who_stands_in_today_starts_it_again() -> None:
    school = MadeSchool()
    with school.begin() as uow:
        uow.stand_ins.put(StandIn("s", "dsl", DAY, DAY, "head", uow.now))
    stop(school)
    assert start(school, "dsl")[0].started_by == "dsl"


def test_what_is_not_stopped_cannot_be_started() -> None:
    with pytest.raises(NotYet, match="Nothing is stopped"):
        start(MadeSchool())


def test_the_ledger_says_who_when_and_why_and_no_word_that_was_typed() -> None:
    school = MadeSchool()
    item = stop(school)
    start(school)
    (stopped,), (started,) = told(school, "queue.stopped"), told(school, "queue.started")
    assert (stopped.actor, stopped.at) == ("teacher", item.at)
    assert stopped.details == {"stop": item.id, "why": "somebody"}
    assert started.actor == "head"
    assert started.details == {"stop": item.id, "why": "false-alarm"}
    assert item.words == WORDS
    assert "Ben" not in str((stopped, started))


class Unreadable:
    """A shelf whose rows were sealed with a key that is gone."""

    def all(self) -> tuple[QueueStop, ...]:
        raise CouldNotCheck("a key is missing")


class Broken:
    """Records on which nothing can be opened, or not the stops."""

    def __init__(self, school: MadeSchool | None) -> None:
        self._school = school

    @contextmanager
    def begin(self) -> Iterator[UnitOfWork]:
        if self._school is None:
            raise OSError("the disk is gone")
        with self._school.begin() as uow:
            uow.queue_stops = Unreadable()  # type: ignore[assignment]
            yield uow

    read = begin

    def finish(self) -> None:
        """Nothing was erased."""


@pytest.mark.parametrize("school", [None, MadeSchool()])
def test_what_cannot_be_read_counts_as_stopped(school: MadeSchool | None) -> None:
    state = queue_state(Broken(school))
    assert state.stopped
    assert not state.readable


def test_no_deed_goes_on_where_it_cannot_be_read() -> None:
    with Broken(MadeSchool()).begin() as uow, pytest.raises(CouldNotCheck, match="counts as"):
        require_running(uow)
