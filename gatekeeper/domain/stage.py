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
    PARTLY = "on some of its channels, comments seen off"
    DONE = "published, comments seen off"
    TO_TAKE_DOWN = "recalled, still live: take it down"
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

    def open_submission(self) -> Submission | None:
        """Return what waits for the headteacher: the newest sending of this very version.

        A return, a void or a recall ends it. Told by ids and not by times, which a clock that is
        set back would turn round.
        """
        mine = [item for item in self.submissions if item.version == self.version.number]
        ended = {item.submission for item in self.returns}
        ended |= {item.submission for item in self.recalls}
        ended |= {item.submission for item in self.sign_offs if item.voided_at is not None}
        return mine[-1] if mine and mine[-1].id not in ended else None


def stage(history: History, now: datetime) -> Stage:
    """Return where the post stands at this moment."""
    live = [item for item in history.published if item.taken_down_at is None]
    recalled = any(recall.lifted_at is None for recall in history.recalls)
    if live and recalled:
        return Stage.TO_TAKE_DOWN
    if live:
        return _live(history, live)
    if history.published:
        return Stage.TAKEN_DOWN
    if recalled:
        return Stage.RECALLED
    if history.sign_off() is not None:
        granted = any(grant.open_at(now) for grant in history.grants)
        return Stage.RELEASED if granted else Stage.APPROVED
    return _before_sign_off(history)


def _live(history: History, live: list[Published]) -> Stage:
    if not all(item.proved for item in live):
        return Stage.PUBLISHED
    been_on = {item.channel for item in history.published}
    return Stage.DONE if been_on >= set(history.version.post.channels) else Stage.PARTLY


def _before_sign_off(history: History) -> Stage:
    if history.open_submission() is not None:
        return Stage.SUBMITTED
    returns = [item for item in history.returns if item.version == history.version.number]
    if not returns:
        return Stage.DRAFT
    return Stage.PROPOSED if returns[-1].proposed_words is not None else Stage.RETURNED
