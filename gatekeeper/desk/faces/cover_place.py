"""Covering a place in a picture for what is written there; or taking such a cover off again."""

from __future__ import annotations

from dataclasses import replace

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.faces.answer import facts_of, picture_of
from gatekeeper.desk.posts.find_post import changeable
from gatekeeper.desk.posts.write_draft import put_version
from gatekeeper.domain.people import Duty
from gatekeeper.domain.picture import Box, Picture
from gatekeeper.domain.post import Version
from gatekeeper.errors import NotFound, UsageError
from gatekeeper.ports import UnitOfWork


def cover_place(uow: UnitOfWork, actor: Actor, post: str, number: int, place: Box) -> Version:
    """Cover a box of a picture's upright pixels; the same box again changes nothing.

    Raises:
        UsageError: the box is empty or reaches out of the picture.
        NotFound: the post has no such picture.
    """
    actor.require(uow, Duty.WRITE)
    version = changeable(uow, post)
    picture = picture_of(version, number)
    facts = facts_of(uow, picture)
    if facts is None or not place.lies_in(facts.width, facts.height):
        message = "The place to cover does not lie inside the picture."
        raise UsageError(message, "Give left, top, width and height in pixels of the picture.")
    patches = tuple(sorted({*picture.recipe.patches, place}))
    return _with(uow, actor, version, picture, patches)


def uncover_place(uow: UnitOfWork, actor: Actor, post: str, number: int, place: Box) -> Version:
    """Take one such cover off.

    Raises:
        NotFound: there is none at exactly this place.
    """
    actor.require(uow, Duty.WRITE)
    version = changeable(uow, post)
    picture = picture_of(version, number)
    if place not in picture.recipe.patches:
        message = "No such place is covered in this picture."
        raise NotFound(message, "A face is uncovered by another answer for it.")
    patches = tuple(patch for patch in picture.recipe.patches if patch != place)
    return _with(uow, actor, version, picture, patches)


def _with(
    uow: UnitOfWork, actor: Actor, version: Version, picture: Picture, patches: tuple[Box, ...]
) -> Version:
    if patches == picture.recipe.patches:
        return version
    recipe = replace(picture.recipe, patches=patches)
    changed = replace(picture, recipe=recipe, renditions=())
    pictures = tuple(changed if p is picture else p for p in version.post.pictures)
    post = replace(version.post, pictures=pictures)
    return put_version(uow, actor, post, slug=version.slug, before=version)
