"""Saying who is in a picture: one face at a time, a roll call, somebody whom nobody saw."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

from starlette.responses import Response

from gatekeeper.desk.faces.answer import Given, answer
from gatekeeper.desk.faces.answer_as_seen import as_seen
from gatekeeper.desk.faces.answers_file import find_adult, find_pupil
from gatekeeper.desk.faces.child_said_no import child_said_no
from gatekeeper.desk.faces.confirm_suggestions import Confirm, confirm_suggestions
from gatekeeper.desk.faces.roll_call import CallRoll, call_roll, candidates, to_ask
from gatekeeper.desk.faces.roll_draft import NotHere, not_here, say_not_here, still_asked
from gatekeeper.desk.faces.switch_roll_call import roll_call_on
from gatekeeper.desk.matching.reference_pictures import reference_picture
from gatekeeper.desk.posts.find_post import find_post
from gatekeeper.domain.answer import FEWEST, Said, settled
from gatekeeper.domain.people import Duty
from gatekeeper.domain.post import Version
from gatekeeper.errors import NotFound, UsageError
from gatekeeper.ports import UnitOfWork
from gatekeeper.web.doors import Door
from gatekeeper.web.pages.post import POST
from gatekeeper.web.visit import Visit

ANSWERERS = frozenset({Duty.ANSWER})
PLAIN = {
    "cover": Said.COVERED,
    "unrecognisable": Said.UNRECOGNISABLE,
    "nobody": Said.NOBODY,
}
"""Answers that name nobody, by the button's value."""
TAPPED = {"pupil": Said.PUPIL, "adult": Said.ADULT, "covered": Said.COVERED}
"""Answers by a name of the grid, whose button holds the id; `covered`: she may not be shown."""


def say(visit: Visit) -> Response:
    """Record one answer about one face; every tap is kept at once."""
    app = visit.site.app
    with app.records.begin() as uow:
        version = find_post(uow, visit.path("post"))
        given = _given(visit, uow, version)
        if asked := visit.text("asked"):
            still_asked(uow, version, _number(visit.text("picture"), version), asked)
        if "seen" in visit.form:
            as_seen(uow, version.id, given.sighting, visit.text("seen"))
        answer(uow, visit.actor, version.id, [given])
    visit.site.work.ask(visit.actor, version.id)
    return visit.go(f"{_back(visit, version)}#picture-{visit.text('picture')}")


def _back(visit: Visit, version: Version) -> str:
    """Return the page as it was being looked at: the way of answering, the face.

    The face that the page asks about already is asked about by the next one too (`next`).
    """
    kept = [("way", "name")] if visit.text("way") == "name" else []
    if face := visit.text("sighting") if visit.text("stay") else visit.text("next"):
        kept.append(("face", face))
    return f"/posts/{version.id}{'?' if kept else ''}{urlencode(kept)}"


def _given(visit: Visit, uow: UnitOfWork, version: Version) -> Given:
    sighting, way = visit.text("sighting"), visit.text("say")
    for kind, said in TAPPED.items():
        if visit.text(kind):
            return Given(sighting, said, visit.text(kind))
    if way in PLAIN:
        return Given(sighting, PLAIN[way])
    name = visit.text("who")
    if not name:
        raise UsageError("Nobody was named.", "Choose a name, or cover the face.")
    try:
        return Given(
            sighting, Said.PUPIL, find_pupil(name, uow.pupils.all(), version.post.groups).id
        )
    except NotFound:
        return Given(sighting, Said.ADULT, find_adult(name, uow.adults.all()).id)


def said_no(visit: Visit) -> Response:
    """Record that a child said no today, to this post."""
    with visit.site.app.records.begin() as uow:
        version = find_post(uow, visit.path("post"))
        pupil = find_pupil(visit.text("who"), uow.pupils.all(), version.post.groups)
        number = _number(visit.text("picture") or "1", version)
        child_said_no(uow, visit.actor, version.id, pupil, number)
    return visit.go(f"/posts/{version.id}")


def confirm(visit: Visit) -> Response:
    """Record that a few suggested names, each looked at beside its reference picture, are right."""
    app = visit.site.app
    with app.records.begin() as uow:
        version = find_post(uow, visit.path("post"))
        command = Confirm(version.id, visit.texts("sighting"))
        confirm_suggestions(uow, app.school, app.examiners, visit.actor, command)
    visit.site.work.ask(visit.actor, version.id)
    return visit.go(f"{_back(visit, version)}#picture-{visit.text('picture')}")


def small(visit: Visit) -> Response:
    """Return the reference picture of a child, to look at beside a face."""
    with visit.site.app.records.begin() as uow:
        jpeg = reference_picture(uow, visit.path("pupil"))
    if jpeg is None:
        raise NotFound("There is no small picture of this child.")
    return Response(jpeg, media_type="image/jpeg")


