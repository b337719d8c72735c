"""The grant of one signed post to one tablet for one channel, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.picture import Fingerprint

GRANT_LIFE = timedelta(hours=24)
PROOF_DUE = timedelta(minutes=5)
"""When comments should have been seen off."""
PROOF_OVERDUE = timedelta(minutes=30)
"""From when the step offered is *take down*."""


class GrantEnd(StrEnum):
    """Why a grant ended. An ended grant never opens again."""

    RECEIPT = "published"
    RECALL = "recalled"
    VOID = "sign-off void"
    EXPIRY = "expired"


@dataclass(frozen=True, slots=True)
class Grant:
    """Kept by the server: this device may fetch this signed post for this channel until then."""

    id: str
    post: str
    version: int
    post_digest: str
    sign_off: str
    channel: ChannelName
    device: str
    issued: datetime
    expires: datetime
    nonce: str
    fetched: tuple[datetime, ...] = ()
    ended: GrantEnd | None = None
    ended_at: datetime | None = None
    went_out: bool | None = None
    """What a person said became of a fetched package; None is unknown, and is asked about."""
    by: str = ""
    """Who released it; empty in grants of before this was kept."""

    @property
    def on_its_way(self) -> bool:
        """Whether a tablet holds it, and nobody has said what became of that."""
        return bool(self.fetched) and self.went_out is None

    def unknown_outcome(self, now: datetime) -> bool:
        """Whether it was fetched, is no longer open, and nobody said whether it went out."""
        return self.on_its_way and not self.open_at(now)

    def open_at(self, now: datetime) -> bool:
        """Whether the grant may still be fetched."""
        return self.ended is None and now < self.expires


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do in the channel's own app, in order."""

    key: str
    say: str


@dataclass(frozen=True, slots=True)
class Package:
    """What the tablet gets: stored bytes by file name, words, alternative texts, steps."""

    grant: str
    channel: ChannelName
    words: str
    files: tuple[tuple[str, bytes], ...]
    alt_texts: tuple[str, ...]
    steps: tuple[Step, ...]


class Comments(StrEnum):
    """What was seen of the comment switch. A missing value is unknown, never off."""

    OFF = "off"
    ON = "on"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class CommentsSeen:
    """Who saw the comment switch, when, how, and what it said."""

    state: Comments
    by: str
    at: datetime
    how: str


@dataclass(frozen=True, slots=True)
class Published:
    """One thing seen live."""

    id: str
    post: str
    channel: ChannelName
    link: str
    at: datetime
    by: str
    words: str
    originals: tuple[str, ...] = ()
    fingerprints: tuple[Fingerprint, ...] = ()
    """Of the originals."""
    shows: frozenset[str] = frozenset()
    """Pupils whom a person named in it."""
    may_show: frozenset[str] = frozenset()
    """Pupils who may be in it, by roll call."""
    traits: dict[str, str] = field(default_factory=dict)
    comments: tuple[CommentsSeen, ...] = ()
    taken_down_at: datetime | None = None
    finished: tuple[Fingerprint, ...] = ()
    """Of the files that were handed to the tablet, in their order; empty where one is not known."""

    @property
    def out(self) -> tuple[Fingerprint, ...]:
        """What can be seen where it was published, as well as that is known."""
        return self.finished or self.fingerprints

    @property
    def proved(self) -> bool:
        """Whether the newest look saw comments off."""
        return bool(self.comments) and self.comments[-1].state is Comments.OFF


class TaskKind(StrEnum):
    """What somebody has to do, caused by a deed and committed with it."""

    PROVE_COMMENTS = "prove comments off"
    SAY_OUTCOME = "say whether it went out"
    CLOSE_COMMENTS = "switch commenting off, or take down"
    TAKE_DOWN = "take down"
    DELETE_FROM_GALLERY = "delete from the gallery, say whether it went out"
    LOOK_AGAIN = "look again: the sign-off is void"
    CHECK_ACCOUNT = "see whether it was really that person"
    READY = "publish: what it waited for has come"
    READ_NOTICE = "read a notice that was made by its pattern"
    SEE_GLASS = "see why somebody took the releaser's place"
    SEE_INCIDENT = "see to an incident"
    SEE_GONE = "see that a post is gone"
    WORK_THROUGH = "work through what an audit found"
    SEARCH_PUBLISHED = "look for published posts that show a child"
    COMPARE = "compare what is live with what was released"
    SEE_LIVE = "see to what is live"


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do, for whom, until when."""

    id: str
    kind: TaskKind
    subject: str
    say: str
    made_at: datetime
    due: datetime | None = None
    done_at: datetime | None = None
    done_by: str = ""
    outcome: str = ""
    owner: str = ""
    """The person (id) whose own task it is; empty where it is that of whoever has the duty."""


@dataclass(frozen=True, slots=True)
class Recall:
    """Somebody pulled the cord on a post, at any state."""

    id: str
    post: str
    by: str
    at: datetime
    why: str
    submission: str = ""
    """The submission that was open at that moment; it has to be sent anew."""
    lifted_at: datetime | None = None
    lifted_by: str = ""
