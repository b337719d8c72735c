"""Oakfield on record, so that the posts of the corpus are judged as the desk judges them."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from gatekeeper.desk.checking.assemble import assemble
from gatekeeper.desk.register.register_file import PupilRow, parse_adults, parse_register
from gatekeeper.desk.school import School
from gatekeeper.domain.calendar import SchoolCalendar, Span
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.picture import Original, Picture
from gatekeeper.domain.post import Post, Version
from gatekeeper.domain.register import (
    Adult,
    Bar,
    BarKind,
    Consent,
    ConsentState,
    Pupil,
    RegisterImport,
    Use,
)
from gatekeeper.domain.rules import RuleBook
from gatekeeper.domain.trip import Trip
from gatekeeper.evidence.words.names import RollNames
from gatekeeper.evidence.words.passages import Passages
from gatekeeper.ports import UnitOfWork
from tests.benchmarks.rules.corpus_file import Labelled, school
from tests.checks.case_language import LIMITS
from tests.conftest import CHECKOUT
from tests.fakes.clock import FrozenClock
from tests.fakes.examiners import FakeExaminers
from tests.fakes.records import FakeRecords
from tests.policy.shipped import BOOK

BEGINS, ENDS = date(2026, 9, 1), date(2027, 8, 31)


class _Undone(Exception):
    """Takes back what was written for one post alone."""


class Oakfield:
    """The register, the adults and the school's lists; `dossier` puts one post before the book."""

    def __init__(self) -> None:
        told = school()
        self.clock = FrozenClock(told["now"])
        self.records = FakeRecords(self.clock)
        self.book = _book(told)
        term = Span("The year", BEGINS, ENDS)
        calendar = SchoolCalendar("Oakfield Primary", (term,))
        self.school = School(calendar, self.book, {}, limits=LIMITS)
        self.examiners = replace(FakeExaminers().bundle(), names=RollNames(), words=Passages())
        with self.records.begin() as uow:
            _register(uow, told["pupil"])

    def dossier(self, post: Labelled) -> Dossier:
        """Return everything that the checks read about a post, as of when it was written."""
        self.clock.set_to(post.written_at)
        made: list[Dossier] = []
        with suppress(_Undone), self.records.begin() as uow:
            if post.trip:
                uow.trips.put(_trip(post.trip))
            made.append(assemble(uow, self.school, self.examiners, _version(post)))
            raise _Undone
        return made[0]


def _book(told: dict[str, Any]) -> RuleBook:
    """Return the rule book of the repository with Oakfield's own lists in it."""
    public, allowed = told["public"], told["allowed"]
    lists = replace(
        BOOK.lists,
        telephones=(*BOOK.lists.telephones, *public["telephones"], *public["helplines"]),
        emails=tuple(public["emails"]),
        addresses=(public["address"],),
        links=tuple(allowed["links"]),
        accounts=tuple(allowed["accounts"]),
    )
    return replace(BOOK, lists=lists)


def _register(uow: UnitOfWork, more: list[dict[str, Any]]) -> None:
    folder = CHECKOUT / "consent_data"
    for row in parse_register((folder / "oakfield_register.csv").read_bytes()).rows:
        _pupil(uow, row)
    for adult in parse_adults((folder / "oakfield_adults.csv").read_bytes()).rows:
        uow.adults.put(
            Adult(
                adult.adult_id,
                adult.title,
                adult.first_name,
                adult.surname,
                adult.kind,
                adult.agreed,
                adult.given_on,
                adult.until,
            )
        )
    for table in more:
        _further_pupil(uow, table)
    uow.imports.put(RegisterImport("import", uow.now, "office", "import"))


def _pupil(uow: UnitOfWork, row: PupilRow) -> None:
    uow.enrol_pupil(
        Pupil(
            row.mis_id,
            row.mis_id,
            row.first_name,
            row.surname,
            row.known_as,
            row.school_class,
            frozenset(row.groups),
            frozenset(row.siblings),
            row.left_on,
        )
    )
    for (channel, use), state in row.answers.items():
        _consent(uow, row.mis_id, channel, use, state, row.until)
    if row.refused_by:
        uow.bars.put(Bar(uow.mint(), row.mis_id, BarKind.DISAGREEMENT, uow.now, "office"))
    if row.child_says_no:
        uow.bars.put(Bar(uow.mint(), row.mis_id, BarKind.OBJECTION, uow.now, "office"))


def _further_pupil(uow: UnitOfWork, table: dict[str, Any]) -> None:
    mis_id, known_as = table["mis_id"], table.get("known_as", "")
    uow.enrol_pupil(
        Pupil(mis_id, mis_id, table["first_name"], table["surname"], known_as, table["class"])
    )
    for channel in ChannelName:
        _consent(uow, mis_id, channel, Use.GROUP, ConsentState.GIVEN, ENDS)
        if channel.value in table["named"]:
            _consent(uow, mis_id, channel, Use.NAMED, ConsentState.GIVEN, ENDS)


def _consent(  # noqa: PLR0913, PLR0917 - a consent has so many parts
    uow: UnitOfWork,
    pupil: str,
    channel: ChannelName,
    use: Use,
    state: ConsentState,
    until: date | None,
) -> None:
    uow.consents.put(Consent(uow.mint(), pupil, channel, use, state, uow.now, BEGINS, until))


def _trip(trip: dict[str, Any]) -> Trip:
    back = datetime.fromisoformat(trip["end"]) if trip["all_back"] else None
    return Trip(
        id="trip",
        name=trip["place"],
        place=trip["place"],
        groups=frozenset(),
        starts=datetime.fromisoformat(trip["start"]),
        ends=datetime.fromisoformat(trip["end"]),
        leader="teacher",
        all_back_at=back,
    )


def _version(post: Labelled) -> Version:
    pictures = tuple(
        Picture(Original(f"{post.id}-{n}", "picture.jpg", 1), alt_text=text)
        for n, text in enumerate(post.alt_texts, start=1)
    )
    made = Post(
        post.id,
        post.words,
        post.written_at,
        tuple(ChannelName(channel) for channel in post.channels),
        pictures,
        comments_off=True,
        location_tag=post.location_tag,
    )
    return Version(post.id, 1, post.id, made, "teacher", post.written_at)
