"""Two people at two machines on one home, at the same moment: each gets a clear answer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.brought import answers, with_faces
from tests.cli.terminal import DEPUTY, HEAD, OFFICE, PASTORAL, REGISTER, TEACHER, Terminal, seated
from tests.e2e.processes import start, told, typed
from tests.e2e.whole import require_goes_on, story
from tests.fakes.examiners import FakeExaminers
from tests.forked import server

pytestmark = pytest.mark.slow

ROUNDS = 3
"""How often each pair is tried, on a fresh copy of the home."""
INSTAGRAM = ("--channel", "instagram")
Said = tuple[tuple[object, ...], str]
"""What is typed, and by whom."""


class Walk:
    """A post on its path, and pairs of commands typed at the same moment."""

    def __init__(self, desk: Terminal, folder: Path) -> None:
        self.desk, self.folder = desk, folder
        self.draft = with_faces(folder / "news", 2)
        self.named = answers(folder / "answers.toml", "Maya Silva", "Femi Adeyemi")
        gallery = ("--device", desk.tablet, "--to", folder / "gallery")
        self.release: Said = (("release", "news", *INSTAGRAM, *gallery), DEPUTY)
        link = ("--link", "https://www.instagram.com/1")
        self.published: Said = (("published", "news", *INSTAGRAM, *link), DEPUTY)
        self.path: tuple[Said, ...] = (
            (("check", self.draft), TEACHER),
            (("answer", "news", "--file", self.named), TEACHER),
            (("check", self.draft), TEACHER),
            (("submit", "news"), DEPUTY),
            (("sign-off", "news", "--yes"), HEAD),
            self.release,
            self.published,
        )

    def up_to(self, command: str) -> None:
        """Walk the path until just before this command."""
        for words, by in self.path:
            if words[0] == command:
                return
            self.desk.run(*words, by=by)

    def both(self, one: Said, other: Said) -> Iterator[tuple[Terminal, list[int]]]:
        """Type two commands at the same moment, some times; yield the home and the exit codes."""
        before = story(self.desk.home)
        for number in range(ROUNDS):
            copy = self.desk.copy(self.folder / f"home {number}")
            copy.clock, copy.examiners = self.desk.clock, self.desk.examiners
            codes = _typed_together(copy, one, other)
            after = story(copy.home)
            require_goes_on(before, after)
            yield copy, codes


def _typed_together(desk: Terminal, *both: Said) -> list[int]:
    together = server().Barrier(len(both))
    commands = [
        typed(desk, *words, by=by, out=desk.home.with_name(f"{desk.home.name} {number}.out"))
        for number, (words, by) in enumerate(both)
    ]
    processes = [start(command, together) for command in commands]
    said = [told(process, command) for process, command in zip(processes, commands, strict=True)]
    for one in said:
        assert one.code != 70, one
        assert "lock" not in one.out
        assert "Traceback" not in one.out
    return [one.code for one in said]


@pytest.fixture
def walk(oakfield: Terminal, tmp_path: Path) -> Iterator[Walk]:
    """Return a path that nobody has gone yet."""
    desk = oakfield.copy(tmp_path / "home")
    desk.examiners = FakeExaminers()
    with seated(desk):
        yield Walk(desk, tmp_path)


def test_two_checks_of_one_draft_make_one_post(walk: Walk) -> None:
    command: Said = (("check", walk.draft), TEACHER)
    for desk, codes in walk.both(command, command):
        assert set(codes) == {10}
        assert len(desk.do("posts")["posts"]) == 1
        assert len(desk.ask("check", "news", by=TEACHER)["findings"]) == 3


def test_two_who_answer_are_both_heard(walk: Walk) -> None:
    walk.up_to("answer")
    other = answers(walk.folder / "other.toml", "Eshe Wanjiru", "Femi Adeyemi")
    one: Said = (("answer", "news", "--file", walk.named), TEACHER)
    for desk, codes in walk.both(one, (("answer", "news", "--file", other), PASTORAL)):
        assert codes == [0, 0]
        found = desk.ask("check", "news", by=TEACHER)["findings"]
        assert [f["rule"] for f in found if f["verdict"] == "ask"] == ["P07"]


def test_a_post_is_sent_once(walk: Walk) -> None:
    walk.up_to("submit")
    for desk, codes in walk.both((("submit", "news"), DEPUTY), (("submit", "news"), HEAD)):
        assert sorted(codes) == [0, 10]
        assert desk.do("posts")["posts"][0]["stage"] == "waiting for the headteacher"


def test_a_post_is_signed_off_once(walk: Walk) -> None:
    walk.up_to("sign-off")
    command: Said = (("sign-off", "news", "--yes"), HEAD)
    for desk, codes in walk.both(command, command):
        assert sorted(codes) == [0, 10]
        assert desk.do("posts")["posts"][0]["stage"] == "signed off"


def test_a_post_is_granted_once(walk: Walk) -> None:
    walk.up_to("release")
    for desk, codes in walk.both(walk.release, walk.release):
        assert codes == [0, 0]
        told_of = [entry["what"] for entry in desk.do("ledger", "show", "--last", 5)["entries"]]
        assert told_of.count("post.released") == 1
        assert told_of.count("post.fetched") == 2


def test_a_post_is_published_once(walk: Walk) -> None:
    walk.up_to("published")
    for desk, codes in walk.both(walk.published, walk.published):
        assert sorted(codes) == [0, 10]
        assert len(desk.do("posts")["posts"][0]["published"]) == 1


def test_pulling_the_cord_wins_against_releasing(walk: Walk) -> None:
    walk.up_to("release")
    for desk, codes in walk.both(walk.release, (("recall", "news"), TEACHER)):
        assert codes[1] == 0
        assert desk.do("posts")["posts"][0]["stage"] == "recalled"
        assert desk.run(*walk.release[0], by=DEPUTY).code == 10
        asked = [task["kind"] for task in desk.do("tasks")["tasks"]]
        fetched = any(kind.startswith("delete from the gallery") for kind in asked)
        assert fetched or codes[0] != 0


def test_a_withdrawal_while_she_signs_leaves_no_yes_that_holds(walk: Walk) -> None:
    walk.up_to("sign-off")
    withdrawn: Said = (("withdraw-consent", "Maya Silva", "--said-by", "Mrs Silva"), OFFICE)
    for desk, codes in walk.both((("sign-off", "news", "--yes"), HEAD), withdrawn):
        assert codes[1] == 0
        assert desk.run(*walk.release[0], by=DEPUTY).code in {10, 20}
        assert desk.run("check", "news", by=TEACHER).code == 20


def test_a_register_is_applied_once(walk: Walk) -> None:
    register = walk.folder / "register.csv"
    register.write_text(REGISTER.read_text("utf-8").replace("Alfie,", "Alfred,"), "utf-8")
    shown = walk.desk.do("register", "import", register, by=OFFICE)["id"]
    apply = ("register", "import", register, "--apply", shown)
    for desk, codes in walk.both((apply, OFFICE), (apply, HEAD)):
        assert sorted(codes) == [0, 10]
        assert "Nothing would change" in desk.run(*apply[:3], by=OFFICE).text
