"""Guards that take turns have one child between them."""

from __future__ import annotations

from gatekeeper.evidence.guard import Guard, Limits, Turns
from tests.evidence.guard.bad_tools import make_bad

MAKERS = {"bad": make_bad}


def test_calling_one_ends_the_other_s_child() -> None:
    turns = Turns()
    first, second = Guard(MAKERS, Limits(), turns), Guard(MAKERS, Limits(), turns)
    with first, second:
        assert first.call("bad", "pid") == first.pid
        assert second.call("bad", "pid") == second.pid
        assert first.pid is None
        assert first.call("bad", "pid") == first.pid
        assert second.pid is None
    assert (first.pid, second.pid) == (None, None)


def test_calling_the_same_again_keeps_its_child() -> None:
    with Guard(MAKERS) as guard:
        assert guard.call("bad", "pid") == guard.call("bad", "pid")
