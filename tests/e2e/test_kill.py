"""kill -9 at any step of the path: nothing is lost, and the same command repeated goes on."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pytest

from gatekeeper.desk.checking.gather import LEASE
from tests.cli.brought import answers, with_faces
from tests.cli.terminal import DEPUTY, DRAFTS, HEAD, OFFICE, REGISTER, TEACHER, Terminal, seated
from tests.e2e.processes import Typed, start, told, typed
from tests.e2e.whole import Story, require_goes_on, story
from tests.fakes.examiners import FakeExaminers

pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="kill -9 is a matter of POSIX"),
    pytest.mark.slow,
]

T = TypeVar("T")
COMMIT = "c_call sqlite3.commit"
WRITING = ("open", "write", "flush", "fsync", "replace", "unlink", "mkdir", "rmdir")
"""Touches of files; the others are the database's."""
INSTAGRAM = ("--channel", "instagram")
GALLERY = "GALLERY"
"""Stands for the folder that gets the released files, one for each copy of the home."""


@dataclass(frozen=True, slots=True)
class Step:
    """A command of the path, who types it, and where the post stands once it is done."""

    words: tuple[object, ...]
    by: str
    stage: str

    def typed(self, desk: Terminal) -> tuple[str, ...]:
        """Return the command as it is typed at this desk."""
        return tuple(str(word).replace(GALLERY, str(gallery(desk))) for word in self.words)


def path(desk: Terminal, folder: Path) -> Iterator[Step]:
    """Yield the commands of the path, one after another; each is done before the next is given."""
    draft = with_faces(folder / "news", 2)
    named = answers(folder / "answers.toml", "Maya Silva", "Femi Adeyemi")
    register = folder / "register.csv"
    shutil.copy(REGISTER, register)
    register.write_text(register.read_text("utf-8").replace("Alfie,", "Alfred,"), "utf-8")
    shown = desk.do("register", "import", register, by=OFFICE)["id"]
    yield Step(("register", "import", register, "--apply", shown), OFFICE, "")
    yield Step(("check", draft), TEACHER, "draft")
    yield Step(("answer", "news", "--file", named), TEACHER, "draft")
    yield Step(("check", draft), TEACHER, "draft")
    yield Step(("submit", "news"), DEPUTY, "waiting for the headteacher")
    yield Step(("sign-off", "news", "--yes"), HEAD, "signed off")
    tablet = ("--device", desk.tablet, "--to", GALLERY)
    yield Step(("release", "news", *INSTAGRAM, *tablet), DEPUTY, "on the tablet")
    link = ("--link", "https://www.instagram.com/1")
    yield Step(("published", "news", *INSTAGRAM, *link), DEPUTY, "published, comments not proved")
    how = ("--how", "looked at the post in the app")
    proved = "published, comments seen off"
    yield Step(("prove-comments-off", "news", *INSTAGRAM, *how), DEPUTY, proved)
    yield Step(("recall", "news"), TEACHER, "")


def test_a_command_killed_at_any_moment_can_be_typed_again(
    oakfield: Terminal, tmp_path: Path
) -> None:
    chance = random.Random(20)  # noqa: S311 - the same moments at every run
    desk = oakfield.copy(tmp_path / "home")
    desk.examiners = FakeExaminers()
    with seated(desk):
        for number, step in enumerate(path(desk, tmp_path / "path")):
            trials = Trials(desk, step, tmp_path / str(number))
            assert sum(trials.kill(moment) for moment in trials.moments(chance)) > 2
            assert desk.run(*step.typed(desk), by=step.by).code in {0, 10}, step
            if step.stage:
                assert stage(desk) == step.stage


def test_a_release_killed_while_it_hands_over_leaves_no_file_by_halves(
    oakfield: Terminal, tmp_path: Path
) -> None:
    desk = oakfield.copy(tmp_path / "home")
    desk.examiners = FakeExaminers()
    with seated(desk):
        for step in path(desk, tmp_path / "path"):
            if step.stage == "on the tablet":
                break
            desk.run(*step.typed(desk), by=step.by)
        trials = Trials(desk, step, tmp_path / "release")
        handing_over = [n for n in trials.all("c_call _io.write") if n > trials.all(COMMIT)[-1]]
        assert len(trials.files) == 3
        for moment in handing_over[:3]:
            assert trials.kill(moment)


