"""`gatekeeper answer`: saying who is in a picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from gatekeeper.cli.answer_things import keep_covers_of, may_stay, only_words
from gatekeeper.cli.files import read_text
from gatekeeper.cli.options import As, Desk, Json, Post, desk
from gatekeeper.cli.words import day
from gatekeeper.desk.actor import Actor
from gatekeeper.desk.faces.answer import Given, answer
from gatekeeper.desk.faces.answers_file import SaidHere, find_adult, find_pupil, parse
from gatekeeper.desk.faces.child_said_no import child_said_no
from gatekeeper.desk.faces.confirm_suggestions import Confirm, confirm_suggestions
from gatekeeper.desk.faces.roll_call import CallRoll, call_roll, to_ask
from gatekeeper.desk.posts.find_post import find_post
from gatekeeper.domain.answer import How, Said
from gatekeeper.domain.face import Sighting
from gatekeeper.domain.post import Version
from gatekeeper.errors import NotFound, UsageError
from gatekeeper.ports import UnitOfWork

Face = Annotated[
    str, typer.Argument(help="PICTURE.FACE, as drawn: 1.3 is the third face of picture 1.")
]


@dataclass(frozen=True, slots=True)
class Where:
    """A picture's number and a face's number in it, as people see them."""

    picture: int
    face: int

    @classmethod
    def parse(cls, text: str) -> Where:
        """Read `1.3`.

        Raises:
            UsageError: it is not of that form.
        """
        picture, _, face = text.partition(".")
        if not (picture.isdecimal() and face.isdecimal()):
            message = f"{text!r} is not PICTURE.FACE."
            raise UsageError(message, "For the third face of picture 1 write 1.3.")
        return cls(int(picture), int(face))


def answer_face(
    ctx: typer.Context,
    post: Post,
    face: Annotated[str, typer.Argument(help="PICTURE.FACE, as drawn: 1.3.")] = "",
    who: As = "",
    pupil: Annotated[str, typer.Option(help="The pupil's name or MIS id.")] = "",
    adult: Annotated[str, typer.Option(help="An adult with an own entry.")] = "",
    visitor: Annotated[str, typer.Option(help="A visitor who agreed; say who asked.")] = "",
    agreed_with: Annotated[str, typer.Option(help="Who asked the visitor.")] = "",
    agreed_on: Annotated[str, typer.Option(help="The day the visitor agreed, YYYY-MM-DD.")] = "",
    other_school: Annotated[str, typer.Option(help="A child of this other school.")] = "",
    agreement: Annotated[str, typer.Option(help="That school's written yes.")] = "",
    covered: Annotated[bool, typer.Option("--cover", help="Cover this face.")] = False,
    unrecognisable: Annotated[bool, typer.Option(help="Nobody could tell who it is.")] = False,
    not_a_pupil: Annotated[
        str, typer.Option(help="These words only look like a pupil's name: 'Big Ben'.")
    ] = "",
    until_july: Annotated[
        bool,
        typer.Option("--until-july", help="With --not-a-pupil: ask of them in no post till July."),
    ] = False,
    nobody: Annotated[bool, typer.Option(help="It is not a person.")] = False,
    fine: Annotated[
        str,
        typer.Option(help="What the finding quotes may stay: words, a code, a picture."),
    ] = "",
    keep_covers: Annotated[
        int, typer.Option(help="PICTURE: its few covers point at nobody and stay.")
    ] = 0,
    file: Annotated[Path | None, typer.Option(help="Many answers from a TOML file.")] = None,
    group: Annotated[list[str] | None, typer.Option(help="Roll call: a class or club.")] = None,
    picture: Annotated[int, typer.Option(help="Roll call: which picture.")] = 1,
    absent: Annotated[list[str] | None, typer.Option(help="Roll call: not at school.")] = None,
    not_here: Annotated[list[str] | None, typer.Option(help="Roll call: not in it.")] = None,
    here: Annotated[
        list[str] | None, typer.Option(help="Roll call: NAME=FACE, who is covered.")
    ] = None,
    said_no: Annotated[
        tuple[int, str] | None,
        typer.Option("--child-said-no", help="PICTURE PUPIL: the child said no today."),
    ] = None,
    right: Annotated[
        str, typer.Option("--these-are-right", help="Confirm suggested names: 1.1,1.2,1.5.")
    ] = "",
    as_json: Json = False,
) -> None:
    """Say who is in a picture: one face, many from a file, or a roll call."""
    named = {
        Said.PUPIL: pupil,
        Said.ADULT: adult,
        Said.VISITOR: visitor,
        Said.OTHER_SCHOOL: other_school,
    }
    ticked = {Said.COVERED: covered, Said.UNRECOGNISABLE: unrecognisable, Said.NOBODY: nobody}
    said = {kind: str(value) for kind, value in {**named, **ticked}.items() if value}
    rolls = group or absent or not_here or here
    _one_way_only(said_no, rolls, file, face or said, not_a_pupil, keep_covers, right, fine)
    _beside_words(not_a_pupil, until_july=until_july)
    with desk(ctx, as_json) as home:
        actor = home.actor(who)
        if said_no is not None:
            _said_no(home, actor, post, said_no)
        elif group:
            roll = _Roll(tuple(group), picture, absent or [], not_here or [], here or [])
            _roll_call(home, actor, post, roll)
        elif right:
            _these_are_right(home, actor, post, right)
        elif not_a_pupil:
            only_words(home, actor, post, not_a_pupil, remember=until_july)
        elif fine:
            may_stay(home, actor, post, fine)
        elif keep_covers:
            keep_covers_of(home, actor, post, keep_covers)
        elif file is not None:
            _many(home, actor, post, parse(read_text(file)))
        else:
            agreed = _agreement(agreed_with, agreed_on) if agreed_with or agreed_on else agreement
            _many(home, actor, post, (_single(face, said, agreed, agreed_on),))


def _one_way_only(*ways: object) -> None:
    """Stop unless one way of answering is used: nothing that was typed is passed over.

    Raises:
        UsageError: it says how to write one answer.
    """
    if sum(bool(way) for way in ways) != 1:
        raise UsageError(
            "Say one thing about one face, or hand in one file, or call one roll.", ONE
        )


def _beside_words(words: str, *, until_july: bool) -> None:
    if until_july and not words:
        raise UsageError("--until-july goes with --not-a-pupil.", "Say which words it is about.")


ONE = 'For example: answer POST 1.3 --pupil "Maya Silva".'
TICKED = frozenset({Said.COVERED, Said.UNRECOGNISABLE, Said.NOBODY})


def _single(face: str, said: Mapping[Said, str], agreement: str, agreed_on: str) -> SaidHere:
    if not face or len(said) != 1:
        raise UsageError("Say exactly one thing about one face.", ONE)
    where, ((kind, who),) = Where.parse(face), said.items()
    on = day(agreed_on) if agreed_on else None
    return SaidHere(where.picture, where.face, kind, "" if kind in TICKED else who, agreement, on)


def _agreement(agreed_with: str, agreed_on: str) -> str:
    if not (agreed_with and agreed_on):
        message = "Say who asked the visitor, and on which day."
        raise UsageError(message, 'For example: --agreed-with "Mrs Chen" --agreed-on 2026-11-20.')
    return agreed_with


@dataclass(frozen=True, slots=True)
class _Roll:
    groups: tuple[str, ...]
    picture: int
    absent: list[str]
    not_here: list[str]
    here: list[str]


def _many(home: Desk, actor: Actor, post: str, items: tuple[SaidHere, ...]) -> None:
    with home.app.records.begin() as uow:
        version = find_post(uow, post)
        given = [given_by(uow, version, item) for item in items]
        how = How.SINGLY if len(given) == 1 else How.TOGETHER
        answer(uow, actor, version.id, given, how)
    home.done(f"{len(given)} answered.", answered=len(given))


def _these_are_right(home: Desk, actor: Actor, post: str, faces: str) -> None:
    app = home.app
    with app.records.begin() as uow:
        version = find_post(uow, post)
        wheres = [Where.parse(face.strip()) for face in faces.split(",")]
        ids = tuple(find_sighting(uow, version, where).id for where in wheres)
        confirm_suggestions(uow, app.school, app.examiners, actor, Confirm(version.id, ids))
    home.done(f"{len(ids)} confirmed.", answered=len(ids))


def given_by(uow: UnitOfWork, version: Version, item: SaidHere) -> Given:
    """Return an answer with the ids of the sighting and the person that its numbers and names mean.

    Raises:
        NotFound, UsageError: there is no such face or person, or more than one.
    """
    sighting = find_sighting(uow, version, Where(item.picture, item.face))
    who = item.who
    if item.said is Said.PUPIL:
        who = find_pupil(item.who, uow.pupils.all(), version.post.groups).id
    elif item.said is Said.ADULT:
        who = find_adult(item.who, uow.adults.all()).id
    return Given(sighting.id, item.said, who, item.agreement, item.agreed_on)


def find_sighting(uow: UnitOfWork, version: Version, where: Where) -> Sighting:
    """Return the sighting of these numbers.

    Raises:
        NotFound: there is no such face.
    """
    for sighting in uow.sightings.of(version.id):
        picture = version.post.number(sighting.original)
        if (picture, sighting.number) == (where.picture, where.face):
            return sighting
    message = f"There is no face {where.picture}.{where.face} in this post."
    raise NotFound(message, "Check the post again and use the numbers in its pictures.")


def _roll_call(home: Desk, actor: Actor, post: str, roll: _Roll) -> None:
    with home.app.records.begin() as uow:
        version = find_post(uow, post)
        groups = frozenset(roll.groups)
        command = CallRoll(
            post=version.id,
            picture=roll.picture,
            groups=groups,
            absent=_pupils(uow, roll.absent, groups),
            not_here=_pupils(uow, roll.not_here, groups),
            here=tuple(_here(uow, version, roll, item) for item in roll.here),
        )
        call_roll(uow, home.app.school, actor, command)
        asked = to_ask(uow, home.app.school, version.post, command)
    home.done(f"Roll call held; {len(asked)} asked about singly.", asked=len(asked))


def _pupils(uow: UnitOfWork, names: list[str], groups: frozenset[str]) -> frozenset[str]:
    return frozenset(find_pupil(name, uow.pupils.all(), groups).id for name in names)


def _here(uow: UnitOfWork, version: Version, roll: _Roll, item: str) -> tuple[str, str]:
    name, _, face = item.partition("=")
    if not face.isdecimal():
        message = f"{item!r} is not NAME=FACE."
        raise UsageError(message, 'For example: --here "Maya Silva=3".')
    pupil = find_pupil(name.strip(), uow.pupils.all(), frozenset(roll.groups))
    return pupil.id, find_sighting(uow, version, Where(roll.picture, int(face))).id


def _said_no(home: Desk, actor: Actor, post: str, said: tuple[int, str]) -> None:
    picture, name = said
    with home.app.records.begin() as uow:
        version = find_post(uow, post)
        pupil = find_pupil(name, uow.pupils.all(), version.post.groups)
        child_said_no(uow, actor, version.id, pupil, picture)
    home.done(f"{pupil.called} may not be shown in this post.", pupil=pupil.id)
