"""The first page: what waits for whoever looks, then every post and where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from starlette.responses import Response

from gatekeeper.desk.posts.find_post import history
from gatekeeper.desk.publishing.approvers import who_approves
from gatekeeper.desk.publishing.publish import next_step
from gatekeeper.desk.publishing.waiting import Wait, waits
from gatekeeper.desk.school import LONDON
from gatekeeper.desk.showing.to_come_down import Down, to_come_down
from gatekeeper.desk.takedown.standing import take_downs
from gatekeeper.domain.people import Duty
from gatekeeper.domain.post import Version
from gatekeeper.domain.stage import History, Stage, stage
from gatekeeper.ports import UnitOfWork
from gatekeeper.web.doors import Door
from gatekeeper.web.to_do import things_to_do
from gatekeeper.web.visit import Visit

SIGNS: Mapping[Stage, tuple[str, str]] = {
    Stage.TO_TAKE_DOWN: ("has to come down", "✖"),
    Stage.PUBLISHED: ("comments not proved", "✖"),
    Stage.RETURNED: ("returned", "↩"),
    Stage.PROPOSED: ("proposal", "✎"),
    Stage.APPROVED: ("signed off", "▶"),
    Stage.RELEASED: ("on the tablet", "▣"),
    Stage.SUBMITTED: ("waiting for the headteacher", "◷"),
    Stage.DRAFT: ("draft", "○"),
    Stage.PARTLY: ("partly done", "◐"),
    Stage.DONE: ("done", "✔"),
    Stage.RECALLED: ("stopped", "■"),
    Stage.TAKEN_DOWN: ("taken down", "□"),
}
"""A word and a shape for where a post stands; a signed one that waits has its own."""
WAITS = ("waits", "⧖")
LOOK = ("may have to come down", "△")
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
    """One post in the list, with the word and the shape of where it stands."""

    version: Version
    stage: Stage
    by: str
    word: str
    shape: str
    said: str = ""
    """Why it came back, what it waits for, or what still has to be done."""
    downs: tuple[Down, ...] = ()
    """Where it is live and has to come down, or may have to."""

    @property
    def loud(self) -> bool:
        """Whether something is live that is not in order."""
        return self.stage in LOUD or bool(self.downs)

    @property
    def on_publish(self) -> bool:
        """Whether the page on which it is published is where it is put in order."""
        return self.stage is Stage.PUBLISHED and not self.downs

    @property
    def place(self) -> tuple[int, float]:
        """Where it stands in the list: the worst state first, then the newest."""
        sure = self.stage is Stage.TO_TAKE_DOWN or any(down.sure for down in self.downs)
        rank = 0 if sure else 1 if self.downs else 1 + ORDER.index(self.stage)
        return rank, -self.version.at.timestamp()


def page(visit: Visit) -> Response:
    """Show everything, what needs somebody first; who reads no posts is shown to the rooms."""
    if not visit.may(Duty.READ_POSTS):
        return visit.go("/hand-in" if visit.may(Duty.CONTRIBUTE) else "/rooms")
    with visit.site.app.records.begin() as uow:
        downs = to_come_down(uow)
        rows = [_row(uow, version, downs.get(version.id, ())) for version in uow.posts.all()]
        rows.sort(key=lambda row: row.place)
        queue = _queue(visit, uow, rows)
        things = things_to_do(visit, uow)
    ordered, late = _to_take_down(visit)
    return visit.show(
        "posts.html",
        rows=rows,
        queue=queue,
        things=things,
        downs=ordered,
        late=late,
        signed=_just_signed(visit, rows),
    )


def _just_signed(visit: Visit, rows: list[Row]) -> Row | None:
    """Return the post to which the visitor has just said yes, while that yes stands."""
    asked = visit.asked("signed")
    return next((r for r in rows if r.version.id == asked and r.stage is Stage.APPROVED), None)


def _queue(visit: Visit, uow: UnitOfWork, rows: list[Row]) -> list[Row]:
    """Return what waits for this visitor's yes: never what she or he helped to make."""
    school, who = visit.site.app.school, visit.actor.id
    sent = [row for row in rows if row.stage is Stage.SUBMITTED]
    return [row for row in sent if who in who_approves(uow, school, row.version)]


def _to_take_down(visit: Visit) -> tuple[int, int]:
    """Return how many posts are to be taken down and how many of them are late."""
    if not visit.may(Duty.TAKE_DOWN):
        return 0, 0
    with visit.site.app.records.read() as uow:
        left = [item for item in take_downs(uow, visit.actor) if item.done_at is None]
        return len(left), sum(item.late(uow.now) for item in left)


def _row(uow: UnitOfWork, version: Version, downs: tuple[Down, ...]) -> Row:
    past = history(uow, version.id)
    now = stage(past, uow.now)
    author = uow.people.get(version.by)
    sign_off = past.sign_off()
    wait = waits(uow, version, sign_off) if sign_off and now is Stage.APPROVED else None
    word, shape = WAITS if wait else SIGNS[now]
    said = _waits_for(wait) if wait else said_of(past, now, uow.now)
    if downs:
        word, shape = SIGNS[Stage.TO_TAKE_DOWN] if any(down.sure for down in downs) else LOOK
        said = " ".join(down_said(down) for down in downs)
    return Row(version, now, author.name if author else "", word, shape, said, downs)


def down_said(down: Down) -> str:
    """Return where something is live that may not stay, and why; of a child never the ground."""
    said = [f"Live on {down.out.channel.brand}."]
    if down.shows:
        said.append("A child in it may not be shown there.")
    elif down.perhaps and down.order is None:
        said.append("A child who may not be shown there may be in it: see whether it may stay.")
    if down.order is not None:
        said.append("It is ordered down.")
    elif down.shows:
        said.append("Nobody has ordered it down yet.")
    return " ".join(said)


def said_of(past: History, now: Stage, moment: datetime) -> str:
    """Return why a post came back or lost its yes, or what is still to be done about it."""
    number = past.version.number
    if now in {Stage.RETURNED, Stage.PROPOSED}:
        return [item.reason for item in past.returns if item.version == number][-1]
    if now is Stage.DRAFT:
        void = [s for s in past.sign_offs if s.voided_at and s.statement.version == number]
        return f"The sign-off no longer holds: {void[-1].voided_why}." if void else ""
    steps = [next_step(item, moment) for item in past.published]
    return " ".join(step for step in steps if step)


def _waits_for(wait: Wait) -> str:
    """Return what a signed post waits for."""
    back = f"until everybody is back from {wait.trip}" if wait.trip else ""
    until = wait.until.astimezone(LONDON) if wait.until else None
    time = f"until {until:%A} {until.day} {until:%B, %H:%M}" if until else ""
    return f"Waits {' and '.join(filter(None, (back, time)))}."


DOORS = (Door("GET", "/", page),)
