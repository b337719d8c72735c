"""Comparing faces of old pictures with the enrolled children, as far as the lock's scope reaches.

Old posts declare no groups, so only the widest scope covers them. What comes of it is one thing: a
post moves from "nobody has looked" to "may show" in the lists of a child (`showing.known_out`), and
has to be looked at as before. It is kept under keys of its own, so that no judgement reads it:
it answers for no face, and a post is judged the same with the lock open and shut.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from gatekeeper.desk.checking.suggest_names import Comparison, comparison
from gatekeeper.desk.matching.comparing import Matching, matching
from gatekeeper.desk.matching.enable_matching import current_lock, what_is_missing
from gatekeeper.domain.audit import AuditRun, judgement_id
from gatekeeper.domain.biometrics import Scope
from gatekeeper.domain.canonical import digest
from gatekeeper.domain.people import SCHOOL
from gatekeeper.domain.suggestion import Suggested, Suggestion
from gatekeeper.ports import FaceMatcher, UnitOfWork

NOWHERE: frozenset[str] = frozenset()
"""The groups of an old post: none is declared."""
COMPARED = (
    "Faces that nobody has answered for were compared with the enrolled children. What came of it "
    "stands in “may show” on a child’s page, and nowhere else."
)
SHUT = "No face was compared with anybody: the lock on telling faces apart is shut."
OUTSIDE = (
    "No face was compared with anybody: the lock is open for pictures whose groups were declared, "
    "and old posts declare none."
)
NOBODY = "No face was compared with anybody: nobody is enrolled."
NOT_TODAYS = "No face was compared with anybody: this is not the school’s audit of today."


def old_comparisons(
    uow: UnitOfWork, matcher: FaceMatcher, run: AuditRun, lives: Sequence[str]
) -> tuple[Comparison, ...]:
    """Return what may be compared now of posts (ids) with unanswered faces, and was not yet."""
    allowed = matching(uow, NOWHERE) if run.counts else None
    if allowed is None:
        return ()
    wanted = (one for live in lives for one in _of(uow, matcher, allowed, run, live))
    return tuple(one for one in wanted if one.faces and uow.suggestions.get(one.key) is None)


def keep_suggested(
    uow: UnitOfWork,
    matcher: FaceMatcher,
    run: AuditRun,
    found: Mapping[str, tuple[Comparison, tuple[Suggestion, ...]]],
) -> None:
    """Keep what was suggested, by key; what may not be compared any more is thrown away.

    The ledger is told how many faces were measured, kept or not.
    """
    if not found:
        return
    count = sum(len(wanted.faces) for wanted, _ in found.values())
    uow.ledger.append("faces.compared", actor=SCHOOL, subject=run.id, details={"faces": str(count)})
    posts = list(dict.fromkeys(wanted.post for wanted, _ in found.values()))
    for now in old_comparisons(uow, matcher, run, posts):
        if now.key in found:
            said = found[now.key][1]
            uow.suggestions.put(
                Suggested(now.key, now.post, now.original, matcher.version, said, uow.now)
            )


def how_compared(uow: UnitOfWork, run: AuditRun) -> str:
    """Return in a sentence with whom the faces of an audit may be compared now."""
    if not run.counts:
        return NOT_TODAYS
    if what_is_missing(uow):
        return SHUT
    if current_lock(uow).scope is not Scope.SCHOOL:
        return OUTSIDE
    return COMPARED if matching(uow, NOWHERE) else NOBODY


def _of(
    uow: UnitOfWork, matcher: FaceMatcher, allowed: Matching, run: AuditRun, name: str
) -> Iterator[Comparison]:
    """Yield the comparisons of one post, if nobody has accounted for a face in it."""
    live, said = uow.live_posts.get(name), uow.judgements.get(judgement_id(run.id, name))
    if live is None or said is None or not said.faces:
        return
    post = live.as_version().post
    for picture in post.pictures:
        one = comparison(uow, matcher, allowed, post, picture.original.digest)
        yield replace(one, key=digest("old picture", {"key": one.key}))
