"""Fetching the released post on the tablet: the device proves itself, the desk is asked again."""

from __future__ import annotations

from dataclasses import dataclass, replace

from gatekeeper.desk.publishing.release import require_signed_for, stands
from gatekeeper.desk.publishing.sign_off import Approval
from gatekeeper.desk.publishing.stop_queue import require_running
from gatekeeper.desk.publishing.two_people import require_two
from gatekeeper.domain.canonical import canonical
from gatekeeper.domain.people import PublicKey
from gatekeeper.domain.post import Version
from gatekeeper.domain.release import Grant, GrantEnd, Package, Task, TaskKind
from gatekeeper.errors import NotAllowed, NotFound, NotYet
from gatekeeper.ports import Keyring, UnitOfWork


@dataclass(frozen=True, slots=True)
class Fetched:
    """The package; or none, and why the desk said no this time."""

    package: Package | None
    voided: tuple[str, ...] = ()
    waits: tuple[str, ...] = ()


def challenge(grant: Grant) -> bytes:
    """Return the bytes that the device signs: this grant, this nonce, which is used once."""
    return canonical("fetch", {"grant": grant.id, "nonce": grant.nonce})


def fetch(uow: UnitOfWork, tools: Approval, grant_id: str, proof: bytes) -> Fetched:
    """Hand out the stored bytes, if the device is the enrolled one and all is as it was signed.

    This is also the question "post now?": everything is judged again as of now.

    Raises:
        NotFound: there is no such grant.
        NotYet: everything is stopped, or the grant has ended.
        NotAllowed: the device did not prove itself, or one person alone made and released it.
    """
    require_running(uow)
    grant = open_grant(uow, grant_id)
    _proved(uow, tools.keyring, grant, proof)
    version = _version(uow, grant)
    sign_off = uow.sign_offs.get(grant.sign_off)
    if sign_off is None or sign_off.voided_at is not None:
        message = "The sign-off of this post is void."
        raise NotYet(message, "Check the post again and send it anew.")
    require_two(uow, version, sign_off, grant.by)
    standing = stands(uow, tools, version, sign_off)
    if standing.voided or standing.waits:
        return Fetched(None, standing.voided, standing.waits)
    handed_out = package(uow, tools, version, grant)
    if not grant.fetched:
        say = "It is on the tablet. Say whether it went out, or that it did not."
        uow.tasks.put(Task(uow.mint(), TaskKind.SAY_OUTCOME, grant.id, say, uow.now, grant.expires))
    uow.grants.put(
        replace(grant, fetched=(*grant.fetched, uow.now), nonce=uow.mint()),
        seen=uow.grants.version(grant.id),
    )
    uow.ledger.append(
        "post.fetched", actor=grant.device, subject=version.id, details={"grant": grant.id}
    )
    return Fetched(handed_out)


def open_grant(uow: UnitOfWork, grant_id: str) -> Grant:
    """Return a grant that may be fetched now.

    Raises:
        NotFound: there is none of this id.
        NotYet: it has ended; it never opens again.
    """
    grant = uow.grants.get(grant_id)
    if grant is None:
        message = "There is no such release."
        raise NotFound(message, "Release the post first: `gatekeeper release`.")
    if not grant.open_at(uow.now):
        why = (grant.ended or GrantEnd.EXPIRY).value
        message = f"This release has ended: {why}."
        raise NotYet(message, "Release the post again, if it still may go out.")
    return grant


def _proved(uow: UnitOfWork, keyring: Keyring, grant: Grant, proof: bytes) -> None:
    device = uow.devices.get(grant.device)
    message = challenge(grant)
    fits = device is not None and device.ended_at is None
    if not (fits and any(_signed_by(keyring, key, message, proof) for key in _keys(uow, grant))):
        words = "This device is not the enrolled tablet, or it did not prove it."
        raise NotAllowed(words, "Use the tablet that the headteacher enrolled.")


def _keys(uow: UnitOfWork, grant: Grant) -> list[PublicKey]:
    return [k for k in uow.keys.all() if k.holder == grant.device and k.ended_at is None]


def _signed_by(keyring: Keyring, key: PublicKey, message: bytes, proof: bytes) -> bool:
    return keyring.verifies(key.scheme, key.public, message, proof)


def _version(uow: UnitOfWork, grant: Grant) -> Version:
    version = uow.posts.get(grant.post)
    if version is None or version.post.digest != grant.post_digest:
        message = "The post was changed after it was released."
        raise NotYet(message, "Have the changed post signed off, then release it again.")
    return version


def package(uow: UnitOfWork, tools: Approval, version: Version, grant: Grant) -> Package:
    """Return the stored bytes with everything that the tablet needs beside them.

    Raises:
        NotYet: the post does not go to the channel, or a picture has no finished file for it.
    """
    require_signed_for(version, grant.channel)
    post = version.post
    files = []
    for number, picture in enumerate(post.pictures, start=1):
        rendition = picture.rendition(grant.channel)
        if rendition is None:
            message = f"Picture {number} has no finished file for {grant.channel.value}."
            raise NotYet(message, "Check the post again and send it anew.")
        files.append((f"picture-{number}.jpg", uow.blobs.get(post.id, rendition.digest)))
    return Package(
        grant=grant.id,
        channel=grant.channel,
        words=post.words,
        files=tuple(files),
        alt_texts=tuple(picture.alt_text for picture in post.pictures),
        steps=tools.school.steps[grant.channel],
    )