def ask_roll(visit: Visit) -> Response:
    """Show the roll call of one picture: the groups, the absent, and who is asked about singly."""
    app, chosen = visit.site.app, frozenset(visit.request.query_params.getlist("group"))
    with app.records.begin() as uow:
        version = find_post(uow, visit.path("post"))
        number = _number(visit.path("picture"), version)
        groups = chosen or version.post.groups
        digest = version.post.pictures[number - 1].original.digest
        faces = [s for s in uow.sightings.of(version.id) if s.original == digest]
        read = {one.original: one.facts for one in uow.readings.of(version.id)}
        roll = CallRoll(version.id, number, groups)
        asked = to_ask(uow, app.school, version.post, roll) if groups else ()
        present = candidates(uow, app.school, version.post, roll) if groups else ()
        said = not_here(uow, visit.actor.id, version, digest)
        on = roll_call_on(uow)
    return visit.show(
        "roll_call.html",
        version=version,
        number=number,
        groups=sorted(groups),
        asked=asked,
        others=sorted(p.called for p in present if p not in asked),
        faces=sorted(faces, key=lambda s: s.number),
        enough=len(faces) >= FEWEST,
        fewest=FEWEST,
        said=said,
        on=on,
        facts=read.get(digest),
    )


def hold_roll(visit: Visit) -> Response:
    """Hold the roll call: whoever may not be shown was asked about, and the count closes."""
    app = visit.site.app
    with app.records.begin() as uow:
        version = find_post(uow, visit.path("post"))
        groups = frozenset(visit.texts("group"))
        pupils = uow.pupils.all()
        absent = frozenset(find_pupil(n, pupils, groups).id for n in visit.texts("absent"))
        roll = CallRoll(version.id, _number(visit.path("picture"), version), groups, absent)
        asked = to_ask(uow, app.school, version.post, roll)
        found = _found(visit, uow, version, roll.picture)
        told = {p.id: visit.text(f"child-{p.id}") or found.get(p.id, "") for p in asked}
        command = replace(
            roll,
            not_here=frozenset(pupil for pupil, said in told.items() if said == "not here"),
            here=tuple((p, s) for p, s in told.items() if s and s != "not here"),
        )
        call_roll(uow, app.school, visit.actor, command)
        if nobody := [Given(face, Said.NOBODY) for face in visit.texts("nobody")]:
            answer(uow, visit.actor, version.id, nobody)
    visit.site.work.ask(visit.actor, version.id)
    return visit.go(f"/posts/{version.id}")


def say_not_in_it(visit: Visit) -> Response:
    """Keep at once that a child is not in this picture, or take it back; the roll stays open."""
    with visit.site.app.records.begin() as uow:
        version = find_post(uow, visit.path("post"))
        number, back = _number(visit.path("picture"), version), visit.ticked("back")
        command = NotHere(version.id, number, visit.text("pupil"), back)
        say_not_here(uow, visit.actor, command)
    said = "" if back else f"?{urlencode([('said', command.pupil)])}"
    return visit.go(f"/posts/{version.id}{said}#picture-{number}")


def _found(visit: Visit, uow: UnitOfWork, version: Version, number: int) -> dict[str, str]:
    """Return what was tapped before the roll closes: each child's face, or that she is not here."""
    original = version.post.pictures[number - 1].original.digest
    answers = uow.answers.of(version.id)
    away = not_here(uow, visit.actor.id, version, original)
    return dict.fromkeys(away, "not here") | {
        said.who: face.id
        for face in uow.sightings.of(version.id)
        if face.original == original
        and (said := settled(answers, face.id)) is not None
        and said.said is Said.COVERED
    }


def _number(number: str, version: Version) -> int:
    if not number.isdecimal() or not 1 <= int(number) <= len(version.post.pictures):
        raise NotFound(f"The post has no picture {number}.")
    return int(number)


DOORS = (
    Door("POST", f"{POST}/faces", say, ANSWERERS),
    Door("POST", f"{POST}/faces/confirm", confirm, ANSWERERS),
    Door("GET", "/pupils/{pupil}/small.jpg", small, ANSWERERS),
    Door("POST", f"{POST}/said-no", said_no, ANSWERERS),
    Door("GET", f"{POST}/pictures/{{picture}}/roll-call", ask_roll, ANSWERERS),
    Door("POST", f"{POST}/pictures/{{picture}}/roll-call", hold_roll, ANSWERERS),
    Door("POST", f"{POST}/pictures/{{picture}}/not-here", say_not_in_it, ANSWERERS),
)
