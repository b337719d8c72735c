"""Pictures with numbered boxes, for the person who has to say who everybody is."""

from __future__ import annotations

from collections.abc import Iterable

from gatekeeper.desk.checking.examiners import Examiners
from gatekeeper.desk.posts.find_post import find_post
from gatekeeper.domain.answer import Answer, settled
from gatekeeper.domain.decision import Decision
from gatekeeper.domain.face import Seen, Sighting
from gatekeeper.domain.verdict import Verdict
from gatekeeper.errors import GatekeeperError
from gatekeeper.ports import Records


def marks(
    decision: Decision, sightings: Iterable[Sighting], answers: tuple[Answer, ...]
) -> dict[str, str]:
    """Return how each sighting is drawn: `no`, `fine`, `perhaps` or `open`."""
    blocked = {f.subject for f in decision.findings if f.verdict is Verdict.BLOCK}
    asked = {f.subject for f in decision.findings if f.verdict is Verdict.ASK}
    return {s.id: _mark(s, blocked, asked, settled(answers, s.id)) for s in sightings}


def _mark(sighting: Sighting, blocked: set[str], asked: set[str], answer: Answer | None) -> str:
    if sighting.id in blocked:
        return "no"
    if answer is not None and sighting.id not in asked:
        return "fine"
    return "perhaps" if sighting.face.seen is Seen.PERHAPS else "open"


def mark_faces(
    records: Records, examiners: Examiners, decision: Decision
) -> tuple[tuple[int, bytes], ...]:
    """Return each readable picture's number and its JPEG with the boxes drawn in."""
    with records.begin() as uow:
        version = find_post(uow, decision.post)
        sightings = uow.sightings.of(version.id)
        drawn = marks(decision, sightings, uow.answers.of(version.id))
        originals = [
            (number, p.original.digest, uow.blobs.get(version.id, p.original.digest))
            for number, p in enumerate(version.post.pictures, start=1)
        ]
    made = []
    for number, digest, data in originals:
        mine = tuple(s for s in sightings if s.original == digest)
        try:
            made.append((number, examiners.maker.numbered(data, mine, drawn)))
        except GatekeeperError:
            continue
    return tuple(made)
