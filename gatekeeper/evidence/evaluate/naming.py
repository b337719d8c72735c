"""Which name comes first: for a class that is drawn again and again, and for the whole folder.

Two pictures of each person are enrolled; every other picture of the class is then shown. People
who are not enrolled are shown too: a child whose family said no must not be given a name.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from gatekeeper.evidence.evaluate.rates import Rate, by_people

CLASS = 30
ENROLLED = 2
DRAWS = 50
FEWEST = 2
"""People of whom one has to be told from another."""
FIRST_FEW = 3


@dataclass(frozen=True, slots=True)
class Named:
    """What one way said about one picture: people by number, the first first; may be nobody.

    `asks`: it gave a reason why a person must look closely.
    """

    order: tuple[int, ...] = ()
    asks: bool = False


Name = Callable[[int], Named]
"""Names whoever is in a picture, given by its number."""
Enrol = Callable[[tuple[int, ...]], Name]
"""Enrols some people and returns the way to name pictures among them."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One group of enrolled people, and the pictures that are shown: (number, whose)."""

    people: tuple[int, ...]
    theirs: tuple[tuple[int, int], ...]
    strangers: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Naming:
    """What came of it. Rates of right names are of pictures of people who are enrolled."""

    enrolled: int
    """People enrolled at once."""
    groups: int
    """How often such a group was drawn."""
    first: Rate
    first_three: Rate
    nobody: Rate
    """No name was offered, or no face found."""
    wrong_unasked: Rate
    """A wrong name came first without any reason to look closely."""
    strangers_named: Rate
    """Somebody who is not enrolled was given a name."""
    strangers_unasked: Rate
    """The same, without any reason to look closely."""


def classes(
    pictures: Mapping[int, tuple[int, ...]], seed: int, size: int = CLASS
) -> tuple[Shown, ...]:
    """Return the groups to show; `pictures` maps people to the pictures that are not enrolled."""
    people = tuple(sorted(pictures))
    if len(people) < FEWEST:
        return ()
    if len(people) <= size:
        return (Shown(people, _shown(people, pictures), ()),)
    dice = random.Random(seed)  # noqa: S311 - a sample
    return tuple(_class(people, pictures, size, dice) for _ in range(DRAWS))


def everybody(
    pictures: Mapping[int, tuple[int, ...]], people: tuple[int, ...]
) -> tuple[Shown, ...]:
    """Return the one group of all people, also of those of whom there is nothing left to show."""
    if not pictures or len(people) < FEWEST:
        return ()
    return (Shown(people, _shown(tuple(sorted(pictures)), pictures), ()),)


def _class(
    people: tuple[int, ...],
    pictures: Mapping[int, tuple[int, ...]],
    size: int,
    dice: random.Random,
) -> Shown:
    inside = tuple(sorted(dice.sample(people, size)))
    others = sorted(set(people) - set(inside))
    some = dice.sample(others, min(size, len(others)))
    strangers = tuple((dice.choice(pictures[who]), who) for who in some)
    return Shown(inside, _shown(inside, pictures), strangers)


def _shown(
    people: tuple[int, ...], pictures: Mapping[int, tuple[int, ...]]
) -> tuple[tuple[int, int], ...]:
    return tuple((picture, who) for who in people for picture in pictures[who])


@dataclass
class _Tally:
    """How often, for each person."""

    shown: dict[int, int] = field(default_factory=dict)
    hits: dict[str, dict[int, int]] = field(default_factory=dict)

    def add(self, who: int, **seen: bool) -> None:
        self.shown[who] = self.shown.get(who, 0) + 1
        for what, is_so in seen.items():
            counts = self.hits.setdefault(what, {})
            counts[who] = counts.get(who, 0) + is_so

    def rate(self, what: str, seed: int) -> Rate:
        counts = self.hits.get(what, {})
        people = sorted(self.shown)
        return by_people([counts[who] for who in people], [self.shown[who] for who in people], seed)


def name_all(groups: tuple[Shown, ...], enrol: Enrol, seed: int) -> Naming | None:
    """Return how well one way names the groups; None where there are none."""
    if not groups:
        return None
    theirs, strangers = _Tally(), _Tally()
    for group in groups:
        name = enrol(group.people)
        for picture, who in group.theirs:
            _add(theirs, who, name(picture))
        for picture, who in group.strangers:
            _add(strangers, who, name(picture))
    return Naming(
        enrolled=len(groups[0].people),
        groups=len(groups),
        first=theirs.rate("first", seed),
        first_three=theirs.rate("first_three", seed),
        nobody=theirs.rate("nobody", seed),
        wrong_unasked=theirs.rate("wrong_unasked", seed),
        strangers_named=strangers.rate("named", seed),
        strangers_unasked=strangers.rate("wrong_unasked", seed),
    )


def _add(tally: _Tally, who: int, named: Named) -> None:
    first = named.order[:1]
    tally.add(
        who,
        first=first == (who,),
        first_three=who in named.order[:FIRST_FEW],
        nobody=not first,
        named=bool(first),
        wrong_unasked=bool(first) and first != (who,) and not named.asks,
    )
