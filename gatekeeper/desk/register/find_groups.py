"""Classes, clubs and lists, spelt as the register spells them."""

from __future__ import annotations

from difflib import get_close_matches

from gatekeeper.domain.register import groups_of
from gatekeeper.errors import NotFound
from gatekeeper.ports import UnitOfWork


def as_registered(uow: UnitOfWork, groups: frozenset[str]) -> frozenset[str]:
    """Return groups as the register spells them; as they are while nobody is on it.

    Raises:
        NotFound: nobody belongs to one of them.
    """
    known = {_plain(group): group for group in sorted(groups_of(uow.pupils.all()))}
    for group in sorted(groups):
        if known and _plain(group) not in known:
            raise _unknown(group, known)
    return frozenset(known.get(_plain(group), group) for group in groups)


def _plain(group: str) -> str:
    return "".join(group.split()).casefold()


def _unknown(group: str, known: dict[str, str]) -> NotFound:
    message = f"Nobody on the register belongs to {group!r}."
    like = get_close_matches(_plain(group), known, 1)
    if like:
        return NotFound(message, f"Did you mean {known[like[0]]}? If so, write it like that.")
    return NotFound(message, "Use the name of a class or club as it stands in the register.")
