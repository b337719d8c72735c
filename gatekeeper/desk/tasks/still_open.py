"""What is still open when everything is to go on again: posts that have to come down, incidents."""

from __future__ import annotations

from dataclasses import dataclass

from gatekeeper.desk.incidents.open_incident import is_open
from gatekeeper.desk.showing.to_come_down import Down, to_come_down
from gatekeeper.desk.takedown.standing import newest_by_post
from gatekeeper.domain.incident import Incident
from gatekeeper.domain.take_down import TakeDown
from gatekeeper.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class StillOpen:
    """Orders that nobody has done, live posts that nobody has ordered down, open incidents."""

    ordered: tuple[TakeDown, ...]
    """By when they are due."""
    unordered: tuple[Down, ...]
    incidents: tuple[Incident, ...]

    @property
    def nothing(self) -> bool:
        """Whether nothing is open."""
        return not (self.ordered or self.unordered or self.incidents)


def still_open(uow: UnitOfWork) -> StillOpen:
    """Return what is open as of now."""
    orders = [item for item in newest_by_post(uow).values() if item.done_at is None]
    live = (down for downs in to_come_down(uow).values() for down in downs)
    return StillOpen(
        tuple(sorted(orders, key=lambda item: item.due)),
        tuple(down for down in live if down.order is None),
        tuple(item for item in uow.incidents.all() if is_open(uow, item.id)),
    )
