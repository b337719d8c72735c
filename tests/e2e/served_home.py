"""A real server on a home, in a process of its own that can be killed."""

from __future__ import annotations

import os
import socket
import time
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from multiprocessing.process import BaseProcess
from pathlib import Path

import httpx2
import pytest

from gatekeeper import bootstrap
from gatekeeper.desk.checking import gather
from gatekeeper.domain.face import FoundFace
from gatekeeper.records import key_file
from gatekeeper.web import audits, work
from gatekeeper.web.serve import Serving, serve
from tests.fakes.examiners import FakeExaminers, FakeFinder
from tests.forked import server


@dataclass(frozen=True, slots=True)
class Served:
    """Which home is served, from which moment on, and how long each look at a picture takes."""

    home: Path
    moment: datetime
    began: float
    """The machine's time (seconds) at which the made-up clock stood at `moment`."""
    port: int
    look: float = 0.0
    """Seconds."""
    slow: bytes = b""
    """The one picture of which each look takes so long; empty: all of them."""
    lease: float = 180.0
    """Seconds."""

    @property
    def origin(self) -> str:
        """Where browsers reach it."""
        return f"http://127.0.0.1:{self.port}"


class GoingClock:
    """Goes on with the machine's time, over processes."""

    def __init__(self, served: Served) -> None:
        self._served = served

    def now(self) -> datetime:
        """Return the made-up moment."""
        return self._served.moment + timedelta(seconds=time.time() - self._served.began)


class SlowFinder(FakeFinder):
    """Takes its time."""

    seconds = 0.0
    slow = b""

    def find(self, data: bytes) -> tuple[FoundFace, ...]:
        """Return the faces after a while."""
        if self.slow in (b"", data):
            time.sleep(self.seconds)
        return super().find(data)


def a_free_port() -> int:
    """Return a port on which nothing listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


def started(served: Served) -> BaseProcess:
    """Start the server and wait until it answers."""
    process = server().Process(target=run_served, args=(served,))
    process.start()
    for _ in range(600):
        assert process.is_alive(), "the server ended by itself"
        try:
            httpx2.get(f"{served.origin}/sign-in", timeout=5)
        except httpx2.TransportError:
            time.sleep(0.05)
        else:
            return process
    raise AssertionError("the server did not answer")


def run_served(served: Served) -> None:
    """Serve a home in this very process until it is killed."""
    patch = pytest.MonkeyPatch()
    patch.setattr(key_file, "COST", 2)
    patch.setattr(gather, "LEASE", timedelta(seconds=served.lease))
    patch.setattr(work, "PAUSE", 0.2)
    patch.setattr(audits, "LEASE", timedelta(seconds=served.lease))
    patch.setattr(audits, "RENEW", timedelta(seconds=served.lease / 4))
    patch.setattr(audits, "PAUSE", 0.2)
    finder = SlowFinder()
    finder.seconds, finder.slow = served.look, served.slow
    examiners = replace(FakeExaminers().bundle(), finder=finder)
    patch.setattr(bootstrap, "make_examiners", lambda *_: examiners)
    with bootstrap.open_app(served.home, served.home / "models", GoingClock(served)) as app:
        serve(app, Serving("127.0.0.1", served.port, served.origin))
    os._exit(0)
