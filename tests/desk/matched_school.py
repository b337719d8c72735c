"""The made-up school with its lock open, and children of whom everything is on record."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from gatekeeper.desk.matching.enable_matching import Opening, enable_matching
from gatekeeper.desk.matching.enrol_face import Enrolled, GivenPicture, enrol_face
from gatekeeper.desk.matching.record_biometrics import Recorded, SaidOfMeasuring, record_biometrics
from gatekeeper.domain.biometrics import BiometricKind, Lock
from gatekeeper.domain.ledger import Entry
from tests.desk.made_school import DAY, MadeSchool
from tests.fakes.examiners import picture
from tests.fakes.portraits import FakePortraits

OPENING = Opening(
    dpia="DPIA 7, safe in the office",
    noticed_on=DAY,
    review_by=DAY + timedelta(days=200),
    alternative="A person names every face; nobody is worse off for a no.",
    scope_reason="Only classes of which every family agreed.",
)
KINDS = BiometricKind


@dataclass
class MatchedSchool(MadeSchool):
    """Oakfield with what telling faces apart needs; shut until a test opens the lock."""

    matcher: FakePortraits = field(default_factory=FakePortraits)

    def open_lock(self, opening: Opening = OPENING, who: str = "dpo") -> Lock:
        """Open the lock."""
        actor = self.actor(who)
        with self.begin() as uow:
            return enable_matching(uow, actor, opening)

    def told(
        self, pupil: str, kind: BiometricKind, *by: str, who: str = "office", **changes: Any
    ) -> Recorded:
        """Write down what was said about measuring a child's face."""
        facts: dict[str, Any] = {"paper": "Folder 7", "every_parent": True, "said_on": DAY}
        command = SaidOfMeasuring(pupil, kind, by or ("Ms Test",), **(facts | changes))
        actor = self.actor(who)
        with self.begin() as uow:
            return record_biometrics(uow, actor, command)

    def agreed(self, *pupils: str) -> None:
        """Write down notice and written yes of these children's families."""
        for pupil in pupils:
            self.told(pupil, KINDS.NOTIFIED)
            self.told(pupil, KINDS.AGREED)

    def enrol_pictures(self, pupil: str, *names: str, who: str = "office") -> Enrolled:
        """Enrol a child by made-up pictures of these names."""
        return self.enrol_files(pupil, *(GivenPicture(n, picture(n, 1)) for n in names), who=who)

    def enrol_files(self, pupil: str, *given: GivenPicture, who: str = "office") -> Enrolled:
        """Enrol a child by these files."""
        done = enrol_face(self.records, self.matcher, self.actor(who), pupil, given)
        self.clock.move(seconds=1)
        return done

    def enrolled(self, *pupils: str) -> None:
        """Open the lock and enrol these children by two pictures each."""
        self.open_lock()
        self.agreed(*pupils)
        for pupil in pupils:
            self.enrol_pictures(pupil, f"{pupil} 1", f"{pupil} 2")

    def entries(self, *whats: str) -> list[Entry]:
        """Return the ledger's entries of some kinds, all without one."""
        with self.begin() as uow:
            return [e for e in uow.ledger.entries() if not whats or e.what in whats]
