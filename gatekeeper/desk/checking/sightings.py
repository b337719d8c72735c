"""Ids for the faces that were found: minted once, kept through every later search."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from gatekeeper.domain.evidence import FaceSearch
from gatekeeper.domain.face import Sighting

SAME_FACE = 0.4
"""Boxes that share this much of their joint area are the same face found again."""


def reconcile(
    known: tuple[Sighting, ...],
    search: FaceSearch,
    mint: Callable[[], str],
) -> tuple[Sighting, ...]:
    """Return the sightings to write: known ones whose face looks different now, and new ones.

    A known sighting that the search no longer sees stays: whoever was once seen is accounted for.
    A box that a person drew stays too; but how clearly she can be seen is then measured, so that
    nobody is "from behind" whom a detector sees.
    """
    free = list(known)
    number = max((sighting.number for sighting in known), default=0)
    changed: list[Sighting] = []
    for face in search.faces:
        match = max(free, key=lambda s: s.face.box.joint_share(face.box), default=None)
        if match is None or match.face.box.joint_share(face.box) < SAME_FACE:
            number += 1
            changed.append(Sighting(mint(), search.post, search.original, number, face))
            continue
        free.remove(match)
        seen = face if match.added_by is None else replace(face, box=match.face.box)
        if match.face != seen:
            changed.append(replace(match, face=seen))
    return tuple(changed)
