"""The headteacher's no with a reason, or a change proposed that the drafter may accept."""

from __future__ import annotations

from dataclasses import dataclass, replace

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.pictures.known_pictures import remember
from gatekeeper.desk.posts.edit_post import unchanged
from gatekeeper.desk.posts.find_post import find_post, open_submission, stage_of
from gatekeeper.desk.posts.write_draft import put_version
from gatekeeper.desk.publishing.approvers import may_approve
from gatekeeper.desk.school import School
from gatekeeper.desk.tell import tell_makers
from gatekeeper.domain.known_picture import Fate
from gatekeeper.domain.notice import NoticeKind
from gatekeeper.domain.people import Duty
from gatekeeper.domain.post import Version
from gatekeeper.domain.sign_off import Return
from gatekeeper.domain.stage import Stage
from gatekeeper.errors import NotAllowed, NotYet, UsageError
from gatekeeper.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class SendBack:
    """Which post goes back, why, and with which other words if some are proposed.

    `seen` is the version that was read; None for the newest, whichever it is.
    """

    post: str
    reason: str
    proposed_words: str | None = None
    seen: int | None = None


def return_post(uow: UnitOfWork, school: School, actor: Actor, command: SendBack) -> Return:
    """Send a post back to its drafter with a reason, and perhaps with other words proposed.

    Raises:
        UsageError: no reason was given, or the proposal changes nothing.
        NotYet: the post is not waiting for sign-off.
        StaleWrite: another version than the one that was read waits.
    """
    version = find_post(uow, command.post)
    reason, proposed = command.reason.strip(), command.proposed_words
    may_approve(uow, school, actor, version)
    unchanged(uow, version, version.number if command.seen is None else command.seen)
    if stage_of(uow, version.id) is not Stage.SUBMITTED:
        message = f"{version.slug} is not waiting for sign-off."
        raise NotYet(message)
    if not reason or proposed == version.post.words:
        message = "A post goes back with a reason; a proposal has other words."
        raise UsageError(message, "Say in a few words what should be different.")
    if not (proposed is None or proposed or version.post.pictures):
        raise UsageError("Without words nothing is left of this post.", "Stop it instead.")
    item = Return(
        id=uow.mint(),
        post=version.id,
        version=version.number,
        submission=open_submission(uow, version.id),
        by=actor.id,
        at=uow.now,
        reason=reason,
        proposed_words=proposed,
    )
    uow.returns.put(item)
    tell_makers(uow, NoticeKind.RETURNED, version.id, besides=actor.id)
    if proposed is None:
        remember(uow, version.post, Fate.REFUSED)
    uow.ledger.append(
        "post.returned",
        actor=actor.id,
        subject=version.id,
        details={
            "version": str(version.number),
            "proposed": str(int(proposed is not None)),
        },
    )
    return item


def accept_proposal(uow: UnitOfWork, actor: Actor, name: str) -> Version:
    """Take over the proposed words as a new version, by the drafter's own hand.

    Raises:
        NotYet: nothing is proposed.
        NotAllowed: the proposer cannot accept it.
    """
    actor.require(uow, Duty.WRITE)
    version = find_post(uow, name)
    if stage_of(uow, version.id) is not Stage.PROPOSED:
        message = f"Nothing is proposed for {version.slug}."
        raise NotYet(message)
    item = uow.returns.of(version.id)[-1]
    if item.by == actor.id:
        message = "Who proposed a change cannot accept it."
        raise NotAllowed(message, "The drafter accepts it, then it comes back for sign-off.")
    uow.returns.put(replace(item, accepted_at=uow.now), seen=uow.returns.version(item.id))
    post = replace(version.post, words=item.proposed_words or "")
    return put_version(uow, actor, post, slug=version.slug, before=version)
