"""A small made-up school at the desk: people with keys, pupils with permissions, a tablet."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import cache, cached_property
from typing import Any

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.checking.check_post import check_post
from gatekeeper.desk.faces.answer import Given, answer
from gatekeeper.desk.posts.draft_file import Draft, DraftPicture
from gatekeeper.desk.posts.write_draft import WriteDraft, write_draft
from gatekeeper.desk.publishing.fetch import Fetched, challenge, fetch
from gatekeeper.desk.publishing.publish import say_published
from gatekeeper.desk.publishing.release import Released, Wanted, release
from gatekeeper.desk.publishing.sign_off import Approval, approve, open_request
from gatekeeper.desk.publishing.submit import submit
from gatekeeper.desk.school import School
from gatekeeper.domain.answer import Said
from gatekeeper.domain.calendar import SchoolCalendar, Span
from gatekeeper.domain.channel import ChannelName, ChannelRecord
from gatekeeper.domain.decision import Decision
from gatekeeper.domain.face import Sighting
from gatekeeper.domain.pattern import Patterns
from gatekeeper.domain.people import Device, Person, Role, Setup
from gatekeeper.domain.post import Version
from gatekeeper.domain.register import (
    Adult,
    AdultKind,
    Consent,
    ConsentState,
    Pupil,
    RegisterImport,
    Use,
)
from gatekeeper.domain.release import Grant, Published, Step
from gatekeeper.domain.rules import Adoption, RuleBook
from gatekeeper.domain.sign_off import SignOff
from gatekeeper.policy.book import parse_book
from gatekeeper.policy.cases.harmless import ON_RECORD
from gatekeeper.policy.notices import read_patterns
from gatekeeper.ports import UnitOfWork
from tests.checks.case_language import LIMITS
from tests.conftest import CHECKOUT
from tests.fakes.clock import FrozenClock
from tests.fakes.examiners import FakeExaminers
from tests.fakes.keyring import FakeKeyring
from tests.fakes.records import FakeRecords

PASSPHRASE = "correct horse battery"
DAY = date(2026, 11, 16)

PEOPLE = {
    "head": Role.HEADTEACHER,
    "deputy": Role.DEPUTY_HEAD,
    "dsl": Role.DSL,
    "office": Role.OFFICE,
    "teacher": Role.TEACHER,
    "dpo": Role.DPO,
    "governor": Role.GOVERNOR,
    "coach": Role.CONTRIBUTOR,
}


@cache
def real_book() -> RuleBook:
    """Return the rule book of the repository, read once: a book never changes."""
    folder = CHECKOUT / "rules"
    paths = [p for p in folder.rglob("*.*") if p.suffix in {".md", ".toml"}]
    return parse_book({p.relative_to(folder).as_posix(): p.read_text("utf-8") for p in paths})


@cache
def real_patterns() -> Patterns:
    """Return the patterns of notices of the repository."""
    folder = CHECKOUT / "rules"
    paths = (folder / "notices").glob("*.toml")
    return read_patterns({p.relative_to(folder).as_posix(): p.read_text("utf-8") for p in paths})


@dataclass
class MadeSchool:
    """Everything a test of the path needs; `draft` to `fetched` walk it one step at a time."""

    clock: FrozenClock = field(default_factory=FrozenClock)
    keyring: FakeKeyring = field(default_factory=FakeKeyring)
    examiners: FakeExaminers = field(default_factory=FakeExaminers)
    book: RuleBook = field(default_factory=real_book)

    def __post_init__(self) -> None:
        self.records = FakeRecords(self.clock)
        with self.begin() as uow:
            self._people(uow)
            self._channels(uow)
            self._register(uow)

    @contextmanager
    def begin(self) -> Iterator[UnitOfWork]:
        """Open one transaction and let the clock go on a little after it."""
        with self.records.begin() as uow:
            yield uow
        self.clock.move(seconds=1)

    @cached_property
    def school(self) -> School:
        """The school's own files."""
        term = Span("Autumn", date(2026, 9, 2), date(2027, 7, 21))
        told = Step("share", "Share it."), Step("comments", "Turn them off.")
        steps = dict.fromkeys(ChannelName, told)
        calendar = SchoolCalendar("Oakfield Primary", (term,))
        return School(calendar, self.book, steps, limits=LIMITS, patterns=real_patterns())

    @property
    def approval(self) -> Approval:
        """What approving needs."""
        return Approval(self.school, self.examiners.bundle(), self.keyring)

    def actor(self, who: str) -> Actor:
        """Return a person whose key was just unlocked."""
        with self.begin() as uow:
            person = uow.people.get(who)
            key = next(k for k in uow.keys.all() if k.holder == who and k.ended_at is None)
        assert person is not None
        return Actor(person, self.keyring.unlock(key, PASSPHRASE))

    def _people(self, uow: UnitOfWork) -> None:
        uow.setup.put(Setup("setup", "Oakfield Primary", "https://oakfield.test", uow.now, "f"))
        for name, role in PEOPLE.items():
            person = Person(name, name.title(), frozenset({role}))
            uow.people.put(replace(person, aup_read=DAY, social_media_aup_signed=DAY))
            self._key(uow, name)
        uow.devices.put(Device("tablet", "The tablet", uow.now, "head"))
        self._key(uow, "tablet")
        uow.adoptions.put(Adoption("a", self.book.digest, "head", "key1", uow.now, b""))

    def _channels(self, uow: UnitOfWork) -> None:
        for name in ChannelName:
            uow.channels.put(ChannelRecord(name, "oakfield", **ON_RECORD))

    def _key(self, uow: UnitOfWork, holder: str) -> None:
        key = self.keyring.create(holder, PASSPHRASE)
        uow.keys.put(replace(key, enrolled_at=uow.now, enrolled_by="head"))

    def _register(self, uow: UnitOfWork) -> None:
        for name in ("amina", "ben", "cleo"):
            self.enrol(uow, name)
        uow.adults.put(
            Adult(
                "mr_dunn", "Mr", "Ian", "Dunn", AdultKind.STAFF, frozenset(ChannelName), DAY, None
            )
        )
        uow.imports.put(RegisterImport("import1", uow.now, "office", "import"))

    def enrol(self, uow: UnitOfWork, name: str, school_class: str = "Year 4") -> Pupil:
        """Put a pupil on the roll who may be shown and named everywhere."""
        pupil = Pupil(name, f"M-{name}", name.title(), "Test", school_class=school_class)
        uow.enrol_pupil(pupil)
        for channel in ChannelName:
            for use in Use:
                uow.consents.put(self.consent(uow, name, channel, use))
        return pupil

    def consent(
        self,
        uow: UnitOfWork,
        pupil: str,
        channel: ChannelName,
        use: Use,
        state: ConsentState = ConsentState.GIVEN,
    ) -> Consent:
        """Return a consent record of today."""
        return Consent(uow.mint(), pupil, channel, use, state, uow.now, DAY)

    def change(self, pupil: str, state: ConsentState) -> None:
        """Record another answer of a family for every channel and use."""
        with self.begin() as uow:
            for channel in ChannelName:
                for use in Use:
                    uow.consents.put(self.consent(uow, pupil, channel, use, state))

    # --- the path, step by step ---------------------------------------------------------

    def write(
        self,
        *pictures: bytes,
        slug: str = "news",
        who: str = "teacher",
        files: dict[str, bytes] | None = None,
        **changes: Any,
    ) -> Version:
        """Write a draft with these pictures."""
        draft = Draft(
            words="Lovely work this week.",
            written_at=datetime(2026, 11, 16, 9, 0, tzinfo=UTC),
            wanted_at=None,
            channels=(ChannelName.INSTAGRAM,),
            objective="celebrate learning",
            intended_outcome="families see the work",
            groups=frozenset({"Year 4"}),
            trip=None,
            elsewhere="website",
            comments_off=True,
            pictures=tuple(
                DraftPicture(f"{n}.jpg", f"Picture {n}: children at work.")
                for n in range(1, len(pictures) + 1)
            ),
        )
        draft = replace(draft, **changes)
        named = {f"{n}.jpg": data for n, data in enumerate(pictures, start=1)}
        handed_in = named if files is None else files
        with self.begin() as uow:
            return write_draft(uow, self._actor(uow, who), WriteDraft(slug, draft, handed_in))

    def check(self, post: str = "news") -> Decision:
        """Check a post."""
        decision = check_post(
            self.records, self.school, self.examiners.bundle(), self.actor("teacher"), post
        )
        self.clock.move(seconds=1)
        return decision

    def sightings(self, post: str = "news") -> tuple[Sighting, ...]:
        """Return everybody seen in the post, by picture and number."""
        with self.begin() as uow:
            post_id = next(v.id for v in uow.posts.all() if v.slug == post)
            return tuple(sorted(uow.sightings.of(post_id), key=lambda s: (s.original, s.number)))

    def say(self, *who: str, post: str = "news", by: str = "teacher") -> Version:
        """Answer the faces of the post in order with these pupils."""
        given = [
            Given(sighting.id, Said.PUPIL, name)
            for sighting, name in zip(self.sightings(post), who, strict=True)
        ]
        actor = self.actor(by)
        with self.begin() as uow:
            return answer(uow, actor, post, given)

    def say_some(self, who: dict[int, str], post: str = "news") -> Version:
        """Answer some sightings, by their place in the list, with these pupils."""
        sightings = self.sightings(post)
        given = [Given(sightings[n].id, Said.PUPIL, name) for n, name in who.items()]
        actor = self.actor("teacher")
        with self.begin() as uow:
            return answer(uow, actor, post, given)

    def cover(self, number: int, post: str = "news", by: str = "teacher") -> Version:
        """Cover the sighting at this place of the list."""
        sighting = self.sightings(post)[number]
        actor = self.actor(by)
        with self.begin() as uow:
            return answer(uow, actor, post, [Given(sighting.id, Said.COVERED)])

    def send(self, post: str = "news") -> None:
        """Check and submit."""
        self.check(post)
        actor = self.actor("deputy")
        with self.begin() as uow:
            submit(uow, self.school, self.examiners.bundle(), actor, post)

    def sign(self, post: str = "news", who: str = "head") -> SignOff:
        """Open the request and approve it."""
        actor = self.actor(who)
        with self.begin() as uow:
            shown = open_request(uow, self.school, self.examiners.bundle(), actor, post)
        with self.begin() as uow:
            return approve(uow, self.approval, actor, shown.request.id)

    def release(self, post: str = "news", channel: ChannelName = ChannelName.INSTAGRAM) -> Released:
        """Ask for a grant."""
        actor = self.actor("deputy")
        with self.begin() as uow:
            return release(uow, self.approval, actor, Wanted(post, channel, "tablet"))

    def granted(self, post: str = "news") -> Grant:
        """Release, and insist on a grant."""
        grant = self.release(post).grant
        assert grant is not None
        return grant

    def fetch(self, grant: Grant, device: str = "tablet") -> Fetched:
        """Fetch on the tablet."""
        with self.begin() as uow:
            current = uow.grants.get(grant.id) or grant
            key = next(k for k in uow.keys.all() if k.holder == device)
        proof = self.keyring.unlock(key, PASSPHRASE).sign(challenge(current))
        with self.begin() as uow:
            return fetch(uow, self.approval, grant.id, proof)

    def signed(self, *pictures: bytes, names: tuple[str, ...] = (), **changes: Any) -> Version:
        """Walk a draft to its sign-off."""
        self.write(*pictures, **changes)
        self.check()
        if names:
            self.say(*names)
        self.send()
        self.sign()
        with self.begin() as uow:
            return next(v for v in uow.posts.all() if v.slug == "news")

    def published(self, *pictures: bytes, names: tuple[str, ...] = ()) -> Published:
        """Walk a draft until it is live on Instagram."""
        self.signed(*pictures, names=names)
        self.fetch(self.granted())
        actor = self.actor("deputy")
        with self.begin() as uow:
            return say_published(
                uow,
                actor,
                "news",
                channel=ChannelName.INSTAGRAM,
                link="https://www.instagram.com/1",
            )

    def _actor(self, uow: UnitOfWork, who: str) -> Actor:
        person = uow.people.get(who)
        assert person is not None
        return Actor(person)