@pytest.mark.models
@pytest.mark.usefixtures("true_models")
@pytest.mark.skipif(sys.platform != "linux", reason="the search's process is found in /proc")
@pytest.mark.parametrize("delay", [0.2, 1.5])
def test_a_check_killed_while_it_looks_leaves_no_process_and_is_made_again(
    delay: float, looking: Terminal, tmp_path: Path
) -> None:
    draft = shutil.copytree(DRAFTS / "nothing_wrong", tmp_path / "nothing_wrong")
    command = typed(looking, "check", draft, by=TEACHER, out=tmp_path / "out")
    process = start(command)
    search = wait_for(lambda: children(process.pid))
    time.sleep(delay)
    process.kill()
    assert told(process, command).code == -signal.SIGKILL
    wait_for(lambda: not any(Path(f"/proc/{pid}").exists() for pid in search))
    assert looking.run("check", draft, by=TEACHER).code == 10
    looking.clock.set_to(looking.clock.now() + LEASE)
    found = looking.ask("check", draft, by=TEACHER)["findings"]
    assert len([finding for finding in found if finding["rule"] == "P01"]) == 7


def children(pid: int | None) -> list[str]:
    """Return the processes that a process has started."""
    return Path(f"/proc/{pid}/task/{pid}/children").read_text("utf-8").split()


def wait_for(happens: Callable[[], T]) -> T:
    """Wait until it does, and return what it gives."""
    patience = time.monotonic() + 120
    while not (came := happens()):
        assert time.monotonic() < patience, "it never happened"
        time.sleep(0.02)
    return came


def gallery(desk: Terminal) -> Path:
    """Return the folder that gets what is released from a home."""
    return desk.home.with_name(f"{desk.home.name} gallery")


def handed_over(desk: Terminal) -> dict[str, bytes]:
    """Return the files that somebody would see in the gallery."""
    seen = [path for path in gallery(desk).glob("*") if not path.name.startswith(".")]
    return {path.name: path.read_bytes() for path in seen}


def stage(desk: Terminal) -> str:
    """Return where the only post stands; nothing when there is none yet."""
    rows = desk.do("posts")["posts"]
    return str(rows[0]["stage"]) if rows else ""


class Trials:
    """One step of the path: once unharmed, then killed, each time on a copy of the home."""

    def __init__(self, desk: Terminal, step: Step, folder: Path) -> None:
        self.desk, self.step, self.folder = desk, step, folder
        self.before = story(desk.home)
        folder.mkdir()
        unharmed, command = self._copy(0)
        assert told(start(command), command).code in {0, 10}
        self.goal, self.files = stage(unharmed), handed_over(unharmed)
        self.touches = command.out.with_suffix(".touches").read_text("utf-8").splitlines()

    def moments(self, chance: random.Random) -> list[int]:
        """Return some touches: any, one of a file, and the two of a commit."""
        commit, writing = chance.choice(self.all(COMMIT)), chance.choice(self.all(*WRITING))
        anywhere = chance.choice(range(1, len(self.touches)))
        return sorted({anywhere, writing, commit, commit + 1})

    def all(self, *kinds: str) -> list[int]:
        """Return the numbers of all touches of some kinds."""
        return [n for n, touch in enumerate(self.touches, 1) if touch.endswith(kinds)]

    def kill(self, moment: int) -> bool:
        """Kill the step at this touch; whatever was done, it can be typed again to its end."""
        copy, command = self._copy(moment)
        killed = told(start(command), command)
        assert killed.code in {-signal.SIGKILL, 0, 10}, killed
        self._whole(copy)
        assert handed_over(copy).items() <= self.files.items()
        copy.clock.set_to(copy.clock.now() + LEASE)
        for again in (1, 2):
            repeated = copy.run(*self.step.typed(copy), by=self.step.by)
            assert repeated.code in {0, 10}, (self.step, moment, again, repeated)
            assert "→" in repeated.err or repeated.out
        self._whole(copy)
        assert (stage(copy), handed_over(copy)) == (self.goal, self.files)
        return killed.code == -signal.SIGKILL

    def _copy(self, moment: int) -> tuple[Terminal, Typed]:
        copy = self.desk.copy(self.folder / f"home {moment}")
        copy.clock = self.desk.clock  # the one that the commands of this test look at
        copy.examiners = FakeExaminers()
        out = self.folder / f"{moment}.out"
        words = self.step.typed(copy)
        return copy, typed(copy, *words, by=self.step.by, out=out, die_at=moment)

    def _whole(self, copy: Terminal) -> Story:
        now = story(copy.home)
        require_goes_on(self.before, now)
        return now
