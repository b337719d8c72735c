"""The contributor's page, for a phone on the coach: pictures, a sentence, the trip; then one word.

No finding stands on it, no more of a child than the names of the own class, no other's post.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

from starlette.responses import Response

from gatekeeper.desk.faces.name_own_class import left_to_name, name_own, own_class, own_said_no
from gatekeeper.desk.posts.contribute import (
    Contribution,
    Standing,
    add_pictures,
    contribute,
    handed_in,
    own_contribution,
    own_contributions,
    standing,
    take_back,
)
from gatekeeper.desk.posts.find_post import stage_of
from gatekeeper.domain.answer import newest_by_person
from gatekeeper.domain.face import Sighting
from gatekeeper.domain.people import Duty
from gatekeeper.domain.post import Version
from gatekeeper.domain.stage import Stage
from gatekeeper.errors import NotFound
from gatekeeper.ports import UnitOfWork
from gatekeeper.web.doors import Door
from gatekeeper.web.visit import Visit

CONTRIBUTORS = frozenset({Duty.CONTRIBUTE})
RECENT = timedelta(days=7)
SHAPES = {Standing.WITH_THE_DEPUTY: "→", Standing.WAITS: "◷", Standing.STOPPED: "■"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A face to name: in which picture (from 1), of which size in pixels, and who I said it is."""

    picture: int
    width: int
    height: int
    sighting: Sighting
    who: str


def page(visit: Visit) -> Response:
    """Show the form, or as it goes on where it was; below it what was handed in and where it is."""
    asked = visit.asked("key")
    with visit.site.app.records.begin() as uow:
        mine = [(v, standing(uow, v)) for v in own_contributions(uow, visit.actor)]
        now = uow.now
        trips = [
            trip
            for trip in sorted(uow.trips.all(), key=lambda t: t.starts, reverse=True)
            if trip.all_back_at is None or now - trip.ends < RECENT
        ]
        key, begun = asked or uow.mint(), handed_in(uow, visit.actor, asked)
    return visit.show("hand_in.html", mine=mine, shapes=SHAPES, trips=trips, key=key, begun=begun)


def hand_in(visit: Visit) -> Response:
    """Keep what came; the same form again adds what is new in it."""
    command = Contribution(
        key=visit.text("key"),
        words=visit.text("words").replace("\r\n", "\n"),
        files=_files(visit),
        trip=visit.text("trip") or None,
    )
    with visit.site.app.records.begin() as uow:
        version = contribute(uow, visit.actor, command)
    visit.site.work.ask(visit.actor, version.id)
    return visit.go(f"/hand-in/{version.id}")


def add(visit: Visit) -> Response:
    """Add pictures: the rest of an upload that broke off."""
    files = _files(visit)
    with visit.site.app.records.begin() as uow:
        version = add_pictures(uow, visit.actor, visit.path("post"), files)
    visit.site.work.ask(visit.actor, version.id)
    return visit.go(f"/hand-in/{version.id}")


def one(visit: Visit) -> Response:
    """Show one contribution: where it is, and who of the class is in it."""
    with visit.site.app.records.begin() as uow:
        version = own_contribution(uow, visit.actor, visit.path("post"))
        faces = _faces(uow, visit, version)
        open_still = stage_of(uow, version.id) is Stage.DRAFT
        pupils = own_class(uow, visit.actor)
        where = standing(uow, version)
    return visit.show(
        "handed_in.html",
        version=version,
        standing=where,
        shape=SHAPES[where],
        faces=faces if open_still else (),
        pupils=pupils,
        open_still=open_still,
        busy=visit.site.work.busy(version.id),
    )


def _faces(uow: UnitOfWork, visit: Visit, version: Version) -> tuple[Shown, ...]:
    order = [picture.original.digest for picture in version.post.pictures]
    facts = {r.original: r.facts for r in uow.readings.of(version.id) if r.facts}
    answers = uow.answers.of(version.id)
    names = {pupil.id: pupil.called for pupil in own_class(uow, visit.actor)}
    return tuple(
        Shown(
            order.index(sighting.original) + 1,
            facts[sighting.original].width,
            facts[sighting.original].height,
            sighting,
            next((names.get(a.who, "") for a in newest_by_person(answers, sighting.id)), ""),
        )
        for sighting in left_to_name(uow, visit.actor, version)
        if sighting.original in facts
    )


def name(visit: Visit) -> Response:
    """Record who a face is."""
    with visit.site.app.records.begin() as uow:
        version = name_own(
            uow, visit.actor, visit.path("post"), visit.text("sighting"), visit.text("who")
        )
    visit.site.work.ask(visit.actor, version.id)
    return visit.go(f"/hand-in/{version.id}#faces")


def said_no(visit: Visit) -> Response:
    """Record that a child said no today."""
    with visit.site.app.records.begin() as uow:
        own_said_no(uow, visit.actor, visit.path("post"), visit.text("who"))
    return visit.go(f"/hand-in/{visit.path('post')}?noted=1")


def back(visit: Visit) -> Response:
    """Take the contribution back."""
    with visit.site.app.records.begin() as uow:
        take_back(uow, visit.actor, visit.path("post"))
    return visit.go("/hand-in")


def upright(visit: Visit) -> Response:
    """Return one of the own pictures, upright and without metadata."""
    app, number = visit.site.app, visit.path("picture")
    with app.records.begin() as uow:
        version = own_contribution(uow, visit.actor, visit.path("post"))
        if not number.isdecimal() or not 1 <= int(number) <= len(version.post.pictures):
            raise NotFound(f"There is no picture {number}.")
        data = uow.blobs.get(version.id, version.post.pictures[int(number) - 1].original.digest)
    return Response(app.examiners.maker.numbered(data, (), {}), media_type="image/jpeg")


def _files(visit: Visit) -> dict[str, bytes]:
    """Return the pictures by a plain name; a name that comes twice gets a number."""
    return {
        f"{number:02d}-{_plain(upload.filename or '')}": upload.file.read()
        for number, upload in enumerate(visit.uploads("pictures"), start=1)
    }


def _plain(filename: str) -> str:
    last = re.split(r"[/\\]", filename)[-1]
    return re.sub(r"[^\w.\- ()]", "_", last)[-80:] or "picture"


HAND_IN = "/hand-in/{post}"
DOORS = (
    Door("GET", "/hand-in", page, CONTRIBUTORS),
    Door("POST", "/hand-in", hand_in, CONTRIBUTORS),
    Door("GET", HAND_IN, one, CONTRIBUTORS),
    Door("POST", f"{HAND_IN}/pictures", add, CONTRIBUTORS),
    Door("POST", f"{HAND_IN}/faces", name, CONTRIBUTORS),
    Door("POST", f"{HAND_IN}/said-no", said_no, CONTRIBUTORS),
    Door("POST", f"{HAND_IN}/take-back", back, CONTRIBUTORS),
    Door("GET", f"{HAND_IN}/pictures/{{picture}}/upright.jpg", upright, CONTRIBUTORS),
)
