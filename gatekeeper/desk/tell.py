"""Putting a notice on the outbox shelf, in the transaction of the deed that caused it.

Nothing is written for somebody without an address: so notices are off until one is on record.
"""

from __future__ import annotations

from collections.abc import Iterable

from gatekeeper.domain.notice import Notice, NoticeKind
from gatekeeper.ports import UnitOfWork


def tell(uow: UnitOfWork, kind: NoticeKind, people: Iterable[str], post: str) -> None:
    """Have these people (ids) told about a post, each once."""
    for person_id in sorted(set(people)):
        person = uow.people.get(person_id)
        if person is not None and person.email and person.ended_at is None:
            uow.notices.put(Notice(uow.mint(), kind, person.id, post, uow.now))


def tell_makers(uow: UnitOfWork, kind: NoticeKind, post: str, besides: str) -> None:
    """Have whoever wrote or sent a post told about it, but for the one who caused it."""
    version = uow.posts.get(post)
    authors = version.authors if version is not None else frozenset()
    sent = {submission.by for submission in uow.submissions.of(post)}
    tell(uow, kind, (authors | sent) - {besides}, post)
