"""What is still open when everything is to go on again."""

from __future__ import annotations

from gatekeeper.desk.incidents.open_incident import AddNote, OpenIncident, add_note, open_incident
from gatekeeper.desk.takedown.order import Ask, ask_take_down
from gatekeeper.desk.takedown.take_down import mark_taken_down
from gatekeeper.desk.tasks.still_open import StillOpen, still_open
from gatekeeper.domain.incident import Done, IncidentKind
from tests.desk.made_school import MadeSchool
from tests.desk.register.test_permission_changed import withdraws
from tests.fakes.examiners import picture


def now(school: MadeSchool) -> StillOpen:
    with school.begin() as uow:
        return still_open(uow)


def test_posts_to_come_down_and_incidents_are_open_until_they_are_seen_to() -> None:
    school = MadeSchool()
    item, head = school.published(picture("a", 1), names=("amina",)), school.actor("head")
    assert now(school).nothing
    withdraws(school)
    with school.begin() as uow:
        incident = open_incident(uow, head, OpenIncident(IncidentKind.SHOWN, uow.now, "Seen."))
    found = now(school)
    assert [down.out.id for down in found.unordered] == [item.id]
    assert (found.ordered, found.incidents, found.nothing) == ((), (incident,), False)
    with school.begin() as uow:
        order = ask_take_down(uow, head, Ask(item.id))
        for done in (Done.NOT_TO_ICO, Done.CLOSED):
            add_note(uow, head, AddNote(incident.id, done, "No risk: nobody saw it."))
    assert now(school) == StillOpen((order,), (), ())
    with school.begin() as uow:
        mark_taken_down(uow, head, order.id)
    assert now(school).nothing
