"""Calls tools in a child process that is replaced whenever it fails."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from types import TracebackType
from typing import Self

from gatekeeper.errors import CouldNotCheck
from gatekeeper.evidence.guard.process import Child, TookTooLong
from gatekeeper.evidence.guard.turns import Turns
from gatekeeper.evidence.guard.wire import (
    Ask,
    Broke,
    Done,
    Failed,
    Hello,
    Limits,
    OutOfMemory,
    Reply,
)

CALLS_PER_CHILD = 500
"""A new child after so many calls: decoders leak a little."""


class Why(StrEnum):
    """Why a call did not finish."""

    TIME = "it took too long"
    MEMORY = "it needed too much memory"
    CRASH = "the program that opens pictures crashed"
    FAULT = "the program that opens pictures failed"


class DidNotFinish(CouldNotCheck):
    """A call in the child process ended without a result."""

    remedy = "Check the post again. If it happens again, choose another picture."

    def __init__(self, why: Why, detail: str = "") -> None:
        super().__init__(f"A picture could not be checked: {why}{detail}.")
        self.why = why


class Guard:
    """A child process that holds tools, made in it by picklable functions of a module's top level.

    One call at a time; threads wait for each other. Close it, or use it in a `with`; otherwise
    the child ends with this process, also if that is killed. Guards that share `turns` have one
    child between them.
    """

    def __init__(
        self,
        makers: Mapping[str, Callable[[], object]],
        limits: Limits | None = None,
        turns: Turns | None = None,
    ) -> None:
        self._hello = Hello(dict(makers), limits or Limits())
        self._turns = turns or Turns()
        self._child: Child | None = None
        self._calls = 0

    def call(self, tool: str, verb: str, *arguments: object) -> object:
        """Return what a tool's method returns, or the value of its property.

        Raises:
            GatekeeperError: whatever the tool itself raised.
            DidNotFinish: crash, time, memory, or an error nobody foresaw.
        """
        with self._turns.of(self):
            reply = self._exchange(Ask(tool, verb, arguments))
            if isinstance(reply, OutOfMemory) and self._calls > 1:
                # Every model that was used before lay in the same memory: try without them.
                reply = self._exchange(Ask(tool, verb, arguments))
        match reply:
            case Done():
                return reply.value
            case Failed():
                raise reply.error
            case Broke():
                raise DidNotFinish(Why.FAULT, f" ({reply.what})")
            case _:
                raise DidNotFinish(Why.MEMORY)

    @property
    def pid(self) -> int | None:
        """The running child's process id, if there is one."""
        return self._child.pid if self._child and self._child.alive else None

    def close(self) -> None:
        """End the child."""
        with self._turns.of(self):
            self.drop()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _exchange(self, ask: Ask) -> Reply:
        """Return the reply; keep the child only if it gave one after which it can go on."""
        child, self._child = self._ready(), None
        try:
            reply = child.exchange(ask, self._hello.limits.seconds)
            if isinstance(reply, Done | Failed | Broke):
                self._child = child
        except TookTooLong:
            raise DidNotFinish(Why.TIME) from None
        except ValueError as error:
            raise DidNotFinish(Why.FAULT, f" ({error})") from error
        finally:
            if self._child is None:
                child.close()
        if reply is None:
            raise DidNotFinish(Why.CRASH)
        return reply

    def _ready(self) -> Child:
        self._calls += 1
        if self._calls > CALLS_PER_CHILD or (self._child and not self._child.alive):
            self.drop()
        if self._child is None:
            self._calls, self._child = 1, Child(self._hello)
        return self._child

    def drop(self) -> None:
        """End the child; for whoever waits for nobody's turn, or has it."""
        if self._child is not None:
            self._child.close()
        self._child = None
