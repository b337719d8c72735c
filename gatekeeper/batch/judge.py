"""Judging posts by what is on record at the moment at which their judgements are kept.

Judging takes longer than others should wait for the records, so it reads first and writes then. The
ledger tells whether anything changed in between, a child erased or a permission lost: then what was
said is thrown away, and said again while nobody else can write.
"""

from __future__ import annotations

from collections.abc import Sequence

from gatekeeper.desk.audit.audit_run import to_judge
from gatekeeper.desk.audit.judge_live import judged, keep_judgement
from gatekeeper.desk.audit.of_all import found_in_all
from gatekeeper.desk.audit.outline import Judging, begin_judging
from gatekeeper.desk.checking.examiners import Examiners
from gatekeeper.desk.school import School
from gatekeeper.domain.audit import AuditRun, Judgement
from gatekeeper.domain.finding import Finding
from gatekeeper.ports import Records, UnitOfWork


class Judge:
    """Judges the posts of one run."""

    def __init__(
        self, records: Records, school: School, examiners: Examiners, run: AuditRun
    ) -> None:
        self._records = records
        self._school = school
        self._examiners = examiners
        self._run = run
        self._gathered: tuple[int, Judging] | None = None
        """What all posts are judged by, and the newest entry of the ledger then."""

    def said_of(self, names: Sequence[str]) -> list[Judgement]:
        """Judge the posts (ids of live posts) that the run has not judged, and keep it."""
        with self._records.read() as uow:
            at, said = uow.ledger.newest(), self._judged(uow, names)
        with self._records.begin() as uow:
            if uow.ledger.newest() != at:
                said = self._judged(uow, names)
            return [keep_judgement(uow, one) for one in said]

    def of_all(self) -> tuple[Finding, ...]:
        """Return what all posts of the run tell together, once each was judged."""
        with self._records.read() as uow:
            return found_in_all(uow, self._judging(uow))

    def _judged(self, uow: UnitOfWork, names: Sequence[str]) -> list[Judgement]:
        judging = self._judging(uow)
        return [judged(uow, judging, live) for live in to_judge(uow, self._run, names)]

    def _judging(self, uow: UnitOfWork) -> Judging:
        """Return what all posts are judged by; gathered anew where anything was changed."""
        at = uow.ledger.newest()
        if self._gathered is None or self._gathered[0] != at:
            gathered = begin_judging(uow, self._school, self._examiners, self._run)
            self._gathered = (at, gathered)
        return self._gathered[1]
