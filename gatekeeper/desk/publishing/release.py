"""Releasing a signed post to the enrolled tablet: judged again as of now, then granted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.book.sign_patterns import pattern_holds
from gatekeeper.desk.checking.check_post import judged
from gatekeeper.desk.people.record_aup import require_signed
from gatekeeper.desk.posts.find_post import FROZEN, find_post, history, stage_of
from gatekeeper.desk.posts.void import void
from gatekeeper.desk.publishing.break_glass import require_releaser
from gatekeeper.desk.publishing.sign_off import Approval, holds
from gatekeeper.desk.publishing.stop_queue import require_running
from gatekeeper.desk.publishing.two_people import require_two
from gatekeeper.desk.publishing.waiting import lapses_at
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.decision import Decision
from gatekeeper.domain.people import SCHOOL
from gatekeeper.domain.post import Version
from gatekeeper.domain.release import GRANT_LIFE, Grant
from gatekeeper.domain.sign_off import SignOff, sealed_reasons
from gatekeeper.domain.stage import History, Stage
from gatekeeper.domain.verdict import Verdict
from gatekeeper.errors import NotAllowed, NotFound, NotYet
from gatekeeper.ports import UnitOfWork

TOO_OLD = "it is too old: it holds until the second school day, 14 days at most"
RELEASABLE = frozenset({Stage.APPROVED, Stage.RELEASED, Stage.PUBLISHED, Stage.PARTLY})
"""A post on two channels may be live on one while it is released to the other."""


@dataclass(frozen=True, slots=True)
class Released:
    """A grant; or none, and why: the sign-off was voided, or what the post waits for."""

    grant: Grant | None
    voided: tuple[str, ...] = ()
    waits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which post is to go to which device, for which channel."""

    post: str
    channel: ChannelName
    device: str


def release(uow: UnitOfWork, tools: Approval, actor: Actor, wanted: Wanted) -> Released:
    """Grant one signed post to one device for one channel, for 24 hours.

    A sign-off whose post, basis or time has changed is voided here; the caller's transaction must
    commit for that to last, so it is a result and not an error.

    Raises:
        NotAllowed: the person or the device may not, the person has not signed the policy, or
            nobody else had a part in the post.
        NotYet: everything is stopped, no sign-off, none for this channel, or nobody said what
            became of an earlier grant.
    """
    require_running(uow)
    require_releaser(uow, actor)
    past = history(uow, find_post(uow, wanted.post).id)
    require_signed(uow, tools.school.book, actor)
    _device(uow, wanted.device)
    _not_out_already(past, wanted.channel, uow.now)
    sign_off = _signed(uow, past)
    require_signed_for(past.version, wanted.channel)
    require_two(uow, past.version, sign_off, actor.id)
    standing = stands(uow, tools, past.version, sign_off)
    if standing.voided or standing.waits:
        return standing
    return Released(_grant(uow, actor, past.version, sign_off, wanted))


def require_signed_for(version: Version, channel: ChannelName) -> None:
    """Stop what is to go to a channel for which it was neither judged nor signed.

    Raises:
        NotYet: the post does not go there.
    """
    if channel not in version.post.channels:
        message = f"{version.slug} was not signed for {channel.brand}."
        raise NotYet(message, "Put the channel to the post, check it and have it signed off.")


def stands(uow: UnitOfWork, tools: Approval, version: Version, sign_off: SignOff) -> Released:
    """Say whether a sign-off holds as of now; void it when what it rested on has changed."""
    if not _holds(uow, tools, sign_off):
        why = ("its signature no longer holds: the key has ended",)
        void(uow, SCHOOL, sign_off, why)
        return Released(None, voided=why)
    decision = judged(uow, tools.school, tools.examiners, version)
    lapsed = uow.now >= lapses_at(uow, tools.school, version, sign_off)
    changed = _changed(uow, decision, sign_off, version, lapsed=lapsed)
    if changed:
        void(uow, SCHOOL, sign_off, changed)
        return Released(None, voided=changed)
    waits = tuple(f.sentence for f in decision.findings if f.verdict is Verdict.WAIT)
    return Released(None, waits=waits)


def _holds(uow: UnitOfWork, tools: Approval, sign_off: SignOff) -> bool:
    if sign_off.patterns:
        return pattern_holds(uow, tools.keyring, tools.school, sign_off)
    try:
        holds(uow, tools.keyring, sign_off.statement, sign_off.proof)
    except NotAllowed:
        return False
    return True


