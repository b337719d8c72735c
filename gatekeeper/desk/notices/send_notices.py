"""Sending what is on the outbox shelf: afterwards, outside of any transaction, again if it failed.

Several notices for one person are one letter. A letter never holds a word of a post, a name of a
child, or an address that opens anything without signing in.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import groupby

from gatekeeper.desk.posts.find_post import stage_of
from gatekeeper.domain.incident import closed_at
from gatekeeper.domain.notice import GIVEN_UP, SEVERAL, Letter, Notice, NoticeKind, retry_after
from gatekeeper.domain.people import SCHOOL
from gatekeeper.domain.stage import Stage
from gatekeeper.errors import CouldNotCheck
from gatekeeper.ports import Mailer, Records, UnitOfWork

LEASE = timedelta(minutes=5)
"""How long one letter may take before another server may try it."""
SUBJECT = "gatekeeper: something is waiting for you"
STILL_SO = {
    NoticeKind.WAITING: frozenset({Stage.SUBMITTED}),
    NoticeKind.RETURNED: frozenset({Stage.RETURNED, Stage.PROPOSED}),
    NoticeKind.READY: frozenset({Stage.APPROVED}),
    NoticeKind.LAPSED: frozenset({Stage.DRAFT}),
}
"""Where a post must still stand for its notice to be worth sending."""
OF_A_TASK = frozenset(
    {
        NoticeKind.CHECK_ACCOUNT,
        NoticeKind.DELETE_FROM_GALLERY,
        NoticeKind.SEARCH_PUBLISHED,
        NoticeKind.LIVE_DIFFERS,
        NoticeKind.STILL_UP,
        NoticeKind.COMPARE,
        NoticeKind.AUDITED,
    }
)
"""Notices that are worth sending while their task is open."""


@dataclass(frozen=True, slots=True)
class Sent:
    """How many letters went out, and how many the server did not take."""

    letters: int = 0
    failed: int = 0


def send_notices(records: Records, mailer: Mailer, origin: str) -> Sent:
    """Send every notice that is due, one letter a person; safe to repeat at any time."""
    with records.begin() as uow:
        people = sorted({notice.person for notice in _due(uow)})
    told = [_send_to(records, mailer, origin, person) for person in people]
    return Sent(told.count(True), told.count(False))


def _send_to(records: Records, mailer: Mailer, origin: str, person: str) -> bool | None:
    """Send one person's letter; None where there is nothing to send, or another server does."""
    job = f"notices:{person}"
    with records.begin() as uow:
        notices, address = _still_so(uow, person), _address(uow, person)
        if not (notices and address and uow.jobs.claim(job, LEASE)):
            return None
    try:
        mailer.send(letter(address, notices, origin))
    except CouldNotCheck:
        went = False
    else:
        went = True
    with records.begin() as uow:
        for notice in notices:
            _note(uow, notice, went=went)
        uow.jobs.release(job)
    return went


def letter(address: str, notices: Iterable[Notice], origin: str) -> Letter:
    """Return the letter of these notices: how many of what, and where to sign in."""
    kinds = sorted((n.kind for n in notices), key=list(NoticeKind).index)
    counted = [(kind, len(list(same))) for kind, same in groupby(kinds)]
    lines = [kind if count == 1 else SEVERAL[kind].format(count=count) for kind, count in counted]
    return Letter(address, SUBJECT, "\n".join((*lines, "", f"Sign in: {origin}/", "")))


def _due(uow: UnitOfWork) -> list[Notice]:
    return [notice for notice in uow.notices.all() if notice.due(uow.now)]


def _still_so(uow: UnitOfWork, person: str) -> list[Notice]:
    """Return the person's notices that are still true, and drop the others."""
    mine = [notice for notice in _due(uow) if notice.person == person]
    true = [n for n in mine if uow.now - n.made_at < GIVEN_UP and _true(uow, n)]
    for notice in mine:
        if notice not in true:
            _put(uow, replace(notice, dropped_at=uow.now))
    return true


def _true(uow: UnitOfWork, notice: Notice) -> bool:
    if notice.kind is NoticeKind.STOPPED:
        stop = uow.queue_stops.get(notice.post)
        return stop is not None and stop.started_at is None
    if notice.kind is NoticeKind.INCIDENT:
        lines = (line for line in uow.incident_notes.all() if line.incident == notice.post)
        return closed_at(lines) is None
    if notice.kind in OF_A_TASK:
        task = uow.tasks.get(notice.post)
        return task is not None and task.done_at is None
    known = uow.posts.get(notice.post) is not None
    return known and stage_of(uow, notice.post) in STILL_SO[notice.kind]


def _address(uow: UnitOfWork, person_id: str) -> str:
    person = uow.people.get(person_id)
    return person.email if person is not None and person.ended_at is None else ""


def _note(uow: UnitOfWork, notice: Notice, *, went: bool) -> None:
    if went:
        _put(uow, replace(notice, sent_at=uow.now))
        uow.ledger.append(
            "notice.sent",
            actor=SCHOOL,
            subject=notice.post,
            details={"to": notice.person, "kind": notice.kind.name.lower()},
        )
        return
    tries = notice.tries + 1
    _put(uow, replace(notice, tries=tries, try_after=uow.now + retry_after(tries)))


def _put(uow: UnitOfWork, notice: Notice) -> None:
    uow.notices.put(notice, seen=uow.notices.version(notice.id))
