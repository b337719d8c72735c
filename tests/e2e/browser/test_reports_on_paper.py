"""Reports on paper and on a telephone, in a real browser: two pages are two pages."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from gatekeeper.desk.reports.term_report import Report
from tests.batch.test_governors import FULL, NOTHING, SUMMER, html
from tests.e2e.browser.pages import PHONE, usable

pytestmark = [pytest.mark.slow]
LONGEST = replace(FULL, span=SUMMER)


@pytest.mark.parametrize("report", [FULL, NOTHING])
def test_the_governors_pages_are_exactly_two_of_a4(
    chromium: Browser, tmp_path: Path, report: Report
) -> None:
    file = tmp_path / "governors.html"
    file.write_text(html(report, LONGEST), encoding="utf-8")
    page = chromium.new_page()
    page.goto(file.as_uri())
    printed = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 2
    assert set(re.findall(rb"/MediaBox \[(.*?)\]", printed)) == {b"0 0 594.95996 841.91998"}


def test_they_can_be_read_on_a_telephone_and_by_a_screen_reader(
    chromium: Browser, tmp_path: Path
) -> None:
    file = tmp_path / "governors.html"
    file.write_text(html(FULL, LONGEST), encoding="utf-8")
    page = chromium.new_context(viewport=PHONE, bypass_csp=True).new_page()  # type: ignore[arg-type]
    page.goto(file.as_uri())
    usable(page)
