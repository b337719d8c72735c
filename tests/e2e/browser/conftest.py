"""One browser and one made-up school in a real server, for every test in this folder.

Everything is real: the server, the pictures, the models, the keys, and Chromium. Where no
browser is found these tests are skipped, and say so; CI has one.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, sync_playwright

from gatekeeper.evidence.models.cache import missing_or_altered
from gatekeeper.settings import from_environment
from tests.conftest import CHECKOUT


def _chromium() -> str | None:
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((found for name in names if (found := shutil.which(name))), None)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Return a real browser, without a window."""
    found = _chromium()
    if found is None:
        assert not os.environ.get("CI"), "CI needs Chromium: apt-get install chromium"
        pytest.skip("NO BROWSER HERE: install chromium to test the pages in one")
    with sync_playwright() as playwright:
        quiet = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]
        browser = playwright.chromium.launch(executable_path=found, args=quiet)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def origin() -> Iterator[str]:
    """Start the made-up school as a person would, and return where it is; tests share it."""
    if missing_or_altered(from_environment().models):
        pytest.skip("the face models are not on this machine: run `gatekeeper models fetch`")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gatekeeper", "demo", "--serve", "--port", str(port)]
    with subprocess.Popen(command, cwd=CHECKOUT, stdout=subprocess.DEVNULL) as server:
        where = f"http://localhost:{port}"
        _wait_for(where, server)
        yield where
        server.terminate()


def _wait_for(where: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        assert server.poll() is None, "the server ended by itself"
        try:
            with urlopen(f"{where}/sign-in", timeout=5):  # noqa: S310 - our own server
                return
        except (URLError, TimeoutError, ConnectionError):
            time.sleep(0.2)
    pytest.fail("the server did not answer")
