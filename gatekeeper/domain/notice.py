"""A notice by e-mail: that something waits for somebody, and nothing of what it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

RETRY = timedelta(minutes=2)
"""After the first failure; each further one waits twice as long."""
LONGEST_RETRY = timedelta(hours=2)
GIVEN_UP = timedelta(hours=24)
"""A notice that could not be sent for so long is old news, and is not sent any more."""


class NoticeKind(StrEnum):
    """What a notice says, for one post or task, most urgent first; the words are all of it."""

    STOPPED = "Everything is stopped: somebody pressed the red button."
    INCIDENT = "An incident was put on record. See to it: its clocks run."
    CHECK_ACCOUNT = "Somebody’s way of signing in is to be looked at: was it really that person?"
    DELETE_FROM_GALLERY = "A post was stopped after it was fetched. Delete it from the tablet."
    SEARCH_PUBLISHED = "A permission changed: what is published is to be looked at."
    WAITING = "A post is waiting for you."
    RETURNED = "A post came back to you."
    LAPSED = "A sign-off no longer holds, so a post has to be sent again."
    READY = "A post is ready to publish: what it waited for has come."
    LIVE_DIFFERS = "Something that is live is not as it was released."
    STILL_UP = "Something that was said to be taken down can still be seen."
    COMPARE = "It is time to compare what is live with what was released."
    AUDITED = "An audit has ended: what it found is to be worked through."


SEVERAL = {
    NoticeKind.STOPPED: "Everything is stopped: the red button was pressed {count} times.",
    NoticeKind.INCIDENT: "{count} incidents were put on record. See to them: their clocks run.",
    NoticeKind.CHECK_ACCOUNT: "Ways of signing in are to be looked at: {count} alarms.",
    NoticeKind.DELETE_FROM_GALLERY: (
        "{count} posts were stopped after they were fetched. Delete them from the tablet."
    ),
    NoticeKind.SEARCH_PUBLISHED: (
        "Permissions changed: what is published is to be looked at, {count} times."
    ),
    NoticeKind.WAITING: "{count} posts are waiting for you.",
    NoticeKind.RETURNED: "{count} posts came back to you.",
    NoticeKind.LAPSED: "{count} sign-offs no longer hold, so their posts have to be sent again.",
    NoticeKind.READY: "{count} posts are ready to publish: what they waited for has come.",
    NoticeKind.LIVE_DIFFERS: "{count} things that are live are not as they were released.",
    NoticeKind.STILL_UP: "{count} posts that were said to be taken down can still be seen.",
    NoticeKind.COMPARE: "It is time to compare {count} channels with what was released.",
    NoticeKind.AUDITED: "{count} audits have ended: what they found is to be worked through.",
}
"""The same for several posts."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to tell one person; written with the deed that caused it, sent afterwards."""

    id: str
    kind: NoticeKind
    person: str
    post: str
    """Or the task, stop or incident that it is about."""
    made_at: datetime
    tries: int = 0
    try_after: datetime | None = None
    sent_at: datetime | None = None
    dropped_at: datetime | None = None
    """When it was no longer so, or too old to be sent."""

    @property
    def open(self) -> bool:
        """Whether it is neither sent nor dropped."""
        return self.sent_at is None and self.dropped_at is None

    def due(self, now: datetime) -> bool:
        """Whether it is to be sent, or tried again."""
        return self.open and (self.try_after is None or now >= self.try_after)


@dataclass(frozen=True, slots=True)
class Letter:
    """An e-mail: one address, a subject and plain words."""

    to: str
    subject: str
    words: str


def retry_after(tries: int) -> timedelta:
    """Return how long to wait after this many failures."""
    doubled: int = 2 ** min(tries - 1, 10)
    return min(LONGEST_RETRY, RETRY * doubled)
