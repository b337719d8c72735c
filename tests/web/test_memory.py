"""The server's threads share one heap, and so give back what they were lent."""

from __future__ import annotations

import subprocess
import sys

import pytest

from gatekeeper.web import serve
from gatekeeper.web.serve import Serving
from gatekeeper.web.site import Site
from tests.conftest import CHECKOUT

HEAPS = """
import ctypes, sys, threading
from gatekeeper.web.memory import one_heap_for_all_threads
shared = one_heap_for_all_threads()
begin, kept = threading.Barrier(5), []
def work():
    begin.wait()
    kept.extend(bytes(2000) for _ in range(500))
    begin.wait()
for thread in [threading.Thread(target=work, daemon=True) for _ in range(4)]:
    thread.start()
begin.wait()
begin.wait()
libc = ctypes.CDLL(None)
libc.fdopen.restype = ctypes.c_void_p
out = ctypes.c_void_p(libc.fdopen(1, b"w"))
libc.malloc_info(0, out)
libc.fflush(out)
sys.exit(0 if shared else 3)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no heap for each thread")
def test_all_threads_share_one_heap() -> None:
    told = subprocess.run(
        [sys.executable, "-c", HEAPS], cwd=CHECKOUT, capture_output=True, text=True, check=True
    )
    assert told.stdout.count("<heap nr=") == 1


def test_the_server_asks_for_it_before_it_starts(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(serve, "one_heap_for_all_threads", lambda: asked.append("heap"))
    monkeypatch.setattr("uvicorn.run", lambda *_, **__: asked.append("server"))
    serve.serve(site.app, Serving("127.0.0.1", 8443, "https://oakfield.test"))
    assert asked == ["heap", "server"]
