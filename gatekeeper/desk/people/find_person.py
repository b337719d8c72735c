"""Finding somebody who works with gatekeeper, by id or by name."""

from __future__ import annotations

from gatekeeper.domain.people import Person, PublicKey, Role
from gatekeeper.errors import NotFound, UsageError
from gatekeeper.ports import UnitOfWork


def active_person(uow: UnitOfWork, id_or_name: str) -> Person:
    """Return the person of this id or, case aside, this full name, if still active.

    Raises:
        NotFound: nobody active is called that.
        UsageError: two people are; the id says which.
    """
    asked = id_or_name.strip().casefold()
    here = [person for person in uow.people.all() if person.ended_at is None]
    found = [p for p in here if p.id == id_or_name] or [
        p for p in here if p.name.casefold() == asked
    ]
    if not found:
        raise NotFound(f"Nobody here is called {id_or_name!r}.")
    if len(found) > 1:
        raise UsageError(f"Two people are called {id_or_name!r}.", "Say which one by the id.")
    return found[0]


def open_keys(uow: UnitOfWork, holder: str) -> tuple[PublicKey, ...]:
    """Return the keys of a person or tablet that have not ended."""
    return tuple(k for k in uow.keys.all() if k.holder == holder and k.ended_at is None)


def headteachers_with_keys(uow: UnitOfWork) -> frozenset[str]:
    """Return the ids of the active headteachers who hold a key that has not ended."""
    return frozenset(
        person.id
        for person in uow.people.all()
        if person.ended_at is None
        and Role.HEADTEACHER in person.roles
        and open_keys(uow, person.id)
    )
