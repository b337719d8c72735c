"""Enrolling Oakfield's made-up children by their portraits, with the real models."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from gatekeeper.desk.matching.reference_pictures import reference_picture
from gatekeeper.evidence.pictures.left import jpeg_size, metadata_left
from gatekeeper.records.home import open_home
from tests.cli.terminal import DPO, OFFICE, Terminal
from tests.conftest import CHECKOUT

pytestmark = [pytest.mark.models, pytest.mark.slow, pytest.mark.usefixtures("true_models")]
OAKFIELD = CHECKOUT / "fixtures" / "oakfield"
XANDER, YANN, POPPY = "OP2104", "OP2105", "OP2601"
"""Twins, and a girl who looks like nobody else."""
FOLDERS = {XANDER: ("xander", 2), YANN: ("yann", 2), POPPY: ("poppy", 3)}


@pytest.fixture
def portraits(tmp_path: Path) -> Path:
    """Return a folder of folders, named by MIS id; Poppy's holds a class photograph by mistake."""
    top = tmp_path / "portraits"
    for mis_id, (name, number) in FOLDERS.items():
        (top / mis_id).mkdir(parents=True)
        for n in range(number):
            shutil.copy(OAKFIELD / "portraits" / f"{name}_{n}.jpg", top / mis_id)
    shutil.copy(OAKFIELD / "groups" / "class_hall.jpg", top / POPPY)
    return top


@pytest.fixture
def opened_lock(looking: Terminal) -> Terminal:
    grounds = ("--dpia", "DPIA 7", "--noticed-on", "2026-11-02", "--review-by", "2027-07-21")
    why = ("--alternative", "A person names.", "--reason", "Every family has agreed.")
    looking.do("biometrics", "enable", *grounds, *why, by=DPO)
    said = ("--said-by", "A parent", "--said-on", "2026-11-03", "--paper", "Folder 7")
    for mis_id in FOLDERS:
        looking.do("biometrics", "record", mis_id, "notified", *said, "--every-parent", by=OFFICE)
        looking.do("biometrics", "record", mis_id, "agreed", *said, by=OFFICE)
    return looking


def by_name(told: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {row["called"].split()[0]: row for row in told["enrolled"]}


def test_children_are_enrolled_twins_are_told_and_a_class_photograph_is_refused(
    opened_lock: Terminal, portraits: Path
) -> None:
    told = opened_lock.ask("enrol", "--folder", portraits, by=OFFICE)
    rows = by_name(told)
    assert (told["exit"], told["ok"]) == (10, False)
    assert {name: row["pictures"] for name, row in rows.items()} == {
        "Xander": 2,
        "Yann": 2,
        "Poppy": 3,
    }
    (refused,) = [t for row in rows.values() for t in row["tried"] if not t["kept"]]
    assert refused["name"] == "class_hall.jpg"
    assert "group" in refused["why"]
    assert "Xander Marlow" in rows["Yann"]["alike"]
    small_pictures_are_kept(opened_lock)
    the_same_again_adds_nothing(opened_lock, portraits)
    a_no_destroys(opened_lock)


def small_pictures_are_kept(terminal: Terminal) -> None:
    with open_home(terminal.home, terminal.clock).records.begin() as uow:
        pupil = uow.pupil_id(POPPY)
        assert pupil is not None
        small = reference_picture(uow, pupil)
        assert len(uow.reference_pictures.all()) == len(FOLDERS)
    assert small is not None
    assert jpeg_size(small) == (160, 160)
    assert metadata_left(small) == ()


def the_same_again_adds_nothing(terminal: Terminal, portraits: Path) -> None:
    shutil.rmtree(portraits / XANDER)
    shutil.rmtree(portraits / YANN)
    (portraits / POPPY / "class_hall.jpg").unlink()
    told = terminal.do("enrol", "--folder", portraits, by=OFFICE)
    row = by_name(told)["Poppy"]
    assert row["pictures"] == 3
    assert all("enrolled before" in tried["why"] for tried in row["tried"])


def a_no_destroys(terminal: Terminal) -> None:
    said = ("--said-by", "A parent", "--said-on", "2026-11-20")
    done = terminal.do("biometrics", "record", XANDER, "withdrawn", *said, by=OFFICE)
    assert done["destroyed"]["enrolled pictures"] == 2
    assert done["destroyed"]["look-alikes"] >= 1
    state = terminal.do("biometrics", "status", by=DPO)["state"]
    assert (state["enrolled"], state["pictures"]) == (2, 5)
    assert not any("Xander Marlow" in pair for pair in state["look_alikes"])


def test_small_pictures_are_kept_with_the_lock_shut(looking: Terminal, portraits: Path) -> None:
    only = portraits / POPPY / "poppy_0.jpg"
    assert looking.run("enrol", POPPY, only, by=OFFICE).code == 10
    looking.do("enrol", POPPY, only, "--reference-only", by=OFFICE)
    state = looking.do("biometrics", "status", by=DPO)["state"]
    assert (state["pictures"], state["reference_pictures"]) == (0, 1)
