"""Pupils and adults as the register holds them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.register import Adult, AdultKind, Pupil, folded

DAY = date(2026, 11, 16)
IMMY = Pupil(
    "i", "OP2", "Imogen", "Sayer", "Immy", school_class="Year 6", groups=frozenset({"Choir"})
)
BAKO = Adult(
    "b", "Mr", "Sam", "Bako", AdultKind.STAFF, frozenset({ChannelName.LINKEDIN}), given_on=DAY
)


def test_a_pupil_is_called_by_the_name_used_at_school() -> None:
    assert (IMMY.full_name, IMMY.called) == ("Imogen Sayer", "Immy Sayer")
    assert replace(IMMY, known_as="").called == "Imogen Sayer"


@pytest.mark.parametrize(("group", "belongs"), [("Year 6", True), ("Choir", True), ("Y", False)])
def test_a_pupil_belongs_to_a_class_and_to_clubs(group: str, belongs: bool) -> None:  # noqa: FBT001
    assert IMMY.belongs_to(group) is belongs


def test_an_adult_is_called_by_title_and_surname() -> None:
    assert BAKO.full_name == "Mr Bako"
    assert replace(BAKO, title="").full_name == "Bako"


@pytest.mark.parametrize(
    ("channel", "given_on", "until", "yes"),
    [
        (ChannelName.LINKEDIN, DAY, None, True),
        (ChannelName.LINKEDIN, DAY, DAY, True),
        (ChannelName.INSTAGRAM, DAY, None, False),
        (ChannelName.LINKEDIN, None, None, False),
        (ChannelName.LINKEDIN, date(2026, 11, 17), None, False),
        (ChannelName.LINKEDIN, DAY, date(2026, 11, 15), False),
    ],
)
def test_an_adult_is_shown_where_and_while_it_was_agreed(
    channel: ChannelName,
    given_on: date | None,
    until: date | None,
    yes: bool,  # noqa: FBT001
) -> None:
    assert replace(BAKO, given_on=given_on, until=until).may(channel, DAY) is yes


def test_a_mis_id_is_compared_without_case_and_spaces_around_it() -> None:
    assert folded(" op2001 ") == folded("OP2001")
    assert folded("OP2001") != folded("OP 2001")
