"""Photographs of real people whom no register knew: found, asked about, named, covered."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.brought import bring
from tests.cli.terminal import DEPUTY, TEACHER, Terminal, seated
from tests.desk.opened_school import all_answers, csv_of, pupil_row

pytestmark = [
    pytest.mark.samples,
    pytest.mark.models,
    pytest.mark.slow,
    pytest.mark.usefixtures("true_models"),
]

FOLDER = "faces_misc/face-api.js/examples/images"
FACES = {1: 4, 2: 3, 3: 5, 4: 6, 5: 5}
"""How many faces can be seen in each photograph, counted by eye; backs of heads left out."""
EIGHT = ("Amy", "Bernadette", "Howard", "Leonard", "Penny", "Raj", "Sheldon", "Stuart")
REFUSED = "Sheldon"
"""Whose family says no, in this test."""


@pytest.fixture(scope="module")
def checked(opened: Terminal, samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    """Return a school of these eight where a post with the five photographs was checked."""
    folder = tmp_path_factory.mktemp("photographs")
    desk = opened.copy(folder / "home")
    register = folder / "register.csv"
    rows = [pupil_row(name, first_name=name, surname="Theory") for name in EIGHT]
    no = all_answers("no")
    register.write_text(csv_of(*(r | no if r["mis_id"] == REFUSED else r for r in rows)))
    names = [f"bbt{number}.jpg" for number in FACES]
    pictures = {name: (samples / FOLDER / name).read_bytes() for name in names}
    draft = bring(folder / "theory", pictures, groups=["Year 4"])
    with seated(desk):
        desk.take(register)
        desk.run("check", draft, by=TEACHER)
    return desk


@pytest.fixture
def theory(checked: Terminal, tmp_path: Path) -> Iterator[Terminal]:
    """Return a terminal of a copy of that school."""
    desk = checked.copy(tmp_path / "home")
    with seated(desk):
        yield desk


def asked_about(desk: Terminal) -> list[tuple[int, int]]:
    """Return picture and face of everybody who was not accounted for."""
    found = desk.ask("check", "theory", by=TEACHER)["findings"]
    open_faces = [f["sentence"] for f in found if f["check"] == "face_without_answer"]
    numbers = (re.search(r"face (\d+) in picture (\d+)", words) for words in open_faces)
    return [(int(found[2]), int(found[1])) for found in numbers if found]


def name_everybody(desk: Terminal, folder: Path) -> None:
    """Name every face, after anybody who may be shown: who it truly is plays no part here."""
    free = {picture: [name for name in EIGHT if name != REFUSED] for picture in FACES}
    tables = [
        f'[[answer]]\npicture = {picture}\nface = {face}\npupil = "{free[picture].pop()}"\n'
        for picture, face in asked_about(desk)
    ]
    (folder / "answers.toml").write_text("\n".join(tables))
    desk.do("answer", "theory", "--file", folder / "answers.toml", by=TEACHER)


def test_every_face_is_found_and_nobody_unnamed_passes(theory: Terminal) -> None:
    found = Counter(picture for picture, _ in asked_about(theory))
    assert all(found[picture] >= people for picture, people in FACES.items()), found
    assert found.total() <= sum(FACES.values()) + 1
    assert theory.run("check", "theory", by=TEACHER).code == 10
    assert theory.run("submit", "theory", by=DEPUTY).code == 10


def test_every_face_is_drawn_with_its_number(checked: Terminal) -> None:
    drawn = sorted((checked.home.parent / "theory" / "checked").iterdir())
    assert [path.name for path in drawn] == [f"picture-{number}.jpg" for number in FACES]


def test_one_face_without_a_name_is_one_too_many(theory: Terminal, tmp_path: Path) -> None:
    last = asked_about(theory)[-1]
    name_everybody(theory, tmp_path)
    assert theory.run("check", "theory", by=TEACHER).code == 0
    theory.do("add-face", "theory", last[0], "10,10,60,60", by=TEACHER)
    assert theory.run("check", "theory", by=TEACHER).code == 10


def test_naming_the_refused_one_blocks_and_covering_that_face_passes(
    theory: Terminal, tmp_path: Path
) -> None:
    name_everybody(theory, tmp_path)
    theory.do("answer", "theory", "1.1", "--pupil", REFUSED, by=TEACHER)
    told = theory.run("check", "theory", by=TEACHER)
    assert told.code == 20
    assert "may not be shown here" in told.text
    assert theory.run("submit", "theory", by=DEPUTY).code == 20
    theory.do("answer", "theory", "1.1", "--cover", by=TEACHER)
    assert theory.run("check", "theory", by=TEACHER).code == 10
    theory.do("answer", "theory", "--keep-covers", 1, by=TEACHER)
    assert theory.run("check", "theory", by=TEACHER).code == 0
    assert theory.run("submit", "theory", by=DEPUTY).code == 0
