"""The lock and enrolling, as they are typed: what is refused says why, and nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.terminal import DEPUTY, DPO, HEAD, OFFICE, TEACHER, Terminal, seated
from tests.fakes.examiners import FakeExaminers, picture
from tests.fakes.portraits import FakePortraits

MAYA, ZAIN = "Maya Silva", "Zain Rahman"
GROUNDS = (
    "--dpia",
    "DPIA 7",
    "--noticed-on",
    "2026-11-02",
    "--review-by",
    "2027-07-21",
    "--alternative",
    "A person names every face.",
)
WHY = ("--reason", "Only classes of which every family agreed.")


@pytest.fixture
def school(oakfield: Terminal, tmp_path: Path) -> Iterator[Terminal]:
    """Return a terminal of the opened school at which faces can be told apart."""
    terminal = oakfield.copy(tmp_path / "home")
    terminal.examiners = FakeExaminers(matcher=FakePortraits())
    with seated(terminal):
        yield terminal


def bring(folder: Path, *names: str, **odd: bytes) -> Path:
    """Write made-up pictures into a folder."""
    folder.mkdir(parents=True)
    for name in names:
        (folder / f"{name}.jpg").write_bytes(picture(name, 1))
    for name, data in odd.items():
        (folder / f"{name}.jpg").write_bytes(data)
    return folder


def agreed(school: Terminal, *pupils: str) -> None:
    said = ("--said-by", "Mrs Silva", "--said-on", "2026-11-03")
    for pupil in pupils:
        school.do("biometrics", "record", pupil, "notified", *said, "--every-parent", by=OFFICE)
        done = school.do(
            "biometrics", "record", pupil, "agreed", *said, "--paper", "Folder 7", by=OFFICE
        )
        assert done["against"] == []


def opened(school: Terminal) -> None:
    school.do("biometrics", "enable", *GROUNDS, *WHY, by=DPO)


def state(school: Terminal) -> dict[str, Any]:
    facts: dict[str, Any] = school.do("biometrics", "status", by=DPO)
    return facts


def test_a_new_school_has_it_shut_and_is_told_why_and_how(school: Terminal) -> None:
    told = school.run("biometrics", "status", by=OFFICE)
    assert told.code == 0
    assert "Telling faces apart is SHUT." in told.out
    assert "no impact assessment (DPIA) is named" in told.text
    assert "gatekeeper biometrics enable" in told.text
    assert str(school.home) in told.text.replace(" ", "")
    facts = state(school)
    assert (facts["open"], facts["state"]["enrolled"]) == (False, 0)


def test_the_officer_opens_it_and_everything_is_shown(school: Terminal) -> None:
    opened(school)
    agreed(school, MAYA, ZAIN)
    told = school.run("biometrics", "status", by=DPO)
    assert "Telling faces apart is OPEN." in told.out
    for part in (
        "to be reviewed by 2027-07-21",
        "DPIA 7",
        "A person names every face.",
        "How far: group",
        "2 may be measured, 0 enrolled",
        f"may be measured, not enrolled: {MAYA}; {ZAIN}",
        "Nothing of it leaves this machine.",
    ):
        assert part in told.text


def test_opening_it_by_halves_says_all_that_is_missing(school: Terminal) -> None:
    told = school.run("biometrics", "enable", *WHY, by=DPO)
    assert told.code == 64
    assert "no impact assessment" in told.text
    assert "every parent was notified" in told.text
    assert school.run("biometrics", "enable", *GROUNDS, *WHY, by=HEAD).code == 20
    assert state(school)["open"] is False


def test_how_far_it_opens_is_said_with_a_reason(school: Terminal) -> None:
    opened(school)
    done = school.do("biometrics", "scope", "tapped-out", *WHY, by=DPO)
    assert done["scope"] == "tapped-out"
    assert state(school)["state"]["lock"]["scope"] == "tapped-out"
    assert school.run("biometrics", "scope", "everybody", *WHY, by=DPO).code == 64


def test_with_the_lock_shut_it_is_said_what_is_missing_and_what_works(
    school: Terminal, tmp_path: Path
) -> None:
    agreed(school, MAYA)
    folder = bring(tmp_path / "maya", "maya-1")
    told = school.run("enrol", MAYA, folder / "maya-1.jpg", by=OFFICE)
    assert told.code == 10
    assert "no impact assessment (DPIA) is named" in told.text
    assert "--reference-only" in told.text
    small = school.do("enrol", MAYA, folder / "maya-1.jpg", "--reference-only", by=OFFICE)
    assert small["enrolled"][0]["tried"][0]["kept"] is True
    seen = state(school)["state"]
    assert (seen["pictures"], seen["reference_pictures"]) == (0, 1)


def test_a_child_is_enrolled_and_each_picture_says_what_came_of_it(
    school: Terminal, tmp_path: Path
) -> None:
    opened(school)
    agreed(school, MAYA)
    blurred = picture("x", 1, refuse="The face is blurred.")
    folder = bring(tmp_path / "maya", "maya-1", "maya-2", odd=blurred, two=picture("y", 2))
    told = school.run("enrol", MAYA, *sorted(folder.iterdir()), by=OFFICE)
    assert told.code == 10
    assert "✔ maya-1.jpg" in told.out
    assert "✖ odd.jpg: The face is blurred." in told.text
    assert "✖ two.jpg: 2 faces were found" in told.text
    assert "2 pictures enrolled" in told.text
    assert school.run("enrol", MAYA, folder / "odd.jpg", by=OFFICE).code == 64
    again = school.do("enrol", MAYA, folder / "maya-1.jpg", by=OFFICE)
    assert again["enrolled"][0]["pictures"] == 2


def test_a_folder_of_folders_enrols_whom_it_can_and_says_whom_not(
    school: Terminal, tmp_path: Path
) -> None:
    opened(school)
    agreed(school, MAYA, ZAIN)
    top = tmp_path / "year 5"
    bring(top / MAYA, "twin 1", "maya 2")
    bring(top / "op2602", "zain 1", "twin 2")
    bring(top / "Nobody Here", "nobody 1")
    bring(top / "Omar Haddad", "omar 1")
    bring(top / "Gita Desai")
    (top / MAYA / ".DS_Store").write_bytes(b"x")
    told = school.run("enrol", "--folder", top, by=OFFICE)
    assert told.code == 10
    assert f"{MAYA}: 2 pictures enrolled" in told.text
    assert "Nobody on the register is called" in told.text
    assert "Omar Haddad may not be measured" in told.text
    assert f"looks like {MAYA}" in told.text
    assert "There is no picture of Gita Desai." in told.text
    assert state(school)["state"]["enrolled"] == 2
    rows = school.ask("enrol", "--folder", top, by=OFFICE)
    assert [row["code"] for row in rows["enrolled"]].count(0) == 2
    assert (rows["ok"], rows["exit"]) == (False, 10)


def test_a_folder_may_bring_small_pictures_alone(school: Terminal, tmp_path: Path) -> None:
    top = tmp_path / "year 5"
    bring(top / MAYA, "maya 2", a=picture("hall", 0), z=picture("never tried", 1))
    done = school.ask("enrol", "--folder", top, "--reference-only", by=OFFICE)
    assert [t["kept"] for t in done["enrolled"][0]["tried"]] == [False, True]
    assert state(school)["state"]["reference_pictures"] == 1
    told = school.run("enrol", "--folder", top, "--reference-only", by=OFFICE)
    assert "a small picture is kept" in told.text


@pytest.mark.parametrize(
    "typed",
    [
        (),
        (MAYA,),
        (MAYA, "a.jpg", "--folder", "x"),
        ("--folder", "no such folder"),
        (MAYA, "no such picture.jpg", "--reference-only"),
        ("--folder", "empty"),
        ("--folder", "loose"),
    ],
)
def test_what_cannot_be_understood_is_misuse(
    school: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: tuple[str, ...]
) -> None:
    (tmp_path / "empty").mkdir()
    bring(tmp_path / "loose", "a")
    monkeypatch.chdir(tmp_path)
    assert school.run("enrol", *typed, by=OFFICE).code == 64


def test_more_pictures_than_help_are_no_failure(school: Terminal, tmp_path: Path) -> None:
    opened(school)
    agreed(school, MAYA)
    folder = bring(tmp_path / "maya", *(f"maya {n}" for n in range(7)))
    done = school.do("enrol", MAYA, *sorted(folder.iterdir()), by=OFFICE)
    assert done["enrolled"][0]["pictures"] == 5


def test_doctor_says_how_the_lock_stands(school: Terminal) -> None:
    def found() -> dict[str, Any]:
        rows = school.ask("doctor")["found"]
        row: dict[str, Any] = next(r for r in rows if r["what"] == "telling faces apart")
        return row

    assert (found()["well"], found()["say"]) == (True, "shut, as it is unless the DPO opens it")
    opened(school)
    assert (found()["well"], found()["say"]) == (True, "open until 2027-07-21")
    school.clock.move(days=230)
    assert found()["say"] == "open until 2027-07-21; the review is due"
    school.clock.move(days=30)
    assert found()["well"] is False
    assert "has passed" in found()["say"]
    assert "biometrics enable" in found()["remedy"]
    school.do("biometrics", "disable", *WHY, by=DPO)
    assert found()["well"] is True


def test_a_missing_model_stops_everything_at_30(school: Terminal, tmp_path: Path) -> None:
    opened(school)
    agreed(school, MAYA)
    folder = bring(tmp_path / "maya", "maya-1")
    assert school.examiners is not None
    school.examiners.matcher = FakePortraits(broken=True)
    assert school.run("enrol", MAYA, folder / "maya-1.jpg", by=OFFICE).code == 30
    school.examiners.matcher = None
    assert school.run("enrol", MAYA, folder / "maya-1.jpg", by=OFFICE).code == 30
    assert state(school)["state"]["other_version"] == []


def test_who_may_not_enrol_is_stopped(school: Terminal, tmp_path: Path) -> None:
    opened(school)
    agreed(school, MAYA)
    folder = bring(tmp_path / "maya", "maya-1")
    assert school.run("enrol", MAYA, folder / "maya-1.jpg", by=TEACHER).code == 20


def test_a_no_destroys_at_once_and_says_so(school: Terminal, tmp_path: Path) -> None:
    opened(school)
    agreed(school, MAYA)
    folder = bring(tmp_path / "maya", "maya 1", "maya 2")
    school.do("enrol", MAYA, *sorted(folder.iterdir()), by=OFFICE)
    said = ("--said-by", "Maya", "--said-on", "2026-11-20")
    told = school.run("biometrics", "record", MAYA, "refused", *said, by=TEACHER)
    assert told.code == 0
    assert "may not be measured: the child refuses." in told.text
    assert "2 enrolled pictures are destroyed." in told.text
    assert state(school)["state"]["enrolled"] == 0


def test_disabling_shows_what_was_there_and_that_it_is_gone(
    school: Terminal, tmp_path: Path
) -> None:
    opened(school)
    agreed(school, MAYA)
    folder = bring(tmp_path / "maya", "maya 1", "maya 2")
    school.do("enrol", MAYA, *sorted(folder.iterdir()), by=OFFICE)
    assert school.run("biometrics", "disable", *WHY, by=DEPUTY).code == 20
    told = school.run("biometrics", "disable", *WHY, by=HEAD)
    assert told.code == 0
    assert "enrolled pictures: 2 before, 0 can be opened now" in told.text
    told = school.run("biometrics", "status", by=DPO)
    assert "the lock was shut again" in told.text
    assert "nobody has seen that everything is gone" not in told.text


def test_the_officer_switches_small_pictures_off(school: Terminal, tmp_path: Path) -> None:
    folder = bring(tmp_path / "maya", "maya 1")
    school.do("enrol", MAYA, folder / "maya 1.jpg", "--reference-only", by=OFFICE)
    assert school.do("biometrics", "pictures", "off", by=DPO)["destroyed"] == 1
    told = school.run("enrol", MAYA, folder / "maya 1.jpg", "--reference-only", by=OFFICE)
    assert told.code == 10
    assert "switched small pictures off" in told.text


def test_a_review_that_is_near_is_said_and_one_that_has_passed_shuts(school: Terminal) -> None:
    opened(school)
    school.clock.move(days=230)
    told = school.run("biometrics", "status", by=DPO)
    assert "the review is due by 2027-07-21" in told.text
    school.clock.move(days=30)
    told = school.run("biometrics", "status", by=DPO)
    assert "the day by which it was to be reviewed has passed" in told.text
