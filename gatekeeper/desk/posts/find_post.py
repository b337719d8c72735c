"""Finding a post by its short name or id, and everything that happened to it."""

from __future__ import annotations

from gatekeeper.domain.post import Version
from gatekeeper.domain.stage import History, Stage, stage
from gatekeeper.errors import NotFound, NotYet
from gatekeeper.ports import UnitOfWork

FROZEN = frozenset(
    {
        Stage.PUBLISHED,
        Stage.PARTLY,
        Stage.DONE,
        Stage.TO_TAKE_DOWN,
        Stage.TAKEN_DOWN,
        Stage.RECALLED,
    }
)
"""Stages in which nothing about the post may change any more."""


def find_post(uow: UnitOfWork, name: str) -> Version:
    """Return the newest version of the post of this short name or id.

    Raises:
        NotFound: there is none.
    """
    post = uow.posts.get(name)
    if post is not None:
        return post
    for version in uow.posts.all():
        if version.slug == name:
            return version
    message = f"There is no post called {name!r}."
    raise NotFound(
        message, "Run `gatekeeper check FOLDER` first, or list them: `gatekeeper posts`."
    )


def history(uow: UnitOfWork, post: str) -> History:
    """Return everything that happened to a post."""
    return History(
        version=find_post(uow, post),
        submissions=uow.submissions.of(post),
        returns=uow.returns.of(post),
        sign_offs=uow.sign_offs.of(post),
        grants=uow.grants.of(post),
        published=uow.published.of(post),
        recalls=uow.recalls.of(post),
    )


def open_submission(uow: UnitOfWork, post: str) -> str:
    """Return the id of what waits for the headteacher; empty when nothing does."""
    submission = history(uow, post).open_submission()
    return submission.id if submission else ""


def stage_of(uow: UnitOfWork, post: str) -> Stage:
    """Return where a post stands now."""
    return stage(history(uow, post), uow.now)


def changeable(uow: UnitOfWork, name: str) -> Version:
    """Return the newest version of a post that may still be changed.

    Raises:
        NotYet: the post is out or was recalled.
    """
    version = find_post(uow, name)
    now = stage_of(uow, version.id)
    if now in FROZEN:
        message = f"{version.slug} can no longer be changed: it is {now.value}."
        raise NotYet(
            message, "Make a new post of it; a recalled one can be freed by the headteacher."
        )
    _not_on_its_way(uow, version)
    return version


def _not_on_its_way(uow: UnitOfWork, version: Version) -> None:
    """Stop while the tablet holds it: what is written down has to be what went out."""
    if any(grant.on_its_way for grant in uow.grants.of(version.id)):
        message = f"{version.slug} was fetched, and nobody has said whether it went out."
        raise NotYet(
            message,
            "Say what became of it: `gatekeeper published` or `gatekeeper outcome`. "
            "To stop it: `gatekeeper recall`.",
        )
