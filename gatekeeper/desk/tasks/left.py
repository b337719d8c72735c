"""What is left of a task as of now, where gatekeeper can see it: nobody talks that away."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gatekeeper.desk.incidents.open_incident import is_open
from gatekeeper.desk.showing.known_out import known_out, lists_of
from gatekeeper.desk.takedown.standing import newest_by_post
from gatekeeper.domain.child_posts import Found, KnownOut
from gatekeeper.domain.release import Task, TaskKind
from gatekeeper.errors import NotYet, UsageError
from gatekeeper.ports import UnitOfWork

A_SENTENCE = 10
"""Letters that a reason has at least."""


@dataclass(frozen=True, slots=True)
class Searched:
    """Posts that are live and show, or may show, a child; and those at which nobody has looked."""

    stay: tuple[Found, ...] = ()
    """Nobody has asked for these to be taken down."""
    unseen: tuple[Found, ...] = ()

    @property
    def said(self) -> str:
        """What is left, in one sentence; empty where nothing is."""
        counted = (
            (
                len(self.stay),
                "shows, or may show, the child and stays",
                "show, or may show, the child and stay",
            ),
            (len(self.unseen), "was looked at by nobody", "were looked at by nobody"),
        )
        parts = [
            f"{n} post{'' if n == 1 else 's'} {one if n == 1 else many}"
            for n, one, many in counted
            if n
        ]
        return f"As of now {' and '.join(parts)}." if parts else ""


def searched(uow: UnitOfWork, pupil: str, known: Iterable[KnownOut]) -> Searched:
    """Return what is left of the search for a child; nothing of one who was erased."""
    child = uow.pupils.get(pupil)
    if child is None:
        return Searched()
    lists, ordered = lists_of(uow, child, known), newest_by_post(uow)
    live = (*lists.shows, *lists.may_show)
    return Searched(tuple(one for one in live if one.out.of not in ordered), lists.nobody)


def require_nothing_left(uow: UnitOfWork, task: Task, outcome: str) -> None:
    """Stop a word that would close what is not done.

    Raises:
        NotYet: nobody has looked at all posts, or the incident is open.
        UsageError: posts that show the child stay, and no sentence says why.
    """
    if task.kind is TaskKind.SEE_INCIDENT and is_open(uow, task.subject):
        raise NotYet("This incident is open.", "Close it on its own page; this ends with it.")
    if task.kind is not TaskKind.SEARCH_PUBLISHED:
        return
    left = searched(uow, task.subject, known_out(uow))
    if left.unseen:
        raise NotYet(left.said, "Look through them first: this ends when all were looked at.")
    if left.stay and len(outcome) < A_SENTENCE:
        raise UsageError(left.said, "Have them taken down, or say in a sentence why they stay.")
