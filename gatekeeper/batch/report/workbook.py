"""The plan of action as a workbook: the rows of the CSV, with dates and links that are such."""

from __future__ import annotations

from datetime import date
from typing import BinaryIO

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from gatekeeper.batch.report.actions import COLUMNS, actions
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
        sheet = book.add_worksheet("Plan of action")
        _head(book, sheet)
        plain = book.add_format({"text_wrap": True, "valign": "top"})
        day = book.add_format({"num_format": "dd/mm/yyyy", "valign": "top", "align": "left"})
        link = book.add_format(
            {"text_wrap": True, "valign": "top", "font_color": "#0b5394", "underline": 1}
        )
        last = 0
        for last, action in enumerate(actions(told), start=1):
            for column, cell in enumerate(action.cells):
                if isinstance(cell, date):
                    sheet.write_datetime(last, column, cell, day)
                elif cell and _opens(cell, last):
                    sheet.write_url(last, column, cell, link, cell)
                else:
                    sheet.write_string(last, column, (cell or "")[:LONGEST], plain)
        sheet.autofilter(0, 0, last, len(COLUMNS) - 1)


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
