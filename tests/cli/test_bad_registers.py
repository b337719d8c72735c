"""Register files as schools have them: every one gives a sentence or the right register."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.brought import with_faces
from tests.cli.terminal import OFFICE, REGISTER, TEACHER, Terminal
from tests.desk.opened_school import all_answers, csv_of, pupil_row

ANNA = pupil_row("M1", first_name="Anna", surname="Reed")
BODO = pupil_row("M2", first_name="Bodo", surname="Senn")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "register.csv"


def rolled(desk: Terminal) -> int:
    """Return how many are on the roll."""
    return int(desk.do("register", "status")["pupils"])


@pytest.mark.parametrize(
    ("what", "said"),
    [
        (b"", "empty"),
        (b"\n\n\n", "empty"),
        (csv_of(ANNA).splitlines()[0].encode(), "nobody under it"),
        (b"name,class\nAnna Reed,Year 4\n", "mis_id"),
        (csv_of(ANNA).replace("child_says_no", "child_says_no,shoe_size").encode(), "shoe_size"),
        (csv_of({**ANNA, "given_on": "11/20/2026"}).encode(), "11/20/2026"),
        (csv_of({**ANNA, "given_on": "20/11/26"}).encode(), "20/11/26"),
        (csv_of({**ANNA, "given_on": "21/11/2026"}).encode(), "future"),
        (csv_of({**ANNA, "instagram_group": "maybe"}).encode(), "maybe"),
        (csv_of(ANNA, ANNA).encode(), "M1"),
        (b"PK\x03\x04 this is a spreadsheet \x00\xff", "CSV"),
    ],
)
def test_a_file_that_is_not_right_changes_nothing(
    what: bytes, said: str, file: Path, no_roll: Terminal
) -> None:
    file.write_bytes(what)
    before = no_roll.do("ledger", "head")
    told = no_roll.run("register", "import", file, by=OFFICE)
    assert told.code == 64
    assert said in told.text
    assert no_roll.do("ledger", "head") == before


@pytest.mark.parametrize("where", ["nowhere.csv", "."])
def test_a_file_that_cannot_be_read_is_named(where: str, tmp_path: Path, no_roll: Terminal) -> None:
    told = no_roll.run("register", "import", tmp_path / where, by=OFFICE)
    assert told.code == 64
    assert "cannot be read" in told.text


@pytest.mark.parametrize(
    "written",
    [
        csv_of(ANNA, BODO).encode("utf-8-sig"),
        csv_of(ANNA, BODO, separator=";").encode(),
        csv_of(ANNA, BODO).replace("\r\n", "\r").encode(),
        csv_of(ANNA, BODO).upper().encode(),
        csv_of(ANNA, BODO, separator="\t").encode("utf-16"),
    ],
    ids=["byte-order mark", "semicolons", "old Mac", "capitals", "Unicode text"],
)
def test_what_spreadsheets_do_to_a_file_is_understood(
    written: bytes, file: Path, no_roll: Terminal
) -> None:
    file.write_bytes(written)
    assert no_roll.take(file)["counts"]["joiners"] == 2
    assert rolled(no_roll) == 2


def test_two_pupils_of_one_name_are_told_apart_by_their_numbers(
    file: Path, tmp_path: Path, no_roll: Terminal
) -> None:
    twice = {**BODO, "first_name": "Anna", "surname": "Reed"}
    file.write_text(csv_of(ANNA, {**twice, **all_answers("no")}))
    no_roll.take(file)
    draft = with_faces(tmp_path / "news", 1)
    no_roll.run("check", draft, by=TEACHER)
    told = no_roll.run("answer", "news", "1.1", "--pupil", "Anna Reed", by=TEACHER)
    assert told.code == 64
    assert "(M1)" in told.text
    assert "(M2)" in told.text
    no_roll.do("answer", "news", "1.1", "--pupil", "M1", by=TEACHER)
    assert no_roll.run("check", draft, by=TEACHER).code == 0
    no_roll.do("answer", "news", "1.1", "--pupil", "M2", by=TEACHER)
    assert no_roll.run("check", draft, by=TEACHER).code == 20


def test_a_blank_consent_is_not_answered_and_that_is_a_no(
    file: Path, tmp_path: Path, no_roll: Terminal
) -> None:
    file.write_text(csv_of({**ANNA, **all_answers("")}))
    no_roll.take(file)
    draft = with_faces(tmp_path / "news", 1)
    no_roll.run("check", draft, by=TEACHER)
    no_roll.do("answer", "news", "1.1", "--pupil", "Anna Reed", by=TEACHER)
    assert no_roll.run("check", draft, by=TEACHER).code == 20


def test_with_nobody_on_the_roll_a_face_cannot_be_checked(
    tmp_path: Path, no_roll: Terminal
) -> None:
    assert rolled(no_roll) == 0
    assert no_roll.run("check", with_faces(tmp_path / "news", 1), by=TEACHER).code == 30


def test_a_hold_can_never_come_out_of_a_file(file: Path, no_roll: Terminal) -> None:
    file.write_text(csv_of(ANNA).replace("child_says_no", "child_says_no,hold"))
    assert no_roll.run("register", "import", file, by=OFFICE).code == 64


def test_applying_is_refused_once_the_file_has_changed(file: Path, no_roll: Terminal) -> None:
    file.write_text(csv_of(ANNA))
    shown = no_roll.do("register", "import", file, by=OFFICE)["id"]
    file.write_text(csv_of(ANNA, BODO))
    told = no_roll.run("register", "import", file, "--apply", shown, by=OFFICE)
    assert told.code == 10
    assert rolled(no_roll) == 0


def test_applying_is_refused_once_the_register_has_changed(
    file: Path, tmp_path: Path, no_roll: Terminal
) -> None:
    file.write_text(csv_of(ANNA))
    shown = no_roll.do("register", "import", file, by=OFFICE)["id"]
    other = tmp_path / "other.csv"
    other.write_text(csv_of(BODO))
    no_roll.take(other)
    assert no_roll.run("register", "import", file, "--apply", shown, by=OFFICE).code == 10
    assert rolled(no_roll) == 1


def test_more_than_a_tenth_leaves_only_when_told_so(file: Path, desk: Terminal) -> None:
    heading, *rows = REGISTER.read_text("utf-8").splitlines()
    file.write_text("\n".join([heading, *rows[:-4]]), "utf-8")
    shown = desk.do("register", "import", file, by=OFFICE)["id"]
    apply = ("register", "import", file, "--apply", shown)
    before = rolled(desk)
    assert desk.run(*apply, by=OFFICE).code == 20
    assert rolled(desk) == before
    assert desk.run(*apply, "--drop-more-than-a-tenth", by=OFFICE).code == 0
    assert rolled(desk) < before


def test_what_a_file_would_change_is_shown_by_name(file: Path, no_roll: Terminal) -> None:
    file.write_text(csv_of(BODO))
    no_roll.take(file)
    assert "Nothing would change" in no_roll.run("register", "import", file, by=OFFICE).text
    file.write_text(csv_of(ANNA, {**BODO, "instagram_group": "no", "given_on": "20/11/2026"}))
    told = no_roll.run("register", "import", file, by=OFFICE)
    assert told.code == 0
    assert "joiners: Anna Reed" in told.out
    assert "refused: Bodo Senn: instagram, group" in told.out
    assert "--apply" in told.out


def test_somebody_who_may_not_keep_the_register_applies_nothing(
    file: Path, no_roll: Terminal
) -> None:
    file.write_text(csv_of(ANNA))
    shown = no_roll.do("register", "import", file, by=OFFICE)["id"]
    assert no_roll.run("register", "import", file, "--apply", shown, by=TEACHER).code == 20
    assert rolled(no_roll) == 0
