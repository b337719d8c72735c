"""Who may be named next in one picture: the class, and which of them have been placed in it.

Those who may not be shown come first, so that nobody forgets them; the grid says that and no
ground. Whoever was placed cannot be named again, because one child is not two faces in one
picture; she keeps her place, so that no other name comes under a finger that taps twice.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gatekeeper.desk.faces.roll_call import may_be_shown
from gatekeeper.desk.school import School
from gatekeeper.domain.answer import Said, newest_by_person
from gatekeeper.domain.post import Version
from gatekeeper.domain.register import Adult, Pupil
from gatekeeper.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class Grid:
    """Whom a face may be: of the class, may not be shown and may; then others and adults.

    `placed` are the ids of whoever was seen in the picture already; `pictured` those of children
    of whom there is a reference picture.
    """

    barred: tuple[Pupil, ...]
    free: tuple[Pupil, ...]
    others: tuple[Pupil, ...]
    adults: tuple[Adult, ...]
    placed: frozenset[str]
    pictured: frozenset[str]

    @property
    def left(self) -> tuple[Pupil, ...]:
        """Who of the class may be shown and was not placed yet."""
        return tuple(pupil for pupil in self.free if pupil.id not in self.placed)


def class_grid(uow: UnitOfWork, school: School, version: Version, original: str) -> Grid:
    """Return who can be named in a picture (its digest), each part by name.

    Without a declared group the class is the whole school.
    """
    today, groups = school.day(uow.now), version.post.groups
    on_roll = [p for p in uow.pupils.all() if p.left_on is None or p.left_on > today]
    here = [p for p in on_roll if not groups or any(p.belongs_to(g) for g in groups)]
    free = {p.id for p in here if may_be_shown(uow, school, version.post, p)}
    return Grid(
        barred=_by_name(p for p in here if p.id not in free),
        free=_by_name(p for p in here if p.id in free),
        others=_by_name(p for p in on_roll if p not in here),
        adults=tuple(sorted(uow.adults.all(), key=lambda adult: adult.full_name)),
        placed=_placed(uow, version, original),
        pictured=frozenset(picture.pupil for picture in uow.reference_pictures.all()),
    )


def _placed(uow: UnitOfWork, version: Version, original: str) -> frozenset[str]:
    """Return the ids of whoever somebody has seen in this picture, covered or not."""
    answers = uow.answers.of(version.id)
    return frozenset(
        answer.who
        for sighting in uow.sightings.of(version.id)
        if sighting.original == original
        for answer in newest_by_person(answers, sighting.id)
        if answer.said in (Said.PUPIL, Said.ADULT, Said.COVERED)
    )


def _by_name(pupils: Iterable[Pupil]) -> tuple[Pupil, ...]:
    return tuple(sorted(pupils, key=lambda pupil: pupil.called))
