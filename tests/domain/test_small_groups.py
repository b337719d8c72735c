"""What words tell of how many of a group there are: near misses first."""

from __future__ import annotations

import pytest

from gatekeeper.domain.small_groups import Share, told_groups

KNOWN = ("Year 4", "Year 10", "Chess Club", "")
SILENT = (
    "Three of our hens laid today.",
    "Both Reception classes came.",
    "Both Year 3 and Year 4 came.",
    "Our two Year 6 teams won.",
    "All of Chess Club's boards are new.",
    "All six of Year 4's books are back.",
    "Year 4 children sang.",
    "the Year 4 girls",
    "Our two Reception classes welcomed children from the village.",
    "Our two teachers taught children in Year 4.",
    "All three Year 4 teams of children",
    "Our 104 Year 4 children",
    "Yearly fairs of 4 children",
)
TOLD = (
    ("All five Year 4 girls sang.", "Year 4", Share.FEW, 5),
    ("our three\nReception boys", "reception", Share.FEW, 3),
    ("all four of our y4 children", "Year 4", Share.FEW, 4),
    ("All six of Year 5 came.", "year 5", Share.FEW, 6),
    ("both children in Chess  Club", "Chess Club", Share.FEW, 2),
    ("Both of our Yr 4 girls", "Year 4", Share.FEW, 2),
    ("the only two new pupils in Year 10", "Year 10", Share.FEW, 2),
    ("our three Reception class children", "reception", Share.FEW, 3),
    ("Everyone in CHESS CLUB won.", "Chess Club", Share.ALL, 0),
    ("every single one of our Nursery", "nursery", Share.ALL, 0),
    ("26 out of Year 4", "Year 4", Share.PART, 26),
    ("Twenty-six of Year 4 came.", "Year 4", Share.PART, 26),
    ("we saw two year 10 boys", "Year 10", Share.PART, 2),
)


@pytest.mark.parametrize("text", SILENT)
def test_it_tells_of_no_group(text: str) -> None:
    assert told_groups(text, KNOWN) == ()


@pytest.mark.parametrize(("text", "group", "share", "number"), TOLD)
def test_it_tells_of_a_group(text: str, group: str, share: Share, number: int) -> None:
    (told,) = told_groups(text, KNOWN)

    assert (told.group.casefold(), told.share, told.number) == (group.casefold(), share, number)
    assert told.text in text


def test_each_place_is_told_once_and_in_the_order_of_the_text() -> None:
    text = "27 of Year 4 came, with all three Reception boys and everyone in Chess Club."

    assert [told.share for told in told_groups(text, KNOWN)] == [Share.PART, Share.FEW, Share.ALL]


def test_without_a_register_years_are_still_known() -> None:
    assert [told.number for told in told_groups("both Year 2 boys", ())] == [2]
