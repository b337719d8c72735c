"""kill -9 of a server in the middle of looking at pictures: the next one takes up what was left.

At once, and not when the lease of the dead one has ended: that is longer here than the test waits.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import httpx2
import pytest

from gatekeeper.records.home import Layout
from tests.cli.terminal import DEPUTY, PASSPHRASE, TEACHER, Terminal
from tests.e2e.served_home import Served, a_free_port, started
from tests.e2e.whole import require_goes_on, story
from tests.fakes.examiners import picture

pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="kill -9 is a matter of POSIX"),
    pytest.mark.slow,
]


class Visitor:
    """Somebody signed in at a server, by plain HTTP."""

    def __init__(self, http: httpx2.Client, who: str) -> None:
        self.http = http
        told = {"name": who, "passphrase": PASSPHRASE, "next": "/"}
        assert self.send("/sign-in", told, page="/sign-in").status_code == 303

    def send(
        self, path: str, fields: dict[str, str], page: str = "/", **more: Any
    ) -> httpx2.Response:
        """Send a form of this visitor's own."""
        token = re.search(r'name="form_token" value="([^"]+)"', self.http.get(page).text)
        assert token is not None
        return self.http.post(path, data={"form_token": token[1], **fields}, **more)

    def hand_in(self, *names: str) -> str:
        """Send a new post with two faces in each picture; return its address."""
        files = [("pictures", (f"{name}.jpg", picture(name, faces=2))) for name in names]
        fields = {"words": "We saw a heron.", "channels": "instagram"}
        answer = self.send("/new", fields, files=files)
        assert answer.status_code == 303, answer.text
        return answer.headers["location"]

    def busy(self, path: str) -> bool:
        """Whether its pictures are still being looked at."""
        told: bool = self.http.get(f"{path}/progress").json()["busy"]
        return told


@contextmanager
def visitor(origin: str, who: str = TEACHER) -> Iterator[Visitor]:
    """Sign in, and close the connections at the end."""
    with httpx2.Client(base_url=origin, timeout=30) as http:
        yield Visitor(http, who)


@contextmanager
def serving(*homes: Served) -> Iterator[list[BaseProcess]]:
    """Start the servers, and kill them at the end."""
    processes = [started(served) for served in homes]
    try:
        yield processes
    finally:
        for process in processes:
            process.kill()
            process.join()


def wait_for(happens: Callable[[], bool]) -> None:
    patience = time.monotonic() + 60
    while not happens():
        assert time.monotonic() < patience, "it never happened"
        time.sleep(0.05)


def looks(home: Path) -> int:
    """Return how many looks at pictures have begun and not ended."""
    with contextlib.closing(sqlite3.connect(Layout(home).database)) as connection:
        query = "SELECT count(*) FROM job WHERE finished_at IS NULL AND length(key) = 64"
        found: int = connection.execute(query).fetchone()[0]
    return found


def test_a_server_killed_while_it_looks_loses_nothing_and_the_next_one_goes_on(
    oakfield: Terminal, tmp_path: Path
) -> None:
    desk = oakfield.copy(tmp_path / "home")
    first = Served(desk.home, desk.clock.now(), time.time(), a_free_port(), look=60, lease=600)
    with serving(first) as (process,), visitor(first.origin) as teacher:
        path = teacher.hand_in("a", "b")
        wait_for(lambda: looks(desk.home) > 0)
        before = story(desk.home)
        process.kill()
        process.join()
    second = replace(first, port=a_free_port(), look=0)
    with serving(second), visitor(second.origin) as teacher:
        assert "We saw a heron." in teacher.http.get(path).text
        wait_for(lambda: not teacher.busy(path))
        assert looks(desk.home) == 0
    require_goes_on(before, story(desk.home))
    assert searched(desk.home) == (2, 2)


def archive() -> bytes:
    """Return a ZIP of four posts, one of which names a child."""
    packed = io.BytesIO()
    with ZipFile(packed, "w") as file:
        for number in range(4):
            file.writestr(f"2026-09-1{number} post.jpg", picture(f"post {number}", faces=1))
            words = "Well done Hari Menon!" if number == 0 else f"News {number}."
            file.writestr(f"2026-09-1{number} post.txt", words)
    return packed.getvalue()


def test_a_server_killed_in_an_audit_loses_nothing_and_the_next_one_ends_it(
    oakfield: Terminal, tmp_path: Path
) -> None:
    desk = oakfield.copy(tmp_path / "home")
    first = Served(desk.home, desk.clock.now(), time.time(), a_free_port(), look=0.5, lease=4)
    with serving(first) as (process,), visitor(first.origin, DEPUTY) as deputy:
        files = {"files": ("posts.zip", archive())}
        path = deputy.send("/audits", {}, files=files).headers["location"]
        wait_for(lambda: searched(desk.home)[0] > 0)
        before = story(desk.home)
        process.kill()
        process.join()
    assert searched(desk.home)[0] < 4
    assert any(Layout(desk.home).uploads.iterdir())
    second = replace(first, port=a_free_port(), look=0)
    with serving(second), visitor(second.origin, DEPUTY) as deputy:
        wait_for(lambda: not deputy.busy(path))
        page = deputy.http.get(path).text
        assert "4 posts judged" in page
        assert "Well done Hari Menon!" in page
        wait_for(lambda: not any(Layout(desk.home).uploads.iterdir()))
    require_goes_on(before, story(desk.home))
    assert searched(desk.home) == (4, 4)


def test_two_servers_on_one_home_look_at_each_picture_once(
    oakfield: Terminal, tmp_path: Path
) -> None:
    desk = oakfield.copy(tmp_path / "home")
    one = Served(desk.home, desk.clock.now(), time.time(), a_free_port(), look=0.3)
    other = replace(one, port=a_free_port())
    with serving(one, other), visitor(one.origin) as here, visitor(other.origin) as there:
        path = here.hand_in("a")
        there.send(f"{path}/check", {})
        wait_for(lambda: not here.busy(path))
        wait_for(lambda: not there.busy(path))
    assert searched(desk.home) == (1, 1)


def searched(home: Path) -> tuple[int, int]:
    """Return how often pictures were searched for faces, and how many pictures that were."""
    with contextlib.closing(sqlite3.connect(Layout(home).database)) as connection:
        query = "SELECT count(*), count(DISTINCT id) FROM face_search"
        found: tuple[int, int] = connection.execute(query).fetchone()
    return found
