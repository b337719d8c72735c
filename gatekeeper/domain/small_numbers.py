"""Small numbers that could point to one child are not told, nor found by taking others away.

A number from 1 to 4 is told as "fewer than 5". Where parts add up to a total that is known, the
small ones are told together, with the next larger beside them until the sum is no small number and
the parts are not all alike: then whoever knows this rule still cannot tell which is which.

What is told again while it grows, or of spans that overlap, is told in steps: two reports that
differ by one child's post mostly look alike, and where they do not, by how much nobody can tell.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

FEWEST = 5
"""The smallest number that is told, beside none."""

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Few:
    """A number that is told; None stands for one from 1 to 4."""

    count: int | None

    @property
    def words(self) -> str:
        """The number as people read it."""
        return f"fewer than {FEWEST}" if self.count is None else str(self.count)


@dataclass(frozen=True, slots=True)
class Apart(Generic[K]):
    """Parts of a known total: those told singly, and those told together."""

    singly: Mapping[K, int]
    together: tuple[K, ...] = ()
    together_count: int | None = None
    """The sum of those told together; None where that would be a small number too."""


def few(count: int) -> Few:
    """Return a number as it is told."""
    return Few(None if 0 < count < FEWEST else count)


def stepped(count: int) -> int:
    """Return a number rounded down to a multiple of the smallest that is told; a small one as is.

    Small ones are left to `few` and `apart`.
    """
    return count if count < FEWEST else count - count % FEWEST


def in_steps(parts: Mapping[K, int]) -> Apart[K]:
    """Return parts of a known total as they are told in steps, those told together as one sum.

    Of two such reports nobody finds that a part grew by one, or that one post went from a part to
    another, unless all posts are in the same part: that the total tells.
    """
    told = apart({key: stepped(count) for key, count in parts.items()})
    count = told.together_count
    return replace(told, together_count=None if count is None else stepped(count))


def apart(parts: Mapping[K, int]) -> Apart[K]:
    """Return parts of a known total as they are told, in their order."""
    pool = {key for key, count in parts.items() if 0 < count < FEWEST}
    while pool and _found_out([parts[key] for key in pool]):
        left = {key for key in parts if key not in pool}
        if not left:
            break
        pool |= _next(parts, left)
    singly = {key: count for key, count in parts.items() if key not in pool}
    together = tuple(key for key in parts if key in pool)
    count = sum(parts[key] for key in pool)
    return Apart(singly, together, count if count >= FEWEST else None)


def _found_out(counts: list[int]) -> bool:
    """Whether a sum tells what its parts are: it is small itself, or all of them are alike."""
    return sum(counts) < FEWEST or len(set(counts)) == 1


def _next(parts: Mapping[K, int], left: Iterable[K]) -> set[K]:
    """Return those of the parts that come next: the smallest that is not none; at last, those."""
    something = [parts[key] for key in left if parts[key]]
    smallest = min(something, default=0)
    return {key for key in left if parts[key] == smallest}
