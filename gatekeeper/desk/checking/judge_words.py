"""What the words alone bring about, while they are being typed. Nothing of it is kept."""

from __future__ import annotations

from dataclasses import dataclass, replace

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.checking.check_post import judged
from gatekeeper.desk.checking.examiners import Examiners
from gatekeeper.desk.school import School
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.finding import Finding, worst_first
from gatekeeper.domain.people import Duty
from gatekeeper.domain.post import Post, Version
from gatekeeper.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed so far, and what it may be about."""

    words: str
    channels: tuple[ChannelName, ...]
    groups: frozenset[str] = frozenset()
    trip: str | None = None


def judge_words(
    uow: UnitOfWork, school: School, examiners: Examiners, actor: Actor, typed: Typed
) -> tuple[Finding, ...]:
    """Return what stands against these words and would not without them, the worst first.

    Raises:
        NotAllowed: the person may not write drafts.
        CouldNotCheck: the rule book is not in force.
    """
    actor.require(uow, Duty.WRITE)
    post = Post(
        uow.mint(),
        typed.words,
        uow.now,
        typed.channels,
        groups=typed.groups,
        trip=typed.trip,
        salt=uow.mint(),
    )
    with_words = _findings(uow, school, examiners, actor, post)
    without = {f.key for f in _findings(uow, school, examiners, actor, replace(post, words=""))}
    return worst_first(tuple(f for f in with_words if f.key not in without))


def _findings(
    uow: UnitOfWork, school: School, examiners: Examiners, actor: Actor, post: Post
) -> tuple[Finding, ...]:
    version = Version(post.id, 1, "", post, actor.id, uow.now, frozenset({actor.id}))
    return judged(uow, school, examiners, version).findings
