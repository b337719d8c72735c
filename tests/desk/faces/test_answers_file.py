"""Answers from a file: who each numbered face is."""

from __future__ import annotations

from datetime import date

import pytest

from gatekeeper.desk.faces.answers_file import SaidHere, parse
from gatekeeper.domain.answer import Said
from gatekeeper.errors import UsageError


def answer(*lines: str, picture: str = "1", face: str = "3") -> str:
    """Return one [[answer]] with these lines."""
    return "\n".join(("[[answer]]", f"picture = {picture}", f"face = {face}", *lines, ""))


def refused(text: str) -> str:
    """Return what the person is told."""
    with pytest.raises(UsageError) as caught:
        parse(text)
    return str(caught.value)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (['pupil = " Maya Silva "'], SaidHere(1, 3, Said.PUPIL, "Maya Silva")),
        (['adult = "Mrs Chen"'], SaidHere(1, 3, Said.ADULT, "Mrs Chen")),
        (
            ['visitor = "Dr Ola"', 'agreed_with = "Mrs Chen asked"', "agreed_on = 2026-11-16"],
            SaidHere(1, 3, Said.VISITOR, "Dr Ola", "Mrs Chen asked", date(2026, 11, 16)),
        ),
        (
            ['other_school = "Elm Lane"', 'agreement = "e-mail of 12 November"'],
            SaidHere(1, 3, Said.OTHER_SCHOOL, "Elm Lane", "e-mail of 12 November"),
        ),
        (["covered = true"], SaidHere(1, 3, Said.COVERED)),
        (["unrecognisable = true"], SaidHere(1, 3, Said.UNRECOGNISABLE)),
        (["nobody = true"], SaidHere(1, 3, Said.NOBODY)),
    ],
)
def test_each_answer_is_read(lines: list[str], expected: SaidHere) -> None:
    assert parse(answer(*lines)) == (expected,)


@pytest.mark.parametrize(
    ("line", "said"),
    [('visitor = "Dr Ola"', Said.VISITOR), ('other_school = "E"', Said.OTHER_SCHOOL)],
)
def test_a_guest_whom_nobody_asked_has_no_agreement(line: str, said: Said) -> None:
    (read,) = parse(answer(line))
    assert (read.said, read.agreement, read.agreed_on) == (said, "", None)


def test_answers_come_in_the_order_written() -> None:
    text = answer("covered = true", face="7") + answer('pupil = "Maya"', picture="2", face="7")
    assert [(one.picture, one.face) for one in parse(text)] == [(1, 7), (2, 7)]


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ([], "names nobody. Say exactly one of pupil, adult,"),
        (['pupil = "Maya"', "covered = true"], "names pupil and covered. Say exactly one"),
        (["covered = false"], "covered can only be true."),
        (['nobody = "yes"'], "nobody can only be true."),
        (['pupil = ""'], "pupil is empty."),
        (["pupil = 4"], 'pupil is a number. Write pupil = "..."'),
        (['visitor = " "'], "visitor is empty."),
        (['visitor = "Dr Ola"', 'agreed_with = "Mrs Chen"'], "agreed_with and agreed_on go toge"),
        (['visitor = "Dr Ola"', "agreed_on = 2026-11-16"], "agreed_with and agreed_on go toge"),
        (
            ['visitor = "Dr Ola"', 'agreed_with = ""', "agreed_on = 2026-11-16"],
            "agreed_with is empty.",
        ),
        (
            ['visitor = "Dr O"', 'agreed_with = "C"', "agreed_on = 2026-11-16T09:00:00Z"],
            "Write the day alone: agreed_on = 2026-11-16",
        ),
        (
            ['visitor = "Dr O"', 'agreed_with = "C"', 'agreed_on = "16/11/2026"'],
            "agreed_on is not a day. Write agreed_on = 2026-11-18, without quotation marks",
        ),
        (
            ['visitor = "Dr O"', 'agreed_with = "C"', "agreed_on = 0026-11-16"],
            "agreed_on is in the year 26",
        ),
        (['visitor = "Dr Ola"', 'agreement = "yes"'], "agreement belongs to an answer with other_"),
        (['other_school = "Elm Lane"', 'agreement = ""'], "agreement is empty."),
        (
            ['pupil = "Maya"', 'agreed_with = "C"', "agreed_on = 2026-11-16"],
            "agreed_on belongs to an answer with visitor, not with pupil.",
        ),
        (['pupils = "Maya"', "covered = true"], "pupils is not known here. Did you mean pupil?"),
    ],
)
def test_an_answer_that_could_be_misread_is_refused(lines: list[str], says: str) -> None:
    told = refused(answer(*lines))
    assert says in told
    assert "answer 1:" in told


@pytest.mark.parametrize(
    ("number", "says"),
    [
        ("0", "is 0, but counting begins at 1"),
        ("-1", "is -1, but counting begins at 1"),
        ("true", "is yes or no. Write"),
        ("1.0", "is a number. Write"),
        ('"1"', "is text. Write"),
    ],
)
@pytest.mark.parametrize("key", ["picture", "face"])
def test_a_number_that_no_face_can_have_is_refused(key: str, number: str, says: str) -> None:
    told = refused(answer("covered = true", **{key: number}))
    assert f"{key} {says}" in told
    assert "faults" not in told


def test_an_answer_without_its_numbers_is_refused() -> None:
    told = refused("[[answer]]\ncovered = true\n[[answer]]\ncovered = true\n")
    assert told.count("picture is missing") == 2
    assert told.count("face is missing") == 2
    assert "already" not in told


def test_two_answers_about_one_face_are_refused() -> None:
    told = refused(answer("covered = true") + answer('pupil = "Maya"'))
    assert "answer 2: face 1.3 has an answer already (answer 1). Keep one of the two." in told


def test_the_same_face_number_in_another_picture_is_another_face() -> None:
    assert len(parse(answer("covered = true") + answer("covered = true", picture="2"))) == 2


@pytest.mark.parametrize("text", ["", "answer = []", "# nothing yet"])
def test_a_file_without_answers_is_refused(text: str) -> None:
    assert "there is no answer in it. Begin each with a line [[answer]]" in refused(text)


def test_an_unknown_key_at_the_top_is_refused() -> None:
    assert "answers is not known here. Did you mean answer?" in refused("answers = []")


def test_every_answer_s_faults_are_told_at_once() -> None:
    told = refused(answer("covered = false") + answer(face="0"))
    assert "has 3 faults" in told
