"""Whether what is live shows more faces than what was handed out: a cover that is not there."""

from __future__ import annotations

from gatekeeper.domain.audit import LivePost
from gatekeeper.domain.picture import Fingerprint, Picture, Recipe
from gatekeeper.domain.release import Published
from gatekeeper.ports import UnitOfWork


def more_seen(uow: UnitOfWork, item: Published, live: LivePost) -> bool:
    """Whether a picture shows more faces than the file that was cut or covered for its release.

    A small cover changes a fingerprint by less than the fingerprint tells. In the finished file
    faces were looked for at a lower threshold than anywhere else, so what went out has no more.
    """
    version = uow.posts.get(item.post)
    made = tuple(zip(item.finished, version.post.pictures, strict=False)) if version else ()
    if all(picture.recipe == Recipe() for _, picture in made):
        return False
    read = {r.original: r.facts.fingerprint for r in uow.readings.of(live.id) if r.facts}
    seen = [s.original for s in uow.sightings.of(live.id) if s.added_by is None]
    return any(
        seen.count(original) > _handed_out(item, min(made, key=lambda one: one[0].distance(print_)))
        for original, print_ in read.items()
    )


def _handed_out(item: Published, made: tuple[Fingerprint, Picture]) -> int:
    """Return how many faces were found in what was handed out of a picture."""
    rendition = made[1].rendition(item.channel)
    return len(rendition.faces) if rendition is not None else 0
