"""Who had a part in a post that is out, and so does not decide alone that it may stay."""

from __future__ import annotations

from gatekeeper.desk.audit.release_of import release_of
from gatekeeper.desk.publishing.approvers import authors
from gatekeeper.domain.audit import LivePost
from gatekeeper.domain.people import Duty
from gatekeeper.domain.picture import Fingerprint
from gatekeeper.domain.release import Published
from gatekeeper.ports import UnitOfWork


def makers(uow: UnitOfWork, live: LivePost) -> frozenset[str]:
    """Return the ids of whoever made or published it.

    Of a post that was not released here nobody knows who made it. Publishing is the Deputy Head's
    (clause O9), so whoever publishes now counts as having published it.
    """
    found = _released_as(uow, live)
    version = uow.posts.get(found.post) if found is not None else None
    if found is None or version is None:
        return frozenset(person.id for person in uow.people.all() if person.may(Duty.RELEASE))
    return authors(uow, version) | {found.by}


def out_as(uow: UnitOfWork, live: LivePost) -> str:
    """Return the id under which the post comes down: its release's, or else its own.

    A release that was said to be down asks for nothing any more, so what is out comes down itself.
    """
    found = _released_as(uow, live)
    return found.id if found is not None and found.taken_down_at is None else live.id


def down_as(uow: UnitOfWork, live: LivePost) -> frozenset[str]:
    """Return every id under which the post may have come down: its own, and its release's."""
    found = _released_as(uow, live)
    return frozenset({live.id}) if found is None else frozenset({live.id, found.id})


def _released_as(uow: UnitOfWork, live: LivePost) -> Published | None:
    return release_of(uow.published.all(), live, fingerprints_of(uow, live))


def fingerprints_of(uow: UnitOfWork, live: LivePost) -> tuple[Fingerprint, ...]:
    """Return those of a post's pictures that tell one picture from another."""
    facts = (reading.facts for reading in uow.readings.of(live.id))
    return tuple(one.fingerprint for one in facts if one is not None and one.fingerprint.telling)
