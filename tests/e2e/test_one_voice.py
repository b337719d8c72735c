"""A hold looks like an ordinary no: what is printed about a child is the same for every ground."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.cli.brought import answers, with_faces
from tests.cli.terminal import DEPUTY, HEAD, OFFICE, PASTORAL, TEACHER, Terminal, Told, seated
from tests.desk.opened_school import all_answers, csv_of, pupil_row
from tests.fakes.examiners import FakeExaminers

ANNA = pupil_row("M1", first_name="Anna", surname="Reed")
BODO = pupil_row("M2", first_name="Bodo", surname="Senn")
Ground = Callable[[Terminal], object]
DECISION = re.compile('"decision": "[a-z2-7]{26}"')


def file_says(**cells: str) -> Ground:
    """Return the ground that the office's next file holds."""

    def imported(desk: Terminal) -> None:
        file = desk.home.with_name("next.csv")
        file.write_text(csv_of({**ANNA, **cells}, BODO))
        desk.take(file)

    return imported


GROUNDS: dict[str, Ground] = {
    "refused": file_says(**all_answers("no"), given_on="20/11/2026"),
    "withdrawn by file": file_says(**all_answers("withdrawn"), given_on="20/11/2026"),
    "withdrawn at the desk": lambda desk: desk.do(
        "withdraw-consent", "Anna Reed", "--said-by", "Ms Reed", by=OFFICE
    ),
    "expired": file_says(until="19/11/2026"),
    "not answered": file_says(**all_answers("")),
    "the child objects": file_says(child_says_no="yes"),
    "the child said no today": lambda desk: desk.do(
        "answer", "news", "--child-said-no", 1, "Anna Reed", by=TEACHER
    ),
    "parents disagree": file_says(refused_by="Mr Reed"),
    "held": lambda desk: desk.do("hold", "place", "Anna Reed", "--reason", "x", by=PASTORAL),
}
PRINTED: tuple[tuple[tuple[object, ...], str], ...] = (
    (("check", "news"), TEACHER),
    (("check", "news", "--json"), TEACHER),
    (("check", "news", "--json"), PASTORAL),
    (("submit", "news"), DEPUTY),
    (("sign-off", "news", "--yes"), HEAD),
    (("answer", "news", "1.1", "--pupil", "Anna Reed"), TEACHER),
    (("posts", "--json"), ""),
    (("register", "status", "--json"), ""),
)
"""What is typed afterwards, and by whom; a DSL who drafts is told nothing extra."""


@pytest.fixture
def ready(opened: Terminal, tmp_path: Path) -> Terminal:
    """Return a school with a post that shows Anna, who may be shown."""
    desk = opened.copy(tmp_path / "home")
    desk.examiners = FakeExaminers()
    register = tmp_path / "register.csv"
    register.write_text(csv_of(ANNA, BODO))
    draft = with_faces(tmp_path / "news", 2)
    with seated(desk):
        desk.take(register)
        desk.run("check", draft, by=TEACHER)
        named = answers(tmp_path / "answers.toml", "Anna Reed", "Bodo Senn")
        desk.do("answer", "news", "--file", named, by=TEACHER)
        assert desk.run("check", draft, by=TEACHER).code == 0
    return desk


def printed(desk: Terminal) -> list[Told]:
    """Return everything that is printed at this home, with the exit codes; random ids masked."""
    told = [desk.run(*words, by=by) for words, by in PRINTED]
    return [replace(one, out=DECISION.sub('"decision": "?"', one.out)) for one in told]


def test_every_ground_is_told_in_the_same_words(ready: Terminal, tmp_path: Path) -> None:
    told = {}
    for ground, comes in GROUNDS.items():
        desk = ready.copy(tmp_path / ground)
        desk.examiners = FakeExaminers()
        with seated(desk):
            comes(desk)
            told[ground] = printed(desk)
    first = told.pop("refused")
    assert [one.code for one in first] == [20, 20, 20, 20, 10, 0, 0, 0]
    for ground, same in told.items():
        assert same == first, ground


def test_the_words_are_those_of_an_ordinary_no(ready: Terminal) -> None:
    with seated(ready):
        GROUNDS["held"](ready)
        told = ready.run("check", "news", by=TEACHER)
    assert told.code == 20
    assert "may not be shown here" in told.text
    for word in ("hold", "held", "refus", "withdr", "consent", "object", "DSL"):
        assert word not in told.text.lower(), word
