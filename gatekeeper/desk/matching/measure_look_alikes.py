"""Who looks like whom, measured anew among everybody who is enrolled.

How close is too close is told by the others of the school. The first children of a new school were
held against hardly anybody, so what was noted of them is looked at again.
"""

from __future__ import annotations

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.matching.destroy_faces import destroy
from gatekeeper.desk.matching.enable_matching import require_open
from gatekeeper.domain.biometrics import Enrolment, Gallery, LookAlike
from gatekeeper.domain.people import Duty
from gatekeeper.ports import FaceMatcher, Records, UnitOfWork

Pairs = frozenset[frozenset[str]]
FEW = 100
"""Up to so many enrolled pictures it takes a few seconds, so it is done whenever one is added."""


def measure_look_alikes(records: Records, matcher: FaceMatcher, actor: Actor) -> Pairs:
    """Hold every enrolled picture against those of all other children; return the pairs that stand.

    A pair of whom one was measured by another version stays as it is.

    Raises:
        NotAllowed: neither office, leadership nor DPO.
        NotYet: the lock is shut.
        CouldNotCheck: a model is missing or altered.
    """
    with records.begin() as uow:
        enrolments = _comparable(uow, matcher, actor)
    found = frozenset(
        frozenset({enrolment.pupil, other})
        for enrolment in enrolments
        for other in _resembling(matcher, enrolment, enrolments)
    )
    with records.begin() as uow:
        now = _comparable(uow, matcher, actor)
        measured = {e.pupil for e in enrolments} & {e.pupil for e in now}
        return _put(uow, frozenset(pair for pair in found if pair <= measured), measured)


def _comparable(uow: UnitOfWork, matcher: FaceMatcher, actor: Actor) -> tuple[Enrolment, ...]:
    actor.require(uow, Duty.KEEP_BIOMETRICS)
    require_open(uow)
    version = matcher.template_version
    return tuple(e for e in uow.enrolments.all() if e.version == version)


def _resembling(
    matcher: FaceMatcher, enrolment: Enrolment, enrolments: tuple[Enrolment, ...]
) -> tuple[str, ...]:
    others = tuple(e for e in enrolments if e.pupil != enrolment.pupil)
    return matcher.resembling(enrolment.templates, Gallery(others)) if others else ()


def _put(uow: UnitOfWork, found: Pairs, measured: set[str]) -> Pairs:
    """Keep what was found, and of what was known whatever could not be measured."""
    known = {pair.pupils: pair.id for pair in uow.look_alikes.all()}
    gone = [pair for pair in known if pair <= measured and pair not in found]
    destroy(uow, (known[pair] for pair in gone))
    for pair in sorted(found.difference(known), key=sorted):
        uow.look_alikes.put(LookAlike(uow.mint(), pair, uow.now))
    return frozenset(known).difference(gone) | found
