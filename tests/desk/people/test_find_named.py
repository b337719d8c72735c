"""Whom a name or a number means: exactly one, or nobody is chosen."""

from __future__ import annotations

import pytest

from gatekeeper.desk.people.find_named import find_adult, find_pupil
from gatekeeper.domain.register import Adult, AdultKind, Pupil
from gatekeeper.errors import NotFound, UsageError

MAYA = Pupil("p1", "OP2502", "Maya", "Silva", school_class="Year 1")
MAYA_4 = Pupil("p2", "OP2204", "Maya", "Rahman", school_class="Year 4")
OLU = Pupil("p3", "OP2205", "Oluwaseun", "Adeyemi-Clarke", known_as="Olu", school_class="Year 4")
FINN = Pupil("p4", "OP2206", "Finn", "O'Brien", school_class="Year 4", groups=frozenset({"Choir"}))
ANNA = Pupil("p5", "OP2101", "Anna", "Lee", school_class="Year 5")
ANNA_2 = Pupil("p6", "OP2001", "Anna", "Lee", school_class="Year 6")
NEW = Pupil("p7", "OP2699", "Zoë", "Hart")
PUPILS = (MAYA, MAYA_4, OLU, FINN, ANNA, ANNA_2, NEW)

CHEN = Adult("A01", "Mrs", "Lian", "Chen", AdultKind.STAFF)
ASH = Adult("A02", "Ms", "Rowan", "Ash", AdultKind.STAFF)
ASH_2 = Adult("A09", "Ms", "Robin", "Ash", AdultKind.VOLUNTEER)
ADULTS = (CHEN, ASH, ASH_2)


@pytest.mark.parametrize(
    ("asked", "pupil"),
    [
        ("OP2502", MAYA),
        (" op2502 ", MAYA),
        ("Maya Silva", MAYA),
        ("maya  silva", MAYA),
        ("Oluwaseun Adeyemi-Clarke", OLU),
        ("Olu Adeyemi Clarke", OLU),
        ("Olu", OLU),
        ("Finn O\u2019Brien", FINN),
        ("Zoe Hart", NEW),
        ("ZOE\u0308", NEW),
    ],
)
def test_a_pupil_is_found_by_number_full_called_and_first_name(asked: str, pupil: Pupil) -> None:
    assert find_pupil(asked, PUPILS) == pupil


def test_a_first_name_means_the_one_child_of_the_groups() -> None:
    assert find_pupil("Maya", PUPILS, frozenset({"Year 1"})) == MAYA
    assert find_pupil("Maya", PUPILS, frozenset({"Year 4", "Choir"})) == MAYA_4


def test_a_full_name_counts_outside_the_groups_too() -> None:
    assert find_pupil("Maya Silva", PUPILS, frozenset({"Year 4"})) == MAYA


def test_a_first_name_of_nobody_in_the_groups_is_not_looked_for_elsewhere() -> None:
    with pytest.raises(NotFound):
        find_pupil("Olu", PUPILS, frozenset({"Year 1"}))


def test_a_first_name_of_two_is_refused_with_their_classes_and_numbers() -> None:
    with pytest.raises(UsageError) as caught:
        find_pupil("Maya", PUPILS)
    told = str(caught.value)
    assert told.endswith(": Maya Rahman, Year 4 (OP2204); Maya Silva, Year 1 (OP2502).")
    assert "number in brackets" in caught.value.remedy


@pytest.mark.parametrize("groups", [frozenset(), frozenset({"Year 5"})])
def test_two_pupils_of_one_full_name_are_refused_even_within_a_group(
    groups: frozenset[str],
) -> None:
    with pytest.raises(UsageError, match=r"Year 5 \(OP2101\); Anna Lee, Year 6 \(OP2001\)"):
        find_pupil("Anna Lee", PUPILS, groups)


def test_the_number_tells_two_pupils_of_one_name_apart() -> None:
    assert find_pupil("OP2001", PUPILS) == ANNA_2


def test_an_unknown_pupil_is_refused_with_the_nearest() -> None:
    with pytest.raises(NotFound) as caught:
        find_pupil("Maia Sylva", PUPILS)
    assert "Did you mean Maya Silva, Year 1 (OP2502)" in caught.value.remedy


@pytest.mark.parametrize("asked", ["Bartholomew", "", " ", "?!", "Silva", "OP25", "May"])
def test_a_name_that_is_nobody_s_finds_nobody(asked: str) -> None:
    with pytest.raises(NotFound):
        find_pupil(asked, PUPILS)


def test_a_pupil_without_a_class_is_offered_as_such() -> None:
    with pytest.raises(NotFound) as caught:
        find_pupil("Zoe Heart", PUPILS)
    assert "Zoë Hart, no class (OP2699)" in caught.value.remedy


def test_a_pupil_without_a_number_is_not_found_by_an_empty_one() -> None:
    with pytest.raises(NotFound):
        find_pupil("", [Pupil("p", "", "Ada", "Moss")])


def test_an_empty_roll_has_nobody() -> None:
    with pytest.raises(NotFound, match="Nobody on the register"):
        find_pupil("Maya", ())


@pytest.mark.parametrize(
    ("asked", "adult"),
    [
        ("A01", CHEN),
        ("mrs chen", CHEN),
        ("Lian Chen", CHEN),
        ("Mrs Lian Chen", CHEN),
        ("Robin Ash", ASH_2),
    ],
)
def test_an_adult_is_found_by_number_and_name(asked: str, adult: Adult) -> None:
    assert find_adult(asked, ADULTS) == adult


def test_two_adults_of_one_name_are_refused_with_their_numbers() -> None:
    with pytest.raises(UsageError) as caught:
        find_adult("Ms Ash", ADULTS)
    told = str(caught.value)
    assert told.endswith("Ms Robin Ash, volunteer (A09); Ms Rowan Ash, staff (A02).")


def test_an_unknown_adult_is_refused_with_the_nearest() -> None:
    with pytest.raises(NotFound) as caught:
        find_adult("Mrs Cheng", ADULTS)
    assert "Did you mean Mrs Lian Chen, staff (A01)?" in caught.value.remedy


@pytest.mark.parametrize("asked", ["Chen", "Lian", "Mr Chen"])
def test_half_an_adult_s_name_finds_nobody(asked: str) -> None:
    with pytest.raises(NotFound):
        find_adult(asked, ADULTS)
