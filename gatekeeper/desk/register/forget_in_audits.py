"""What audits said of a child: their findings name whom they are about, and outlive the child.

A finding that names the child keeps its rule and its verdict, so that an audit's counts stay true;
its words are taken away when the child is erased, and no earlier version of them stays. Nor does a
post's judgement tell that it shows the child.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from gatekeeper.domain.audit import Judgement
from gatekeeper.domain.finding import Finding
from gatekeeper.domain.register import Pupil
from gatekeeper.ports import UnitOfWork

INSTEAD = "This named a child who was erased since."


def naming(uow: UnitOfWork, child: Pupil) -> Iterator[Judgement]:
    """Yield what audits said that names the child."""
    for said in uow.judgements.all():
        found = (*said.findings, *said.school)
        if child.id in said.shows or any(_names(finding, child) for finding in found):
            yield said


def forget_in_audits(uow: UnitOfWork, child: Pupil) -> None:
    """Take the child out of what audits said, and the words of every finding that names it."""
    for said in tuple(naming(uow, child)):
        findings, school = (_without(found, child) for found in (said.findings, said.school))
        shows = said.shows - {child.id}
        after = replace(said, findings=findings, school=school, shows=shows)
        uow.judgements.put(after, seen=uow.judgements.version(said.id))
        uow.judgements.forget_earlier(said.id)


def _without(findings: tuple[Finding, ...], child: Pupil) -> tuple[Finding, ...]:
    return tuple(_worded(f) if _names(f, child) else f for f in findings)


def _worded(finding: Finding) -> Finding:
    return replace(finding, subject="", sentence=INSTEAD, remedy="", fixes=(), reasons=())


def _names(finding: Finding, child: Pupil) -> bool:
    """Whether the child's id or name stands anywhere in a finding, however it is written."""
    words = repr(finding).casefold()
    names = (child.id, child.full_name, child.called)
    return any(name.casefold() in words for name in names)
