"""Judging a post that is out: the evidence of a draft, the rules and permissions of today."""

from __future__ import annotations

from dataclasses import replace

from gatekeeper.desk.audit.release_of import live_of
from gatekeeper.desk.checking.assemble import assemble, standing
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
from gatekeeper.domain.permission import permissions
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
    dossier = _beside_release(uow, live, assemble(uow, school, examiners, version))
    found = [f for f in judge(dossier, school.book, Applies.PUBLISHED) if f.verdict > Verdict.NOTE]
    asked = [f for f in found if f.check == FACES and f.verdict is Verdict.ASK]
    known = tuple(f for f in found if f not in asked and f.check not in SCHOOLS_OWN)
    faces = 0 if dossier.live and dossier.live.accounted else len(asked)
    untold = tuple(live.post.untold)
    judgement = Judgement(
        id=name,
        run=run.id,
        live=live.id,
        call=call_of(known, faces=faces, untold=bool(untold)),
        findings=known,
        school=tuple(f for f in found if f.check in SCHOOLS_OWN),
        faces=faces,
        untold=untold,
        posted_at=version.at,
        at=uow.now,
    )
    uow.judgements.put(judgement)
    return judgement


def _beside_release(uow: UnitOfWork, live: LivePost, dossier: Dossier) -> Dossier:
    """Add how the post stands, and leave out the trips that began after it went out."""
    began = (t for t in dossier.trips_under_way if t.starts <= dossier.post.written_at)
    here = live_of(uow, live, dossier)
    pupils = [pupil for name in sorted(here.shows) if (pupil := uow.pupils.get(name)) is not None]
    post, today = dossier.post, dossier.today
    may = (
        permission
        for pupil in pupils
        for permission in permissions(standing(uow, pupil), post.channels, on=today)
    )
    return replace(
        dossier,
        live=here,
        trips_under_way=tuple(began),
        permissions=(*dossier.permissions, *may),
        called={**dossier.called, **{pupil.id: pupil.called for pupil in pupils}},
    )
