"""Checking a post: gather what is missing, make the finished files, judge, keep the decision."""

from __future__ import annotations

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.book.adopt_rules import rules_in_force
from gatekeeper.desk.checking.assemble import assemble
from gatekeeper.desk.checking.examiners import Examiners
from gatekeeper.desk.checking.gather import gather, gather_finished, gather_text
from gatekeeper.desk.checking.kept_decision import kept, marks
from gatekeeper.desk.checking.reach import reach
from gatekeeper.desk.checking.renditions import make_renditions
from gatekeeper.desk.checking.suggest_names import suggest_names
from gatekeeper.desk.matching.destroy_faces import destroy_leavers_once_a_day
from gatekeeper.desk.posts.find_post import find_post
from gatekeeper.desk.school import School
from gatekeeper.domain.canonical import salted
from gatekeeper.domain.check import Applies
from gatekeeper.domain.decision import Decision
from gatekeeper.domain.post import Version
from gatekeeper.errors import CouldNotCheck
from gatekeeper.pipeline import decide
from gatekeeper.ports import Records, UnitOfWork


def check_post(
    records: Records, school: School, examiners: Examiners, actor: Actor, name: str
) -> Decision:
    """Gather, judge and keep the decision; safe to repeat at any time.

    Raises:
        CouldNotCheck: the rule book is not in force.
        NotYet: another process is looking at the same picture.
    """
    with records.begin() as uow:
        post = find_post(uow, name).id
        in_force(uow, school)
        destroy_leavers_once_a_day(uow)
    gather(records, examiners, post)
    suggest_names(records, examiners, post)
    make_renditions(records, examiners, post)
    gather_text(records, examiners, post)
    gather_finished(records, examiners, post)
    with records.begin() as uow:
        return judge(uow, school, examiners, actor, find_post(uow, post))


def judge(
    uow: UnitOfWork, school: School, examiners: Examiners, actor: Actor, version: Version
) -> Decision:
    """Judge a version as of now, from what is on record, and keep the decision.

    What is returned has the suggested names, what is kept has not (`kept_decision`).
    """
    decision = judged(uow, school, examiners, version)
    stored = as_kept(uow, examiners, version, decision)
    uow.decisions.put(stored)
    uow.ledger.append(
        "post.judged",
        actor=actor.id,
        subject=version.id,
        details={
            "version": str(version.number),
            "verdict": decision.verdict.name,
            "decision": salted(uow.secret(version.id), stored.digest),
            "rules": decision.book_digest,
        },
    )
    return decision


def as_kept(
    uow: UnitOfWork, examiners: Examiners, version: Version, decision: Decision
) -> Decision:
    """Return a judgement of now as it would be kept: by this, and no other, two are compared."""
    near = reach(uow, examiners, version.post, uow.answers.of(version.id))
    return kept(decision, marks(uow, near.suggested))


def judged(uow: UnitOfWork, school: School, examiners: Examiners, version: Version) -> Decision:
    """Return the judgement of a version as of now without keeping it."""
    in_force(uow, school)
    return decide(
        assemble(uow, school, examiners, version),
        school.book,
        decision_id=uow.mint(),
        version=version.number,
        applies=Applies.DRAFT,
    )


def in_force(uow: UnitOfWork, school: School) -> None:
    """Stop unless the headteacher has adopted exactly this rule book.

    Raises:
        CouldNotCheck: she has not, or the files changed since.
    """
    if not rules_in_force(uow, school.book.digest):
        message = "The rule book is not in force: the headteacher has not adopted it as it stands."
        raise CouldNotCheck(message, "The headteacher runs `gatekeeper rules adopt`.")
