"""The child's side: makes tools when first asked for, calls them within limits, replies.

Started by `guard` as a program of its own, never by fork. It ends when its parent does: the
pipe closes, or, if a picture holds it in a loop at that moment, its own alarm goes off.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, cast

from gatekeeper.errors import GatekeeperError
from gatekeeper.evidence.guard.wire import (
    Ask,
    Broke,
    Done,
    Failed,
    Hello,
    OutOfMemory,
    Reply,
    receive,
    send,
)

_ERRORS = GatekeeperError.__module__
_ARENA_MAX = -8
"""M_ARENA_MAX of glibc's malloc.h."""
GRACE = 5
"""Seconds after which the child ends itself, should its parent not have done so."""


def main() -> None:
    """Serve one parent over standard input and output until the pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    requests, replies = _own_pipes()
    with requests, replies:
        hello = receive(requests)
        if isinstance(hello, Hello):
            serve(requests, replies, hello)


def serve(requests: BinaryIO, replies: BinaryIO, hello: Hello) -> None:
    """Answer requests until the pipe closes or memory runs out."""
    limit_memory(hello.limits.memory)
    tools: dict[str, object] = {}
    while isinstance(ask := receive(requests), Ask):
        with _alarm(hello.limits.seconds + GRACE):
            reply = _answered(tools, hello, ask)
        send(replies, reply)
        if isinstance(reply, OutOfMemory):
            return


def limit_memory(most: int) -> None:
    """Bound what this process may write to, in bytes.

    RLIMIT_DATA, and not RLIMIT_AS: OpenCV and onnxruntime reserve half a gigabyte of addresses
    that they never touch. Linux counts anonymous memory in it; others do not, or have none.
    """
    if sys.platform == "linux":
        import resource  # noqa: PLC0415 - not there on Windows

        _share_heaps()
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))


def _share_heaps() -> None:
    """Let all threads share two heaps: one each keeps some hundred MB of freed memory (glibc)."""
    libc = ctypes.CDLL(None)
    if hasattr(libc, "mallopt"):
        libc.mallopt(_ARENA_MAX, 2)


def _answered(tools: dict[str, object], hello: Hello, ask: Ask) -> Reply:
    try:
        if ask.tool not in tools:
            tools[ask.tool] = hello.makers[ask.tool]()
        found = getattr(tools[ask.tool], ask.verb)
        return Done(found(*ask.arguments) if callable(found) else found)
    except GatekeeperError as error:
        return Failed(_plain(error))
    except MemoryError:
        return OutOfMemory(hello.limits.memory)
    except Exception as error:  # noqa: BLE001 - the parent turns it into an error, never into a pass
        return Broke(type(error).__name__)


def _plain(error: GatekeeperError) -> GatekeeperError:
    """Return the error as one of `gatekeeper.errors`, whatever a tool made of it."""
    family = next(kind for kind in type(error).__mro__ if kind.__module__ == _ERRORS)
    return cast(type[GatekeeperError], family)(str(error), error.remedy)


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    """End the process if the block takes longer: the kernel does it, whatever the code is in."""
    if not hasattr(signal, "setitimer"):
        yield
        return
    signal.setitimer(signal.ITIMER_REAL, seconds)
    yield
    signal.setitimer(signal.ITIMER_REAL, 0)


def _own_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Take standard input and output for messages; what a library prints goes nowhere."""
    requests, replies = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return requests, replies
