"""The report of an audit: one page that needs nothing, and a table that runs nothing."""

from __future__ import annotations

import csv
import io
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from gatekeeper.batch.report.actions import harmless
from tests.cli.terminal import DEPUTY, OFFICE, Terminal
from tests.fakes.examiners import FakeFinder


@pytest.fixture
def written(desk: Terminal, archive: Path, tmp_path: Path) -> Path:
    """Have an audit write its report, and return the folder."""
    (archive / "2026-09-18 a name.txt").write_text("=HYPERLINK(1) <b>Hari Menon</b> & friends")
    (archive / "=1+1.txt").write_text("Hari Menon draws.")
    desk.run("audit", "run", archive, "--report", tmp_path / "report", by=DEPUTY)
    return tmp_path / "report"


def _as_in_csv(value: object) -> str:
    """Return what a workbook's cell is in a CSV."""
    return f"{value:%d/%m/%Y}" if isinstance(value, datetime) else str(value or "")


def test_the_page_needs_no_other_file_and_runs_nothing(written: Path) -> None:
    html = (written / "report.html").read_text("utf-8")

    assert "<script" not in html
    assert not re.findall(r'(?:src|href)="(?!data:|https://www)', html)
    assert "default-src 'none'" in html


def test_a_printed_page_says_which_of_how_many_it_is_and_that_it_names_children(
    written: Path,
) -> None:
    html = (written / "report.html").read_text("utf-8")

    assert 'content: "Page " counter(page) " of " counter(pages)' in html
    assert 'content: "This report names children."' in html


def test_what_people_wrote_is_shown_as_text(written: Path) -> None:
    html = (written / "report.html").read_text("utf-8")

    assert "&lt;b&gt;Hari Menon&lt;/b&gt; &amp; friends" in html
    assert "<b>Hari" not in html


def test_the_worst_comes_first_and_nothing_that_was_not_told_is_missing(written: Path) -> None:
    html = (written / "report.html").read_text("utf-8")

    assert html.index("Take down: ") < html.index("What could not be checked")
    assert "whether comments are off" in html
    assert "2026-10-09 broken.txt" in html


def test_a_picture_is_shown_with_every_face_covered(
    desk: Terminal,
    archive: Path,
    tmp_path: Path,
) -> None:
    (archive / "2026-09-25 faces.txt").write_text("Hari Menon grows beans.")
    desk.run("audit", "run", archive, "--report", tmp_path, by=DEPUTY)
    html = (tmp_path / "report.html").read_text("utf-8")

    # "small 2026-09-25 faces 3": what the stand-in makes of a picture with three covers.
    assert "c21hbGwgMjAyNi0wOS0yNSBmYWNlcyAz" in html


def test_a_picture_that_was_not_searched_is_not_shown(
    desk: Terminal,
    archive: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert desk.examiners is not None
    desk.examiners.finder.broken = True
    monkeypatch.setattr(FakeFinder, "get_ready", lambda _: None)
    desk.run("audit", "run", archive, "--report", tmp_path, by=DEPUTY)
    html = (tmp_path / "report.html").read_text("utf-8")

    assert "data:image" not in html
    assert "1 of its pictures cannot be shown here" in html


def test_the_list_of_things_to_do_starts_no_formula(written: Path) -> None:
    text = (written / "actions.csv").read_bytes().decode("utf-8-sig")
    header, *rows = csv.reader(io.StringIO(text))

    assert header[0] == "call"
    assert header[5] == "what to do"
    assert rows[0][0] == "take down"
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]
    assert "'=1+1" in [row[3] for row in rows]


def test_the_workbook_has_the_rows_of_the_csv_and_its_dates_are_dates(written: Path) -> None:
    text = (written / "actions.csv").read_bytes().decode("utf-8-sig")
    _, *rows = csv.reader(io.StringIO(text))
    sheet = load_workbook(written / "actions.xlsx").active

    said = [[_as_in_csv(cell.value) for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert said == rows
    assert datetime(2026, 9, 18) in [cell.value for cell in sheet["B"]]  # noqa: DTZ001 - a day
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "d", "n"}
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == f"A1:J{len(rows) + 1}"
    assert sheet.column_dimensions["E"].width > sheet.column_dimensions["B"].width


def test_the_workbook_bears_the_moment_of_the_audit_and_not_of_writing(
    written: Path, desk: Terminal
) -> None:
    made = load_workbook(written / "actions.xlsx").properties.created
    assert made.date() == desk.clock.now().date() != datetime.now(UTC).date()


def test_a_post_that_nobody_could_check_is_in_the_plan(written: Path) -> None:
    rows = csv.DictReader(io.StringIO((written / "actions.csv").read_bytes().decode("utf-8-sig")))
    whys = {row["why"]: row["post"] for row in rows if row["call"] == "could not check"}

    assert whys["The archive does not tell whether comments are off."] == "4 posts"
    assert "2026-10-09 broken.txt" in whys.values()


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "  ="])
def test_no_cell_starts_a_formula(start: str) -> None:
    assert harmless(f"{start}1+1") == f"'{start}1+1"
    assert harmless("1+1") == "1+1"


def test_it_can_be_written_again_without_the_archive(
    desk: Terminal,
    written: Path,
    archive: Path,
    tmp_path: Path,
) -> None:
    archive.rename(tmp_path / "gone")
    before = (written / "report.html").read_text("utf-8")
    desk.do("audit", "report", tmp_path / "again", by=DEPUTY)
    again = (tmp_path / "again" / "report.html").read_text("utf-8")

    assert "Hari Menon" in again
    assert "data:image" in before
    assert "data:image" not in again
    assert desk.run("audit", "report", tmp_path / "no", by=OFFICE).code == 20
