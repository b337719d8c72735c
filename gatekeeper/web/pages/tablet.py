"""The tablet: enrolled by the headteacher, and the only door through which a post leaves.

Its key is made in the browser and cannot be taken out of it; the server has the public half.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping

from starlette.responses import JSONResponse, Response

from gatekeeper.desk.people.enrol_device import enrol_device
from gatekeeper.desk.people.sign_in import note_device
from gatekeeper.desk.posts.find_post import find_post
from gatekeeper.desk.publishing.fetch import challenge, fetch, open_grant
from gatekeeper.desk.publishing.post_link import correct_link
from gatekeeper.desk.publishing.publish import (
    did_not_go_out,
    next_step,
    prove_comments,
    say_published,
)
from gatekeeper.desk.publishing.release import Released, Wanted, release
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.people import Duty, PublicKey, Scheme
from gatekeeper.domain.release import Comments, Package
from gatekeeper.errors import NotFound, UsageError
from gatekeeper.web.doors import Door
from gatekeeper.web.pages.post import POST
from gatekeeper.web.step_up import step_up
from gatekeeper.web.visit import TABLET_MARK, Visit

ENROLLERS, RELEASERS = frozenset({Duty.ENROL}), frozenset({Duty.RELEASE})
KEY_BYTES = 32
SWITCH_OFF: Mapping[ChannelName, tuple[str, ...]] = {
    ChannelName.INSTAGRAM: (
        "Open the post in the app, and its menu: the three dots.",
        "Choose “Turn off commenting”.",
    ),
    ChannelName.LINKEDIN: (
        "Open the post in the app, and its menu: the three dots.",
        "Choose who can comment, then “No one”, and save.",
    ),
}
"""What to do about a post that is live and open to comments, in order."""
TEN_YEARS = 315_360_000
"""Seconds for which a tablet is known as one."""


def enrol_page(visit: Visit) -> Response:
    """Ask the headteacher to make this browser the school's tablet."""
    with visit.site.app.records.begin() as uow:
        devices = [d for d in uow.devices.all() if d.ended_at is None]
    return visit.show("tablet.html", devices=devices)


def enrol(visit: Visit) -> Response:
    """Put the browser's public key on record, signed by the headteacher."""
    app, public = visit.site.app, _public(visit.text("public"))
    actor = step_up(visit)
    with app.records.begin() as uow:

        def made(holder: str) -> PublicKey:
            return PublicKey(
                id=uow.mint(),
                holder=holder,
                scheme=Scheme.ED25519,
                public=public,
                fingerprint=hashlib.sha256(public).hexdigest(),
                enrolled_at=uow.now,
                enrolled_by=actor.id,
            )

        device = enrol_device(uow, actor, visit.text("name"), made)
        note_device(uow, visit.token, device.id)
    response = JSONResponse({"device": device.id, "name": device.name})
    response.set_cookie(
        TABLET_MARK,
        device.id,
        max_age=TEN_YEARS,
        httponly=True,
        secure=visit.site.secure,
        samesite="strict",
    )
    return response


def _public(text: str) -> bytes:
    try:
        public = base64.b64decode(text, validate=True)
    except ValueError as error:
        raise UsageError("The tablet's key did not arrive.", "Open the page again.") from error
    if len(public) != KEY_BYTES:
        raise UsageError("The tablet's key is not of the right form.", "Open the page again.")
    return public


def page(visit: Visit) -> Response:
    """Show what is to be published, channel by channel."""
    return _page(visit)


def _page(visit: Visit, wrong: UsageError | None = None) -> Response:
    """Show the page, or beside the link that was typed what is wrong with it."""
    app = visit.site.app
    with app.records.read() as uow:
        version = find_post(uow, visit.path("post"))
        live = [p for p in uow.published.of(version.id) if p.taken_down_at is None]
        steps = {p.channel: next_step(p, uow.now) for p in live}
        grants = [grant for grant in uow.grants.of(version.id) if grant.on_its_way]
        open_now = {grant.channel for grant in grants if grant.open_at(uow.now)}
    return visit.show(
        "publish.html",
        400 if wrong else 200,
        version=version,
        post=version.post,
        live={p.channel: p for p in live},
        open_to_all={p.channel for p in live if p.comments and p.comments[-1].state is Comments.ON},
        next=steps,
        fetched=grants,
        open_now=open_now,
        switch_off=SWITCH_OFF,
        comments=tuple(Comments),
        wrong=wrong,
        typed=visit.text("link"),
        typed_for=visit.text("channel"),
    )


