"""Working through what an audit found, one post after another: take down, keep for now, fine.

An answer is one person's, with a reason, and never lost; another one is a new answer.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.audit.audit_run import judgements
from gatekeeper.desk.audit.makers import makers, out_as
from gatekeeper.desk.takedown.call_off import call_off
from gatekeeper.desk.takedown.order import Ask, ask_take_down
from gatekeeper.desk.takedown.standing import take_down_of
from gatekeeper.domain.audit import AuditRun, Judgement, LivePost, judgement_id
from gatekeeper.domain.audit_answer import (
    WORKED_THROUGH,
    AuditAnswer,
    Handling,
    Standing,
    can_be_fine,
    facts_of,
    fine_before,
    last_of_each,
    newest,
    standing,
)
from gatekeeper.domain.people import Duty
from gatekeeper.domain.release import TaskKind
from gatekeeper.domain.take_down import Why
from gatekeeper.errors import NotAllowed, NotFound, Refused, StaleWrite, UsageError
from gatekeeper.ports import UnitOfWork

SHORTEST_REASON = 10
_ENDED = "worked through"


class AnsweredMeanwhile(StaleWrite):
    """Two people had the same post before them, and the other one was quicker."""

    remedy = "Look at the other answer. If yours still matters, say it again. Nothing was changed."

    def __init__(self, name: str, said: Handling | None) -> None:
        what = f"said “{said.value}”" if said else "took an answer back"
        super().__init__(f"{name} {what} while this page was open.")


@dataclass(frozen=True, slots=True)
class Item:
    """One post that something was found against, and what was said of it."""

    said: Judgement
    live: LivePost
    standing: Standing
    answer: AuditAnswer | None
    """What stands: of this audit, or of an earlier one where it still holds."""
    earlier: AuditAnswer | None
    """What was said last in another audit, whether it still holds or not."""
    makers: frozenset[str]
    mark: str
    """Names the newest answer, so that the second of two people is told."""

    @property
    def can_be_fine(self) -> bool:
        """Whether a person's reason can settle what was found."""
        return can_be_fine(self.said)


@dataclass(frozen=True, slots=True)
class Handle:
    """What somebody says of a post, and which answer stood there when the page was shown."""

    run: str
    live: str
    said: Handling
    reason: str
    seen: str


def to_work_through(uow: UnitOfWork, actor: Actor, run: AuditRun) -> tuple[Item, ...]:
    """Return every post that something was found against, the worst first.

    Raises:
        NotAllowed: the person may not audit.
    """
    actor.require(uow, Duty.AUDIT)
    return items(uow, run)


def items(uow: UnitOfWork, run: AuditRun) -> tuple[Item, ...]:
    """Return the posts of an audit that something was found against, the worst first."""
    found = (said for said in judgements(uow, run.id) if said.findings)
    known = ((said, uow.live_posts.get(said.live)) for said in found)
    return tuple(_item(uow, run, said, live) for said, live in known if live is not None)


def one_item(uow: UnitOfWork, actor: Actor, run: str, live: str) -> Item:
    """Return one post of an audit.

    Raises:
        NotAllowed: the person may not audit. NotFound: nothing was found against such a post.
    """
    actor.require(uow, Duty.AUDIT)
    audit, said = uow.audits.get(run), uow.judgements.get(judgement_id(run, live))
    post = uow.live_posts.get(live)
    if audit is None or said is None or post is None or not said.findings:
        raise NotFound("There is no such post to work through.", "Go back to the audit.")
    return _item(uow, audit, said, post)


def handle(uow: UnitOfWork, actor: Actor, command: Handle) -> AuditAnswer:
    """Record what somebody says of a post.

    Raises:
        NotAllowed: the person may not audit. NotFound: there is no such post.
        AnsweredMeanwhile: somebody else answered since the page was shown.
        UsageError: no reason was typed. Refused: a reason does not settle what was found, or
            this is no audit of the school's of today.
    """
    item = one_item(uow, actor, command.run, command.live)
    _require_seen(uow, item, command.run, command.seen)
    reason = command.reason.strip()
    if command.said is not Handling.TAKE_DOWN and len(reason) < SHORTEST_REASON:
        raise UsageError("Type the reason, in a sentence.", "Nothing was changed.")
    if command.said is Handling.FINE and not item.can_be_fine:
        message = "What was found here is not a question that a reason can settle."
        raise Refused(message, "Take it down, or keep it for now and say until when.")
    audit = _require_counts(uow, command.run)
    said = _put(uow, actor, item, command.run, command.said, reason)
    if command.said is Handling.TAKE_DOWN:
        _order(uow, actor, audit, out_as(uow, item.live))
    _close_task(uow, actor, command.run)
    return said


