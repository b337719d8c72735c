"""Tries are counted before they are looked at, so that none sent at once gets past the few."""

from __future__ import annotations

from contextlib import ExitStack

import pytest

from gatekeeper.web.attempts import PER_ACCOUNT, PER_ADDRESS, WINDOW, Attempts, TooMany
from tests.fakes.clock import FrozenClock
from tests.fakes.records import FakeRecords


class Wrong(Exception):
    """What was typed does not fit."""


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock()


@pytest.fixture
def attempts(clock: FrozenClock) -> Attempts:
    return Attempts(FakeRecords(clock))


def wrong(attempts: Attempts, account: str = "Head", address: str = "here") -> None:
    with pytest.raises(Wrong), attempts.trying(account, address):
        raise Wrong


def test_of_tries_sent_at_once_only_the_few_are_looked_at(attempts: Attempts) -> None:
    with ExitStack() as under_way:
        for _ in range(PER_ACCOUNT):
            under_way.enter_context(attempts.trying("Head", "here"))
        with pytest.raises(TooMany), attempts.trying("head ", "elsewhere"):
            pytest.fail("it was looked at")


def test_a_wrong_one_keeps_its_place_for_a_quarter_of_an_hour(
    attempts: Attempts, clock: FrozenClock
) -> None:
    for _ in range(PER_ACCOUNT):
        wrong(attempts)
    with pytest.raises(TooMany):
        wrong(attempts)
    clock.move(seconds=int(WINDOW.total_seconds()))
    wrong(attempts)


def test_a_right_one_gives_back_what_it_took_and_the_account_s(attempts: Attempts) -> None:
    for _ in range(PER_ADDRESS + 1):
        with attempts.trying("Head", "here"):
            pass
    for _ in range(PER_ACCOUNT - 1):
        wrong(attempts)
    with attempts.trying("Head", "here"):
        pass
    wrong(attempts)


def test_an_address_is_stopped_whatever_the_account_and_takes_no_place_of_it(
    attempts: Attempts,
) -> None:
    for number in range(PER_ADDRESS):
        wrong(attempts, f"nobody {number}")
    for _ in range(PER_ACCOUNT + 1):
        with pytest.raises(TooMany):
            wrong(attempts)
    wrong(attempts, address="elsewhere")
