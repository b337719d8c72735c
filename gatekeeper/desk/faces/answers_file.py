"""Many answers in one file: who each numbered face is.

    [[answer]]
    picture = 1
    face = 3
    pupil = "Maya Silva"

    [[answer]]
    picture = 1
    face = 4
    visitor = "Dr Ola, the dentist"
    agreed_with = "Mrs Chen asked her"
    agreed_on = 2026-11-16

Each answer says exactly one of `pupil`, `adult`, `visitor`, `other_school`, `covered`,
`unrecognisable`, `nobody`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from gatekeeper.desk.people.find_named import find_adult, find_pupil
from gatekeeper.desk.toml_table import TomlTable, open_toml
from gatekeeper.domain.answer import Said

__all__ = ["FILE", "SaidHere", "find_adult", "find_pupil", "parse"]

FILE = "The answers file"
_NAMED: Mapping[str, Said] = {
    "pupil": Said.PUPIL,
    "adult": Said.ADULT,
    "visitor": Said.VISITOR,
    "other_school": Said.OTHER_SCHOOL,
}
_TICKED: Mapping[str, Said] = {
    "covered": Said.COVERED,
    "unrecognisable": Said.UNRECOGNISABLE,
    "nobody": Said.NOBODY,
}
_KINDS = {**_NAMED, **_TICKED}
_BELONGS = {"agreed_with": "visitor", "agreed_on": "visitor", "agreement": "other_school"}
"""Which answer each further key belongs to."""


@dataclass(frozen=True, slots=True)
class SaidHere:
    """One answer by the numbers that people see; `who` is a name or number still to be looked up.

    An empty `agreement` means that nobody agreed, and the rules will say so.
    """

    picture: int
    face: int
    said: Said
    who: str = ""
    agreement: str = ""
    agreed_on: date | None = None


def parse(text: str) -> tuple[SaidHere, ...]:
    """Read the answers in the order written.

    Raises:
        UsageError: names every fault at once, with what to write instead.
    """
    file = open_toml(text, FILE)
    tables = file.tables("answer")
    answers = tuple(map(_answer, tables))
    if not file.has("answer") or file.values["answer"] == []:
        file.fault("there is no answer in it. Begin each with a line [[answer]].")
    _refuse_repeats(tables, answers)
    file.finish()
    return answers


def _answer(table: TomlTable) -> SaidHere:
    picture, face = table.number("picture"), table.number("face")
    keys = [key for key in _KINDS if table.has(key)]
    if len(keys) != 1:
        listed = " and ".join(keys) or "nobody"
        table.fault(f"it names {listed}. Say exactly one of {', '.join(_KINDS)}.")
    key = keys[0] if keys else "nobody"
    agreement, agreed_on = _agreement(table, key)
    return SaidHere(picture, face, _KINDS[key], _who(table, keys), agreement, agreed_on)


def _who(table: TomlTable, keys: list[str]) -> str:
    """Return the name; an answer that is ticked has none, and can only be ticked with true."""
    for key in keys:
        if key in _TICKED and table.values[key] is not True:
            table.fault(f"{key} can only be true. Write {key} = true, or leave the line out.")
    return "".join([table.text(key, required=True) for key in keys if key in _NAMED][:1])


def _agreement(table: TomlTable, said: str) -> tuple[str, date | None]:
    for key, owner in _BELONGS.items():
        if table.has(key) and said != owner:
            table.fault(f"{key} belongs to an answer with {owner}, not with {said}.")
    if table.has("agreed_with") != table.has("agreed_on"):
        table.fault("agreed_with and agreed_on go together: who asked, and on which day.")
    agreed_with = table.text("agreed_with", required=table.has("agreed_with"))
    agreement = table.text("agreement", required=table.has("agreement"))
    return agreed_with or agreement, table.day("agreed_on")


def _refuse_repeats(tables: tuple[TomlTable, ...], answers: tuple[SaidHere, ...]) -> None:
    seen: dict[tuple[int, int], int] = {}
    for number, (table, answer) in enumerate(zip(tables, answers, strict=True), start=1):
        before = seen.setdefault((answer.picture, answer.face), number)
        if before != number and answer.picture and answer.face:
            face = f"face {answer.picture}.{answer.face}"
            table.fault(f"{face} has an answer already (answer {before}). Keep one of the two.")
