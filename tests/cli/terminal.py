"""A terminal at which somebody types commands: the real wrapper, in this process, on a real home.

What is pretended: the moment, how long a passphrase takes to stretch and, where a test asks for
it, what is seen in pictures.
"""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from gatekeeper import bootstrap
from gatekeeper.cli.edge import run
from gatekeeper.cli.main import app
from gatekeeper.policy.cases.harmless import ON_RECORD
from gatekeeper.records import key_file
from tests.conftest import CHECKOUT
from tests.fakes.clock import FrozenClock
from tests.fakes.examiners import FakeExaminers

BEGINS = datetime(2026, 11, 20, 10, 30, tzinfo=UTC)
"""A Friday in term, when the made-up drafts were written."""
PASSPHRASE = "correct horse battery"
HEAD, DEPUTY, PASTORAL = "Mrs Chen", "Ms Ash", "Mrs Aziz"
OFFICE, DPO, TEACHER = "Mr Frith", "Mr Lind", "Miss Hale"
DONE = "2026-09-07"
FACTS = dict.fromkeys(ON_RECORD, DONE) | {"review_by": "2027-09-01"}
STAFF = {
    DEPUTY: ("deputy_head", "deputy_dsl"),
    PASTORAL: ("pastoral_lead", "dsl"),
    OFFICE: ("office",),
    DPO: ("dpo",),
    TEACHER: ("teacher",),
    "Mrs Baptiste": ("governor",),
    "Mr Parry": ("governor",),
}
REGISTER = CHECKOUT / "consent_data" / "oakfield_register.csv"
ADULTS = CHECKOUT / "consent_data" / "oakfield_adults.csv"
DRAFTS = CHECKOUT / "fixtures" / "drafts"

COMMAND = get_command(app)
"""Built once: it is the same for every test."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def text(self) -> str:
        """Everything that was printed, with line breaks as spaces."""
        return " ".join((self.out + " " + self.err).split())

    @property
    def facts(self) -> dict[str, Any]:
        """The one line of JSON that was printed."""
        (line,) = self.out.splitlines()
        assert not self.err
        facts: dict[str, Any] = json.loads(line)
        return facts


@dataclass
class Terminal:
    """One home, one clock, and whoever sits down at it."""

    home: Path
    clock: FrozenClock
    examiners: FakeExaminers | None = None
    """What is seen in pictures; None: the real ones look."""
    people: dict[str, str] = field(default_factory=dict)
    tablet: str = ""
    fingerprint: str = ""

    def run(self, *arguments: object, by: str = "") -> Told:
        """Type a command and return what it said; the clock goes on a second."""
        typed = ["--home", str(self.home), *map(str, arguments), *(["--as", by] if by else [])]
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            code = run(COMMAND, typed)
        self.clock.move(seconds=1)
        return Told(code, out.getvalue(), err.getvalue())

    def ask(self, *arguments: object, by: str = "") -> dict[str, Any]:
        """Type a command with --json and return the facts, whatever the exit code."""
        return self.run(*arguments, "--json", by=by).facts

    def do(self, *arguments: object, by: str = "") -> dict[str, Any]:
        """Type a command that must succeed and return its facts."""
        told = self.run(*arguments, "--json", by=by)
        assert told.code == 0, told
        return told.facts

    def copy(self, home: Path) -> Terminal:
        """Return a terminal of a copy of this home as it is now."""
        shutil.copytree(self.home, home)
        return Terminal(
            home, FrozenClock(self.clock.now()), None, self.people, self.tablet, self.fingerprint
        )

    def take(self, file: Path) -> dict[str, Any]:
        """Import a register or adults file: the difference, then exactly that."""
        shown = self.do("register", "import", file, by=OFFICE)
        return self.do("register", "import", file, "--apply", shown["id"], by=OFFICE)


@contextmanager
def seated(terminal: Terminal) -> Iterator[Terminal]:
    """Let the commands typed at a terminal see its clock and its examiners."""
    with pytest.MonkeyPatch.context() as patch:
        pretend(patch, terminal)
        yield terminal


def pretend(patch: pytest.MonkeyPatch, terminal: Terminal) -> None:
    """Put the terminal's clock and examiners, and the passphrase, where commands look for them."""
    for name in ("GATEKEEPER_HOME", "GATEKEEPER_AS", "GATEKEEPER_DATABASE"):
        patch.delenv(name, raising=False)
    patch.setenv("GATEKEEPER_PASSPHRASE", PASSPHRASE)
    patch.setenv("GATEKEEPER_NEW_PASSPHRASE", PASSPHRASE)
    patch.setattr(key_file, "COST", 2)
    patch.setattr(bootstrap, "SystemClock", lambda: terminal.clock)
    examiners = terminal.examiners
    if examiners is not None:
        patch.setattr(bootstrap, "make_examiners", lambda *_: examiners.bundle())


def open_school(terminal: Terminal) -> None:
    """Make a home with its people, their keys, a tablet and a rule book; nobody is on the roll."""
    code = terminal.do("init", "--school", "Oakfield Primary")["code"]
    opened = terminal.do("claim", code, "--name", HEAD, "--also", "dsl")
    terminal.people[HEAD] = opened["person"]
    terminal.fingerprint = opened["fingerprint"]
    for name, roles in STAFF.items():
        options = [part for role in roles for part in ("--role", role)]
        terminal.people[name] = terminal.do("people", "add", name, *options, by=HEAD)["person"]
    terminal.tablet = terminal.do("device", "enrol", "The tablet", by=HEAD)["device"]
    terminal.do("rules", "adopt", by=HEAD)
    for name in (HEAD, *STAFF):
        days = ("--read", DONE, "--signed", DONE)
        terminal.do("people", "aup", name, *days, by=HEAD)
    facts = [part for name, day in FACTS.items() for part in ("--fact", f"{name}={day}")]
    for channel in ("instagram", "linkedin"):
        terminal.do("channel", "record", channel, *facts, "--account", "oakfield", by=HEAD)
