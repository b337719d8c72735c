"""Suggestions from check to sign-off, with the real models on a made-up school's picture."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.terminal import DEPUTY, DPO, DRAFTS, HEAD, OFFICE, TEACHER, Terminal
from tests.conftest import CHECKOUT

pytestmark = [pytest.mark.models, pytest.mark.slow, pytest.mark.usefixtures("true_models")]
PORTRAITS = CHECKOUT / "fixtures" / "oakfield" / "portraits"
ENROLLED = {"OP2101": "eshe", "OP2102": "hari", "OP2104": "xander", "OP2105": "yann"}
"""Three children of the picture, and the twin of one of them, who may not be shown."""


@pytest.fixture
def enrolled(looking: Terminal) -> Terminal:
    grounds = ("--dpia", "DPIA 7", "--noticed-on", "2026-11-02", "--review-by", "2027-07-21")
    why = ("--alternative", "A person names.", "--reason", "Decided by the governors.")
    looking.do("biometrics", "enable", *grounds, *why, by=DPO)
    looking.do("biometrics", "scope", "school", "--reason", "Decided by the governors.", by=DPO)
    said = ("--said-by", "A parent", "--said-on", "2026-11-03", "--paper", "Folder 7")
    for mis_id, name in ENROLLED.items():
        looking.do("biometrics", "record", mis_id, "notified", *said, "--every-parent", by=OFFICE)
        looking.do("biometrics", "record", mis_id, "agreed", *said, by=OFFICE)
        looking.run("enrol", mis_id, PORTRAITS / f"{name}_0.jpg", by=OFFICE)
    return looking


def test_the_right_name_first_the_twin_asks_and_a_person_decides(
    enrolled: Terminal, tmp_path: Path
) -> None:
    name = "twins_confused"
    draft = shutil.copytree(DRAFTS / name, tmp_path / name)
    told = enrolled.ask("check", draft, by=TEACHER)
    asked = [row for row in told["findings"] if row["rule"] == "P01"]
    first = [row["fixes"][0]["say"].partition("?")[0] for row in asked]
    assert first[0] == "Hari Menon"
    assert first[1] in {"Xander Marlow", "Yann Marlow"}
    assert first[2] == "Eshe Wanjiru"
    assert "looks like another pupil" in asked[1]["reasons"][-1]

    twin = enrolled.run("answer", name, "--these-are-right", "1.2", by=TEACHER)
    assert twin.code != 0
    assert "looks like another pupil" in twin.err
    for face, child in enumerate(("Hari Menon", "Xander Marlow", "Eshe Wanjiru"), start=1):
        enrolled.do("answer", name, f"1.{face}", "--pupil", child, by=TEACHER)
    rules = {row["rule"] for row in enrolled.ask("check", draft, by=TEACHER)["findings"]}
    assert "P13" in rules
    assert "P01" not in rules
    enrolled.do("submit", name, by=DEPUTY)
    shown = " ".join(enrolled.run("sign-off", name, "--yes", by=HEAD).out.split())
    assert "was named Xander Marlow; Yann Marlow may look alike" in shown
