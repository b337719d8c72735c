"""What brought a post back, as its page says it: a no, other words that were proposed, a stop."""

from __future__ import annotations

from dataclasses import dataclass

from gatekeeper.desk.publishing.changed_since import SentBack, sent_back
from gatekeeper.domain.release import Recall
from gatekeeper.domain.sign_off import Return
from gatekeeper.domain.stage import History, Stage
from gatekeeper.ports import UnitOfWork

TO_MEND = frozenset({Stage.DRAFT, Stage.RETURNED, Stage.PROPOSED})
"""Where a post that was sent back stands until it is sent again."""


@dataclass(frozen=True, slots=True)
class WentBack:
    """The last no, while it is to be seen to; the proposal and the stops that stand, and whose."""

    no: SentBack | None
    proposal: Return | None
    proposed_by: str
    stops: tuple[tuple[Recall, str], ...]


def went_back(uow: UnitOfWork, past: History, stage: Stage) -> WentBack:
    """Return what stands; nothing where the post is past that."""
    names = {person.id: person.name for person in uow.people.all()}
    proposal = past.returns[-1] if stage is Stage.PROPOSED else None
    standing = past.recalls if stage is Stage.RECALLED else ()
    return WentBack(
        sent_back(uow, past.version) if stage in TO_MEND else None,
        proposal,
        names.get(proposal.by, "Somebody") if proposal else "",
        tuple(
            (stop, names.get(stop.by, "Somebody")) for stop in standing if stop.lifted_at is None
        ),
    )
