"""Saying who is in a picture: one face, many, a whole class, and what only a person can add."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.brought import answers, bring, with_faces
from tests.cli.terminal import DEPUTY, HEAD, TEACHER, Terminal
from tests.desk.opened_school import all_answers, csv_of, pupil_row
from tests.fakes.examiners import picture

CLASS = ("Ada", "Ben", "Cleo", "Dan", "Elif", "Finn", "Gus", "Hope", "Ivy")
REFUSED = "Nia"


@pytest.fixture
def news(desk: Terminal, tmp_path: Path) -> Terminal:
    """Return Oakfield with a post that shows two people."""
    desk.run("check", with_faces(tmp_path / "news", 2), by=TEACHER)
    return desk


@pytest.fixture
def crowd(no_roll: Terminal, tmp_path: Path) -> Terminal:
    """Return a school of one class, and a post that shows nine of its ten children."""
    rows = [pupil_row(name, first_name=name, surname="Test") for name in CLASS]
    rows.append(pupil_row(REFUSED, first_name=REFUSED, surname="Test", **all_answers("no")))
    register = tmp_path / "register.csv"
    register.write_text(csv_of(*rows))
    no_roll.take(register)
    no_roll.run("check", with_faces(tmp_path / "crowd", 9, groups=["Year 4"]), by=TEACHER)
    return no_roll


def verdict(desk: Terminal, post: str = "news") -> str:
    return str(desk.ask("check", post, by=TEACHER)["verdict"])


def stops(desk: Terminal, post: str) -> list[dict[str, Any]]:
    """Return the findings that keep a post from being sent."""
    found = desk.ask("check", post, by=TEACHER)["findings"]
    return [finding for finding in found if finding["verdict"] != "note"]


def open_faces(desk: Terminal, post: str = "news") -> int:
    found = desk.ask("check", post, by=TEACHER)["findings"]
    return sum(finding["check"] == "face_without_answer" for finding in found)


@pytest.mark.parametrize(
    "said",
    [
        ("--pupil", "Maya Silva"),
        ("--pupil", "OP2502"),
        ("--adult", "Ms Ash"),
        ("--visitor", "Dr Ola", "--agreed-with", HEAD, "--agreed-on", "2026-11-19"),
        ("--other-school", "Hill School", "--agreement", "letter of 19 November"),
        ("--cover",),
        ("--unrecognisable",),
    ],
)
def test_one_answer_settles_one_face(said: tuple[str, ...], news: Terminal) -> None:
    assert open_faces(news) == 2
    assert news.do("answer", "news", "1.1", *said, by=TEACHER)["answered"] == 1
    assert open_faces(news) == 1


def test_a_sure_face_is_nobody_once_two_people_say_so(news: Terminal) -> None:
    for by, verdict_of_face in ((TEACHER, "ask"), (DEPUTY, "note")):
        news.do("answer", "news", "1.1", "--nobody", by=by)
        found = news.ask("check", "news", by=TEACHER)["findings"]
        about = [f["verdict"] for f in found if f["sentence"].startswith("Face 1 in picture 1")]
        assert about == [verdict_of_face]


def test_a_file_settles_many(news: Terminal, tmp_path: Path) -> None:
    named = answers(tmp_path / "answers.toml", "Maya Silva", "Femi Adeyemi")
    assert news.do("answer", "news", "--file", named, by=TEACHER)["answered"] == 2
    assert verdict(news) == "note"


def test_a_visitor_whom_nobody_asked_is_asked_about(news: Terminal) -> None:
    news.do("answer", "news", "1.1", "--visitor", "Dr Ola", by=TEACHER)
    news.do("answer", "news", "1.2", "--pupil", "Maya Silva", by=TEACHER)
    assert verdict(news) == "ask"


def test_a_child_who_said_no_today_may_not_be_shown(news: Terminal, tmp_path: Path) -> None:
    named = answers(tmp_path / "answers.toml", "Maya Silva", "Femi Adeyemi")
    news.do("answer", "news", "--file", named, by=TEACHER)
    news.do("answer", "news", "--child-said-no", 1, "Maya Silva", by=TEACHER)
    assert verdict(news) == "block"


def test_somebody_whom_nobody_found_has_to_be_named_too(news: Terminal, tmp_path: Path) -> None:
    named = answers(tmp_path / "answers.toml", "Maya Silva", "Femi Adeyemi")
    news.do("answer", "news", "--file", named, by=TEACHER)
    assert news.do("add-face", "news", 1, "700,100,90,90", by=TEACHER)["face"] == "1.3"
    assert verdict(news) == "ask"
    news.do("answer", "news", "1.3", "--pupil", "Eshe Wanjiru", by=TEACHER)
    assert verdict(news) == "note"


def test_a_tap_is_enough_to_add_somebody(news: Terminal, tmp_path: Path) -> None:
    named = answers(tmp_path / "answers.toml", "Maya Silva", "Femi Adeyemi")
    news.do("answer", "news", "--file", named, by=TEACHER)
    added = news.do("add-face", "news", 1, "700,400", "--behind", by=TEACHER)
    assert added["face"] == "1.3"
    assert added["box"] == "630,330,140,140"
    assert verdict(news) == "ask"


def test_a_tap_on_a_known_face_says_which_it_is(news: Terminal) -> None:
    told = news.run("add-face", "news", 1, "180,150", by=TEACHER)
    assert told.code == 64
    assert "Number 2 is at this place already." in told.text


def test_a_cut_takes_a_face_out_and_can_be_undone(news: Terminal) -> None:
    news.do("answer", "news", "1.1", "--pupil", "Maya Silva", by=TEACHER)
    news.do("crop", "news", 1, "0,0,130,800", by=TEACHER)
    assert open_faces(news) == 0
    news.do("crop", "news", 1, "whole", by=TEACHER)
    assert open_faces(news) == 1


@pytest.mark.parametrize("box", ["0,0,0,0", "0,0,5000,5000", "-1,0,10,10", "1,2,3", "a,b,c,d", ""])
def test_a_box_that_is_none_is_refused(box: str, news: Terminal) -> None:
    assert news.run("crop", "news", 1, box, by=TEACHER).code == 64
    assert news.run("add-face", "news", 1, box, by=TEACHER).code == 64


@pytest.mark.parametrize("point", ["1000,10", "10,800", "1,2,3", "-1,5", "5"])
def test_a_point_outside_the_picture_is_refused(point: str, news: Terminal) -> None:
    assert news.run("add-face", "news", 1, point, by=TEACHER).code == 64
    assert open_faces(news) == 2


@pytest.mark.parametrize("where", ["1.9", "2.1", "0.1", "first", "1", "1.", ".1", "-1.1", "1.1.1"])
def test_a_face_that_is_not_there_is_refused(where: str, news: Terminal) -> None:
    told = news.run("answer", "news", where, "--cover", by=TEACHER)
    assert told.code == 64
    assert open_faces(news) == 2


def test_a_roll_call_asks_about_who_may_not_be_shown(crowd: Terminal) -> None:
    roll = ("answer", "crowd", "--group", "Year 4")
    told = crowd.run(*roll, by=TEACHER)
    assert told.code == 10
    assert "Not asked about yet: Nia Test" in told.text
    assert open_faces(crowd, "crowd") == 9
    held = crowd.do(*roll, "--not-here", "Nia Test", by=TEACHER)
    assert held["asked"] == 1
    assert verdict(crowd, "crowd") == "note"


def test_a_child_who_may_not_be_shown_and_is_here_is_covered(crowd: Terminal) -> None:
    roll = ("answer", "crowd", "--group", "Year 4", "--absent", "Ada Test")
    crowd.do(*roll, "--here", "Nia Test=3", by=TEACHER)
    assert [f["check"] for f in stops(crowd, "crowd")] == ["singled_out_by_covering"]


def test_a_cover_that_points_at_somebody_stays_only_when_a_person_says_so(crowd: Terminal) -> None:
    roll = ("answer", "crowd", "--group", "Year 4", "--absent", "Ada Test")
    crowd.do(*roll, "--here", "Nia Test=3", by=TEACHER)
    (asked,) = stops(crowd, "crowd")
    assert asked["sentence"].startswith("Picture 1: 1 person is covered and 8 shown.")
    kinds = [fix["kind"] for fix in asked["fixes"]]
    assert kinds == ["other_picture", "crop", "say_nobody"]
    assert crowd.do("answer", "crowd", "--keep-covers", 1, by=TEACHER)["answered"] == 1
    assert stops(crowd, "crowd") == []
    assert crowd.run("answer", "crowd", "--keep-covers", 1, by=TEACHER).code == 64
    assert crowd.run("answer", "crowd", "--keep-covers", 2, by=TEACHER).code == 64
    crowd.do("answer", "crowd", "1.4", "--cover", by=TEACHER)
    assert [f["check"] for f in stops(crowd, "crowd")] == ["singled_out_by_covering"]
    crowd.do("answer", "crowd", "1.5", "--cover", by=TEACHER)
    assert stops(crowd, "crowd") == []


@pytest.mark.parametrize("here", ["Nia Test", "Nia Test=x", "Nia Test=99", "Nobody=1"])
def test_a_roll_call_that_points_nowhere_is_refused(here: str, crowd: Terminal) -> None:
    told = crowd.run("answer", "crowd", "--group", "Year 4", "--here", here, by=TEACHER)
    assert told.code == 64
    assert open_faces(crowd, "crowd") == 9


def test_a_few_faces_are_named_one_by_one(news: Terminal) -> None:
    told = news.run("answer", "news", "--group", "Year 5", by=TEACHER)
    assert told.code in {10, 64}
    assert open_faces(news) == 2


def test_who_answers_helps_to_make_the_post_and_cannot_sign_it(
    desk: Terminal, tmp_path: Path
) -> None:
    desk.run("check", bring(tmp_path / "news", {"a.jpg": picture("a", 1)}), by=TEACHER)
    desk.do("answer", "news", "1.1", "--pupil", "Maya Silva", by=HEAD)
    desk.do("check", "news", by=TEACHER)
    desk.do("submit", "news", by=DEPUTY)
    told = desk.run("sign-off", "news", "--yes", by=HEAD)
    assert told.code == 20
    assert "helped to make this post" in told.text
