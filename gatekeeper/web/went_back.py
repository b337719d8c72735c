"""What brought a post back, as its page says it: other words that were proposed, or a stop."""

from __future__ import annotations

from dataclasses import dataclass

from gatekeeper.domain.release import Recall
from gatekeeper.domain.sign_off import Return
from gatekeeper.domain.stage import History, Stage
from gatekeeper.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class WentBack:
    """The proposal that stands, and the stops that do, each with whose it is (name)."""

    proposal: Return | None
    proposed_by: str
    stops: tuple[tuple[Recall, str], ...]


def went_back(uow: UnitOfWork, past: History, stage: Stage) -> WentBack:
    """Return what stands; nothing where the post is past that."""
    names = {person.id: person.name for person in uow.people.all()}
    proposal = past.returns[-1] if stage is Stage.PROPOSED else None
    standing = past.recalls if stage is Stage.RECALLED else ()
    return WentBack(
        proposal,
        names.get(proposal.by, "Somebody") if proposal else "",
        tuple(
            (stop, names.get(stop.by, "Somebody")) for stop in standing if stop.lifted_at is None
        ),
    )
