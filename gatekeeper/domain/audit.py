"""What an audit keeps: posts that are out, each judged by the rules and permissions of today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum

from gatekeeper.domain.finding import Finding
from gatekeeper.domain.picture import Original, Picture
from gatekeeper.domain.post import Post, Version
from gatekeeper.domain.published_post import Media, PublishedPost, Unreadable
from gatekeeper.domain.release import Comments
from gatekeeper.domain.verdict import Verdict
from gatekeeper.domain.wording import in_days

ARCHIVE = "archive"
"""Who is named as the author of what was found already out."""
FACES = "face_without_answer"
"""The check whose findings an audit counts in one line, below every reason that is known."""
SCHOOLS_OWN = frozenset(
    {
        "channel_not_approved",
        "channel_not_assessed",
        "channel_not_protected",
        "families_not_told",
        "same_few_shown",
    }
)
"""Checks of the school's records, or of all posts together: an audit tells them once."""
OF_ALL = frozenset({"same_few_shown"})
"""Those of them that are of all posts together, so that nothing is found before each was judged."""


@dataclass(frozen=True, slots=True)
class LivePost:
    """A post that is out, as an archive last told of it. It owns the evidence about itself."""

    id: str
    post: PublishedPost
    salt: str
    seen_at: datetime
    shown_since: datetime | None = None
    """When it was first told of with the pictures that it has now; None: no later than seen."""

    out_at: datetime | None = None
    """When it was seen to be out although it was said to be down; None: it was not."""

    @property
    def last_out(self) -> datetime:
        """When it was last known to be out."""
        return self.out_at or self.seen_at

    @property
    def told_at(self) -> datetime:
        """Since when it is known to show what it shows; who looked earlier saw something else."""
        return self.shown_since or self.seen_at

    def is_told_by(self, judgement: Judgement | None) -> bool:
        """Whether a judgement is about the post as it is, and not as it was before a change."""
        return judgement is not None and judgement.at >= self.seen_at

    def as_version(self) -> Version:
        """Return it in the form in which drafts are judged."""
        return Version(self.id, 1, self.id, self._as_post(), ARCHIVE, self._when)

    def _as_post(self) -> Post:
        out = self.post
        return Post(
            id=self.id,
            words=out.words or "",
            written_at=self._when,
            channels=(out.channel,),
            pictures=tuple(
                Picture(
                    Original(media.digest, media.name, media.size), alt_text=media.alt_text or ""
                )
                for media in _each_once(out)
            ),
            comments_off=out.comments is Comments.OFF,
            format=out.format,
            location_tag=out.place or "",
            salt=self.salt,
        )

    @property
    def _when(self) -> datetime:
        return self.post.at or self.seen_at


def _each_once(post: PublishedPost) -> Iterable[Media]:
    return {media.digest: media for media in post.pictures}.values()


class Call(IntEnum):
    """What is to be done about a post that is out; the worst wins with max()."""

    FINE = 0
    LOOK = 1
    """Nobody has said who is in its pictures; nothing else speaks against it."""
    COULD_NOT_CHECK = 2
    ASK = 3
    TAKE_DOWN = 4

    @property
    def words(self) -> str:
        """The call as people read it."""
        return _CALLED[self]


_CALLED = {
    Call.FINE: "fine",
    Call.LOOK: "say who is in it",
    Call.COULD_NOT_CHECK: "could not check",
    Call.ASK: "ask",
    Call.TAKE_DOWN: "take down",
}

_CALL_OF = {
    Verdict.PASS: Call.FINE,
    Verdict.NOTE: Call.FINE,
    Verdict.ASK: Call.ASK,
    Verdict.WAIT: Call.ASK,
    Verdict.UNCHECKED: Call.COULD_NOT_CHECK,
    Verdict.BLOCK: Call.TAKE_DOWN,
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one run of an audit says about one post."""

    id: str
    run: str
    live: str
    call: Call
    findings: tuple[Finding, ...]
    """The worst first; without the faces' own."""
    school: tuple[Finding, ...]
    """What was found in the school's records on the way; the same for every post."""
    faces: int
    """How many faces nobody has accounted for."""
    untold: tuple[str, ...]
    """What the archive did not tell."""
    posted_at: datetime
    at: datetime
    basis: str = ""
    """Digest of the facts that it rested on: permissions, answers, rules, versions."""
    release: str = ""
    """The release of ours (id) that it is; empty where none fits."""
    shows: frozenset[str] = frozenset()
    """Pupils whom a person named in that, or in another release of the same pictures."""


def judgement_id(run: str, live: str) -> str:
    """Return the id under which a run keeps what it says about a post."""
    return f"{run}.{live}"


def call_of(findings: Iterable[Finding], *, faces: int, untold: bool) -> Call:
    """Return what is to be done: a known reason first, then what is not known."""
    known = max((_CALL_OF[finding.verdict] for finding in findings), default=Call.FINE)
    unknown = Call.COULD_NOT_CHECK if untold else Call.FINE
    return max(known, unknown, Call.LOOK if faces else Call.FINE)


@dataclass(frozen=True, slots=True)
class AuditRun:
    """One audit: of what, by whom, by which rules; finished when every post was judged."""

    id: str
    source: str
    """The archive's place as the person named it, and what kind it is."""
    by: str
    at: datetime
    book_digest: str
    since: datetime | None = None
    until: datetime | None = None
    unreadable: tuple[Unreadable, ...] = ()
    finished_at: datetime | None = None
    as_of: date | None = None
    """Whose permissions it asked: those of this day, as they were on record by its end."""
    trial: bool = False
    """Whether it was judged by a rule book that the headteacher has not adopted."""
    looked: tuple[str, ...] = ()
    """How faces were looked for, and with whom they were compared, in sentences."""
    of_all: tuple[Finding, ...] = ()
    """What was found in all posts together, once each was judged."""

    @property
    def counts(self) -> bool:
        """Whether it is the school's audit of today, from which tasks and searches may follow."""
        return not self.trial and self.as_of is None

    @property
    def remarks(self) -> tuple[str, ...]:
        """What everybody has to know who reads what it says; empty for an ordinary audit."""
        return (*(_TRIAL if self.trial else ()), *(_of_then(self.as_of) if self.as_of else ()))


_TRIAL = (
    "A trial: judged by a rule book that the headteacher has not adopted.",
    "Nothing of it counts as the school's audit.",
)


def _of_then(day: date) -> tuple[str, ...]:
    return (f"Permissions as they were on record at the end of {in_days(day)}; rules of today.",)
