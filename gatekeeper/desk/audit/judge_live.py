"""Judging a post that is out: the evidence of a draft, the rules and permissions of today."""

from __future__ import annotations

from dataclasses import replace

from gatekeeper.desk.checking.assemble import assemble
from gatekeeper.desk.checking.examiners import Examiners
from gatekeeper.desk.school import School
from gatekeeper.domain.audit import (
    FACES,
    SCHOOLS_OWN,
    AuditRun,
    Judgement,
    LivePost,
    call_of,
    judgement_id,
)
from gatekeeper.domain.check import Applies
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.verdict import Verdict
from gatekeeper.pipeline import judge
from gatekeeper.ports import UnitOfWork


def judge_live(
    uow: UnitOfWork, school: School, examiners: Examiners, run: AuditRun, live: LivePost
) -> Judgement:
    """Judge a post for an audit and keep what came of it; once judged it stays as it is."""
    name = judgement_id(run.id, live.id)
    before = uow.judgements.get(name)
    if before is not None:
        return before
    version = live.as_version()
    dossier = _as_of_then(assemble(uow, school, examiners, version))
    found = [f for f in judge(dossier, school.book, Applies.PUBLISHED) if f.verdict > Verdict.NOTE]
    faces = [f for f in found if f.check == FACES and f.verdict is Verdict.ASK]
    known = tuple(f for f in found if f not in faces and f.check not in SCHOOLS_OWN)
    untold = tuple(live.post.untold)
    judgement = Judgement(
        id=name,
        run=run.id,
        live=live.id,
        call=call_of(known, faces=len(faces), untold=bool(untold)),
        findings=known,
        school=tuple(f for f in found if f.check in SCHOOLS_OWN),
        faces=len(faces),
        untold=untold,
        posted_at=version.at,
        at=uow.now,
    )
    uow.judgements.put(judgement)
    return judgement


def _as_of_then(dossier: Dossier) -> Dossier:
    """Leave out the trips that began after the post went out: it cannot tell of them."""
    began = (t for t in dossier.trips_under_way if t.starts <= dossier.post.written_at)
    return replace(dossier, trips_under_way=tuple(began))
