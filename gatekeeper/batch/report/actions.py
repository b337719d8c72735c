"""The plan of action: what is to be done, row by row, for every table that is made of it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from typing import BinaryIO

from gatekeeper.batch.report.gathered import Gathered, Told
from gatekeeper.desk.school import LONDON
from gatekeeper.domain.audit import Call
from gatekeeper.domain.finding import Finding

_STARTS_A_FORMULA = (*"=+-@\t\r\n", *"\uff1d\uff0b\uff0d\uff20")
"""The last four are the wide ones of East Asian keyboards, which some spreadsheets take too."""

_LISTED = (Call.TAKE_DOWN, Call.ASK, Call.COULD_NOT_CHECK)


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to do. No text in it is taken for a formula."""

    call: str
    posted: date | None
    channel: str
    post: str
    """Its link where it has one, or what it is called in the archive."""
    why: str
    what_to_do: str
    rule: str = ""
    clause: str = ""
    who: str = ""
    done: str = ""

    @property
    def cells(self) -> tuple[str | date | None, ...]:
        """The row, in the order of `COLUMNS`."""
        return tuple(getattr(self, field.name) for field in fields(self))


COLUMNS = tuple(field.name.replace("_", " ") for field in fields(Action))


def actions(told: Gathered) -> Iterator[Action]:
    """Yield what is to be done, the worst first; what nobody knows is counted, never left out."""
    for call in _LISTED:
        for post in told.of(call):
            yield from (_of_finding(call, post, finding) for finding in post.said.findings)
    for place in told.run.unreadable:
        yield _counted(Call.COULD_NOT_CHECK, place.where, f"{place.why}.", "Open it and look.")
    for what, count in told.untold:
        why = f"The archive does not tell {what}."
        yield _counted(Call.COULD_NOT_CHECK, _posts(count), why, "Look it up in the app.")
    if looks := told.calls[Call.LOOK]:
        why = f"Nobody has said who these {told.faces(Call.LOOK)} faces are."
        yield _counted(Call.LOOK, _posts(looks), why, "Look through the posts and say who it is.")


def write_csv(told: Gathered, file: BinaryIO) -> None:
    """Write the plan as CSV, with a byte-order mark, so that Excel reads it as UTF-8."""
    text = io.TextIOWrapper(file, "utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows([_as_text(cell) for cell in action.cells] for action in actions(told))
    text.detach()


def _of_finding(call: Call, post: Told, finding: Finding) -> Action:
    out = post.live.post
    return Action(
        call=call.words,
        posted=out.at.astimezone(LONDON).date() if out.at else None,
        channel=out.channel.brand,
        post=harmless(out.link or out.called),
        why=harmless(finding.sentence),
        what_to_do=harmless(finding.remedy),
        rule=finding.rule,
        clause=finding.clause,
    )


def _counted(call: Call, what: str, why: str, then: str) -> Action:
    return Action(call.words, None, "", harmless(what), harmless(why), then)


def _posts(count: int) -> str:
    return f"{count} post{'' if count == 1 else 's'}"


def _as_text(cell: str | date | None) -> str:
    return f"{cell:%d/%m/%Y}" if isinstance(cell, date) else cell or ""


def harmless(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula, whatever it is saved as next."""
    return f"'{cell}" if cell.lstrip(" ").startswith(_STARTS_A_FORMULA) else cell
