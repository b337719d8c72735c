"""The headteacher's yes: a page is shown, a statement about exactly that page is signed."""

from __future__ import annotations

from dataclasses import dataclass, replace

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.checking.check_post import as_kept, judge, judged
from gatekeeper.desk.checking.examiners import Examiners
from gatekeeper.desk.posts.find_post import find_post, open_submission, stage_of
from gatekeeper.desk.publishing.approvers import may_approve
from gatekeeper.desk.publishing.changed_since import changed_from
from gatekeeper.desk.publishing.stop_queue import require_running
from gatekeeper.desk.publishing.submit import may_be_signed
from gatekeeper.desk.school import School
from gatekeeper.domain.decision import Decision
from gatekeeper.domain.people import PublicKey
from gatekeeper.domain.post import Version
from gatekeeper.domain.sign_off import (
    REQUEST_LIFE,
    Accepted,
    Request,
    SignOff,
    Statement,
    sealed_reasons,
    shown,
)
from gatekeeper.domain.stage import Stage
from gatekeeper.domain.verdict import Verdict
from gatekeeper.errors import NotAllowed, NotFound, NotYet
from gatekeeper.ports import Keyring, UnitOfWork

_SEND = "The Deputy Head sends it first: `gatekeeper submit`."
_NEXT = dict.fromkeys((Stage.DRAFT, Stage.RETURNED, Stage.PROPOSED), _SEND)


@dataclass(frozen=True, slots=True)
class Shown:
    """What is put in front of the approver: the request, the version and what was found."""

    request: Request
    version: Version
    decision: Decision


def open_request(
    uow: UnitOfWork, school: School, examiners: Examiners, actor: Actor, name: str
) -> Shown:
    """Judge as of now and open a request to sign exactly what is shown.

    Raises:
        NotAllowed: this person may not sign this post off.
        NotYet, Refused, CouldNotCheck: the post is not in the queue, or no longer good.
    """
    version = find_post(uow, name)
    may_approve(uow, school, actor, version)
    _in_the_queue(uow, version)
    decision = judge(uow, school, examiners, actor, version)
    may_be_signed(decision)
    request = Request(
        id=uow.mint(),
        post=version.id,
        decision=decision.id,
        approver=actor.id,
        issued=uow.now,
        expires=uow.now + REQUEST_LIFE,
        shown_digest=shown_digest(version, as_kept(uow, examiners, version, decision)),
    )
    uow.requests.put(request)
    return Shown(request, version, decision)


def approve(
    uow: UnitOfWork,
    tools: Approval,
    actor: Actor,
    request_id: str,
    accepted: tuple[Accepted, ...] = (),
) -> SignOff:
    """Sign the statement over what was shown, if everything still is as it was shown.

    Raises:
        NotYet: everything is stopped, the request is used or too old, or something changed since.
        NotAllowed: the person may not approve, or the proof does not hold.
    """
    signer = actor.stepped_up()
    statement = to_sign(uow, tools, actor, Signing(request_id, signer.key, accepted))
    proof = signer.sign(statement.message)
    key = holds(uow, tools.keyring, statement, proof)
    request = _request(uow, actor, request_id)
    uow.requests.put(replace(request, used_at=uow.now), seen=uow.requests.version(request.id))
    sign_off = SignOff(
        id=uow.mint(),
        post=statement.post,
        submission=open_submission(uow, statement.post),
        statement=statement,
        scheme=key.scheme,
        proof=proof,
        at=uow.now,
        reasons=accepted,
    )
    uow.sign_offs.put(sign_off)
    _tell(uow, actor, sign_off)
    return sign_off


def to_sign(uow: UnitOfWork, tools: Approval, actor: Actor, signing: Signing) -> Statement:
    """Return the statement over what was shown, if everything still is as it was shown.

    Raises:
        NotYet: the request is used, too old, or something changed since it was shown.
        NotAllowed: the person may not approve.
    """
    request = _request(uow, actor, signing.request)
    version = find_post(uow, request.post)
    may_approve(uow, tools.school, actor, version)
    _same_version(uow, request, version)
    _in_the_queue(uow, version)
    decision = _as_shown(uow, tools, request, version)
    _reasons_for_everything(decision, signing.accepted)
    sealed = sealed_reasons(version.post.salt, signing.accepted)
    return _statement(uow, request, version, decision, (signing.key, sealed))


@dataclass(frozen=True, slots=True)
class Signing:
    """Which request is to be signed, with which key (id), and what is accepted for which reason."""

    request: str
    key: str
    accepted: tuple[Accepted, ...] = ()


@dataclass(frozen=True, slots=True)
class Approval:
    """What approving needs besides the records."""

    school: School
    examiners: Examiners
    keyring: Keyring


