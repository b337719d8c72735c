"""The reference picture of whoever is suggested first, for looking at it beside the face."""

from __future__ import annotations

from gatekeeper.desk.matching.reference_pictures import reference_picture
from gatekeeper.desk.posts.find_post import find_post
from gatekeeper.domain.check import FixKind
from gatekeeper.domain.decision import Decision
from gatekeeper.ports import UnitOfWork


def beside(uow: UnitOfWork, decision: Decision) -> tuple[tuple[str, bytes], ...]:
    """Return `picture.face` and the JPEG for each face that has a name, where there is a picture.

    `decision` is one with names in it, as it was just made: what is kept has none.
    """
    first: dict[str, str] = {}
    for fix in (fix for finding in decision.findings for fix in finding.fixes):
        if fix.kind is FixKind.NAME_FACE and fix.say is not None:
            first.setdefault(fix.target, fix.value)
    version = find_post(uow, decision.post)
    found = []
    for sighting in (s for s in uow.sightings.of(version.id) if s.id in first):
        jpeg = reference_picture(uow, first[sighting.id])
        if jpeg is not None:
            place = f"{version.post.number(sighting.original)}.{sighting.number}"
            found.append((place, jpeg))
    return tuple(found)
