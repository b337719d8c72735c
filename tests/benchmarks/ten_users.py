"""Ten users at once: reading, answering, editing; what went wrong, what was lost, how it took.

`python -m tests.benchmarks.ten_users [--minutes 5] [--users 10]`. The server is a process of
its own on a real home with real encryption; what is seen in pictures is pretended, so that the load
is that of the pages. Every edit is read back from its page; after the server was killed, every
answer and the last words are read back from the home.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import httpx2

from gatekeeper.records.home import Layout, open_home
from tests.cli.terminal import (
    ADULTS,
    BEGINS,
    PASSPHRASE,
    REGISTER,
    Terminal,
    open_school,
    seated,
)
from tests.e2e.served_home import Served, a_free_port, started
from tests.fakes.clock import FrozenClock
from tests.fakes.examiners import picture

WHO = ("Mrs Chen", "Ms Ash", "Mrs Aziz", "Mr Frith", "Miss Hale")
NAMES = ("Noor Rahman", "Eshe Wanjiru", "Femi Adeyemi", "Poppy Lamb")
TOKEN = re.compile(r'name="form_token" value="([^"]+)"')
SEEN = re.compile(r'name="seen" value="(\d+)"')
THINKS = 0.5
"""Seconds between two steps of one user: faster than anybody is."""
SEEN_BY_ALL = 3
"""Every so many rounds a user opens the list of all posts."""


@dataclass
class Measured:
    """What ten users met."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    errors: Counter[str] = field(default_factory=Counter)
    written: int = 0
    lost: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def took(self, step: str, seconds: float, status: int) -> None:
        """Note one answer of the server."""
        with self.lock:
            self.seconds.setdefault(step, []).append(seconds)
            if status >= 400:
                self.errors[f"{step}: {status}"] += 1


class User(threading.Thread):
    """One user with a browser and a post of the own, who reads it back after every change."""

    def __init__(self, number: int, origin: str, until: float, measured: Measured) -> None:
        super().__init__(name=f"user {number}")
        self.number, self.until, self.measured = number, until, measured
        self.http = httpx2.Client(base_url=origin, timeout=60)
        self.path = ""
        self.said: list[tuple[str, str]] = []
        """Face and name of each answer that the server said it kept."""
        self.words = f"The work of table {number}."

    def run(self) -> None:
        """Sign in, hand in a post, then answer, edit and read until the time is over."""
        try:
            self._enter()
            self._new()
            turn = 0
            while time.monotonic() < self.until:
                self._answer(turn)
                self._edit(turn)
                if turn % SEEN_BY_ALL == 0:
                    self._get("list", "/")
                turn += 1
        except Exception as error:  # noqa: BLE001 - it is what is measured
            with self.measured.lock:
                self.measured.errors[f"{type(error).__name__}: {error}"[:100]] += 1
        finally:
            self.http.close()

    def _enter(self) -> None:
        token = self._token(self._get("sign-in page", "/sign-in"))
        fields = {"name": WHO[self.number % len(WHO)], "passphrase": PASSPHRASE, "next": "/"}
        self._post("sign in", "/sign-in", {"form_token": token, **fields})

    def _new(self) -> None:
        token = self._token(self._get("list", "/"))
        files = [("pictures", ("a.jpg", picture(f"user {self.number}", faces=4)))]
        fields = {
            "form_token": token,
            "words": self.words,
            "channels": "instagram",
            "groups": "Year 4",
        }
        answer = self._post("new post", "/new", fields, files)
        self.path = answer.headers["location"]
        while '"busy":true' in self._get("progress", f"{self.path}/progress"):
            time.sleep(0.2)

    def _answer(self, turn: int) -> None:
        page = self._get("post", self.path)
        faces = list(dict.fromkeys(re.findall(r'data-face="([^"]+)"', page)))
        who, face = (
            NAMES[(turn + self.number) % len(NAMES)],
            faces[turn % len(faces)] if faces else "",
        )
        if not face:
            return
        fields = {"sighting": face, "say": "name", "who": who, "picture": "1"}
        told = {"form_token": self._token(page), **fields}
        if self._post("answer", f"{self.path}/faces", told).status_code < 400:
            self.said.append((face, who))

    def _edit(self, turn: int) -> None:
        page = self._get("post", self.path)
        seen = SEEN.search(page)
        words = f"The work of table {self.number}, looked at {turn} times."
        fields = {
            "form_token": self._token(page),
            "seen": seen[1] if seen else "0",
            "words": words,
            "alt_text": "Children at work.",
            "comments_off": "yes",
        }
        answer = self._post("edit", f"{self.path}/words", fields)
        if answer.status_code < 400:
            self.words = words
            self._read_back(words)

    def _read_back(self, text: str) -> None:
        page = self._get("post", self.path)
        with self.measured.lock:
            self.measured.written += 1
            if text not in page:
                self.measured.lost.append(text)

    def _get(self, step: str, path: str) -> str:
        began = time.perf_counter()
        answer = self.http.get(path)
        self.measured.took(step, time.perf_counter() - began, answer.status_code)
        time.sleep(THINKS)
        return answer.text

    def _post(
        self, step: str, path: str, fields: dict[str, str], files: object = None
    ) -> httpx2.Response:
        began = time.perf_counter()
        answer = self.http.post(path, data=fields, files=files)  # type: ignore[arg-type]
        self.measured.took(step, time.perf_counter() - began, answer.status_code)
        return answer

    @staticmethod
    def _token(page: str) -> str:
        found = TOKEN.search(page)
        return found[1] if found else ""


