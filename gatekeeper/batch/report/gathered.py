"""Everything that a report tells, gathered once: calls, findings, and small covered pictures."""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from gatekeeper.desk.audit.audit_run import judgements
from gatekeeper.desk.checking.examiners import Examiners
from gatekeeper.domain.audit import AuditRun, Call, Judgement, LivePost
from gatekeeper.domain.face import FoundFace
from gatekeeper.domain.published_post import Media
from gatekeeper.errors import CouldNotCheck, PictureRefused
from gatekeeper.evidence.pictures.limits import MAX_BYTES
from gatekeeper.ports import Archive, Records

SHOWN = frozenset({Call.TAKE_DOWN, Call.ASK})
"""Calls whose posts are shown with their pictures."""


@dataclass(frozen=True, slots=True)
class Told:
    """One post in the report; `pictures` are JPEGs in base 64, with every face covered."""

    said: Judgement
    live: LivePost
    pictures: tuple[str, ...] = ()
    not_shown: int = 0
    """How many of its pictures could not be shown."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """A whole audit, the worst first."""

    run: AuditRun
    by: str
    school: str
    now: datetime
    posts: tuple[Told, ...]

    @property
    def calls(self) -> Mapping[Call, int]:
        """How many posts got each call, the worst first."""
        counted = Counter(post.said.call for post in self.posts)
        return {call: counted[call] for call in reversed(Call)}

    @property
    def untold(self) -> list[tuple[str, int]]:
        """What the archive did not tell, and of how many posts."""
        return Counter(what for post in self.posts for what in post.said.untold).most_common()

    @property
    def about_school(self) -> tuple[str, ...]:
        """What was found in the school's own records, each sentence once."""
        found = (finding for post in self.posts for finding in post.said.school)
        return tuple(dict.fromkeys(f"{finding.sentence} {finding.remedy}" for finding in found))

    def of(self, call: Call) -> tuple[Told, ...]:
        """Return the posts of one call."""
        return tuple(post for post in self.posts if post.said.call is call)


def gather_report(
    records: Records, examiners: Examiners, archive: Archive | None, run: AuditRun
) -> Gathered:
    """Gather what a report tells; without the archive there are no pictures in it."""
    with records.begin() as uow:
        said = judgements(uow, run.id)
        person = uow.people.get(run.by)
        setup = next(iter(uow.setup.all()))
        now = uow.now
    posts = tuple(_told(records, examiners, archive, said))
    return Gathered(run, person.name if person else run.by, setup.school, now, posts)


def _told(
    records: Records, examiners: Examiners, archive: Archive | None, said: Sequence[Judgement]
) -> Iterator[Told]:
    for one in said:
        with records.begin() as uow:
            live = uow.live_posts.get(one.live)
            searches = {s.original: s.faces for s in uow.face_searches.of(one.live)}
        if live is None:
            continue
        if archive is None or one.call not in SHOWN:
            yield Told(one, live)
            continue
        small = [_small(examiners, archive, m, searches.get(m.digest)) for m in live.post.pictures]
        shown = tuple(picture for picture in small if picture is not None)
        yield Told(one, live, shown, len(small) - len(shown))


def _small(
    examiners: Examiners, archive: Archive, media: Media, faces: tuple[FoundFace, ...] | None
) -> str | None:
    """Return a picture with every face covered; none where nobody searched it for faces."""
    if faces is None:
        return None
    try:
        with archive.open(media) as file:
            data = file.read(MAX_BYTES + 1)
        jpeg = examiners.maker.small(data, tuple(face.box for face in faces))
    except (CouldNotCheck, PictureRefused):
        return None
    return base64.b64encode(jpeg).decode("ascii")
