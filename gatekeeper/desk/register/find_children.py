"""Finding children by the first letters of a name, as one types them on a telephone."""

from __future__ import annotations

from gatekeeper.desk.school import School
from gatekeeper.domain.register import Pupil
from gatekeeper.domain.spelling import squash
from gatekeeper.ports import UnitOfWork

MOST = 12
"""So many children are offered; more letters make it fewer."""


def find_children(uow: UnitOfWork, letters: str, *, leavers: bool = False) -> tuple[Pupil, ...]:
    """Return the children on the roll with a name, or a MIS id, that begins so; by name.

    With `leavers` those who have left are found too.
    """
    begins, today = squash(letters), School.day(uow.now)
    if not begins:
        return ()
    everybody = uow.pupils.all()
    here = (p for p in everybody if leavers or p.left_on is None or p.left_on > today)
    found = (p for p in here if any(name.startswith(begins) for name in _names(p)))
    return tuple(sorted(found, key=lambda pupil: pupil.called)[:MOST])


def _names(pupil: Pupil) -> tuple[str, ...]:
    written = (pupil.first_name, pupil.known_as, pupil.surname, pupil.full_name)
    return tuple(map(squash, (*written, pupil.called, pupil.mis_id)))
