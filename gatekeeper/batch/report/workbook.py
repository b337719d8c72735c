"""The plan of action as a workbook: the rows of the CSV, with dates and links that are such."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import BinaryIO, Self

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from gatekeeper.batch.report.actions import COLUMNS, Action, actions
from gatekeeper.batch.report.gathered import Gathered

WIDTHS = (16, 12, 12, 44, 60, 60, 8, 8, 18, 14)
"""Of the columns, in characters."""
LONGEST = 32_767
"""Characters that a cell holds."""
LONGEST_LINK, MOST_LINKS = 2_079, 65_530
"""Characters of a link, and links of a sheet, that Excel opens; others are plain text."""


def write_workbook(told: Gathered, file: BinaryIO) -> None:
    """Write the plan as XLSX, row by row: no more than one row is held in memory."""
    asked = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(file, asked) as book:
        # Without it the moment of writing, and the same audit would give another file each time.
        book.set_properties({"created": told.run.at})
        sheet = book.add_worksheet("Plan of action")
        _head(book, sheet)
        looks = _Looks.of(book)
        last = 0
        for last, action in enumerate(actions(told), start=1):
            _row(sheet, looks, last, action)
        sheet.autofilter(0, 0, last, len(COLUMNS) - 1)


@dataclass(frozen=True, slots=True)
class _Looks:
    """How a cell looks, by what it is."""

    plain: Format
    day: Format
    link: Format

    @classmethod
    def of(cls, book: Workbook) -> Self:
        top = {"text_wrap": True, "valign": "top"}
        return cls(
            plain=book.add_format(top),
            day=book.add_format({**top, "num_format": "dd/mm/yyyy", "align": "left"}),
            link=book.add_format({**top, "font_color": "#0b5394", "underline": 1}),
        )


def _row(sheet: Worksheet, looks: _Looks, row: int, action: Action) -> None:
    for column, cell in enumerate(action.cells):
        if isinstance(cell, date):
            sheet.write_datetime(row, column, cell, looks.day)
        elif cell and _opens(cell, row):
            sheet.write_url(row, column, cell, looks.link, cell)
        else:
            sheet.write_string(row, column, (cell or "")[:LONGEST], looks.plain)


def _head(book: Workbook, sheet: Worksheet) -> None:
    """Write the head, which stays when the rows move, and say how the sheet is printed."""
    bold = book.add_format(
        {"bold": True, "bg_color": "#e8e4da", "border": 1, "border_color": "#b9b3a4"}
    )
    for column, (name, width) in enumerate(zip(COLUMNS, WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, name.capitalize(), bold)
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _opens(cell: str, row: int) -> bool:
    """Whether it is a link that Excel takes."""
    web = cell.startswith(("https://", "http://"))
    return web and " " not in cell and len(cell) <= LONGEST_LINK and row <= MOST_LINKS