def holds(uow: UnitOfWork, keyring: Keyring, statement: Statement, proof: bytes) -> PublicKey:
    """Return the key that made the proof, which must be the approver's and not ended.

    Raises:
        NotAllowed: the key is unknown, ended, somebody else's, or did not make the proof.
    """
    key = uow.keys.get(statement.key)
    good = (
        key is not None
        and key.ended_at is None
        and key.holder == statement.approver
        and keyring.verifies(key.scheme, key.public, statement.message, proof)
    )
    if key is None or not good:
        message = "The signature does not hold."
        raise NotAllowed(
            message, "Sign again with your own key; if it was replaced, use the new one."
        )
    return key


def _in_the_queue(uow: UnitOfWork, version: Version) -> None:
    stage = stage_of(uow, version.id)
    if stage is not Stage.SUBMITTED:
        message = f"This post is not waiting for sign-off: it is marked “{stage.value}”."
        raise NotYet(message, _NEXT.get(stage, "There is nothing to sign."))


def _request(uow: UnitOfWork, actor: Actor, request_id: str) -> Request:
    require_running(uow)
    request = uow.requests.get(request_id)
    if request is None or request.approver != actor.id:
        message = "There is no such request to sign."
        raise NotFound(message, "Open the post again.")
    if request.used_at is not None or uow.now >= request.expires:
        message = "This page is no longer fresh."
        raise NotYet(message, "Open the post again, look once more, then sign.")
    return request


def _same_version(uow: UnitOfWork, request: Request, version: Version) -> None:
    """Stop, and say who changed what, unless the version is the one that was shown."""
    before = uow.decisions.get(request.decision)
    if before is None or before.version == version.number:
        return
    person = uow.people.get(version.by)
    who = person.name if person is not None else "Somebody"
    message = " ".join(
        (f"{who} changed this post since the page was opened.", *changed_from(before, version))
    )
    raise NotYet(
        message,
        "Nothing was signed. Once it is sent again, it stands on your first page; look once more.",
    )


def _as_shown(uow: UnitOfWork, tools: Approval, request: Request, version: Version) -> Decision:
    before = uow.decisions.get(request.decision)
    judgement = judged(uow, tools.school, tools.examiners, version)
    now = as_kept(uow, tools.examiners, version, judgement)
    same = before is not None and shown_digest(version, before) == request.shown_digest
    if before is None or not same or before.digest != now.digest:
        message = "Something changed since the page was opened."
        kinds = before.basis.changed(now.basis) if before is not None else ()
        what = f"{'; '.join(kinds)}. ".capitalize() if kinds else ""
        raise NotYet(
            message, f"{what}Nothing was signed. Open the post again, look once more, then sign."
        )
    return before


def _reasons_for_everything(decision: Decision, accepted: tuple[Accepted, ...]) -> None:
    given = {item.finding for item in accepted if item.reason.strip()}
    needed = {f.key for f in decision.findings if f.verdict is Verdict.UNCHECKED}
    if needed - given:
        message = "Something could not be checked, and no reason was typed for going on without it."
        raise NotYet(message, "Type a reason for each point, or return the post.")
    if {item.finding for item in accepted} - needed:
        message = "A reason was given for something that was not found."
        raise NotYet(message, "Open the post again and give reasons only for what is listed.")


def shown_digest(version: Version, decision: Decision) -> str:
    """Return the digest of what is on the approver's page: findings, words and pictures."""
    renditions = tuple(r.digest for p in version.post.pictures for r in p.renditions)
    return shown(decision.digest, version.post.words, renditions)


def _statement(
    uow: UnitOfWork,
    request: Request,
    version: Version,
    decision: Decision,
    signing: tuple[str, tuple[Accepted, ...]],
) -> Statement:
    key, accepted = signing
    return Statement(
        request=request.id,
        issued=request.issued,
        expires=request.expires,
        approver=request.approver,
        key=key,
        origin=next((setup.origin for setup in uow.setup.all()), ""),
        post=version.id,
        version=version.number,
        post_digest=version.post.digest,
        basis_digest=decision.basis.digest,
        decision_digest=decision.digest,
        shown_digest=request.shown_digest,
        accepted=accepted,
    )


def _tell(uow: UnitOfWork, actor: Actor, sign_off: SignOff) -> None:
    statement = sign_off.statement
    uow.ledger.append(
        "post.signed_off",
        actor=actor.id,
        subject=sign_off.post,
        details={
            "statement": statement.message.decode(),
            "proof": sign_off.proof.hex(),
            "key": statement.key,
            "scheme": sign_off.scheme.value,
            "overrides": str(len(statement.accepted)),
        },
    )
