"""A family's answers in the file against those on record: which of them would be written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from gatekeeper.desk.register.register_difference import AnswerChange, told_dates
from gatekeeper.desk.register.register_file import PupilRow
from gatekeeper.desk.school import School
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.register import Consent, ConsentState, Use

What = tuple[ChannelName, Use]
Answers = Mapping[What, Consent]
"""The newest answer on record for each channel and use that has one."""
NO = (ConsentState.REFUSED, ConsentState.WITHDRAWN)
OLDER = (
    "the yes in the file is not of a later day. If the family agreed again, put that day into "
    "given_on."
)
_NEWER = (
    "given as it was written down at the desk: {}. The yes in the file is not of a later day. If "
    "the family agreed again, put that day into given_on."
)
_AT_DESK = (
    "that was written down at the desk, and a file does not take it back by itself. If the family "
    "agreed again, say so when you import, with `--agreed-again {}`."
)


@dataclass(frozen=True, slots=True)
class RowAnswers:
    """The answers of one row beside those on record.

    `agreed_again`: a person said that the family takes back what was withdrawn at the desk.
    """

    row: PupilRow
    answers: Answers
    agreed_again: bool
    now: datetime

    def changes(self) -> Iterator[AnswerChange]:
        """Yield the answers that say something else than the record and take its place."""
        today = School.day(self.now)
        for old, new in self._pairs():
            if not _same(old, new) and not self._why_kept(old, new):
                before = old.state_on(today) if old else ConsentState.NOT_ANSWERED
                yield AnswerChange(before, new.state_on(today), new)

    def notes(self) -> Iterator[str]:
        """Yield a sentence for each reason for which a yes in the row is left out."""
        kept = {
            self._why_kept(old, new): None
            for old, new in self._pairs()
            if new.state is ConsentState.GIVEN
        }
        for why in filter(None, kept):
            yield f"Row {self.row.row}: {self.row.called} stays {why}"

    def _pairs(self) -> Iterator[tuple[Consent | None, Consent]]:
        for what in self.row.answers:
            yield self.answers.get(what), _said(self.row, what, self.now)

    def _why_kept(self, old: Consent | None, new: Consent) -> str:
        """Return why what is on record stands against the file, or nothing if it does not.

        Otherwise the next export of an office system that nobody told would give the consent back,
        or take the end off a yes that was limited since.
        """
        if old is not None and _limited_since(old, new):
            return _NEWER.format(told_dates(old))
        if old is None or old.state not in NO:
            return ""
        if (new.given_on or date.min) < (old.given_on or date.min):
            return f"{old.state}: {OLDER}"
        if old.state is ConsentState.WITHDRAWN and not old.from_file:
            agreed = self.agreed_again and new.state is ConsentState.GIVEN
            return "" if agreed else f"withdrawn: {_AT_DESK.format(self.row.mis_id)}"
        return f"{old.state}: {OLDER}" if _not_later(old, new) else ""


def _said(row: PupilRow, what: What, now: datetime) -> Consent:
    """Return the record of an answer as the file has it, without id, child and recorder."""
    channel, use = what
    blank = Consent("", "", channel, use, ConsentState.NOT_ANSWERED, now, from_file=True)
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
    bare = replace(old, id="", pupil="", recorded_at=new.recorded_at, recorded_by="")
    return replace(bare, from_file=True) == new


def _limited_since(old: Consent, new: Consent) -> bool:
    """Whether a yes from the desk ends sooner than one in the file that is of no later day."""
    if old.from_file or (old.state, new.state) != (ConsentState.GIVEN, ConsentState.GIVEN):
        return False
    then, now = (consent.given_on or date.min for consent in (old, new))
    ends, ends_now = (consent.until or date.max for consent in (old, new))
    return now <= then and ends < ends_now


def _not_later(old: Consent, new: Consent) -> bool:
    """Whether an answer is not of a later day than a withdrawal that a file brought."""
    if old.state is not ConsentState.WITHDRAWN:
        return False
    withdrawn = max(old.given_on or date.min, School.day(old.recorded_at))
    return new.given_on is None or new.given_on <= withdrawn
