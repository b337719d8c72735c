"""A dossier out of one case: what the case says, and a harmless post of today in all else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from gatekeeper.domain.answer import Answer, RollCall, Said
from gatekeeper.domain.channel import ChannelLimits, ChannelName, Purpose
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.history import History, history_around, history_of
from gatekeeper.domain.phrases import key
from gatekeeper.domain.post import Format, Post
from gatekeeper.domain.register import Use
from gatekeeper.policy.cases import on_record, out
from gatekeeper.policy.cases.answers import about_names, answer, letting_stand, name, passage, roll
from gatekeeper.policy.cases.harmless import (
    GROUP_SIZES,
    NOON,
    PAST,
    PURPOSE,
    REGISTER,
    RULES_REVIEW_BY,
    SCHOOL,
    TODAY,
    WORDS,
    WORKERS,
)
from gatekeeper.policy.cases.pictures import CasePicture
from gatekeeper.policy.cases.told import Case, CaseFault, Told

NOT_OF_THE_FORM = (AttributeError, IndexError, KeyError, TypeError, ValueError)
"""What reading raises where something of another form stands than the language has."""


def read_case(case: Case, limits: Sequence[ChannelLimits]) -> Dossier:
    """Return the dossier that a case describes, for channels that take so much.

    Raises:
        CaseFault: the case says something that is not known, or says it in another form.
    """
    told = Told("the case", case)
    told.take("name"), told.take("expect")
    try:
        made = _dossier(told, limits)
    except NOT_OF_THE_FORM as error:
        message = f"the case says something in a form that is not known ({error})."
        raise CaseFault(message) from error
    told.close()
    return made


@dataclass(frozen=True, slots=True)
class _Cast:
    """Everybody and everything in a case that its parts speak of together."""

    post: Post
    pictures: tuple[CasePicture, ...]
    names: Sequence[Any]
    rolls: tuple[RollCall, ...]
    may: Sequence[str]
    agreed: Sequence[str]
    alike: frozenset[frozenset[str]]

    @property
    def answers(self) -> tuple[Answer, ...]:
        return tuple(a for picture in self.pictures for a in picture.answers)

    @property
    def pupils(self) -> set[str]:
        """Whoever is named, answered, on a roll, or has a permission."""
        answered = {a.who for a in self.answers if a.said is Said.PUPIL}
        rolls = {pupil for roll in self.rolls for pupil in roll.perhaps | roll.here}
        given = {line.split()[0] for line in self.may}
        return answered | rolls | given | {name["pupil"] for name in self.names}

    @property
    def adults(self) -> set[str]:
        answered = {a.who for a in self.answers if a.said is Said.ADULT}
        return answered | {line.split()[0] for line in self.agreed}

    @property
    def reach(self) -> set[str]:
        """Whoever is suggested, or looks like somebody."""
        suggested = (s for picture in self.pictures for s in picture.suggestions)
        candidates = {c.pupil for s in suggested for c in s.candidates}
        return candidates | {pupil for pair in self.alike for pupil in pair}


def _dossier(told: Told, limits: Sequence[ChannelLimits]) -> Dossier:
    trip = told.take("trip")
    cast = _cast(told, trip["id"] if trip else None)
    made = Dossier(
        post=cast.post,
        now=NOON,
        today=TODAY,
        trip=on_record.trip(trip) if trip and trip.get("known", True) else None,
        groups_shown=cast.post.groups,
        limits=_limits(told, limits),
        school_name=SCHOOL,
        live=out.live(told.take("live")),
        **_seen(told, cast),
        **_people(cast),
        **_on_record(told, cast.post.channels),
    )
    said = [answer(thing, 0, text) for thing, text in told.take("said", {}).items()]
    stands = letting_stand(made, told.take("stands", []))
    answers = (*made.answers, *said, *about_names(made, cast.names), *stands)
    spoke = {answer.by: answer.by.title() for answer in answers}
    return replace(made, answers=answers, called=spoke | dict(made.called))


def _limits(told: Told, limits: Sequence[ChannelLimits]) -> tuple[ChannelLimits, ...]:
    """Return what each channel takes; `takes` says what of words is otherwise in this case."""
    known, takes = told.whether("limits", otherwise=True), told.take("takes", {})
    changed = (replace(each, words=replace(each.words, **takes)) for each in limits)
    return tuple(changed) if known else ()


def _cast(told: Told, trip: str | None) -> _Cast:
    channels = tuple(ChannelName(c) for c in told.take("channels", ["instagram", "linkedin"]))
    pictures = tuple(
        CasePicture(number, table, channels)
        for number, table in enumerate(told.take("pictures", []), start=1)
    )
    return _Cast(
        post=_post(told, channels, pictures, trip),
        pictures=pictures,
        names=told.take("names", []),
        rolls=tuple(roll(n, table) for n, table in enumerate(told.take("roll_calls", []))),
        may=told.take("may", []),
        agreed=told.take("adults", []),
        alike=frozenset(frozenset(pair.split()) for pair in told.take("alike", [])),
    )


def _post(
    told: Told,
    channels: tuple[ChannelName, ...],
    pictures: Iterable[CasePicture],
    trip: str | None,
) -> Post:
    wanted = told.take("wanted")
    return Post(
        id="post",
        words=told.take("words", WORDS),
        written_at=NOON,
        channels=channels,
        pictures=tuple(p.picture for p in pictures),
        wanted_at=None if wanted is None else NOON + timedelta(seconds=wanted),
        objective=told.take("objective", PURPOSE[0]),
        intended_outcome=told.take("intended_outcome", PURPOSE[1]),
        groups=frozenset(told.take("groups", [])),
        trip=trip,
        elsewhere=told.take("elsewhere", ""),
        comments_off=told.whether("comments_off", otherwise=True),
        format=Format(told.take("format", "post")),
        also_on=frozenset(told.take("also_on", [])),
        location_tag=told.take("location_tag", ""),
        not_about=frozenset(told.take("not_about", [])),
    )


def _seen(told: Told, cast: _Cast) -> dict[str, Any]:
    """Return what was found in pictures and words."""
    return {
        "pictures": tuple(p.seen for p in cast.pictures if not p.forgotten),
        "answers": cast.answers,
        "roll_calls": cast.rolls,
        "names": tuple(map(name, cast.names)),
        "names_searched": told.whether("names_searched", otherwise=True),
        "not_pupils": frozenset(map(key, told.take("not_pupils", []))),
        "passages": tuple(map(passage, told.take("passages", []))),
        "words_read": told.whether("words_read", otherwise=True),
        "suggestions": tuple(s for p in cast.pictures for s in p.suggestions),
        "alike": cast.alike,
        "seen_before": tuple(map(on_record.seen_before, told.take("seen_before", []))),
    }


def _people(cast: _Cast) -> dict[str, Any]:
    """Return who may be shown, who agreed, and what to call them."""
    channels, everybody = cast.post.channels, cast.pupils | cast.adults | cast.reach
    reach = on_record.permissions(sorted(cast.reach), cast.may, channels)
    return {
        "permissions": on_record.permissions(sorted(cast.pupils), cast.may, channels),
        "adults": on_record.agreements(sorted(cast.adults), cast.agreed, channels),
        "called": {person: person.title() for person in everybody},
        "reach": tuple(p for p in reach if p.use is Use.GROUP),
    }


def _on_record(told: Told, channels: tuple[ChannelName, ...]) -> dict[str, Any]:
    """Return what the school has on file."""
    purposes = told.take("purposes", dict.fromkeys(ChannelName, PURPOSE))
    return {
        "trips_under_way": tuple(map(on_record.trip, told.take("under_way", []))),
        "history": _history(told),
        "channels": on_record.records(channels, told.take("records", {})),
        "purposes": {ChannelName(name): Purpose(*said) for name, said in purposes.items()},
        "workers": tuple(map(on_record.worker, told.take("workers", WORKERS))),
        "group_sizes": _sizes(told),
        "register": on_record.register(told.take("register", REGISTER)),
        "rules_review_by": told.day("review_by", otherwise=RULES_REVIEW_BY),
    }


def _history(told: Told) -> History:
    """Return what was published lately; `around` a post that is out, also after it."""
    past, around = told.take("past", PAST), told.take("around")
    if around is None:
        return history_of(map(on_record.past, past), TODAY)
    return history_around(map(out.around, around), TODAY)


def _sizes(told: Told) -> dict[str, int] | None:
    """Return how many pupils each group has; nothing where nobody counted."""
    sizes: dict[str, int] = told.take("group_sizes", GROUP_SIZES)
    return sizes if told.whether("groups_counted", otherwise=True) else None
