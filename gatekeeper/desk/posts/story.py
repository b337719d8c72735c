"""What happened to a post, in the order in which it did: by whom, and why it came back.

Why it was stopped is not told: whoever stops a post in a hurry may have named a child.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from gatekeeper.desk.posts.find_post import history
from gatekeeper.domain.release import Comments, Published, Recall
from gatekeeper.domain.sign_off import Return, SignOff
from gatekeeper.domain.stage import History
from gatekeeper.ports import UnitOfWork

SEEN = {
    Comments.OFF: "Saw that comments are off",
    Comments.ON: "Saw that comments are on",
    Comments.UNKNOWN: "Could not see whether comments are off",
}


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that was done; `who` is empty where nobody's name is kept any more."""

    at: datetime
    who: str
    what: str
    why: str = ""


def story(uow: UnitOfWork, post: str) -> tuple[Event, ...]:
    """Return what happened to a post since it was first sent, the oldest first.

    Raises:
        NotFound: there is no such post.
    """
    past = history(uow, post)
    names = {person.id: person.name for person in uow.people.all()}
    told = sorted(_events(past), key=lambda event: event.at)
    return tuple(Event(e.at, names.get(e.who, ""), e.what, e.why) for e in told)


def _events(past: History) -> Iterator[Event]:
    """Yield every event with the id of whoever did it."""
    for sent in past.submissions:
        yield Event(sent.at, sent.by, f"Sent version {sent.version} for sign-off")
    for returned in past.returns:
        yield from _returned(returned)
    for sign_off in past.sign_offs:
        yield from _signed(sign_off)
    for grant in past.grants:
        yield Event(grant.issued, grant.by, f"Handed it to the tablet for {grant.channel.brand}")
    for published in past.published:
        yield from _out(published)
    for recall in past.recalls:
        yield from _stopped(recall)
    version = past.version
    if past.submissions:
        yield Event(version.at, version.by, f"Wrote version {version.number}, the newest")


def _returned(item: Return) -> Iterator[Event]:
    proposed = item.proposed_words is not None
    yield Event(
        item.at, item.by, "Proposed other words" if proposed else "Returned it", item.reason
    )
    if item.accepted_at is not None:
        yield Event(item.accepted_at, "", "The proposed words were taken over")


def _signed(item: SignOff) -> Iterator[Event]:
    by = "Signed beforehand as a pattern" if item.patterns else "Signed it off"
    yield Event(item.at, item.statement.approver, by)
    if item.voided_at is not None:
        yield Event(item.voided_at, "", "The sign-off ended", item.voided_why)


def _out(item: Published) -> Iterator[Event]:
    yield Event(item.at, item.by, f"Published it on {item.channel.brand}")
    for seen in item.comments:
        yield Event(seen.at, seen.by, f"{SEEN[seen.state]} on {item.channel.brand}")
    if item.taken_down_at is not None:
        yield Event(item.taken_down_at, "", f"Taken down from {item.channel.brand}")


def _stopped(item: Recall) -> Iterator[Event]:
    yield Event(item.at, item.by, "Stopped it")
    if item.lifted_at is not None:
        yield Event(item.lifted_at, item.lifted_by, "Freed it again")
