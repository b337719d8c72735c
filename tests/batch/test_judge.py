"""What is kept of an audit holds at the moment at which it is kept, whatever came in between."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest

from gatekeeper.batch.judge import Judge
from gatekeeper.desk.audit.audit_run import Scope, start_audit
from gatekeeper.desk.audit.take_in import take_in
from gatekeeper.desk.register.withdraw_consent import Withdrawal, withdraw_consent
from gatekeeper.domain.audit import AuditRun, Judgement
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.published_post import PublishedPost
from gatekeeper.domain.release import Published
from gatekeeper.ports import Records, UnitOfWork
from tests.desk.made_school import MadeSchool

LINK = "https://www.instagram.com/p/Cx1/"
WORDS = "Amina Test has built a paper bridge."
Happening = Callable[[MadeSchool], None]


class Interrupted:
    """Records in which something happens right after they were read for the n-th time."""

    def __init__(self, school: MadeSchool, happening: Happening, after: int = 1) -> None:
        self._school = school
        self._happening = happening
        self._left = after

    def begin(self) -> AbstractContextManager[UnitOfWork]:
        return self._school.records.begin()

    @contextmanager
    def read(self) -> Iterator[UnitOfWork]:
        with self._school.records.read() as uow:
            yield uow
        self._left -= 1
        if self._left == 0:
            self._happening(self._school)

    def finish(self) -> None:
        """Nothing is ever left."""


def released(uow: UnitOfWork) -> None:
    args = ("released", "post", ChannelName.INSTAGRAM, LINK, uow.now, "deputy", WORDS)
    uow.published.put(Published(*args, shows=frozenset({"amina"})))


def begun(school: MadeSchool) -> tuple[AuditRun, str]:
    deputy = school.actor("deputy")
    with school.begin() as uow:
        released(uow)
        out = PublishedPost("C1", ChannelName.INSTAGRAM, WORDS, uow.now, link=LINK)
        return start_audit(uow, school.school, deputy, Scope("here")), take_in(uow, out).id


def said(school: MadeSchool, records: Records) -> Judgement:
    run, live = begun(school)
    (found,) = Judge(records, school.school, school.examiners.bundle(), run).said_of([live])
    with school.begin() as uow:
        assert uow.judgements.get(found.id) == found
    return found


def nothing(_: MadeSchool) -> None:
    """Happen not."""


def withdraws(school: MadeSchool) -> None:
    actor = school.actor("office")
    with school.begin() as uow:
        withdraw_consent(uow, actor, Withdrawal("amina", "Ms Test"))


def test_a_permission_that_is_lost_while_a_post_is_judged_is_asked_for() -> None:
    school = MadeSchool()
    late = said(school, Interrupted(school, withdraws))
    school = MadeSchool()
    withdraws(school)
    before = said(school, school.records)
    assert {f.rule for f in late.findings} == {f.rule for f in before.findings}
    assert late.call is before.call


def test_a_child_that_is_erased_while_a_post_is_judged_is_not_named() -> None:
    def erased(school: MadeSchool) -> None:
        with school.begin() as uow:
            uow.erase("amina")
            uow.ledger.append("child.erased", actor="dpo", subject="amina")

    school = MadeSchool()
    withdraws(school)
    late = said(school, Interrupted(school, erased))
    assert "Amina" not in repr(late.findings)


def test_where_nothing_changed_a_post_is_judged_once(monkeypatch: pytest.MonkeyPatch) -> None:
    counted: list[str] = []
    real = Judge._judged

    def judged(self: Judge, uow: UnitOfWork, names: list[str]) -> list[Judgement]:
        counted.extend(names)
        return real(self, uow, names)

    monkeypatch.setattr(Judge, "_judged", judged)
    school = MadeSchool()
    said(school, Interrupted(school, nothing))
    assert len(counted) == 1


def test_a_post_that_is_released_while_the_run_goes_on_is_not_called_unreleased() -> None:
    school = MadeSchool()
    deputy = school.actor("deputy")
    with school.begin() as uow:
        run = start_audit(uow, school.school, deputy, Scope("here"))
        lives = [
            take_in(uow, PublishedPost(n, ChannelName.INSTAGRAM, WORDS, uow.now, link=link)).id
            for n, link in (("C1", LINK), ("C2", "https://www.instagram.com/p/Cx2/"))
        ]
    judge = Judge(school.records, school.school, school.examiners.bundle(), run)
    (first,) = judge.said_of(lives[1:])
    with school.begin() as uow:
        released(uow)
        uow.ledger.append("post.published", actor="deputy", subject="post")
    (second,) = judge.said_of(lives[:1])
    assert "A02" in {f.rule for f in first.findings}
    assert "A02" not in {f.rule for f in second.findings}
