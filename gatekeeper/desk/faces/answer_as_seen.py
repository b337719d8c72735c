"""Answering for a face as it stood on the page: nobody overwrites what was not seen."""

from __future__ import annotations

from gatekeeper.desk.posts.find_post import find_post
from gatekeeper.domain.answer import Answer
from gatekeeper.errors import StaleWrite
from gatekeeper.ports import UnitOfWork

NOTHING = "nobody"
"""Stands for a face for which nobody had answered."""


def mark_of(answers: tuple[Answer, ...], sighting: str) -> str:
    """Return what names the newest answer about a face; a page sends it back with the next."""
    mine = [answer.id for answer in answers if answer.sighting == sighting]
    return mine[-1] if mine else NOTHING


def as_seen(uow: UnitOfWork, post: str, sighting: str, seen: str) -> None:
    """Stop unless the newest answer about a face is the one that was on the page.

    Raises:
        StaleWrite: somebody answered in between; the message says who.
    """
    version = find_post(uow, post)
    answers = uow.answers.of(version.id)
    if mark_of(answers, sighting) == seen:
        return
    newest = [answer for answer in answers if answer.sighting == sighting][-1:]
    people = [uow.people.get(answer.by) for answer in newest]
    who = next((person.name for person in people if person is not None), "Somebody")
    raise StaleWrite(
        f"{who} answered for this face in the meantime.",
        "Look at the answer on the page. If it is wrong, say so: both answers are then kept.",
    )
