"""What only all posts together tell: found once, when every post of an audit was judged.

Releases and what archives tell of are counted alike, and what is both is one post. Whom people
named while they looked through posts for one child does not count: that child alone was looked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from gatekeeper.desk.audit.audit_run import judgements, scope_of
from gatekeeper.desk.audit.judge_live import dossier_of
from gatekeeper.desk.audit.outline import Judging
from gatekeeper.domain.audit import OF_ALL, AuditRun, Judgement
from gatekeeper.domain.check import Applies
from gatekeeper.domain.finding import Finding
from gatekeeper.domain.release import Published
from gatekeeper.domain.verdict import Verdict
from gatekeeper.pipeline import judge
from gatekeeper.ports import UnitOfWork


def found_in_all(uow: UnitOfWork, judging: Judging) -> tuple[Finding, ...]:
    """Return what the rules find in all posts of a run together; nothing where none was judged."""
    said = judgements(uow, judging.run.id)
    live = next((post for one in said if (post := uow.live_posts.get(one.live))), None)
    if live is None:
        return ()
    together = shown_together(judging.run, judging.all_out.published, said)
    all_out = replace(judging.all_out, shown_together=together)
    dossier, _ = dossier_of(uow, replace(judging, all_out=all_out), live)
    found = judge(dossier, judging.school.book, Applies.PUBLISHED)
    return tuple(f for f in found if f.check in OF_ALL and f.verdict > Verdict.NOTE)


def shown_together(
    run: AuditRun, published: Iterable[Published], said: Iterable[Judgement]
) -> tuple[frozenset[str], ...]:
    """Return whom people named, in each post of the audit's time in which anybody was named.

    A copy of what was released, under another link or on another channel, is a post of its own.
    """
    scope = scope_of(run)
    posts = {item.id: item.shows for item in published if item.shows and scope.holds(item.at)}
    for one in said:
        name = one.release or one.live
        posts[name] = posts.get(name, frozenset()) | one.shows
    return tuple(shows for shows in posts.values() if shows)
