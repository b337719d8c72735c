"""Tests of reading the register's files: whatever program saved them, whatever is wrong in them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gatekeeper.desk.register.register_file import (
    ADULT_COLUMNS,
    CONSENTS,
    PUPIL_COLUMNS,
    AdultsFile,
    PupilRow,
    RegisterFile,
    parse,
    parse_adults,
    parse_register,
)
from gatekeeper.desk.register.register_table import LARGEST, RegisterFileRefused
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.register import AdultKind, ConsentState, Use
from gatekeeper.errors import UsageError
from tests.desk.opened_school import adult_row, all_answers, csv_of, pupil_row

NUNEZ = pupil_row("M1", first_name="Leo", surname="Núñez", groups="Choir;School Council")


def only(**cells: str) -> PupilRow:
    """Return the one row of a file with these cells."""
    (row,) = parse_register(csv_of(pupil_row("M1", **cells))).rows
    return row


def refusal(text: str | bytes) -> list[tuple[int, str]]:
    """Return rows and words of every problem of a file."""
    with pytest.raises(RegisterFileRefused) as caught:
        parse(text)
    return [(problem.row, problem.words) for problem in caught.value.problems]


# --- how a file may be saved --------------------------------------------------------------------


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_the_same_child_is_read_whatever_program_saved_the_file(
    separator: str, encoding: str
) -> None:
    (row,) = parse_register(csv_of(NUNEZ, separator=separator).encode(encoding)).rows
    assert (row.first_name, row.surname) == ("Leo", "Núñez")
    assert row.groups == {"Choir", "School Council"}
    assert row.given_on == date(2026, 9, 4)


def test_only_the_windows_code_page_is_remarked_upon() -> None:
    windows = parse_register(csv_of(NUNEZ).encode("cp1252")).notes
    assert ["accents" in note for note in windows] == [True]
    assert parse_register(csv_of(NUNEZ)).notes == ()


def test_text_and_bytes_are_the_same_file() -> None:
    text = csv_of(NUNEZ)
    assert parse(text) == parse(text.encode())


def test_another_byte_makes_another_file() -> None:
    text = csv_of(NUNEZ)
    assert parse(text).digest != parse(text + "\r\n").digest


def test_headings_may_be_quoted_capital_spaced_and_in_any_order() -> None:
    names = list(reversed(PUPIL_COLUMNS))
    heading = ";".join(f'" {name.upper()} "' for name in names)
    cells = ";".join(NUNEZ[name].replace(";", "|") for name in names)
    (row,) = parse_register(f"{heading}\n{cells}\n").rows
    assert (row.mis_id, row.surname) == ("M1", "Núñez")


def test_blank_rows_and_empty_cells_at_the_end_do_not_count() -> None:
    text = csv_of(NUNEZ).rstrip("\r\n") + ",,\r\n" + "," * 23 + "\r\n\r\n"
    assert len(parse_register(text).rows) == 1


def test_a_cell_may_hold_separators_quotes_and_line_breaks() -> None:
    row = only(paper='Folder "4", sheet\n 1; second', known_as="  Poppy \u00a0 Mae ")
    assert row.paper == 'Folder "4", sheet 1; second'
    assert row.known_as == "Poppy Mae"


def test_a_decomposed_accent_is_the_same_name() -> None:
    assert only(surname="Nu\u0301n\u0303ez").surname == "Núñez"


# --- what cannot be read at all -----------------------------------------------------------------


@pytest.mark.parametrize("empty", ["", "  \r\n", "\n\n"])
def test_an_empty_file_is_refused(empty: str) -> None:
    assert refusal(empty) == [(0, "The file is empty.")]


@pytest.mark.parametrize("columns", [PUPIL_COLUMNS, ADULT_COLUMNS])
def test_an_empty_register_is_refused(columns: tuple[str, ...]) -> None:
    ((row, words),) = refusal(",".join(columns) + "\r\n,,\r\n")
    assert (row, "nobody under it" in words) == (0, True)


@pytest.mark.parametrize("start", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0"])
def test_a_workbook_is_refused_with_the_way_out(start: bytes) -> None:
    assert "save the sheet as CSV" in refusal(start + b"rest")[0][1]


def test_what_is_no_text_is_refused() -> None:
    assert "not text" in refusal(b"\x81\x8d\x8f\x90\x9d")[0][1]


def test_half_a_letter_of_utf_16_is_no_child() -> None:
    assert refusal(csv_of(NUNEZ).encode("utf-16") + b"\x00")


def test_a_file_larger_than_any_register_is_refused() -> None:
    assert "larger" in refusal(b"x" * (LARGEST + 1))[0][1]


def test_a_missing_quotation_mark_is_said_with_its_row() -> None:
    text = csv_of(NUNEZ, pupil_row("M2"))
    assert refusal(text + '"M3,')[0] == (4, "A quotation mark is missing, or one too many.")


def test_a_heading_with_a_stray_quotation_mark_is_refused() -> None:
    assert refusal('"mis_id,first_name')[0][0] == 1


# --- columns ------------------------------------------------------------------------------------


def test_an_unknown_column_is_refused_by_name_with_the_nearest_known_one() -> None:
    text = csv_of(NUNEZ).replace("instagram_group", "instagram_groups", 1)
    assert refusal(text) == [
        (
            1,
            "There is no column 'instagram_groups' in a register; did you mean 'instagram_group'?",
        ),
        (1, "The column 'instagram_group' is missing."),
    ]


@pytest.mark.parametrize("column", ["hold", "dsl_hold", "protected"])
def test_no_column_of_a_file_can_place_a_hold(column: str) -> None:
    lines = csv_of(NUNEZ).splitlines()
    text = f"{lines[0]},{column}\n{lines[1]},yes\n"
    assert [row for row, words in refusal(text) if f"no column '{column}'" in words] == [1]


def test_a_column_that_is_there_twice_is_refused() -> None:
    lines = csv_of(NUNEZ).splitlines()
    assert refusal(f"{lines[0]},paper\n{lines[1]},x\n") == [
        (1, "The column 'paper' is there twice.")
    ]


@pytest.mark.parametrize("column", [*PUPIL_COLUMNS])
def test_each_column_must_be_there(column: str) -> None:
    names = [name for name in PUPIL_COLUMNS if name != column]
    with pytest.raises(RegisterFileRefused) as caught:
        parse_register(",".join(names) + "\n" + "x," * 22 + "x\n")
    assert f"The column {column!r} is missing." in str(caught.value)


def test_a_row_that_is_too_short_or_too_long_is_refused() -> None:
    text = csv_of(NUNEZ) + "M2,Ann\r\n" + csv_of(NUNEZ).splitlines()[1] + ",more\r\n"
    assert refusal(text) == [
        (3, "It has 2 cells; the heading has 24."),
        (4, "It has 25 cells; the heading has 24."),
    ]


# --- cells --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("yes", ConsentState.GIVEN),
        (" Y ", ConsentState.GIVEN),
        ("GIVEN", ConsentState.GIVEN),
        ("no", ConsentState.REFUSED),
        ("N", ConsentState.REFUSED),
        ("Refused", ConsentState.REFUSED),
        ("withdrawn", ConsentState.WITHDRAWN),
        ("not answered", ConsentState.NOT_ANSWERED),
    ],
)
def test_a_consent_is_one_of_a_few_words(word: str, state: ConsentState) -> None:
    row = only(linkedin_work=word)
    assert row.answers[ChannelName.LINKEDIN, Use.WORK] is state


def test_a_blank_consent_is_not_answered_and_so_not_a_yes() -> None:
    row = only(**all_answers(" "))
    assert set(row.answers.values()) == {ConsentState.NOT_ANSWERED}
    assert len(row.answers) == len(CONSENTS) == 10


@pytest.mark.parametrize("word", ["maybe", "ja", "x", "1", "true", "✓", "hold", "expired", "yes?"])
def test_any_other_word_for_a_consent_is_refused(word: str) -> None:
    ((row, words),) = refusal(csv_of(pupil_row("M1", instagram_named=word)))
    assert row == 2
    assert words.startswith(f"instagram_named is {word!r}; write yes, no or withdrawn")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("03/04/2026", date(2026, 4, 3)),
        ("3/4/2026", date(2026, 4, 3)),
        ("2026-04-03", date(2026, 4, 3)),
        ("29/02/2024", date(2024, 2, 29)),
    ],
)
def test_days_are_written_the_british_way_or_as_iso(text: str, day: date) -> None:
    assert only(given_on=text).given_on == day


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("09/30/2026", "has the month first"),
        ("12/31/2025", "has the month first"),
        ("31/31/2026", "is in no calendar"),
        ("30/02/2026", "is in no calendar"),
        ("29/02/2026", "is in no calendar"),
        ("00/04/2026", "is in no calendar"),
        ("2026-13-01", "is in no calendar"),
        ("2026-31-12", "is in no calendar"),
        ("04/09/26", "wants four digits"),
        ("4 September 2026", "is no day"),
        ("2026/09/04", "is no day"),
        ("04-09-2026", "is no day"),
        ("04/09/2026 00:00", "is no day"),
        ("45904", "is no day"),
        ("٠٤/٠٩/٢٠٢٦", "is no day"),
        ("04/09/0026", "cannot be right"),
        ("04/09/2206", "cannot be right"),
    ],
)
def test_a_day_that_could_be_meant_otherwise_is_refused(text: str, why: str) -> None:
    ((row, words),) = refusal(csv_of(pupil_row("M1", left_on=text)))
    assert row == 2
    assert words.startswith(f"left_on is {text!r}, ")
    assert why in words


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_every_day_reads_back_as_it_was_written(day: date) -> None:
    for text in (f"{day:%d/%m/%Y}", day.isoformat()):
        assert only(left_on=text).left_on == day


def test_a_yes_without_its_day_is_refused() -> None:
    assert refusal(csv_of(pupil_row("M1", given_on=""))) == [
        (2, "A yes needs the day on which it was given, in given_on.")
    ]


def test_a_no_and_a_blank_need_no_day() -> None:
    assert only(**all_answers("no"), given_on="").given_on is None
    assert only(**all_answers(""), given_on="").given_on is None


def test_an_answer_cannot_end_before_it_begins() -> None:
    rows = refusal(csv_of(pupil_row("M1", given_on="05/09/2026", until="04/09/2026")))
    assert rows == [(2, "until lies before given_on.")]
    assert only(given_on="04/09/2026", until="04/09/2026").until == date(2026, 9, 4)


@pytest.mark.parametrize("column", ["mis_id", "first_name", "surname", "class"])
def test_a_child_without_id_name_or_class_is_refused(column: str) -> None:
    assert refusal(csv_of(pupil_row("M1", **{column: " "}))) == [(2, f"{column} is blank.")]


@pytest.mark.parametrize("number", ["1.23E+11", "4E+05", "2e7"])
def test_a_number_that_a_spreadsheet_rounded_is_refused(number: str) -> None:
    ((_, words),) = refusal(csv_of(pupil_row("M1", mis_id=number)))
    assert "rounded it" in words


@pytest.mark.parametrize("text", ["Le\ufffdo", "Le\u202eo", "Le\x07o", "Le\u200bo"])
def test_damaged_and_invisible_letters_are_refused(text: str) -> None:
    assert refusal(csv_of(pupil_row("M1", first_name=text))) == [
        (2, "first_name holds characters that cannot be read; type it anew.")
    ]


@pytest.mark.parametrize(("word", "said"), [("yes", True), ("Y", True), ("no", False), ("", False)])
def test_a_child_says_no_or_does_not(word: str, *, said: bool) -> None:
    assert only(child_says_no=word).child_says_no is said


def test_another_word_for_what_a_child_says_is_refused() -> None:
    assert refusal(csv_of(pupil_row("M1", child_says_no="sometimes")))[0][0] == 2


def test_everything_that_is_wrong_is_told_at_once_row_by_row() -> None:
    text = csv_of(
        pupil_row("M1", given_on="30/02/2026"),
        pupil_row("M2"),
        pupil_row("M2", surname="", instagram_group="perhaps"),
    )
    assert [row for row, _ in refusal(text)] == [2, 2, 4, 4, 4]
    with pytest.raises(UsageError, match=r"Row 2: given_on is '30/02/2026'") as caught:
        parse(text)
    assert "Nothing was changed" in caught.value.remedy


# --- children together --------------------------------------------------------------------------


def test_one_id_stands_for_one_child() -> None:
    assert refusal(csv_of(pupil_row("M1"), pupil_row("m1"))) == [
        (3, "The id 'm1' stands in row 2 already.")
    ]


def test_two_children_of_one_name_are_allowed_and_said() -> None:
    names = {"first_name": "Sam", "surname": "Lee"}
    parsed = parse_register(
        csv_of(
            pupil_row("M1", **names),
            pupil_row("M2"),
            pupil_row("M3", first_name="Samuel", known_as="SAM", surname="Lée"),
        )
    )
    assert len(parsed.rows) == 3
    assert parsed.notes == ("Rows 2 and 4: more than one child is called Sam Lee.",)


def test_a_yes_without_its_paper_and_a_sibling_who_is_not_there_are_said() -> None:
    parsed = parse_register(csv_of(pupil_row("M1", paper="", siblings="M2;M9"), pupil_row("M2")))
    assert parsed.notes == (
        "Row 2: a yes without saying where the paper is.",
        "Row 2: the sibling M9 is not in the file.",
    )
    assert parsed.rows[0].siblings == {"M2", "M9"}


# --- adults -------------------------------------------------------------------------------------


def test_an_adults_answer_is_per_channel() -> None:
    parsed = parse_adults(csv_of(adult_row("A1", linkedin="no"), adult_row("A2", instagram="")))
    assert [row.agreed for row in parsed.rows] == [
        frozenset({ChannelName.INSTAGRAM}),
        frozenset({ChannelName.LINKEDIN}),
    ]
    assert parsed.rows[0].kind is AdultKind.STAFF


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"kind": "parent"}, "kind is 'parent'; write staff, governor, volunteer."),
        ({"given_on": ""}, "A yes needs the day on which it was given, in given_on."),
        ({"surname": ""}, "surname is blank."),
        ({"instagram": "ok"}, "instagram is 'ok'; write yes, no or withdrawn, or leave it blank."),
        ({"adult_id": "School"}, "adult_id cannot be 'School'; give the adult another."),
    ],
)
def test_what_is_wrong_about_an_adult_is_said(cells: dict[str, str], words: str) -> None:
    assert refusal(csv_of(adult_row("A1") | cells)) == [(2, words)]


def test_the_heading_tells_which_file_it_is() -> None:
    assert isinstance(parse(csv_of(adult_row("A1"))), AdultsFile)
    assert isinstance(parse(csv_of(pupil_row("M1"))), RegisterFile)


def test_oakfields_own_files_are_read(checkout: Path) -> None:
    folder = checkout / "consent_data"
    register = parse((folder / "oakfield_register.csv").read_bytes())
    adults = parse((folder / "oakfield_adults.csv").read_bytes())
    assert isinstance(register, RegisterFile)
    assert isinstance(adults, AdultsFile)
    kiko = next(row for row in register.rows if row.first_name == "Kiko")
    assert set(kiko.answers.values()) == {ConsentState.WITHDRAWN}
    assert len(adults.rows) == 9


def test_the_templates_have_every_column_and_nobody(checkout: Path) -> None:
    for name in ("template_register.csv", "template_adults.csv"):
        ((_, words),) = refusal((checkout / "consent_data" / name).read_bytes())
        assert "nobody under it" in words


@given(st.binary(max_size=400))
def test_no_bytes_whatever_crash_the_reading(data: bytes) -> None:
    with pytest.raises(RegisterFileRefused):
        parse(data)


@given(st.dictionaries(st.sampled_from(PUPIL_COLUMNS), st.text(max_size=12), max_size=6))
def test_no_cell_whatever_crashes_the_reading(cells: dict[str, str]) -> None:
    try:
        parsed = parse_register(csv_of(pupil_row("M1") | cells))
    except RegisterFileRefused:
        return
    assert parsed.rows[0].mis_id
