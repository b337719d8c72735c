"""What telling faces apart may do today: the lock, and whom a face may be compared with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from gatekeeper.desk.school import School
from gatekeeper.domain.alike import siblings
from gatekeeper.domain.answer import Answer, RollCall
from gatekeeper.domain.biometric_consent import may_be_measured
from gatekeeper.domain.biometrics import LOCK, BiometricRecord, Gallery, Lock
from gatekeeper.domain.canonical import digest
from gatekeeper.domain.evidence import cache_key
from gatekeeper.domain.face import Seen, Sighting
from gatekeeper.domain.lock import why_shut
from gatekeeper.domain.picture import Box
from gatekeeper.domain.post import Post
from gatekeeper.domain.register import Pupil
from gatekeeper.domain.scope import InPicture, measurable
from gatekeeper.ports import UnitOfWork

OLD = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Matching:
    """An open lock, who may be measured, and the enrolled pictures of those; `mark` names it all.

    `mark` changes with whatever could change a suggestion, and with whatever destroys suggestions,
    so that none is ever written under the key of one that was destroyed.
    """

    lock: Lock
    pupils: tuple[Pupil, ...]
    consenting: frozenset[str]
    gallery: Gallery
    mark: str

    def key(self, post: Post, sightings: Iterable[Sighting], original: str, version: str) -> str:
        """Return the cache key of what the matcher of this version says about one original."""
        boxes = sorted((s.id, s.face.box) for s in sightings)
        found = digest("matching", {"mark": self.mark, "boxes": boxes, "matcher": version})
        return cache_key(post.salt, original, "suggestions", found)

    def faces(
        self,
        post: Post,
        sightings: tuple[Sighting, ...],
        answers: tuple[Answer, ...],
        rolls: Iterable[RollCall],
    ) -> dict[str, Box]:
        """Return the faces of one picture that may be measured: the sightings' ids and boxes."""
        picture = InPicture(
            groups=post.groups,
            pupils=self.pupils,
            consenting=self.consenting,
            sightings=sightings,
            answers=answers,
            not_here=_not_here(rolls),
        )
        allowed = measurable(self.lock.scope, picture)
        return {
            s.id: s.face.box
            for s in sightings
            if s.id in allowed and s.face.seen is not Seen.FROM_BEHIND
        }


def matching(uow: UnitOfWork, groups: frozenset[str]) -> Matching | None:
    """Return what may be measured and compared now, or None: the lock is shut, nobody is enrolled.

    `groups` are the post's; their children are looked at first.
    """
    today, lock = School.day(uow.now), uow.locks.get(LOCK)
    if lock is None or why_shut(lock, today, uow.people.get(lock.officer)):
        return None
    pupils = on_roll(uow.pupils.all(), today)
    records = uow.biometrics.all()
    consenting = _consenting(pupils, records, today)
    gallery = _gallery(uow, pupils, consenting, groups)
    if not gallery.enrolments:
        return None
    facts = {
        "lock": uow.locks.version(LOCK),
        "records": sorted(record.id for record in records),
        "enrolments": sorted(e.id for e in gallery.enrolments),
        "old": sorted(e.id for e in gallery.enrolments if today - e.taken_on > OLD),
        "first": gallery.first,
        "alike": gallery.alike,
    }
    mark = digest("gallery", facts)
    return Matching(lock, pupils, consenting, replace(gallery, today=today), mark)


def in_the_cut(post: Post, original: str, sightings: Iterable[Sighting]) -> tuple[Sighting, ...]:
    """Return who is seen in an original and not cut away: whom nobody will see is not measured.

    Covers do not count, so that covering one face does not measure all the others again.
    """
    recipes = [p.recipe for p in post.pictures if p.original.digest == original]
    return tuple(
        s
        for s in sightings
        if s.original == original and not all(r.cuts_away(s.face.box) for r in recipes)
    )


def hidden(post: Post, original: str, box: Box) -> bool:
    """Whether nothing of a face in an original can be seen in what goes out."""
    recipes = [p.recipe for p in post.pictures if p.original.digest == original]
    return all(recipe.hides(box) for recipe in recipes)


def _not_here(rolls: Iterable[RollCall]) -> frozenset[str]:
    """Return who is not in a picture by somebody's newest roll call, and may be by nobody's."""
    newest = {roll.by: roll for roll in rolls}.values()
    gone = (roll.not_here | roll.absent for roll in newest)
    may_be = (roll.here | roll.perhaps for roll in newest)
    return frozenset[str]().union(*gone) - frozenset[str]().union(*may_be)


def on_roll(pupils: Iterable[Pupil], today: date) -> tuple[Pupil, ...]:
    """Return the children who have not left."""
    return tuple(p for p in pupils if p.left_on is None or p.left_on > today)


def _consenting(
    pupils: Iterable[Pupil], records: Iterable[BiometricRecord], today: date
) -> frozenset[str]:
    said = defaultdict[str, list[BiometricRecord]](list)
    for record in records:
        said[record.pupil].append(record)
    return frozenset(p.id for p in pupils if may_be_measured(p, said[p.id], today))


def _gallery(
    uow: UnitOfWork, pupils: tuple[Pupil, ...], consenting: frozenset[str], groups: frozenset[str]
) -> Gallery:
    enrolled = tuple(e for e in uow.enrolments.all() if e.pupil in consenting)
    measured = frozenset(alike.pupils for alike in uow.look_alikes.all())
    first = {p.id for p in pupils if any(p.belongs_to(group) for group in groups)}
    return Gallery(enrolled, frozenset(first), siblings(pupils) | measured)
