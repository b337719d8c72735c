"""What is handed in: folders of people, and tables of faces; what is wrong is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from gatekeeper.domain.picture import Box
from gatekeeper.evidence.evaluate.ground_truth import WrongGroundTruth, read_ground_truth
from gatekeeper.evidence.evaluate.people_folder import (
    NoPeople,
    drawn,
    pictures_below,
    read_people,
)


def people_in(folder: Path, **counts: int) -> Path:
    for name, count in counts.items():
        (folder / name).mkdir(parents=True)
        for number in range(count):
            (folder / name / f"{number}.jpg").write_bytes(b"")
    return folder


def test_each_folder_is_a_person(tmp_path: Path) -> None:
    people_in(tmp_path, bea=2, alfie=1, nobody=0)
    (tmp_path / "bea" / "notes.txt").write_text("no picture")
    (tmp_path / "bea" / ".hidden.jpg").write_text("")
    people = read_people(tmp_path)
    assert [(one.folder.name, len(one.files)) for one in people] == [("alfie", 1), ("bea", 2)]


@pytest.mark.parametrize("name", ["missing", "loose.jpg", "empty"])
def test_a_folder_without_people_says_how_it_should_be(name: str, tmp_path: Path) -> None:
    (tmp_path / "loose.jpg").write_bytes(b"")
    (tmp_path / "empty").mkdir()
    with pytest.raises(NoPeople) as refusal:
        read_people(tmp_path / name)
    assert "folder" in refusal.value.remedy


def test_loose_pictures_are_nobody(tmp_path: Path) -> None:
    (tmp_path / "loose.jpg").write_bytes(b"")
    with pytest.raises(NoPeople, match="no folder with a picture"):
        read_people(tmp_path)


def test_a_seed_draws_the_same_people_and_never_more_than_there_are(tmp_path: Path) -> None:
    people = read_people(people_in(tmp_path, **{f"p{n}": 1 for n in range(20)}))
    assert drawn(people, 5, 1) == drawn(people, 5, 1) != drawn(people, 5, 2)
    assert len(drawn(people, 5, 1)) == 5
    assert drawn(people, 50, 1) == drawn(people, None, 1) == people


def test_pictures_without_people_are_found_at_any_depth(tmp_path: Path) -> None:
    people_in(tmp_path / "deep", a=2)
    people_in(tmp_path, b=1)
    assert len(pictures_below(tmp_path)) == 3
    with pytest.raises(NoPeople, match="no pictures"):
        pictures_below(people_in(tmp_path, c=0) / "c")


def table(folder: Path, *lines: str, head: str = "file,boxes_or_points") -> Path:
    (folder / "a.jpg").write_bytes(b"")
    (folder / "table.csv").write_text("\n".join((head, *lines)), encoding="utf-8")
    return folder / "table.csv"


def test_boxes_and_noses_are_read(tmp_path: Path) -> None:
    file = table(tmp_path, "a.jpg,1 2 3 4; 10 20;", "a.jpg,")
    full, empty = read_ground_truth(file)
    assert full.boxes == (Box(1, 2, 3, 4),)
    assert full.noses == ((10, 20),)
    assert (empty.boxes, empty.noses) == ((), ())


def test_names_may_start_at_the_folder_above(tmp_path: Path) -> None:
    (tmp_path / "tables").mkdir()
    (tmp_path / "b.jpg").write_bytes(b"")
    (one,) = read_ground_truth(table(tmp_path / "tables", "b.jpg,5 5"))
    assert one.file == tmp_path / "b.jpg"


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("a.jpg,1 2 3", "neither a box nor a point"),
        ("a.jpg,1 2 0 4", "neither a box nor a point"),
        ("a.jpg,1 2 x 4", "whole numbers"),
        ("gone.jpg,", "no file gone.jpg"),
        ("../a.jpg,", "not the name of a file"),
        (",1 2", "not the name of a file"),
    ],
)
def test_a_wrong_line_is_named(line: str, what: str, tmp_path: Path) -> None:
    with pytest.raises(WrongGroundTruth, match=f"line 3: .*{what}"):
        read_ground_truth(table(tmp_path, "a.jpg,1 2 3 4", line))


def test_a_missing_column_an_empty_table_and_other_files_are_said(tmp_path: Path) -> None:
    with pytest.raises(WrongGroundTruth, match="line 1: there is no column boxes_or_points"):
        read_ground_truth(table(tmp_path, head="file,faces"))
    with pytest.raises(WrongGroundTruth, match="names no pictures"):
        read_ground_truth(table(tmp_path))
    (tmp_path / "latin.csv").write_bytes(b"file\xff")
    for name in ("latin.csv", "gone.csv"):
        with pytest.raises(WrongGroundTruth, match="cannot be read"):
            read_ground_truth(tmp_path / name)
