"""Remembering until July that a whole phrase, such as "Big Ben", names no pupil."""

from __future__ import annotations

from datetime import date

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.school import School
from gatekeeper.domain.canonical import digest
from gatekeeper.domain.check import FixKind
from gatekeeper.domain.people import Duty
from gatekeeper.domain.phrases import NotAPupil, end_of_year, is_memorable, key
from gatekeeper.domain.post import Version
from gatekeeper.domain.words import SchoolLists
from gatekeeper.ports import UnitOfWork


def not_pupils(uow: UnitOfWork, lists: SchoolLists, today: date) -> frozenset[str]:
    """Return the phrases, by their key, that are known to name no pupil on this day."""
    remembered = {key(item.phrase) for item in uow.not_pupils.all() if item.on(today)}
    return frozenset(remembered | set(map(key, lists.curriculum)))


def remember_phrase(
    uow: UnitOfWork, school: School, actor: Actor, version: Version, phrase: str
) -> bool:
    """Remember a phrase that the newest decision asks about; never a bare first name.

    `Well Done Ben` is one too: everyday words with a name would hide every pupil of that name.

    Returns whether it was remembered.

    Raises:
        NotAllowed: the person may not answer.
    """
    actor.require(uow, Duty.ANSWER)
    if not is_memorable(phrase) or key(phrase) not in _asked(uow, version):
        return False
    until = end_of_year(school.day(uow.now))
    item = NotAPupil(digest("phrase", key(phrase)), phrase, actor.id, uow.now, until)
    uow.not_pupils.put(item, uow.not_pupils.version(item.id))
    uow.ledger.append(
        "phrase.remembered",
        actor=actor.id,
        subject=version.id,
        details={"until": until.isoformat()},
    )
    return True


def _asked(uow: UnitOfWork, version: Version) -> frozenset[str]:
    return frozenset(
        key(fix.value)
        for decision in uow.decisions.of(version.id)[-1:]
        for finding in decision.findings
        for fix in finding.fixes
        if fix.kind is FixKind.SAY_NOBODY
    )
