"""Threads that write stand in a line: first come, first served, and nobody for ever."""

from __future__ import annotations

import threading
import time
from datetime import timedelta

import pytest

from gatekeeper.errors import NotYet
from gatekeeper.records.turns import Turns

A_MOMENT = timedelta(milliseconds=30)


def stands(turns: Turns, count: int) -> bool:
    return len(turns._line) == count


def test_whoever_came_first_goes_first() -> None:
    turns, went = Turns(), list[int]()

    def go(number: int) -> None:
        with turns.turn():
            went.append(number)

    threads = [threading.Thread(target=go, args=(number,)) for number in range(8)]
    with turns.turn():
        for place, thread in enumerate(threads, start=2):
            thread.start()
            while not stands(turns, place):
                time.sleep(0.001)
    for thread in threads:
        thread.join()
    assert went == list(range(8))


def test_whoever_is_broken_off_while_waiting_leaves_the_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    turns = Turns()
    with turns.turn(), monkeypatch.context() as interrupted:
        interrupted.setattr(turns._changed, "wait_for", broken_off)
        with pytest.raises(KeyboardInterrupt), turns.turn():
            pass
    assert stands(turns, 0)
    with turns.turn(A_MOMENT):
        assert stands(turns, 1)


def broken_off(*_: object) -> bool:
    raise KeyboardInterrupt


def test_whoever_waits_too_long_is_told_and_holds_up_no_other() -> None:
    turns = Turns()
    with turns.turn():
        with pytest.raises(NotYet, match="Too many"), turns.turn(A_MOMENT):
            raise AssertionError("it was not its turn")
        assert stands(turns, 1)
    with turns.turn(A_MOMENT):
        assert stands(turns, 1)


def test_a_turn_that_breaks_is_given_up() -> None:
    turns = Turns()
    with pytest.raises(ValueError, match="broken"), turns.turn():
        raise ValueError("broken")
    assert stands(turns, 0)
