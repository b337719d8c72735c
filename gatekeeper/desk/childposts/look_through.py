"""Looking through what is out for one child: each tap is kept at once, and two may share it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.childposts.ask_posts import child_posts
from gatekeeper.domain.child_posts import Found, KnownOut, Look, ThreeLists, look_id
from gatekeeper.errors import NotFound, UsageError
from gatekeeper.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class Looked:
    """Which posts (ids of what is out) show the child (id), and which do not."""

    pupil: str
    shows: frozenset[str] = frozenset()
    not_in: frozenset[str] = frozenset()
    shown_at: datetime | None = None
    """When the pictures were put before whoever looked; None: at this moment.

    What came into a post since then was not looked at.
    """
    watched: frozenset[str] = frozenset()
    """Of those that do not show the child, the posts whose films were watched where they are.

    Without that nobody has looked at a post with a film.
    """


@dataclass(frozen=True, slots=True)
class LookedBy:
    """One person, how many posts she looked at, and when last."""

    name: str
    posts: int
    last: datetime


@dataclass(frozen=True, slots=True)
class HowFar:
    """How many posts of all have been looked at, and by whom."""

    done: int
    of: int
    by: tuple[LookedBy, ...]

    @property
    def left(self) -> int:
        """How many nobody has looked at."""
        return self.of - self.done


def say_looked(uow: UnitOfWork, actor: Actor, command: Looked) -> tuple[Look, ...]:
    """Keep what somebody saw. Saying it again changes nothing; saying the other is a new answer.

    So is the same where the pictures were changed since.

    Raises:
        NotAllowed: neither DSL nor office nor DPO. NotYet: without having said why.
        NotFound: the child is not on the register, or a post is not known to be out.
        UsageError: no post is named, or one both ways, or they were shown in the future.
    """
    lists = child_posts(uow, actor, command.pupil)
    if command.shows & command.not_in or not command.shows | command.not_in:
        raise UsageError("Say of each post one thing: it shows the child, or it does not.")
    if command.shown_at is not None and command.shown_at > uow.now:
        raise UsageError("This form is not whole.", "Open the page again.")
    known = {found.out.of: found.out for found in _all(lists)}
    if unknown := sorted((command.shows | command.not_in) - set(known)):
        raise NotFound(f"No such post is known to be out: {unknown[0]}.", "Look at the list again.")
    said = [_look(uow, actor, command, of) for of in sorted(command.shows | command.not_in)]
    new = [look for look in said if _new(uow.looks.get(look.id), look, known[look.of])]
    for look in new:
        uow.looks.put(look, seen=uow.looks.version(look.id))
    if new:
        count = Counter("shows" if look.shows else "not in it" for look in new)
        details = {what: str(number) for what, number in sorted(count.items())}
        uow.ledger.append("child.looked", actor=actor.id, subject=command.pupil, details=details)
    return tuple(new)


def how_far(uow: UnitOfWork, lists: ThreeLists) -> HowFar:
    """Return how far the look-through of a child is."""
    done, left = lists.looked, lists.to_look
    looks = [look for found in done for look in found.fresh]
    by = (
        LookedBy(
            person.name if (person := uow.people.get(who)) is not None else who,
            sum(look.by == who for look in looks),
            max(look.at for look in looks if look.by == who),
        )
        for who in dict.fromkeys(look.by for look in looks)
    )
    return HowFar(len(done), len(done) + len(left), tuple(sorted(by, key=lambda one: one.last)))


def _all(lists: ThreeLists) -> Iterable[Found]:
    return (*lists.shows, *lists.may_show, *lists.nobody, *lists.looked)


def _look(uow: UnitOfWork, actor: Actor, command: Looked, of: str) -> Look:
    name = look_id(command.pupil, of, actor.id)
    at = command.shown_at or uow.now
    watched = of in command.watched
    return Look(name, command.pupil, of, actor.id, at, of in command.shows, watched)


def _new(before: Look | None, after: Look, out: KnownOut) -> bool:
    if before is None or not out.had_then(before):
        return True
    return (before.shows, before.watched) != (after.shows, after.watched)
