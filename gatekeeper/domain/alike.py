"""Children who are easily taken for each other, as far as the register knows: brothers, sisters.

Whether two siblings are twins is in no register, so all of them count.
"""

from __future__ import annotations

from collections.abc import Iterable

from gatekeeper.domain.register import Pupil, folded


def siblings(pupils: Iterable[Pupil]) -> frozenset[frozenset[str]]:
    """Return every pair of ids of which one entry names the other; one of the two is enough."""
    children = tuple(pupils)
    by_number = {folded(child.mis_id): child.id for child in children}
    pairs = (
        frozenset({child.id, by_number[folded(number)]})
        for child in children
        for number in child.siblings
        if folded(number) in by_number
    )
    return frozenset(pair for pair in pairs if len(pair) > 1)
