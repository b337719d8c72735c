"""One child process and its pipes, from the parent's side."""

from __future__ import annotations

import subprocess
import sys
import threading
import weakref
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, cast

from gatekeeper.evidence.guard.wire import Ask, Hello, Reply, receive_reply, send

_START = (
    "import sys; sys.path[:] = {path!r}; from gatekeeper.evidence.guard.child import main; main()"
)


class TookTooLong(Exception):
    """The call had not ended in time; the child was stopped."""


class Child:
    """A running child; it is stopped when closed, when forgotten, and when Python ends."""

    def __init__(self, hello: Hello) -> None:
        path = [str(Path(entry).absolute()) for entry in sys.path]
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and our own code
            [sys.executable, "-I", "-c", _START.format(path=path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._requests = cast(BinaryIO, self._process.stdin)
        self._replies = cast(BinaryIO, self._process.stdout)
        self._stop = weakref.finalize(self, _stopped, self._process)
        self._hello: Hello | None = hello

    @property
    def pid(self) -> int:
        """The child's process id."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether the process runs."""
        return self._process.poll() is None

    def exchange(self, ask: Ask, seconds: float) -> Reply | None:
        """Send a request and return the reply; None if the child ended without one.

        Raises:
            TookTooLong: there was no reply within these seconds.
            ValueError: the reply cannot be trusted.
        """
        expired = threading.Event()
        timer = threading.Timer(seconds, self._expire, [expired])
        timer.start()
        try:
            reply = self._ask(ask)
        finally:
            timer.cancel()
            timer.join()
        if reply is None and expired.is_set():
            raise TookTooLong
        return reply

    def close(self) -> None:
        """Stop the child and wait until it is gone."""
        self._stop()

    def _ask(self, ask: Ask) -> Reply | None:
        with suppress(OSError):
            if self._hello is not None:
                send(self._requests, self._hello)
                self._hello = None
            send(self._requests, ask)
            return receive_reply(self._replies)
        return None

    def _expire(self, expired: threading.Event) -> None:
        expired.set()
        self._process.kill()


def _stopped(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    for pipe in (process.stdin, process.stdout):
        with suppress(OSError):
            if pipe is not None:
                pipe.close()
    process.wait()
