"""A family's answers in the file against those on record: which of them would be written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime

from gatekeeper.desk.register_difference import AnswerChange
from gatekeeper.desk.register_file import PupilRow
from gatekeeper.desk.school import School
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.register import Consent, ConsentState, Use

What = tuple[ChannelName, Use]
Answers = Mapping[What, Consent]
"""The newest answer on record for each channel and use that has one."""


def answer_changes(row: PupilRow, answers: Answers, now: datetime) -> Iterator[AnswerChange]:
    """Yield the answers of a row that say something else than the record."""
    today = School.day(now)
    for old, new in _pairs(row, answers, now):
        if not _same(old, new) and not _stays_withdrawn(old, new):
            before = old.state_on(today) if old else ConsentState.NOT_ANSWERED
            yield AnswerChange(before, new.state_on(today), new)


def yes_not_taken(row: PupilRow, answers: Answers, now: datetime) -> bool:
    """Whether a yes in the row is left out, because a withdrawal is not older than it."""
    return any(
        new.state is ConsentState.GIVEN and _stays_withdrawn(old, new)
        for old, new in _pairs(row, answers, now)
    )


def _pairs(
    row: PupilRow, answers: Answers, now: datetime
) -> Iterator[tuple[Consent | None, Consent]]:
    for what in row.answers:
        yield answers.get(what), _said(row, what, now)


def _said(row: PupilRow, what: What, now: datetime) -> Consent:
    """Return the record of an answer as the file has it, without id, child and recorder."""
    channel, use = what
    blank = Consent("", "", channel, use, ConsentState.NOT_ANSWERED, now)
    if row.answers[what] is ConsentState.NOT_ANSWERED:
        return blank
    return replace(
        blank,
        state=row.answers[what],
        given_on=row.given_on,
        until=row.until,
        given_by=row.given_by,
        paper=row.paper,
    )


def _same(old: Consent | None, new: Consent) -> bool:
    if old is None:
        return new.state is ConsentState.NOT_ANSWERED
    return replace(old, id="", pupil="", recorded_at=new.recorded_at, recorded_by="") == new


def _stays_withdrawn(old: Consent | None, new: Consent) -> bool:
    """Whether a withdrawal stands: only an answer of a later day takes its place.

    Otherwise the next export of an office system that nobody told would give the consent back.
    """
    if old is None or old.state is not ConsentState.WITHDRAWN:
        return False
    withdrawn = max(old.given_on or date.min, School.day(old.recorded_at))
    return new.given_on is None or new.given_on <= withdrawn
