"""Where a post stands, read off what happened to it: never a flag that could survive an edit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from gatekeeper.domain.post import Version
from gatekeeper.domain.release import Grant, Published, Recall
from gatekeeper.domain.sign_off import Return, SignOff, Submission


class Stage(StrEnum):
    """What the Deputy Head sees beside a post."""

    DRAFT = "draft"
    SUBMITTED = "waiting for the headteacher"
    RETURNED = "returned"
    PROPOSED = "a change is proposed"
    APPROVED = "signed off"
    RELEASED = "on the tablet"
    PUBLISHED = "published, comments not proved"
    DONE = "published, comments seen off"
    TAKEN_DOWN = "taken down"
    RECALLED = "recalled"


@dataclass(frozen=True, slots=True)
class History:
    """Everything that happened to one post, oldest first in each list."""

    version: Version
    submissions: tuple[Submission, ...] = ()
    returns: tuple[Return, ...] = ()
    sign_offs: tuple[SignOff, ...] = ()
    grants: tuple[Grant, ...] = ()
    published: tuple[Published, ...] = ()
    recalls: tuple[Recall, ...] = ()

    def sign_off(self) -> SignOff | None:
        """Return the sign-off of exactly this version that is not void, if there is one."""
        mine = [
            s
            for s in self.sign_offs
            if s.voided_at is None
            and s.statement.version == self.version.number
            and s.statement.post_digest == self.version.post.digest
        ]
        return mine[-1] if mine else None


def stage(history: History, now: datetime) -> Stage:
    """Return where the post stands at this moment."""
    live = [item for item in history.published if item.taken_down_at is None]
    if live:
        return Stage.DONE if all(item.proved for item in live) else Stage.PUBLISHED
    if history.published:
        return Stage.TAKEN_DOWN
    if any(recall.lifted_at is None for recall in history.recalls):
        return Stage.RECALLED
    if history.sign_off() is not None:
        granted = any(grant.open_at(now) for grant in history.grants)
        return Stage.RELEASED if granted else Stage.APPROVED
    return _before_sign_off(history)


def _before_sign_off(history: History) -> Stage:
    number = history.version.number
    reset = _reset_at(history)
    returns = [item for item in history.returns if item.version == number]
    submitted = [item.at for item in history.submissions if item.version == number]
    last_return = max((item.at for item in returns), default=None)
    last_submission = max((at for at in submitted if reset is None or at > reset), default=None)
    if last_submission and (last_return is None or last_submission > last_return):
        return Stage.SUBMITTED
    if last_return is None:
        return Stage.DRAFT
    return Stage.PROPOSED if returns[-1].proposed_words is not None else Stage.RETURNED


def _reset_at(history: History) -> datetime | None:
    """Return when a void or a lifted recall last sent the post back to its drafter."""
    moments = [item.voided_at for item in history.sign_offs]
    moments += [item.lifted_at for item in history.recalls]
    return max((moment for moment in moments if moment is not None), default=None)
