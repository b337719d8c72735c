"""Assembling the dossier: everything that a check may read about one post, frozen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from gatekeeper.desk.book.not_a_pupil import not_pupils
from gatekeeper.desk.checking.examiners import Examiners
from gatekeeper.desk.checking.reach import Reach, reach
from gatekeeper.desk.checking.written import text_in
from gatekeeper.desk.pictures.known_pictures import seen_before
from gatekeeper.desk.school import LONDON, School
from gatekeeper.domain.answer import Answer, RollCall, Said
from gatekeeper.domain.dossier import (
    AdultPermission,
    Dossier,
    NameFound,
    SeenPicture,
    picture_texts,
)
from gatekeeper.domain.evidence import cache_key
from gatekeeper.domain.history import History, history_of
from gatekeeper.domain.people import Duty
from gatekeeper.domain.permission import AsOf, Permission, Standing, permissions
from gatekeeper.domain.picture import Carried, Picture, PictureFacts
from gatekeeper.domain.place import Place
from gatekeeper.domain.post import Post, Version
from gatekeeper.domain.register import Pupil, RegisterState, Use
from gatekeeper.domain.trip import Trip
from gatekeeper.domain.words import Known
from gatekeeper.domain.worker import Worker
from gatekeeper.ports import UnitOfWork


def assemble(
    uow: UnitOfWork,
    school: School,
    examiners: Examiners,
    version: Version,
    as_of: AsOf | None = None,
) -> Dossier:
    """Return the dossier of a version as of now; its permissions, if wanted, as of an earlier day.

    Evidence that was not gathered is left out, never guessed: the checks turn it into UNCHECKED.
    """
    post = version.post
    today = school.day(uow.now)
    asked = as_of or AsOf(today)
    site = school.calendar.site
    pictures = tuple(_seen(uow, examiners, (post, site), picture) for picture in post.pictures)
    answers = _answers(uow, post.id, pictures)
    pupils = uow.pupils.all()
    near = reach(uow, examiners, post, answers)
    roll_calls = tuple(
        _as_of_now(roll, pupils, tuple(a for a in answers if a.sighting in picture.ids))
        for picture in pictures
        for roll in uow.roll_calls.of(post.id)
        if roll.original == picture.original
    )
    texts = post.texts | post.file_names | picture_texts(post, pictures)
    names = examiners.names.find(texts, pupils)
    lists = school.book.lists
    known = Known(pupils, uow.adults.all(), lists, _places_to_come(uow))
    passages = examiners.words.read(texts, known)
    shown = _pupils_in(answers, roll_calls, names)
    adults = {a.who for a in answers if a.said is Said.ADULT} | {p.who for p in passages if p.who}
    spoke = {a.by for a in answers} | set(version.not_about_by.values())
    return Dossier(
        post=post,
        now=uow.now,
        today=today,
        pictures=tuple(replace(p, no_names=near.no_names.get(p.original, "")) for p in pictures),
        answers=answers,
        roll_calls=roll_calls,
        names=names,
        names_searched=True,
        not_pupils=not_pupils(uow, lists, today),
        passages=passages,
        words_read=True,
        permissions=_permissions(uow, pupils, shown, post, asked),
        adults=_adults(uow, adults, post, asked.day),
        called=_called(uow, pupils, shown | near.pupils, adults) | _spoke(uow, spoke),
        not_about_by=version.not_about_by,
        trip=uow.trips.get(post.trip) if post.trip else None,
        trips_under_way=_under_way(uow),
        group_sizes=_sizes(p for p in pupils if _on_roll(p, today)),
        groups_shown=_groups(post, pupils, _pupils_in(answers, (), names), roll_calls),
        history=_history(uow, school, today),
        purposes=school.purposes,
        workers=_workers(uow, version),
        channels=tuple(c for name in post.channels if (c := uow.channels.get(name)) is not None),
        register=register_state(uow, school, pupils),
        evidence=examiners.versions(),
        suggestions=near.suggestions,
        alike=near.alike,
        reach=_in_reach(uow, pupils, near, post, asked),
        rules_review_by=school.book.review_by,
        seen_before=seen_before(uow, post, pictures),
        limits=school.limits,
        school_name=_school_name(uow),
    )


def _answers(uow: UnitOfWork, post: str, pictures: tuple[SeenPicture, ...]) -> tuple[Answer, ...]:
    """Return the answers about this post's words and about everybody in its pictures of now."""
    here = {sighting for picture in pictures for sighting in picture.ids}
    gone = {s.id for s in uow.sightings.of(post)} - here
    return tuple(answer for answer in uow.answers.of(post) if answer.sighting not in gone)


