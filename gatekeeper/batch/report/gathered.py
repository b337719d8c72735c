"""Everything that a report tells: what was said of all posts, and each post when its turn comes.

Only what was said is held in memory; words and pictures are read post by post, and let go of.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from gatekeeper.batch.report.album import NOTHING, Album, Shown
from gatekeeper.desk.audit.audit_run import judgements
from gatekeeper.domain.audit import AuditRun, Call, Judgement, LivePost
from gatekeeper.domain.rules import RuleBook
from gatekeeper.ports import Records

PICTURED = frozenset({Call.TAKE_DOWN, Call.ASK})
"""Calls whose posts are shown with their pictures."""


@dataclass(frozen=True, slots=True)
class Told:
    """One post in the report."""

    said: Judgement
    live: LivePost
    shown: Shown = NOTHING


@dataclass(frozen=True, slots=True)
class Gathered:
    """A whole audit, the worst first."""

    run: AuditRun
    by: str
    school: str
    now: datetime
    said: tuple[Judgement, ...]
    records: Records
    titles: Mapping[str, str]
    """Of the rules, by their codes."""

    @property
    def calls(self) -> Mapping[Call, int]:
        """How many posts got each call, the worst first."""
        counted = Counter(one.call for one in self.said)
        return {call: counted[call] for call in reversed(Call)}

    @property
    def untold(self) -> list[tuple[str, int]]:
        """What the archive did not tell, and of how many posts."""
        return Counter(what for one in self.said for what in one.untold).most_common()

    @property
    def reasons(self) -> list[tuple[str, int]]:
        """What the rules found in how many posts, the most frequent first."""
        each = ({finding.rule for finding in one.findings} for one in self.said)
        counted = Counter(rule for found in each for rule in sorted(found)).most_common()
        return [(self.titles.get(rule, rule), count) for rule, count in counted]

    @property
    def about_school(self) -> tuple[str, ...]:
        """What was found in the school's own records, each sentence once."""
        found = (*(f for one in self.said for f in one.school), *self.run.of_all)
        return tuple(dict.fromkeys(f"{finding.sentence} {finding.remedy}" for finding in found))

    def faces(self, call: Call) -> int:
        """How many faces nobody has accounted for in the posts of one call."""
        return sum(one.faces for one in self.said if one.call is call)

    def of(self, call: Call, album: Album | None = None) -> Iterator[Told]:
        """Yield the posts of one call; with an album, those that call for it with pictures."""
        pictures = album if call in PICTURED else None
        for one in self.said:
            if one.call is call:
                yield from self._told(one, pictures)

    def _told(self, one: Judgement, album: Album | None) -> Iterable[Told]:
        with self.records.begin() as uow:
            live = uow.live_posts.get(one.live)
            searches = uow.face_searches.of(one.live) if album else ()
        if live is None:
            return
        faces = {one.original: one.faces for one in searches if not one.refusal}
        yield Told(one, live, album.shown(live.post.pictures, faces) if album else NOTHING)


def gather_report(records: Records, book: RuleBook, run: AuditRun) -> Gathered:
    """Gather what a report tells; the book names its rules."""
    titles = {rule.code: rule.title for rule in book.rules}
    with records.begin() as uow:
        person = uow.people.get(run.by)
        by = person.name if person else run.by
        school = next(iter(uow.setup.all())).school
        return Gathered(run, by, school, uow.now, judgements(uow, run.id), records, titles)
