"""`gatekeeper child posts`, `look-through` and `letter`: what that is out shows one child."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from gatekeeper.cli.child import Pupil
from gatekeeper.cli.files import write
from gatekeeper.cli.options import As, Desk, Json, desk, lines
from gatekeeper.desk.childposts.ask_posts import AskPosts, ask_posts, child_posts
from gatekeeper.desk.childposts.family_letter import as_text, draft_letter
from gatekeeper.desk.childposts.look_through import HowFar, Looked, how_far, say_looked
from gatekeeper.desk.faces.answers_file import find_pupil
from gatekeeper.desk.school import LONDON
from gatekeeper.domain.child_posts import Found, ThreeLists, live_picture_id
from gatekeeper.domain.register import Pupil as Child
from gatekeeper.errors import UsageError
from gatekeeper.ports import UnitOfWork


def child_posts_of(
    ctx: typer.Context,
    pupil: Pupil,
    reason: Annotated[str, typer.Option(help="Why you have to know; it is kept.")],
    who: As = "",
    as_json: Json = False,
) -> None:
    """List the posts that show a child, that may show it, and at which nobody has looked."""
    with desk(ctx, as_json) as home:
        with home.deed(who) as (uow, actor):
            child = _child(uow, pupil)
            ask_posts(uow, actor, AskPosts(child.id, reason))
            found = child_posts(uow, actor, child.id)
        home.out(_facts(found), lambda console: lines(console, _said(child, found)))


def look_through(
    ctx: typer.Context,
    pupil: Pupil,
    to: Annotated[
        Path | None, typer.Option(help="Write the pictures that are kept into this folder.")
    ] = None,
    shows: Annotated[
        list[str] | None, typer.Option(help="A post (its id) that shows the child.")
    ] = None,
    not_in: Annotated[
        list[str] | None,
        typer.Option(help="A post (its id) you looked at: the child is not in it."),
    ] = None,
    watched: Annotated[
        list[str] | None,
        typer.Option(help="A post (its id) with a film that you watched: the child is not in it."),
    ] = None,
    shown_at: Annotated[
        str, typer.Option(help="When the list you looked at was made, as its last line says.")
    ] = "",
    who: As = "",
    as_json: Json = False,
) -> int:
    """Answer for posts by their ids; then list those at which nobody has looked yet."""
    with desk(ctx, as_json) as home:
        actor = home.actor(who)
        with home.app.records.begin() as uow:
            child = _child(uow, pupil)
            if shows or not_in or watched:
                films = frozenset(watched or ())
                both = frozenset(shows or ()), frozenset(not_in or ()) | films
                say_looked(uow, actor, Looked(child.id, *both, _moment(shown_at), films))
            found = child_posts(uow, actor, child.id)
            far, now = how_far(uow, found), uow.now.isoformat()
        written = _write(home, found.to_look, to) if to is not None else {}
        told = {"done": far.done, "of": far.of, "by": far.by, "left": _rows(found.to_look)}
        home.out(
            told | {"pictures": written, "shown_at": now},
            lambda console: lines(console, (*_left(found, far, written), _listed(now))),
        )
        return 10 if far.left else 0


def letter_of(
    ctx: typer.Context,
    pupil: Pupil,
    to: Annotated[Path | None, typer.Option(help="Write it into this file.")] = None,
    who: As = "",
    as_json: Json = False,
) -> None:
    """Draft the letter to a family; refused while anything was not looked at."""
    with desk(ctx, as_json) as home:
        with home.deed(who) as (uow, actor):
            letter = draft_letter(uow, actor, _child(uow, pupil).id)
        text = as_text(letter)
        if to is not None:
            write(to, text.encode())
            home.done(f"Written: {to}. Read it before it goes.", letter=str(to))
        else:
            home.out({"letter": text}, lambda console: lines(console, text.splitlines()))


def _child(uow: UnitOfWork, named: str) -> Child:
    return find_pupil(named, uow.pupils.all(), frozenset())


def _facts(found: ThreeLists) -> dict[str, object]:
    return {
        "since": found.since,
        "taken": found.taken,
        "shows": _rows(found.shows),
        "may_show": _rows(found.may_show),
        "nobody_has_looked": _rows(found.nobody),
        "taken_down": _rows(found.down),
        "to_look_at": len(found.to_look),
    }


def _rows(some: tuple[Found, ...]) -> list[dict[str, object]]:
    return [
        {
            "post": one.out.of,
            "channel": one.out.channel,
            "at": one.out.at,
            "link": one.out.link,
            "looked": one.looked,
            "taken_down": one.out.down_at,
        }
        for one in some
    ]


def _said(child: Child, found: ThreeLists) -> Iterator[str]:
    since = f" since {found.since:%d/%m/%Y}" if found.since else ""
    yield f"{found.taken} posts{since} were taken, those after the child left among them."
    yield from _list(f"SHOWS {child.called}: somebody said so", found.shows)
    yield from _list("MAY SHOW: by roll call, named in the words, or like a face", found.may_show)
    yield from _list("NOBODY HAS LOOKED", found.nobody)
    yield from _list("TAKEN DOWN", found.down)
    if found.to_look:
        yield f"Look through {len(found.to_look)}: `gatekeeper child look-through`."


def _list(heading: str, some: tuple[Found, ...]) -> Iterator[str]:
    yield f"{heading} ({len(some)})"
    yield from (f"  {_line(one)}" for one in some)


def _line(one: Found) -> str:
    at = one.out.at
    day = f"{at.astimezone(LONDON):%d/%m/%Y}" if at is not None else "day not known"
    return f"{one.out.of}  {one.out.channel.brand}, {day}  {one.out.link or one.out.words[:60]}"


def _left(found: ThreeLists, far: HowFar, written: dict[str, list[str]]) -> Iterator[str]:
    for one in found.to_look:
        yield _line(one)
        yield from (f"    {name}" for name in written.get(one.out.of, ()))
        if one.out.unseen:
            yield f"    {one.out.unseen} of its pictures or films: look at it where it is."
        if one.out.films:
            yield "    It holds a film: watch it where it is, then answer with `--watched`."
    by = (f"{x.name} ({x.posts}, last {x.last.astimezone(LONDON):%d/%m/%Y %H:%M})" for x in far.by)
    yield f"{far.done} of {far.of} looked at{', by ' + ', '.join(by) if far.by else ''}."


def _listed(now: str) -> str:
    return f"This list is of {now}: answer for its posts with `--shown-at {now}`."


def _moment(shown_at: str) -> datetime:
    """Return when a list was made: pictures that came in later are not on it."""
    try:
        moment = datetime.fromisoformat(shown_at)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise UsageError(
            "It is not said which list you looked at.",
            "Add `--shown-at`, with the time on the last line of the list.",
        )
    return moment


def _write(home: Desk, some: tuple[Found, ...], to: Path) -> dict[str, list[str]]:
    """Write the small pictures of some posts; return their files by post."""
    to.mkdir(parents=True, exist_ok=True)
    with home.app.records.read() as uow:
        return {one.out.of: [_put(to, uow, one, n) for n in _numbers(one)] for one in some}


def _numbers(one: Found) -> range:
    return range(1, len(one.out.pictures) + 1)


def _put(to: Path, uow: UnitOfWork, one: Found, number: int) -> str:
    kept = uow.live_pictures.get(live_picture_id(one.out.live, one.out.pictures[number - 1]))
    path = to / f"{one.out.of}-{number}.jpg"
    if kept is not None:
        write(path, uow.blobs.get(one.out.live, kept.digest))
    return str(path)
