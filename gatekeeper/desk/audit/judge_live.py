"""Judging a post that is out: the evidence of a draft, the rules and permissions of today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from gatekeeper.desk.audit.more_seen import more_seen
from gatekeeper.desk.audit.outline import Judging, Outline, went_out
from gatekeeper.desk.audit.release_of import (
    Named,
    copies,
    fingerprints,
    live_of,
    only_originals_known,
    release_of,
)
from gatekeeper.desk.checking.assemble import assemble, standing
from gatekeeper.domain.audit import (
    FACES,
    SCHOOLS_OWN,
    Judgement,
    LivePost,
    call_of,
    judgement_id,
)
from gatekeeper.domain.check import Applies
from gatekeeper.domain.decision import basis_of
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.history import History
from gatekeeper.domain.live import Differs, Live, gathered
from gatekeeper.domain.permission import AsOf, permissions
from gatekeeper.domain.release import Published
from gatekeeper.domain.verdict import Verdict
from gatekeeper.pipeline import judge
from gatekeeper.ports import UnitOfWork


def judge_live(uow: UnitOfWork, judging: Judging, live: LivePost) -> Judgement:
    """Judge a post for an audit and keep what came of it, until the post is another."""
    before = uow.judgements.get(judgement_id(judging.run.id, live.id))
    if before is not None and live.is_told_by(before):
        return before
    return keep_judgement(uow, judged(uow, judging, live))


def keep_judgement(uow: UnitOfWork, judgement: Judgement) -> Judgement:
    """Keep a judgement, and return the one on record: the first one of the post as it is."""
    before, live = uow.judgements.get(judgement.id), uow.live_posts.get(judgement.live)
    if before is not None and live is not None and live.is_told_by(before):
        return before
    uow.judgements.put(judgement, seen=uow.judgements.version(judgement.id))
    return judgement


def judged(uow: UnitOfWork, judging: Judging, live: LivePost) -> Judgement:
    """Judge a post for an audit; nothing is written."""
    dossier, release = dossier_of(uow, judging, live)
    all_found = judge(dossier, judging.school.book, Applies.PUBLISHED)
    found = [f for f in all_found if f.verdict > Verdict.NOTE]
    asked = [f for f in found if f.check == FACES and f.verdict is Verdict.ASK]
    known = tuple(f for f in found if f not in asked and f.check not in SCHOOLS_OWN)
    faces = 0 if dossier.live and dossier.live.accounted else len(asked)
    untold = tuple(live.post.untold)
    return Judgement(
        id=judgement_id(judging.run.id, live.id),
        run=judging.run.id,
        live=live.id,
        call=call_of(known, faces=faces, untold=bool(untold)),
        findings=known,
        school=tuple(f for f in found if f.check in SCHOOLS_OWN),
        faces=faces,
        untold=untold,
        posted_at=dossier.post.written_at,
        at=uow.now,
        basis=basis_of(dossier, judging.school.book.digest).digest,
        release=release.id if release else "",
        shows=gathered(dossier.live).shows,
    )


def dossier_of(
    uow: UnitOfWork, judging: Judging, live: LivePost
) -> tuple[Dossier, Published | None]:
    """Return the evidence about a post that is out, as a draft's, how it stands, and its release.

    The release is the one of ours that it is; None where none fits.
    """
    as_of, all_out = judging.as_of, judging.all_out
    dossier = assemble(uow, judging.school, judging.examiners, live.as_version(), as_of)
    shown = fingerprints(dossier)
    found = release_of(all_out.published, live, shown)
    named = _named(found, copies(all_out.published, shown))
    asked = as_of or AsOf(dossier.today)
    pupils = tuple(p for name in sorted(named) if (p := uow.pupils.get(name)) is not None)
    left = frozenset(p.id for p in pupils if p.left_on is not None and p.left_on <= asked.day)
    about = _about(dossier, found)
    may = (
        permission
        for pupil in pupils
        for permission in permissions(
            asked.known(standing(uow, pupil)), dossier.post.channels, on=asked.day, about=about
        )
    )
    told = replace(
        dossier,
        live=_compared(
            uow, live, found, live_of(all_out, live, dossier, found, Named(named, left))
        ),
        history=_history(live, all_out),
        trips_under_way=(),
        permissions=(*dossier.permissions, *may),
        called={**dossier.called, **{pupil.id: pupil.called for pupil in pupils}},
    )
    return told, found


def _compared(uow: UnitOfWork, live: LivePost, found: Published | None, here: Live) -> Live:
    """Return how it stands; of what nobody can compare, none is as it was released, or changed."""
    here = replace(here, withdrawn=here.withdrawn or _recalled(uow, found))
    if found is None:
        return here
    told = tuple(what for what in here.differs if what is not Differs.PICTURES)
    if only_originals_known(uow, found):
        return replace(here, differs=(*told, Differs.NOT_COMPARED), pictures_known=False)
    if more_seen(uow, found, live):
        return replace(here, differs=(*told, Differs.PICTURES), pictures_known=False)
    return here


def _recalled(uow: UnitOfWork, found: Published | None) -> bool:
    recalls = uow.recalls.of(found.post) if found else ()
    return any(recall.lifted_at is None for recall in recalls)


def _named(found: Published | None, others: Iterable[Published]) -> frozenset[str]:
    return frozenset[str]().union(*(one.shows for one in (found, *others) if one is not None))


def _about(dossier: Dossier, found: Published | None) -> frozenset[str]:
    """Return what an objection of a day may be about: this post, its release, or a picture."""
    released = {found.post, *found.originals} if found else set()
    return dossier.post.about | released


def _history(live: LivePost, all_out: Outline) -> History:
    out = went_out(live)
    return all_out.around(out.day) if out else History()
