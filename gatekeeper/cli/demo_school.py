"""Oakfield Primary, the made-up school, opened by the same deeds as a real one."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import Any

from gatekeeper.bootstrap import App, bundled, rule_texts
from gatekeeper.desk.actor import Actor
from gatekeeper.desk.book.adopt_rules import adopt_rules
from gatekeeper.desk.book.keep_channel_record import keep_channel_record
from gatekeeper.desk.book.sign_patterns import sign_patterns
from gatekeeper.desk.faces.answers_file import find_pupil
from gatekeeper.desk.people.add_person import add_person
from gatekeeper.desk.people.enrol_device import enrol_device
from gatekeeper.desk.people.enrol_key import enrol_key
from gatekeeper.desk.people.find_person import open_keys
from gatekeeper.desk.people.open_school import Claim, claim
from gatekeeper.desk.people.record_aup import record_aup
from gatekeeper.desk.people.say_classes import say_classes
from gatekeeper.desk.register.holds import HoldOrder, place_hold
from gatekeeper.desk.register.import_register import apply, difference
from gatekeeper.desk.register.register_file import parse_adults, parse_register
from gatekeeper.desk.trips.plan_trip import TripPlan, plan_trip
from gatekeeper.desk.trips.trips_file import parse as parse_trips
from gatekeeper.domain.channel import ChannelName, ChannelRecord
from gatekeeper.domain.people import PublicKey, Role
from gatekeeper.domain.register import Pupil

BEGINS = datetime(2026, 11, 20, 10, 30, tzinfo=UTC)
"""A Friday in term: the made-up register and calendar are for this school year."""
PASSPHRASE = "oakfield is made up"  # noqa: S105 - of a school that does not exist


class DemoClock:
    """Starts on a Friday in term and goes on as time does."""

    def __init__(self) -> None:
        self._offset = timedelta()
        self._started = monotonic()

    def now(self) -> datetime:
        """Return the made-up moment."""
        return BEGINS + self._offset + timedelta(seconds=monotonic() - self._started)

    def skip(self, **by: float) -> None:
        """Let some time pass, as in `skip(hours=5)`."""
        self._offset += timedelta(**by)


@dataclass
class Oakfield:
    """The opened school: its people by their short names, and the tablet."""

    app: App
    folder: Path = field(default_factory=lambda: bundled("fixtures"))
    actors: dict[str, Actor] = field(default_factory=dict)
    tablet: str = ""
    fingerprint: str = ""

    def open(self, code: str) -> None:
        """Walk the whole set-up, from the one-time code to the hold."""
        self._people(code)
        self._register()
        self._classes()
        self._trips()
        self._aup()
        self._hold()

    def _make_key(self, holder: str) -> PublicKey:
        return self.app.keyring.create(holder, PASSPHRASE)

    def _people(self, code: str) -> None:
        people = _read(self.folder / "oakfield" / "staff.toml")["person"]
        first, *others = people
        roles = frozenset(Role(role) for role in first["roles"]) - {Role.HEADTEACHER}
        with self.app.records.begin() as uow:
            opened = claim(uow, self.app.keyring, Claim(code, first["name"], PASSPHRASE, roles))
        self.fingerprint = opened.fingerprint
        head = self.actors[first["id"]] = self._unlock(opened.person.id)
        for item in others:
            with self.app.records.begin() as uow:
                person = add_person(uow, head, item["name"], frozenset(map(Role, item["roles"])))
                enrol_key(uow, head, person.id, self._make_key)
            self.actors[item["id"]] = self._unlock(person.id)
        with self.app.records.begin() as uow:
            self.tablet = enrol_device(uow, head, "The school's tablet", self._make_key).id
            adopt_rules(uow, head, self.app.school.book.digest, rule_texts(self.app.layout.rules))
            sign_patterns(uow, self.app.school, head, self.app.school.patterns.digest)

    def _unlock(self, person_id: str) -> Actor:
        with self.app.records.begin() as uow:
            person = uow.people.get(person_id)
            key = open_keys(uow, person_id)[-1]
        assert person is not None  # noqa: S101 - it was added a line ago
        return Actor(person, self.app.keyring.unlock(key, PASSPHRASE))

    def _register(self) -> None:
        office = self.actors["office"]
        folder = bundled("consent_data")
        pupils = parse_register((folder / "oakfield_register.csv").read_bytes())
        adults = parse_adults((folder / "oakfield_adults.csv").read_bytes())
        for parsed in (pupils, adults):
            with self.app.records.begin() as uow:
                apply(uow, office, parsed, difference(uow, office, parsed).id)

    def _classes(self) -> None:
        people = _read(self.folder / "oakfield" / "staff.toml")["person"]
        with self.app.records.begin() as uow:
            for item in people:
                if classes := frozenset(item.get("classes", ())):
                    head, person = self.actors["headteacher"], self.actors[item["id"]]
                    say_classes(uow, head, person.id, classes)

    def _trips(self) -> None:
        text = (self.folder / "oakfield" / "trips.toml").read_text(encoding="utf-8")
        head = self.actors["headteacher"]
        with self.app.records.begin() as uow:
            for t in parse_trips(text):
                leader = self.actors[t.leader].id
                plan = TripPlan(t.name, t.place, t.groups, t.starts, t.ends, leader, t.id)
                plan_trip(uow, head, plan)
            for channel in ChannelName:
                keep_channel_record(uow, head, _record(channel))

    def _aup(self) -> None:
        head, day = self.actors["headteacher"], BEGINS.date()
        with self.app.records.begin() as uow:
            for person in uow.people.all():
                record_aup(uow, head, person.id, read=day, signed=day)

    def _hold(self) -> None:
        order = _read(self.folder / "oakfield" / "demo.toml")["hold"]
        with self.app.records.begin() as uow:
            child: Pupil = find_pupil(order["pupil"], uow.pupils.all(), frozenset())
            dsl = self.actors[order["by"]]
            place_hold(uow, dsl, self.app.keyring, HoldOrder(child.id, order["reason"]))


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _record(channel: ChannelName) -> ChannelRecord:
    day = BEGINS.date()
    return ChannelRecord(
        name=channel,
        account="oakfield_primary_demo",
        risk_assessed=day,
        review_by=day.replace(year=day.year + 1),
        approved_by_headteacher=day,
        two_factor_seen=day,
        linked_from_website=day,
        school_email_seen=day,
        notice_to_families=day,
        notice_names_tool=day,
        notice_names_audit=day,
        tool_risk_assessed=day,
    )