def megabytes(pid: int | None) -> float:
    """Return the memory that a process holds (resident set)."""
    status = Path(f"/proc/{pid}/status").read_text("utf-8")
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    return int(found[1]) / 1024 if found else 0.0


def cpu_seconds(pid: int | None) -> float:
    """Return how long a process has had a core: other than time, no load changes it."""
    after_name = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(after_name[11]) + int(after_name[12])) / os.sysconf("SC_CLK_TCK")


def report(measured: Measured, cpu: float) -> None:
    """Print what was measured."""
    answers = sum(map(len, measured.seconds.values()))
    print(f"CPU: {cpu:.1f} s, {cpu / answers * 1000:.0f} ms an answer of {answers}")
    print(f"{'step':14}{'times':>7}{'median':>9}{'p95':>9}{'worst':>9}   (seconds)")
    for step, all_of_them in measured.seconds.items():
        every = sorted(all_of_them)
        p95 = every[int(len(every) * 0.95)] if len(every) > 1 else every[0]
        line = f"{statistics.median(every):9.3f}{p95:9.3f}{every[-1]:9.3f}"
        print(f"{step:14}{len(every):7}{line}")
    print(f"errors: {sum(measured.errors.values())}  {dict(measured.errors) or ''}")
    print(
        f"written and read back: {measured.written}, lost: {len(measured.lost)} {measured.lost[:5]}"
    )


def main() -> None:
    """Open the made-up school, let the users in, and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--users", type=int, default=10)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        terminal = Terminal(Path(folder) / "home", FrozenClock(BEGINS))
        with seated(terminal):
            open_school(terminal)
            terminal.take(REGISTER)
            terminal.take(ADULTS)
        served = Served(terminal.home, terminal.clock.now(), time.time(), a_free_port())
        process = started(served)
        try:
            crowd = measure(served, process.pid, chosen.users, chosen.minutes)
            size = Layout(terminal.home).database.stat().st_size / 1_000_000
            print(f"database: {size:.1f} MB")
        finally:
            process.kill()
            process.join()
        kept(terminal, crowd)


def measure(served: Served, pid: int | None, users: int, minutes: float) -> list[User]:
    """Let the users in for some minutes; print the server's memory on the way and the rest."""
    measured, until = Measured(), time.monotonic() + minutes * 60
    crowd = [User(number, served.origin, until, measured) for number in range(users)]
    print(f"memory before: {megabytes(pid):.0f} MB")
    before = cpu_seconds(pid)
    for user in crowd:
        user.start()
    for part in range(1, 6):
        time.sleep(max(0.0, until - minutes * 60 * (1 - part / 5) - time.monotonic()))
        print(f"memory after {part}/5: {megabytes(pid):.0f} MB")
    for user in crowd:
        user.join()
    report(measured, cpu_seconds(pid) - before)
    return crowd


def kept(terminal: Terminal, crowd: list[User]) -> None:
    """Open the home as it was left, and look for everything that the server said it kept."""
    with open_home(terminal.home, terminal.clock).records.begin() as uow:
        names = {f"{p.first_name} {p.surname}": p.id for p in uow.pupils.all()}
        lost, answers = [], 0
        for user in crowd:
            post = user.path.rpartition("/")[2]
            found = Counter((a.sighting, a.who) for a in uow.answers.of(post))
            said = Counter((face, names[who]) for face, who in user.said)
            answers += said.total()
            lost += list((said - found).elements())
            version = uow.posts.get(post)
            if version is None or version.post.words != user.words:
                lost.append((user.name, "its last words"))
    print(f"answers: {answers}; lost answers and words in the home: {len(lost)} {lost[:5]}")


if __name__ == "__main__":
    main()
