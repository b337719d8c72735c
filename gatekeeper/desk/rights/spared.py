"""What must not be erased although its period is over, and why."""

from __future__ import annotations

from dataclasses import dataclass

from gatekeeper.desk.incidents.open_incident import notes_of, post_of
from gatekeeper.desk.rights.stays import standing_stays
from gatekeeper.desk.takedown.standing import newest_by_post
from gatekeeper.domain.incident import closed_at
from gatekeeper.domain.retention import Kept
from gatekeeper.ports import UnitOfWork

POSTS = frozenset({Kept.DRAFTS, Kept.TAKEN_DOWN})


@dataclass(frozen=True, slots=True)
class Spared:
    """Ids of posts that incidents and complaints are about ("" where one names none); orders."""

    incidents: frozenset[str]
    complaints: frozenset[str]
    kept_longer: frozenset[str]
    not_seen_gone: frozenset[str]
    """Posts of which somebody has to look whether they are gone."""

    def why(self, kept: Kept, subject: str) -> str:
        """Return why this one stays; empty when it may go.

        An incident or a complaint that names no post may be about any of them.
        """
        if subject in self.kept_longer:
            return "somebody ordered it to be kept longer"
        if kept in POSTS and self.incidents & {subject, ""}:
            return "an incident is open"
        if kept in POSTS and self.complaints & {subject, ""}:
            return "a complaint is open"
        if kept is Kept.TAKEN_DOWN and subject in self.not_seen_gone:
            return "nobody has seen that it is gone"
        return ""


def spared(uow: UnitOfWork) -> Spared:
    """Return what is spared as of now."""
    incidents = (i for i in uow.incidents.all() if closed_at(notes_of(uow, i.id)) is None)
    complaints = (c for c in uow.complaints.all() if c.answered_on is None)
    return Spared(
        frozenset(post_of(uow, incident) for incident in incidents),
        frozenset(complaint.about for complaint in complaints),
        frozenset(order.subject for order in standing_stays(uow)),
        frozenset(down.post for down in newest_by_post(uow).values() if down.gone is None),
    )
