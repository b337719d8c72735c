"""Suggested names at the command line: shown with what may be, confirmed a few at a time."""

from __future__ import annotations

from pathlib import Path

import pytest

from gatekeeper.domain.biometrics import Scope
from gatekeeper.domain.suggestion import WhyAsk
from gatekeeper.records.home import open_home
from tests.cli.brought import with_faces
from tests.cli.terminal import TEACHER, Terminal
from tests.desk.made_matching import agree, enrol_face, opened
from tests.fakes.examiners import FakeExaminers
from tests.fakes.matcher import FakeMatcher

HARI, XANDER, YANN = "OP2102", "OP2104", "OP2105"


@pytest.fixture
def matching(desk: Terminal) -> Terminal:
    """Return a terminal of a school with the lock open and three children of Year 5 enrolled."""
    assert isinstance(desk.examiners, FakeExaminers)
    with open_home(desk.home, desk.clock).records.begin() as uow:
        officer = next(p.id for p in uow.people.all() if "dpo" in p.roles)
        lock = opened(Scope.SCHOOL, uow, officer)
        uow.locks.put(lock)
        ids = [uow.pupil_id(mis_id) or "" for mis_id in (HARI, XANDER, YANN)]
        for pupil in ids:
            agree(uow, pupil)
            enrol_face(uow, pupil)
    hari, xander, yann = ids
    desk.examiners.matcher = FakeMatcher(
        says={0: ((hari, 990),), 1: ((xander, 800), (yann, 200))}, ask={1: (WhyAsk.NARROW,)}
    )
    return desk


def test_names_are_shown_with_what_may_be_shown_and_why_it_asks(
    matching: Terminal, tmp_path: Path
) -> None:
    said = " ".join(matching.run("check", with_faces(tmp_path / "news", 3), by=TEACHER).out.split())

    assert "Who is face 1 in picture 1? Hari Menon? (may be shown)" in said
    assert "Xander Marlow? (may be shown) · Yann Marlow? (may not be shown on Instagram)" in said
    assert "one of those in reach may not be shown here: look twice" in said
    assert "looks like another pupil and a second pupil is nearly as close" in said
    assert "nobody enrolled is close" in said


def test_reference_pictures_are_written_beside(matching: Terminal, tmp_path: Path) -> None:
    folder = with_faces(tmp_path / "news", 3)
    matching.run("check", folder, by=TEACHER)

    beside = sorted(path.name for path in (folder / "checked").glob("is-it-*"))
    assert beside == ["is-it-1.1.jpg", "is-it-1.2.jpg"]


def test_a_script_gets_names_ids_and_reasons(matching: Terminal, tmp_path: Path) -> None:
    told = matching.ask("check", with_faces(tmp_path / "news", 3), by=TEACHER)
    asked = [row for row in told["findings"] if row["rule"] == "P01"]

    assert asked[0]["fixes"][0]["say"] == "Hari Menon? (may be shown)"
    assert asked[0]["reasons"][-1] == "Matching: everybody in reach may be shown."


def test_these_are_right(matching: Terminal, tmp_path: Path) -> None:
    matching.run("check", with_faces(tmp_path / "news", 3), by=TEACHER)
    both = matching.run("answer", "news", "--these-are-right", "1.1, 1.2", by=TEACHER)
    assert both.code != 0
    assert "Face 1.2: looks like another pupil" in " ".join(both.err.split())

    done = matching.do("answer", "news", "--these-are-right", "1.1", by=TEACHER)
    assert done["answered"] == 1


def test_a_face_that_is_not_there_is_refused(matching: Terminal, tmp_path: Path) -> None:
    matching.run("check", with_faces(tmp_path / "news", 1), by=TEACHER)
    gone = matching.run("answer", "news", "--these-are-right", "1.7", by=TEACHER)

    assert gone.code != 0
    assert "no face 1.7" in gone.err
