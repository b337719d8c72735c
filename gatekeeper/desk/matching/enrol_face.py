"""Enrolling a child: pictures are measured behind the lock, and two or three good ones are kept.

Measuring happens between two transactions. Lock and consent are asked for in both, so that a no
which came in meanwhile counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.matching.destroy_faces import destroy, destroy_leavers_once_a_day
from gatekeeper.desk.matching.enable_matching import current_lock, require_open
from gatekeeper.desk.matching.reference_pictures import child_on_roll, put_reference_picture
from gatekeeper.desk.school import School
from gatekeeper.domain.biometric_consent import why_not
from gatekeeper.domain.biometrics import Enrolment, Gallery, LookAlike, Portrait, Template
from gatekeeper.domain.people import Duty
from gatekeeper.domain.register import Pupil
from gatekeeper.domain.wording import listed
from gatekeeper.errors import NotYet, PictureRefused
from gatekeeper.ports import FaceMatcher, PictureReader, Records, UnitOfWork

WANTED = 2
"""So many pictures of a child make a name come first; a third helps a little."""
MOST = 5
"""More pictures than this of one child are not kept: they would add nothing but data."""


@dataclass(frozen=True, slots=True)
class GivenPicture:
    """A file that somebody hands in, and the day on which it was taken (none: today)."""

    name: str
    data: bytes = field(repr=False)
    taken_on: date | None = None


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of one picture: kept, or why not and what would do; `alike` are pupils' ids."""

    name: str
    kept: bool
    why: str = ""
    remedy: str = ""
    alike: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Enrolled:
    """What came of all of them; `pictures` is how many of the child are enrolled now.

    `replaced` were older than twelve months, or measured by another version.
    """

    pupil: str
    tried: tuple[Tried, ...]
    pictures: int
    replaced: int = 0

    @property
    def wanting(self) -> int:
        """How many more pictures are wanted."""
        return max(0, WANTED - self.pictures)


@dataclass(frozen=True, slots=True)
class _Measured:
    """One picture that will do."""

    given: GivenPicture
    portrait: Portrait
    alike: tuple[str, ...]


def dated(reader: PictureReader, name: str, data: bytes) -> GivenPicture:
    """Return a file with the day that its camera wrote into it, if there is one."""
    try:
        taken_at = reader.read(data, name).carried.taken_at or ""
        return GivenPicture(name, data, date.fromisoformat(taken_at[:10]))
    except (PictureRefused, ValueError):
        return GivenPicture(name, data)


def enrol_face(
    records: Records,
    matcher: FaceMatcher,
    actor: Actor,
    pupil: str,
    pictures: Sequence[GivenPicture],
) -> Enrolled:
    """Measure the pictures of one child and keep those that will do.

    Raises:
        NotAllowed: neither office, leadership nor DPO.
        NotFound: the child is not on the roll.
        NotYet: the lock is shut, or the child may not be measured; the message says why.
        CouldNotCheck: a model is missing or altered. Nothing was kept.
    """
    with records.begin() as uow:
        _allowed(uow, actor, pupil)
        enrolled = uow.enrolments.all()
    version = matcher.template_version
    same = tuple(e for e in enrolled if e.version == version)
    others = Gallery(tuple(e for e in same if e.pupil != pupil))
    known = [e.templates for e in same if e.pupil == pupil]
    found = [_look(matcher, given, known, others) for given in pictures]
    good = [item for item in found if isinstance(item, _Measured)]
    with records.begin() as uow:
        child = _allowed(uow, actor, pupil)
        replaced, total = _keep(uow, actor, child, good)
    return Enrolled(pupil, tuple(map(_tried, found)), total, replaced)


def _allowed(uow: UnitOfWork, actor: Actor, pupil: str) -> Pupil:
    actor.require(uow, Duty.KEEP_BIOMETRICS)
    destroy_leavers_once_a_day(uow)
    require_open(uow)
    child = child_on_roll(uow, pupil)
    if against := why_not(child, uow.biometrics.of(pupil), School.day(uow.now)):
        raise NotYet(
            f"The face of {child.called} may not be measured: {listed(against)}.",
            "Record what is missing: `gatekeeper biometrics record`. Until then a small picture "
            "can be kept: `gatekeeper enrol --reference-only`.",
        )
    return child


def _look(
    matcher: FaceMatcher,
    given: GivenPicture,
    known: list[tuple[Template, ...]],
    others: Gallery,
) -> _Measured | Tried:
    """Measure one picture; `known` grows by what will do."""
    if len(known) >= MOST:
        why = f"{MOST} pictures of this child are enrolled."
        return Tried(given.name, kept=False, why=why, remedy="No more are needed.")
    try:
        portrait = matcher.portrait(given.data)
    except PictureRefused as refusal:
        return Tried(given.name, kept=False, why=str(refusal), remedy=refusal.remedy)
    if portrait.templates in known:
        return Tried(given.name, kept=True, why="This very picture was enrolled before.")
    known.append(portrait.templates)
    alike = matcher.resembling(portrait.templates, others) if others.enrolments else ()
    return _Measured(given, portrait, alike)


def _tried(item: _Measured | Tried) -> Tried:
    return item if isinstance(item, Tried) else Tried(item.given.name, kept=True, alike=item.alike)


def _keep(uow: UnitOfWork, actor: Actor, pupil: Pupil, good: list[_Measured]) -> tuple[int, int]:
    """Put what will do on record; return how many it replaces, and how many there are now."""
    before = [e for e in uow.enrolments.all() if e.pupil == pupil.id]
    if not good:
        return 0, len(before)
    today, version = School.day(uow.now), good[0].portrait.version
    old = [e.id for e in before if e.too_old(today) or e.version != version]
    destroy(uow, old)
    for item in good:
        uow.enrolments.put(_enrolment(uow, actor, pupil, item))
    _note_look_alikes(uow, pupil, {other for item in good for other in item.alike})
    if current_lock(uow).reference_pictures:
        best = max(good, key=lambda item: (item.portrait.height, item.portrait.sharpness))
        put_reference_picture(uow, actor, pupil, best.portrait.reference)
    details = {"pictures": str(len(good)), "replaced": str(len(old))}
    uow.ledger.append("face.enrolled", actor=actor.id, subject=pupil.id, details=details)
    return len(old), len(before) - len(old) + len(good)


def _enrolment(uow: UnitOfWork, actor: Actor, pupil: Pupil, item: _Measured) -> Enrolment:
    today = School.day(uow.now)
    return Enrolment(
        id=uow.mint(),
        pupil=pupil.id,
        templates=item.portrait.templates,
        version=item.portrait.version,
        taken_on=min(item.given.taken_on or today, today),
        made_at=uow.now,
        made_by=actor.id,
    )


def _note_look_alikes(uow: UnitOfWork, pupil: Pupil, others: Iterable[str]) -> None:
    """Keep each new pair, unless the other child's pictures went while these were measured."""
    known = {pair.pupils for pair in uow.look_alikes.all()}
    enrolled = {enrolment.pupil for enrolment in uow.enrolments.all()}
    for other in sorted(enrolled.intersection(others)):
        pair = frozenset({pupil.id, other})
        if pair not in known:
            uow.look_alikes.put(LookAlike(uow.mint(), pair, uow.now))