def _as_of_now(roll: RollCall, pupils: tuple[Pupil, ...], answers: tuple[Answer, ...]) -> RollCall:
    """Count whoever came into one of the groups since, and nobody whom somebody named singly."""
    now = {p.id for p in pupils if any(p.belongs_to(group) for group in roll.groups)}
    named = {a.who for a in answers if a.said is Said.PUPIL}
    others = roll.absent | roll.here | roll.not_here | named
    return replace(roll, perhaps=(roll.perhaps | now) - others)


def _seen(
    uow: UnitOfWork, examiners: Examiners, about: tuple[Post, Place | None], picture: Picture
) -> SeenPicture:
    post, site = about
    digest = picture.original.digest
    reading = uow.readings.get(cache_key(post.salt, digest, "pictures", examiners.reader.version))
    search = uow.face_searches.get(cache_key(post.salt, digest, "faces", examiners.finder.version))
    sightings = (s for s in uow.sightings.of(post.id) if s.original == digest)
    return SeenPicture(
        original=digest,
        facts=_without_place(reading.facts) if reading else None,
        refusal=reading.refusal if reading else "This picture has not been looked at yet.",
        remedy=reading.remedy if reading else "Check the post again.",
        faces_searched=search is not None and not search.refusal,
        search_refusal=search.refusal if search else "",
        sightings=tuple(sorted(sightings, key=lambda s: s.number)),
        text=text_in(uow, examiners, post, picture),
        taken_at=taken_at(reading.facts) if reading else None,
        metres_away=_metres_away(reading.facts, site) if reading else None,
    )


def _without_place(facts: PictureFacts | None) -> PictureFacts | None:
    """Return the facts without the place itself; a kept dossier needs only the distance."""
    return facts and replace(facts, carried=replace(facts.carried, place=None))


def taken_at(facts: PictureFacts | None) -> datetime | None:
    """Return the camera's own time as one at the school; None where it shows none that is real."""
    try:
        shown = datetime.fromisoformat((facts.carried if facts else Carried()).taken_at or "")
    except ValueError:
        return None
    return shown.replace(tzinfo=LONDON)


def _metres_away(facts: PictureFacts | None, site: Place | None) -> int | None:
    place = facts.carried.place if facts else None
    return site.metres_to(Place(*place)) if site and place else None


def _under_way(uow: UnitOfWork) -> tuple[Trip, ...]:
    trips = (t for t in uow.trips.all() if t.starts <= uow.now and t.all_back_at is None)
    return tuple(sorted(trips, key=lambda trip: trip.id))


def _places_to_come(uow: UnitOfWork) -> tuple[str, ...]:
    places = {trip.place for trip in uow.trips.all() if trip.all_back_at is None}
    return tuple(sorted(places - {""}))


def _groups(
    post: Post, pupils: tuple[Pupil, ...], named: frozenset[str], rolls: tuple[RollCall, ...]
) -> frozenset[str]:
    """Return the groups that the post names or whose roll was called, and of whoever is named."""
    theirs = (p.groups | {p.school_class} for p in pupils if p.id in named)
    return post.groups.union(*theirs, *(roll.groups for roll in rolls)) - {""}


