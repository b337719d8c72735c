"""Oakfield as its own deeds open it: a headteacher, people with keys, and a register file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.people.add_person import add_person
from gatekeeper.desk.people.enrol_key import enrol_key
from gatekeeper.desk.people.open_school import Claim, Opened, begin, claim
from gatekeeper.desk.register.import_register import Imported, apply, difference
from gatekeeper.desk.register.register_difference import Difference
from gatekeeper.desk.register.register_file import ADULT_COLUMNS, CONSENTS, PUPIL_COLUMNS, parse
from gatekeeper.domain.ledger import Entry
from gatekeeper.domain.people import Person, PublicKey, Role
from gatekeeper.ports import UnitOfWork
from tests.fakes.clock import FrozenClock
from tests.fakes.keyring import FakeKeyring
from tests.fakes.records import FakeRecords

PASSPHRASE = "correct horse battery"
ROLES = {
    "deputy": frozenset({Role.DEPUTY_HEAD}),
    "dsl": frozenset({Role.DSL}),
    "pastoral": frozenset({Role.PASTORAL_LEAD, Role.DSL}),
    "office": frozenset({Role.OFFICE}),
    "teacher": frozenset({Role.TEACHER}),
    "dpo": frozenset({Role.DPO}),
    "governor": frozenset({Role.GOVERNOR}),
}


def pupil_row(mis_id: str, /, **cells: str) -> dict[str, str]:
    """Return a child who may be shown everywhere, but for the cells that say otherwise."""
    row = dict.fromkeys(PUPIL_COLUMNS, "") | dict.fromkeys(CONSENTS, "yes")
    row |= {"mis_id": mis_id, "first_name": mis_id.title(), "surname": "Test", "class": "Year 4"}
    papers = {"given_by": "Ms Test", "given_on": "04/09/2026", "until": "21/07/2027"}
    return row | papers | {"paper": "Folder 4"} | cells


def all_answers(word: str) -> dict[str, str]:
    """Return the same word for every channel and use."""
    return dict.fromkeys(CONSENTS, word)


def adult_row(adult_id: str, /, **cells: str) -> dict[str, str]:
    """Return a member of staff who agreed to both channels."""
    row = dict(zip(ADULT_COLUMNS, (adult_id, "Mr", "Ian", "Dunn", "staff"), strict=False))
    row |= {"instagram": "yes", "linkedin": "yes", "given_on": "2026-09-03", "until": "2027-07-21"}
    return row | cells


def csv_of(*rows: dict[str, str], separator: str = ",") -> str:
    """Return rows as a register or adults file."""
    out = io.StringIO(newline="")
    columns = PUPIL_COLUMNS if "mis_id" in rows[0] else ADULT_COLUMNS
    writer = csv.DictWriter(out, columns, delimiter=separator)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


@dataclass
class OpenedSchool:
    """A home in memory in which the deeds of the office, the DSL and the headteacher run."""

    clock: FrozenClock = field(default_factory=FrozenClock)
    keyring: FakeKeyring = field(default_factory=FakeKeyring)
    people: dict[str, Person] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.records = FakeRecords(self.clock)
        self.opened = self._open()
        self.people["head"] = self.opened.person
        for name, roles in ROLES.items():
            self.add(name, roles)

    @contextmanager
    def begin(self) -> Iterator[UnitOfWork]:
        """Open one transaction and let the clock go on a little after it."""
        with self.records.begin() as uow:
            yield uow
        self.clock.move(seconds=1)

    def _open(self) -> Opened:
        with self.begin() as uow:
            code = begin(uow, "Oakfield Primary", "https://oakfield.test")
        with self.begin() as uow:
            return claim(uow, self.keyring, Claim(code, "Ms Head", PASSPHRASE))

    def add(self, name: str, roles: frozenset[Role], *, key: bool = True) -> Person:
        """Add somebody by the headteacher's hand, with a key unless told otherwise."""
        head = self.actor("head")
        with self.begin() as uow:
            self.people[name] = add_person(uow, head, f"Mx {name.title()}", roles)
            if key:
                enrol_key(uow, head, self.people[name].id, self.make_key)
        return self.people[name]

    def make_key(self, holder: str) -> PublicKey:
        """Make a key under the passphrase that everybody here has."""
        return self.keyring.create(holder, PASSPHRASE)

    def actor(self, who: str) -> Actor:
        """Return a person whose newest key was just unlocked."""
        with self.begin() as uow:
            person = uow.people.get(self.people[who].id)
            assert person is not None
            key = [k for k in uow.keys.all() if k.holder == person.id][-1]
        return Actor(person, self.keyring.unlock(key, PASSPHRASE))

    def no_step_up(self, who: str) -> Actor:
        """Return a person without a fresh step-up."""
        return Actor(self.people[who])

    def difference(self, *rows: dict[str, str]) -> Difference:
        """Return what a file of these rows would change."""
        office = self.actor("office")
        with self.begin() as uow:
            return difference(uow, office, parse(csv_of(*rows)))

    def take(
        self,
        *rows: dict[str, str],
        who: str = "office",
        drop: bool = False,
        **confirmed: Iterable[str],
    ) -> Imported:
        """Import a file of these rows; `confirmed` are `others` and `give_back`."""
        parsed = parse(csv_of(*rows))
        actor = self.actor(who)
        with self.begin() as uow:
            shown = difference(uow, actor, parsed, **confirmed)
            return apply(uow, actor, parsed, shown.id, drop_more_than_a_tenth=drop, **confirmed)

    def pupil(self, mis_id: str) -> str:
        """Return a child's id."""
        with self.begin() as uow:
            found = uow.pupil_id(mis_id)
        assert found is not None
        return found

    def ledger(self, *whats: str) -> list[Entry]:
        """Return the ledger's entries, all or those of some kinds."""
        with self.begin() as uow:
            return [e for e in uow.ledger.entries() if not whats or e.what in whats]