def _changed(
    uow: UnitOfWork, decision: Decision, sign_off: SignOff, version: Version, *, lapsed: bool
) -> tuple[str, ...]:
    statement = sign_off.statement
    if statement.post_digest != version.post.digest:
        return ("the post changed",)
    if lapsed:
        return (TOO_OLD,)
    if statement.basis_digest != decision.basis.digest:
        return _kinds(uow, decision, sign_off) or ("the facts it rested on changed",)
    accepted = _accepted(sign_off, version)
    new = [
        f.sentence
        for f in decision.findings
        if f.verdict in (Verdict.ASK, Verdict.BLOCK)
        or (f.verdict is Verdict.UNCHECKED and f.key not in accepted)
    ]
    return tuple(new[:1])


def _accepted(sign_off: SignOff, version: Version) -> frozenset[str]:
    """Return what was accepted, if the reasons kept are the ones that were signed."""
    signed = sealed_reasons(version.post.salt, sign_off.reasons) == sign_off.statement.accepted
    return frozenset(item.finding for item in sign_off.reasons) if signed else frozenset()


def _kinds(uow: UnitOfWork, decision: Decision, sign_off: SignOff) -> tuple[str, ...]:
    signed = [
        d for d in uow.decisions.of(sign_off.post) if d.digest == sign_off.statement.decision_digest
    ]
    return signed[-1].basis.changed(decision.basis) if signed else ()


def _device(uow: UnitOfWork, device: str) -> None:
    found = uow.devices.get(device)
    if found is None:
        message = f"No tablet called {device!r} is enrolled."
        raise NotFound(message, "The headteacher enrols it: `gatekeeper device enrol`.")
    if found.ended_at is not None:
        message = f"{found.name} was reported lost or replaced."
        raise NotAllowed(message, "Use the tablet that is enrolled now.")


def _not_out_already(past: History, channel: ChannelName, now: datetime) -> None:
    if any(published.channel == channel for published in past.published):
        message = f"This post has already been on {channel.value}."
        raise NotYet(message, "Nothing is sent twice. Make a new post of it.")
    if any(g.channel == channel and g.unknown_outcome(now) for g in past.grants):
        message = "It was fetched before, and nobody has said whether it went out."
        raise NotYet(
            message, "Look at the channel, then: `gatekeeper outcome`. Nothing is sent twice."
        )


def _signed(uow: UnitOfWork, past: History) -> SignOff:
    stage = stage_of(uow, past.version.id)
    sign_off = past.sign_off()
    if sign_off is None or stage not in RELEASABLE:
        raise _not_signed(past, stage)
    return sign_off


def _not_signed(past: History, stage: Stage) -> NotYet:
    """Return why a post may not go out now, and what is to be done instead."""
    ended = [item.voided_why for item in past.sign_offs if item.voided_at is not None]
    if stage in FROZEN:
        why = ended[-1] if ended and past.sign_off() is None else f"it is {stage.value}"
        message = f"It may not go out any more: {why}."
        return NotYet(message, "The post’s page says what is to be done where it is live.")
    if stage is Stage.SUBMITTED:
        message = "The headteacher has not said yes to it yet."
        return NotYet(message, "Wait for the yes. If it is urgent, say so yourself.")
    if ended:
        message = f"The headteacher’s yes no longer holds: {ended[-1]}."
        return NotYet(message, "Check the post again and send it to the headteacher.")
    message = "The headteacher has not said yes to this version."
    return NotYet(message, "Check the post and send it to the headteacher.")


def _grant(
    uow: UnitOfWork,
    actor: Actor,
    version: Version,
    sign_off: SignOff,
    wanted: Wanted,
) -> Grant:
    for grant in uow.grants.of(version.id):
        if grant.channel == wanted.channel and grant.open_at(uow.now):
            return _same_device(grant, wanted.device)
    grant = Grant(
        id=uow.mint(),
        post=version.id,
        version=version.number,
        post_digest=version.post.digest,
        sign_off=sign_off.id,
        channel=wanted.channel,
        device=wanted.device,
        issued=uow.now,
        expires=uow.now + GRANT_LIFE,
        nonce=uow.mint(),
        by=actor.id,
    )
    uow.grants.put(grant)
    uow.ledger.append(
        "post.released",
        actor=actor.id,
        subject=version.id,
        details={"grant": grant.id, "channel": grant.channel.value, "device": grant.device},
    )
    return grant


def _same_device(grant: Grant, device: str) -> Grant:
    if grant.device != device:
        message = "This post is already on another tablet for this channel."
        raise NotYet(message, "Use that tablet, or report it lost: `gatekeeper device end`.")
    return grant