def _sizes(pupils: Iterable[Pupil]) -> dict[str, int]:
    """Return how many pupils are in each class, club and list."""
    counts = Counter(group for p in pupils for group in p.groups | {p.school_class} if group)
    return dict(sorted(counts.items()))


def _on_roll(pupil: Pupil, today: date) -> bool:
    return pupil.left_on is None or pupil.left_on > today


def _history(uow: UnitOfWork, school: School, today: date) -> History:
    return history_of(((school.day(item.at), item) for item in uow.published.all()), today)


def _workers(uow: UnitOfWork, version: Version) -> tuple[Worker, ...]:
    return tuple(
        Worker(
            id=person.id,
            name=person.name,
            wrote=person.id in version.authors,
            uploads=person.may(Duty.RELEASE),
            aup_read=person.aup_read,
            social_media_aup_signed=person.social_media_aup_signed,
        )
        for person in sorted(uow.people.all(), key=lambda person: person.id)
        if person.id in version.authors or person.may(Duty.RELEASE)
    )


def _school_name(uow: UnitOfWork) -> str:
    return next((setup.school for setup in uow.setup.all()), "")


def _pupils_in(
    answers: tuple[Answer, ...], roll_calls: tuple[RollCall, ...], names: tuple[NameFound, ...]
) -> frozenset[str]:
    answered = {a.who for a in answers if a.said is Said.PUPIL}
    called = {pupil for roll in roll_calls for pupil in roll.perhaps | roll.here}
    return frozenset(answered | called | {name.pupil for name in names})


def _permissions(
    uow: UnitOfWork, pupils: tuple[Pupil, ...], shown: frozenset[str], post: Post, asked: AsOf
) -> tuple[Permission, ...]:
    return tuple(
        permission
        for pupil in sorted(pupils, key=lambda p: p.id)
        if pupil.id in shown
        for permission in permissions(
            asked.known(standing(uow, pupil)), post.channels, on=asked.day, about=post.about
        )
    )


def _in_reach(
    uow: UnitOfWork, pupils: tuple[Pupil, ...], near: Reach, post: Post, asked: AsOf
) -> tuple[Permission, ...]:
    """Return what a suggestion needs: these permissions are no part of any basis."""
    found = _permissions(uow, pupils, near.pupils, post, asked)
    return tuple(permission for permission in found if permission.use is Use.GROUP)


def standing(uow: UnitOfWork, pupil: Pupil) -> Standing:
    """Return everything on record about one child that bears on being shown."""
    return Standing(pupil, uow.consents.of(pupil.id), uow.bars.of(pupil.id))


def _adults(
    uow: UnitOfWork, adults: set[str], post: Post, today: date
) -> tuple[AdultPermission, ...]:
    return tuple(
        AdultPermission(adult.id, channel, adult.may(channel, today))
        for adult in uow.adults.all()
        if adult.id in adults
        for channel in post.channels
    )


def _called(
    uow: UnitOfWork, pupils: tuple[Pupil, ...], shown: frozenset[str], adults: set[str]
) -> dict[str, str]:
    called = {pupil.id: pupil.called for pupil in pupils if pupil.id in shown}
    called |= {adult.id: adult.full_name for adult in uow.adults.all() if adult.id in adults}
    return called


def _spoke(uow: UnitOfWork, people: set[str]) -> dict[str, str]:
    """Return the names of whoever answered, for the headteacher to see."""
    return {person.id: person.name for person in uow.people.all() if person.id in people}


def register_state(uow: UnitOfWork, school: School, pupils: tuple[Pupil, ...]) -> RegisterState:
    """Return how many are on the roll and how old the last import or confirmation is."""
    imports = uow.imports.all()
    last = max((item.at for item in imports), default=None)
    today = school.day(uow.now)
    on_roll = sum(_on_roll(pupil, today) for pupil in pupils)
    age = school.calendar.school_days_after(school.day(last), today) if last else None
    return RegisterState(on_roll, last, age)
