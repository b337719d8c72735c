"""Sending a draft for sign-off."""

from __future__ import annotations

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.checking.check_post import judge
from gatekeeper.desk.checking.examiners import Examiners
from gatekeeper.desk.posts.find_post import FROZEN, find_post, stage_of
from gatekeeper.desk.publishing.approvers import who_approves
from gatekeeper.desk.school import School
from gatekeeper.desk.takedown.told import close_tasks
from gatekeeper.desk.tell import tell
from gatekeeper.domain.decision import Decision
from gatekeeper.domain.notice import NoticeKind
from gatekeeper.domain.people import Duty
from gatekeeper.domain.release import TaskKind
from gatekeeper.domain.sign_off import Submission
from gatekeeper.domain.stage import Stage
from gatekeeper.domain.verdict import Verdict
from gatekeeper.errors import CouldNotCheck, NotYet, Refused
from gatekeeper.ports import UnitOfWork


def submit(
    uow: UnitOfWork, school: School, examiners: Examiners, actor: Actor, name: str
) -> Submission:
    """Judge once more and put the post in the headteacher's queue.

    Raises:
        NotYet: something must be answered first, or the post is past this step.
        Refused: a rule stands against it.
        CouldNotCheck: something could not be checked, and nobody may accept that.
    """
    actor.require(uow, Duty.SUBMIT)
    version = find_post(uow, name)
    stage = stage_of(uow, version.id)
    if stage in FROZEN | {Stage.SUBMITTED, Stage.APPROVED, Stage.RELEASED}:
        message = f"{version.slug} is already {stage.value}."
        raise NotYet(message, "Nothing to do. Change the post to send another version.")
    decision = judge(uow, school, examiners, actor, version)
    may_be_signed(decision)
    submission = Submission(uow.mint(), version.id, version.number, decision.id, actor.id, uow.now)
    uow.submissions.put(submission)
    close_tasks(uow, actor.id, version.id, {TaskKind.LOOK_AGAIN}, "sent anew")
    tell(uow, NoticeKind.WAITING, who_approves(uow, school, version), version.id)
    uow.ledger.append(
        "post.submitted",
        actor=actor.id,
        subject=version.id,
        details={"version": str(version.number)},
    )
    return submission


def may_be_signed(decision: Decision) -> None:
    """Stop unless the headteacher could say yes to this decision."""
    worst = {verdict: [f for f in decision.findings if f.verdict is verdict] for verdict in Verdict}
    if worst[Verdict.BLOCK]:
        first = worst[Verdict.BLOCK][0]
        raise Refused(first.sentence, first.remedy)
    unacceptable = [f for f in worst[Verdict.UNCHECKED] if not f.acceptable]
    if unacceptable:
        raise CouldNotCheck(unacceptable[0].sentence, unacceptable[0].remedy)
    if worst[Verdict.ASK]:
        first = worst[Verdict.ASK][0]
        raise NotYet(first.sentence, first.remedy)
