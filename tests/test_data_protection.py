"""`docs/data-protection.md` says what is stored; it may not fall behind what is."""

from __future__ import annotations

from pathlib import Path

import pytest

from gatekeeper.records.nouns import NOUNS
from gatekeeper.records.tables import METADATA, SHELVES


@pytest.fixture(scope="module")
def page(checkout: Path) -> str:
    """Return the page for the DPO."""
    return (checkout / "docs" / "data-protection.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("table", sorted(METADATA.tables))
def test_every_table_stands_on_the_page(page: str, table: str) -> None:
    assert f"`{table}`" in page


@pytest.mark.parametrize("name", sorted(NOUNS))
def test_a_row_shows_no_more_unencrypted_than_the_page_says(name: str) -> None:
    shown = {column.name for column in SHELVES[name].columns} - {"sealed"}
    assert shown == {"seq", "id", "version", "owner", "recorded_at"}


def test_what_is_not_sealed_is_named_as_such(page: str) -> None:
    sealed = {noun.table for noun in NOUNS.values()}
    plain = set(METADATA.tables) - sealed
    assert plain == {"owner", "blob", "job", "pupil_code", "ledger_entry"}
    told = page.partition("Not encrypted")[2]
    assert all(f"`{table}`" in told for table in plain)