def undo(uow: UnitOfWork, actor: Actor, run: str, live: str, seen: str) -> AuditAnswer:
    """Take back one's own answer; the headteacher may take back anybody's.

    Raises:
        NotAllowed: the answer is another person's. NotFound: there is nothing to take back.
        AnsweredMeanwhile: somebody else answered since the page was shown.
    """
    item = one_item(uow, actor, run, live)
    _require_seen(uow, item, run, seen)
    last = newest(uow.audit_answers.of(live), run)
    if last is None:
        raise NotFound("There is no answer to take back.", "Go back to the audit.")
    if last.by != actor.id and not actor.person.may(Duty.APPROVE):
        raise NotAllowed("Only whoever gave an answer, or the headteacher, takes it back.")
    said = _put(uow, actor, item, run, Handling.OPEN, "")
    if last.said is Handling.TAKE_DOWN:
        _call_off(uow, actor, item.live)
    _reopen_task(uow, run)
    return said


def _call_off(uow: UnitOfWork, actor: Actor, live: LivePost) -> None:
    """Call off what an answer asked for, unless another answer still asks for the same."""
    of, answers = out_as(uow, live), uow.audit_answers.of(live.id)
    asked = take_down_of(uow, of)
    asking = {(one.by, one.at) for one in answers if one.said is Handling.TAKE_DOWN}
    still = any(one.said is Handling.TAKE_DOWN for one in last_of_each(answers))
    if asked is not None and (asked.asked_by, asked.asked_at) in asking and not still:
        call_off(uow, actor, of)


def _order(uow: UnitOfWork, actor: Actor, audit: AuditRun, of: str) -> None:
    """Order a post down, unless that was said to be done since this audit saw it up."""
    asked = take_down_of(uow, of)
    if asked is None or asked.done_at is None or asked.done_at < audit.at:
        ask_take_down(uow, actor, Ask(of, why=Why.AUDIT))


def _require_counts(uow: UnitOfWork, run: str) -> AuditRun:
    audit = uow.audits.get(run)
    if audit is None or not audit.counts:
        message = "This was a trial, or is about another day: nothing is decided by it."
        raise Refused(message, "Have an audit made by the rules and permissions of today.")
    return audit


def _item(uow: UnitOfWork, run: AuditRun, said: Judgement, live: LivePost) -> Item:
    answers, made = uow.audit_answers.of(live.id), makers(uow, live)
    facts = facts_of(said, live)
    here = [answer for answer in answers if answer.run == run.id]
    others = tuple(answer for answer in answers if answer.run != run.id)
    runs = [answer.run for answer in others]
    last = newest(answers, run.id)
    return Item(
        said=said,
        live=live,
        standing=standing(run.id, answers, facts, made),
        answer=last or fine_before(answers, facts, made),
        earlier=newest(others, runs[-1]) if runs else None,
        makers=made,
        mark=here[-1].id if here else "",
    )


def _require_seen(uow: UnitOfWork, item: Item, run: str, seen: str) -> None:
    if seen == item.mark:
        return
    here = [answer for answer in uow.audit_answers.of(item.live.id) if answer.run == run]
    if not here:
        raise UsageError("This page belongs to another audit.", "Open the audit again.")
    person = uow.people.get(here[-1].by)
    last = newest(here, run)
    raise AnsweredMeanwhile(person.name if person else "Somebody else", last.said if last else None)


def _put(  # noqa: PLR0913, PLR0917 - what an answer is made of
    uow: UnitOfWork, actor: Actor, item: Item, run: str, said: Handling, reason: str
) -> AuditAnswer:
    facts = facts_of(item.said, item.live)
    answer = AuditAnswer(uow.mint(), item.live.id, run, said, reason, actor.id, uow.now, facts)
    uow.audit_answers.put(answer)
    details = {"audit": run, "said": said.value}
    uow.ledger.append("audit.answered", actor=actor.id, subject=item.live.id, details=details)
    return answer


def _close_task(uow: UnitOfWork, actor: Actor, run: str) -> None:
    """Close the task of working an audit through once nothing of it is open."""
    audit = uow.audits.get(run)
    open_tasks = [
        task
        for task in uow.tasks.all()
        if (task.kind, task.subject, task.done_at) == (TaskKind.WORK_THROUGH, run, None)
    ]
    if audit is None or not open_tasks or not done(items(uow, audit)):
        return
    for task in open_tasks:
        closed = replace(task, done_at=uow.now, done_by=actor.id, outcome=_ENDED)
        uow.tasks.put(closed, seen=uow.tasks.version(task.id))


def _reopen_task(uow: UnitOfWork, run: str) -> None:
    """Open the task again that ended with an answer which was taken back."""
    audit = uow.audits.get(run)
    if audit is None or done(items(uow, audit)):
        return
    for task in uow.tasks.all():
        if (task.kind, task.subject, task.outcome) == (TaskKind.WORK_THROUGH, run, _ENDED):
            again = replace(task, done_at=None, done_by="", outcome="")
            uow.tasks.put(again, seen=uow.tasks.version(task.id))


def done(found: tuple[Item, ...]) -> bool:
    """Whether every post of these has been worked through."""
    return all(item.standing in WORKED_THROUGH for item in found)
