"""The made-up school with its lock open, an audit, and one old post of two faces."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256

from gatekeeper.desk.audit.audit_run import Scope as Of
from gatekeeper.desk.audit.audit_run import start_audit
from gatekeeper.desk.audit.compare_old import how_compared, keep_suggested, old_comparisons
from gatekeeper.desk.audit.judge_live import judge_live, judged
from gatekeeper.desk.audit.outline import begin_judging
from gatekeeper.desk.audit.take_in import take_in
from gatekeeper.desk.checking.gather import search_job, store
from gatekeeper.desk.checking.suggest_names import Comparison
from gatekeeper.desk.showing.known_out import known_out, lists_of
from gatekeeper.domain.audit import AuditRun, Judgement, LivePost
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.child_posts import ThreeLists
from gatekeeper.domain.published_post import Media, MediaKind, PublishedPost
from gatekeeper.domain.suggestion import Suggestion
from tests.desk.made_matching import MatchingSchool
from tests.fakes.examiners import picture

NOON = datetime(2026, 9, 14, 12, tzinfo=UTC)
DATA = picture("a", 2)


class Audited(MatchingSchool):
    """The made-up school, an audit, and one old post of two faces: Amina's and Ben's."""

    run: AuditRun
    live: LivePost

    def audit(self, of: Of = Of("somewhere"), faces: int = 2) -> Audited:  # noqa: B008
        """Take the post in, look for faces, and judge it."""
        deputy, data = self.actor("deputy"), picture("a", faces)
        name = sha256(data).hexdigest()
        media = Media("a.jpg", MediaKind.PICTURE, name, len(data))
        post = PublishedPost("old", ChannelName.INSTAGRAM, "Words.", NOON, (media,))
        examiners = self.examiners.bundle()
        with self.begin() as uow:
            self.run = start_audit(uow, self.school, deputy, of)
            self.live = take_in(uow, post)
            draft = self.live.as_version().post
            job = search_job(examiners, draft, draft.pictures[0].original)
            store(uow, job, job.work(job, data))
            judge_live(uow, begin_judging(uow, self.school, examiners, self.run), self.live)
        return self

    def wanted(self, *lives: str) -> tuple[Comparison, ...]:
        """Return what may be compared now."""
        with self.begin() as uow:
            return old_comparisons(uow, self.matcher, self.run, lives or (self.live.id,))

    def compare(self) -> None:
        """Compare what may be compared, and keep it."""
        found = {one.key: (one, self.said(one)) for one in self.wanted()}
        with self.begin() as uow:
            keep_suggested(uow, self.matcher, self.run, found)

    def said(self, one: Comparison) -> tuple[Suggestion, ...]:
        """Return what the matcher says."""
        return self.matcher.suggest(DATA, one.faces, one.gallery)

    def judged_again(self) -> Judgement:
        """Judge the post as if for the first time."""
        with self.begin() as uow:
            judging = begin_judging(uow, self.school, self.examiners.bundle(), self.run)
            return judged(uow, judging, self.live)

    def lists(self, pupil: str = "amina") -> ThreeLists:
        """Return a child's lists."""
        with self.begin() as uow:
            child = uow.pupils.get(pupil)
            assert child is not None
            return lists_of(uow, child, known_out(uow))

    def may_show(self, pupil: str = "amina") -> int:
        """Return how many posts may show a child."""
        return len(self.lists(pupil).may_show)

    def how(self) -> str:
        """Return with whom faces are compared, as the report says it."""
        with self.begin() as uow:
            return how_compared(uow, self.run)
