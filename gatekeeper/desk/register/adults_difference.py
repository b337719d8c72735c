"""The adults' file against the adults on record."""

from __future__ import annotations

from dataclasses import replace

from gatekeeper.desk.register.pupils_difference import refuse_dates_to_come
from gatekeeper.desk.register.register_difference import AdultChange, Difference
from gatekeeper.desk.register.register_file import AdultRow, AdultsFile
from gatekeeper.desk.school import School
from gatekeeper.domain.canonical import digest
from gatekeeper.domain.register import Adult
from gatekeeper.ports import UnitOfWork


def adults_difference(uow: UnitOfWork, parsed: AdultsFile) -> Difference:
    """Return what this file would change; whoever is missing in it agrees to nothing any more.

    Raises:
        RegisterFileRefused: an answer is dated in the future.
    """
    refuse_dates_to_come(((row.row, row.given_on) for row in parsed.rows), School.day(uow.now))
    known = {adult.id: adult for adult in uow.adults.all()}
    new = {row.adult_id: _as_in_file(row) for row in parsed.rows}
    gone = {
        adult.id: replace(adult, agreed=frozenset())
        for adult in known.values()
        if adult.id not in new
    }
    changes = (AdultChange(known.get(key), adult) for key, adult in (new | gone).items())
    return Difference(
        id=digest("adults-difference", {"file": parsed.digest, "adults": known}),
        file=parsed.digest,
        adults=tuple(change for change in changes if change.before != change.after),
        notes=parsed.notes,
    )


def _as_in_file(row: AdultRow) -> Adult:
    return Adult(
        id=row.adult_id,
        title=row.title,
        first_name=row.first_name,
        surname=row.surname,
        kind=row.kind,
        agreed=row.agreed,
        given_on=row.given_on,
        until=row.until,
    )