def ask(visit: Visit) -> Response:
    """Judge again as of now, and give the tablet what it has to sign to get the files."""
    app = visit.site.app
    wanted = Wanted(visit.path("post"), _channel(visit), visit.text("device"))
    with app.records.begin() as uow:
        released = release(uow, app.approval, visit.actor, wanted)
    if released.grant is None:
        return JSONResponse({"said": _why_not(released)}, status_code=409)
    sign = base64.b64encode(challenge(released.grant)).decode()
    return JSONResponse({"grant": released.grant.id, "sign": sign})


def _why_not(released: Released) -> str:
    if released.voided:
        return f"The sign-off no longer holds: {'; '.join(released.voided)}. Check the post again."
    return released.waits[0] if released.waits else "It cannot go out yet."


def take(visit: Visit) -> Response:
    """Hand the files out to the tablet that proved itself."""
    app = visit.site.app
    try:
        proof = base64.b64decode(visit.text("proof"), validate=True)
    except ValueError as error:
        raise UsageError("The tablet's proof did not arrive.", "Try once more.") from error
    with app.records.begin() as uow:
        open_grant(uow, visit.text("grant"))
        fetched = fetch(uow, app.approval, visit.text("grant"), proof)
    if fetched.package is None:
        said = _why_not(Released(None, fetched.voided, fetched.waits))
        return JSONResponse({"said": said}, status_code=409)
    return JSONResponse(_told(fetched.package))


def _told(package: Package) -> dict[str, object]:
    return {
        "words": package.words,
        "alt_texts": package.alt_texts,
        "files": [
            {"name": name, "data": base64.b64encode(data).decode()} for name, data in package.files
        ],
        "steps": [step.say for step in package.steps],
        "switch": next((n for n, step in enumerate(package.steps) if step.key == "comments"), -1),
    }


def went_out(visit: Visit) -> Response:
    """Record the receipt: it is live, and not done until comments are seen off."""
    post, channel = visit.path("post"), _channel(visit)
    try:
        with visit.site.app.records.begin() as uow:
            say_published(uow, visit.actor, post, channel=channel, link=visit.text("link"))
    except UsageError as error:
        return _page(visit, error)
    return visit.go(f"/posts/{post}/publish")


def put_right(visit: Visit) -> Response:
    """Put the link of a post right that is live."""
    try:
        with visit.site.app.records.begin() as uow:
            correct_link(uow, visit.actor, visit.text("published"), visit.text("link"))
    except NotFound:
        raise
    except UsageError as error:
        return _page(visit, error)
    return visit.go(f"/posts/{visit.path('post')}/publish")


def not_out(visit: Visit) -> Response:
    """Record that what was fetched was not posted, and is deleted from the gallery."""
    with visit.site.app.records.begin() as uow:
        did_not_go_out(uow, visit.actor, visit.text("grant"))
    return visit.go(f"/posts/{visit.path('post')}/publish")


def seen(visit: Visit) -> Response:
    """Record what somebody saw of the comments switch."""
    found = [item for item in Comments if item.value == visit.text("seen")]
    if not found:
        raise UsageError("Say what you saw.", "Look at the post in the app: on, off, or unknown.")
    with visit.site.app.records.begin() as uow:
        prove_comments(
            uow, visit.actor, visit.text("published"), found[0], "looked at it in the app"
        )
    return visit.go(f"/posts/{visit.path('post')}/publish")


def _channel(visit: Visit) -> ChannelName:
    found = [channel for channel in ChannelName if channel.value == visit.text("channel")]
    if not found:
        raise NotFound("There is no such channel.", "Go back and choose one.")
    return found[0]


DOORS = (
    Door("GET", "/tablet", enrol_page, ENROLLERS),
    Door("POST", "/tablet", enrol, ENROLLERS),
    Door("GET", f"{POST}/publish", page, RELEASERS),
    Door("POST", f"{POST}/publish/ask", ask, RELEASERS),
    Door("POST", f"{POST}/publish/take", take, RELEASERS),
    Door("POST", f"{POST}/publish/out", went_out, RELEASERS),
    Door("POST", f"{POST}/publish/link", put_right, RELEASERS),
    Door("POST", f"{POST}/publish/not-out", not_out, RELEASERS),
    Door("POST", f"{POST}/publish/seen", seen, RELEASERS),
)
