"""The headteacher's own key is lost: two other people vouch together for a new one."""

from __future__ import annotations

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.people.end_key import close
from gatekeeper.desk.people.enrol_key import NOUN, KeyMaker, made, record, statement
from gatekeeper.desk.people.find_person import active_person, open_keys
from gatekeeper.desk.people.shut_out import close_way_back
from gatekeeper.desk.signature import own_key, sign
from gatekeeper.domain.people import Person, PublicKey, Role
from gatekeeper.errors import NotAllowed, UsageError
from gatekeeper.ports import UnitOfWork


def replace_headteacher_key(
    uow: UnitOfWork, vouching: tuple[Actor, Actor], headteacher: str, make_key: KeyMaker
) -> PublicKey:
    """End the headteacher's keys and enrol a new one that two others have signed.

    Raises:
        NotAllowed: the two are not two different people beside the headteacher, each with an
            enrolled key just unlocked.
        UsageError: the person named is not a headteacher.
    """
    first, second = vouching
    person = active_person(uow, headteacher)
    _two_others(first, second, person)
    for actor in vouching:
        own_key(uow, actor)
    key = made(uow, make_key, person)
    facts = statement(key, person.roles)
    one, two = (sign(uow, actor, NOUN, facts) for actor in vouching)
    also = {f"second_{name}": value for name, value in two.details.items() if name != "statement"}
    lost = open_keys(uow, person.id)
    enrolled = record(uow, key, first.id, one.details | also)
    for old in lost:
        close(uow, first.id, old)
    close_way_back(uow, first.id, person.id)
    return enrolled


def _two_others(first: Actor, second: Actor, headteacher: Person) -> None:
    if Role.HEADTEACHER not in headteacher.roles:
        raise UsageError(
            f"{headteacher.name} is not the headteacher.", "The headteacher enrols other keys."
        )
    if len({first.id, second.id, headteacher.id}) < len((first, second, headteacher)):
        raise NotAllowed(
            "Replacing the headteacher's key takes two different people beside the headteacher.",
            "Ask a second person, such as a DSL and a governor, to sign as well.",
        )
