"""Taking down what an incident is about: the same order as anywhere, with a line in the record."""

from __future__ import annotations

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.incidents.open_incident import AddNote, add_note, find_incident
from gatekeeper.desk.takedown.order import Ask, ask_take_down
from gatekeeper.desk.takedown.standing import take_down_of
from gatekeeper.desk.takedown.take_down import SawGone, mark_taken_down, seen_gone
from gatekeeper.domain.incident import Done
from gatekeeper.domain.take_down import TakeDown, Why
from gatekeeper.ports import UnitOfWork


def order_here(uow: UnitOfWork, actor: Actor, incident: str, of: str) -> TakeDown:
    """Order down, at once, what was published (its id), and write that into the record.

    Raises:
        NotAllowed: not one of the desk's roles. NotFound: no such incident, or nothing is out.
    """
    find_incident(uow, incident)
    item = ask_take_down(uow, actor, Ask(of, due=uow.now, why=Why.INCIDENT))
    _write(uow, actor, incident, f"Ordered down from {item.channel.brand}: {item.link}")
    return item


def gone_here(uow: UnitOfWork, actor: Actor, incident: str, of: str, proof: str) -> TakeDown:
    """Say that what was published (its id) is down and was seen gone, in the list and here.

    Raises:
        NotAllowed: not one of the desk's roles. NotFound: no such incident, or nothing is out.
        UsageError: nothing proves it. NotYet: it was seen gone already.
    """
    find_incident(uow, incident)
    item = take_down_of(uow, of)
    if item is None:
        item = ask_take_down(uow, actor, Ask(of, due=uow.now, why=Why.INCIDENT))
    if item.done_at is None:
        mark_taken_down(uow, actor, item.id)
    gone = seen_gone(uow, actor, SawGone(item.id, proof))
    words = f"Seen gone from {item.channel.brand}: {item.link}. {proof.strip()}"
    _write(uow, actor, incident, words)
    return gone


def _write(uow: UnitOfWork, actor: Actor, incident: str, words: str) -> None:
    add_note(uow, actor, AddNote(incident, Done.NOTE, words))
