"""Drafts, answers and trips with something wrong in them: a sentence each, and nothing is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.brought import bring, with_faces
from tests.cli.terminal import HEAD, TEACHER, Terminal
from tests.fakes.examiners import picture


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ('colour = "green"\n', "colour"),
        ("written_at = 2026-11-20T10:15:00\n", "from UTC"),
        ("written_at = 2026-11-20\n", "written_at"),
        ("written_at = 2026-02-30T10:15:00+00:00\n", "no such day or time"),
        ("written_at = 2026-11-20T25:15:00+00:00\n", "no such day or time"),
        ('channels = ["myspace"]\n', "myspace"),
        ("channels = []\n", "channel"),
        ('comments_off = "yes"\n', "comments_off"),
        ("words = 7\n", "words"),
        ("words\n", "cannot be read"),
        ('[[picture]]\nfile = "../elsewhere.jpg"\n', "without folders"),
        ('[[picture]]\nfile = "gone.jpg"\n', "gone.jpg"),
        ('[[picture]]\nfile = "a.jpg"\ncaption = "x"\n', "caption"),
    ],
)
def test_a_draft_that_is_not_right_is_refused_with_a_sentence(
    wrong: str, said: str, tmp_path: Path, desk: Terminal
) -> None:
    draft = bring(tmp_path / "news") / "post.toml"
    name = wrong.split("=", maxsplit=1)[0].strip()
    lines = [line for line in draft.read_text().splitlines() if not line.startswith(f"{name} =")]
    draft.write_text("\n".join([*lines, wrong]))
    told = desk.run("check", draft, by=TEACHER)
    assert (told.code, told.out) == (64, "")
    assert said in told.text
    assert "→" in told.err
    assert desk.do("posts")["posts"] == []


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"\x00" * 100, b"PK\x03\x04"])
def test_a_file_that_is_no_text_is_refused(content: bytes, tmp_path: Path, desk: Terminal) -> None:
    draft = bring(tmp_path / "news") / "post.toml"
    draft.write_bytes(content)
    assert desk.run("check", draft, by=TEACHER).code == 64


def test_a_byte_order_mark_does_no_harm(tmp_path: Path, desk: Terminal) -> None:
    draft = bring(tmp_path / "news") / "post.toml"
    draft.write_text(draft.read_text(), encoding="utf-8-sig")
    assert desk.run("check", draft, by=TEACHER).code == 0


def test_a_folder_without_a_draft_is_refused(tmp_path: Path, desk: Terminal) -> None:
    told = desk.run("check", tmp_path, by=TEACHER)
    assert told.code == 64
    assert "post.toml" in told.text


def test_the_same_picture_twice_is_refused(tmp_path: Path, desk: Terminal) -> None:
    twice = picture("a")
    told = desk.run("check", bring(tmp_path / "n", {"a.jpg": twice, "b.jpg": twice}), by=TEACHER)
    assert told.code == 64
    assert "twice" in told.err


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ("", "no answer"),
        ('[[answer]]\npicture = 1\nface = 1\nwho = "Maya Silva"\n', "who"),
        ('[[answer]]\npicture = 1\nface = 9\npupil = "Maya Silva"\n', "1.9"),
        ('[[answer]]\npicture = 1\nface = 1\npupil = "Maja Silwa"\n', "Maya Silva"),
        ('[[answer]]\npicture = 1\nface = 1\npupil = "X"\ncovered = true\n', "exactly one"),
    ],
)
def test_answers_that_are_not_right_are_refused_all_together(
    answers: str, said: str, tmp_path: Path, desk: Terminal
) -> None:
    draft = with_faces(tmp_path / "news", 2)
    desk.run("check", draft, by=TEACHER)
    good = '[[answer]]\npicture = 1\nface = 2\npupil = "Femi Adeyemi"\n' if answers else ""
    (tmp_path / "answers.toml").write_text(good + answers)
    told = desk.run("answer", "news", "--file", tmp_path / "answers.toml", by=TEACHER)
    assert told.code == 64
    assert said in told.text
    open_faces = [f for f in desk.ask("check", draft, by=TEACHER)["findings"] if f["rule"] == "P01"]
    assert len(open_faces) == 2


def test_a_trip_without_a_zone_is_refused(tmp_path: Path, desk: Terminal) -> None:
    (tmp_path / "trips.toml").write_text(
        '[[trip]]\nid = "x"\nname = "X"\nplace = "X"\ngroups = ["Year 5"]\nleader = "Miss Hale"\n'
        "starts = 2026-11-20T09:00:00\nends = 2026-11-22T15:30:00+00:00\n"
    )
    assert desk.run("trip", "plan", tmp_path / "trips.toml", by=HEAD).code == 64
    assert desk.do("trip", "list")["trips"] == []


def test_a_draft_is_not_written_to_where_it_came_from(tmp_path: Path, desk: Terminal) -> None:
    """Only the pictures with numbers go into a folder of their own beside it."""
    draft = with_faces(tmp_path / "news", 1)
    before = {path.name: path.read_bytes() for path in draft.iterdir()}
    told = desk.ask("check", draft, by=TEACHER)
    after = {path.name: path.read_bytes() for path in draft.iterdir() if path.is_file()}
    assert after == before
    assert told["pictures"] == [str(draft / "checked" / "picture-1.jpg")]
    assert [path.name for path in (draft / "checked").iterdir()] == ["picture-1.jpg"]


def test_where_the_pictures_cannot_be_written_it_says_so(tmp_path: Path, desk: Terminal) -> None:
    (tmp_path / "taken").touch()
    draft = with_faces(tmp_path / "news", 1)
    told = desk.run("check", draft, "--pictures", tmp_path / "taken", by=TEACHER)
    assert told.code == 64
    assert "cannot be written" in told.text
