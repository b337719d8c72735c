"""The first page: what waits for whoever looks, then every post and where it stands."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import Response

from gatekeeper.desk.posts.find_post import history
from gatekeeper.desk.publishing.publish import next_step
from gatekeeper.domain.people import Duty
from gatekeeper.domain.post import Version
from gatekeeper.domain.stage import Stage, stage
from gatekeeper.ports import UnitOfWork
from gatekeeper.web.doors import Door
from gatekeeper.web.visit import Visit

LOUD = frozenset({Stage.PUBLISHED, Stage.TO_TAKE_DOWN})
"""What is live and not in order: always on top."""
ORDER = (
    Stage.TO_TAKE_DOWN,
    Stage.PUBLISHED,
    Stage.RETURNED,
    Stage.PROPOSED,
    Stage.APPROVED,
    Stage.RELEASED,
    Stage.SUBMITTED,
    Stage.DRAFT,
    Stage.PARTLY,
    Stage.DONE,
    Stage.RECALLED,
    Stage.TAKEN_DOWN,
)


@dataclass(frozen=True, slots=True)
class Row:
    """One post in the list."""

    version: Version
    stage: Stage
    by: str
    said: str = ""
    """Why it came back, or what still has to be done."""

    @property
    def loud(self) -> bool:
        """Whether something is live that is not in order."""
        return self.stage in LOUD


def page(visit: Visit) -> Response:
    """Show everything, what needs somebody first; who reads no posts is shown to the rooms."""
    if not visit.may(Duty.READ_POSTS):
        return visit.go("/rooms")
    with visit.site.app.records.begin() as uow:
        rows = [_row(uow, version) for version in uow.posts.all()]
    rows.sort(key=lambda row: (ORDER.index(row.stage), -row.version.at.timestamp()))
    queue = [row for row in rows if row.stage is Stage.SUBMITTED]
    return visit.show("posts.html", rows=rows, queue=queue if visit.may(Duty.APPROVE) else [])


def _row(uow: UnitOfWork, version: Version) -> Row:
    past = history(uow, version.id)
    now = stage(past, uow.now)
    author = uow.people.get(version.by)
    steps = [step for item in past.published if (step := next_step(item, uow.now))]
    back = [item.reason for item in past.returns if item.version == version.number]
    said = back[-1:] if now in {Stage.RETURNED, Stage.PROPOSED} else steps
    return Row(version, now, author.name if author else "", " ".join(said))


DOORS = (Door("GET", "/", page),)
