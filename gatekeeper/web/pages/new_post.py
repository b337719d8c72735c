"""A new post: pictures from the camera roll, words, channels, the groups shown, the trip."""

from __future__ import annotations

import re

from starlette.responses import JSONResponse, Response

from gatekeeper.desk.posts.begin_post import (
    AddPicture,
    add_picture,
    begun,
    finish_draft,
    unfinished,
)
from gatekeeper.desk.posts.draft_file import Draft, DraftPicture
from gatekeeper.desk.posts.write_draft import WriteDraft, write_draft
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.people import Duty
from gatekeeper.errors import UsageError
from gatekeeper.ports import UnitOfWork
from gatekeeper.web.choices import choices, chosen_channels
from gatekeeper.web.doors import Door
from gatekeeper.web.typed_post import typed_about
from gatekeeper.web.visit import Visit

WRITERS = frozenset({Duty.WRITE})
LONGEST_SLUG = 40


class Missing(UsageError):
    """Something without which there is no post; the form comes back as it was."""


def page(visit: Visit) -> Response:
    """Show the empty form, or with the pictures that are there; what is made has a page."""
    return _page(visit, visit.asked("draft"))


def _page(visit: Visit, asked: str, wrong: Missing | None = None) -> Response:
    """Show the form; with what was typed, and what is missing, if it was not taken."""
    app = visit.site.app
    with app.records.begin() as uow:
        offered = choices(uow)
        kept = begun(uow, asked) if asked else None
        key = asked or uow.mint()
    if kept is not None and not unfinished(kept):
        return visit.go(f"/posts/{kept.id}")
    return visit.show(
        "new_post.html",
        400 if wrong else 200,
        wrong=wrong,
        words=visit.text("words"),
        about=typed_about(visit) if wrong else None,
        comments_off=visit.ticked("comments_off") or not wrong,
        choices=offered,
        channels=tuple(ChannelName),
        purposes=app.school.purposes,
        draft=key,
        kept=kept.post.pictures if kept else (),
    )


def take(visit: Visit) -> Response:
    """Keep one picture of a draft that is being made, and begin to look at it."""
    files = visit.uploads("picture")
    if not files:
        raise UsageError("The picture did not arrive.", "It is sent again by itself.")
    name, data = files[0].filename or "", files[0].file.read()
    with visit.site.app.records.begin() as uow:
        command = AddPicture(visit.text("draft"), _plain(name), data)
        version = add_picture(uow, visit.actor, command)
    visit.site.work.ask(visit.actor, version.id)
    return JSONResponse({"pictures": len(version.post.pictures)})


def write(visit: Visit) -> Response:
    """Keep the draft and have it looked at; the next page shows what was found."""
    try:
        return _written(visit)
    except Missing as error:
        return _page(visit, visit.text("draft"), error)


def _written(visit: Visit) -> Response:
    files: dict[str, bytes] = {}
    for number, upload in enumerate(visit.uploads("pictures"), start=1):
        files[f"{number:02d}-{_plain(upload.filename or '')}"] = upload.file.read()
    with visit.site.app.records.begin() as uow:
        key = visit.text("draft")
        arrived = begun(uow, key) if key else None
        draft = _draft(visit, uow, tuple(files), there=arrived is not None)
        slug = _slug(uow, draft)
        if arrived is not None:
            for name, data in files.items():
                add_picture(uow, visit.actor, AddPicture(key, name, data))
            version = finish_draft(uow, visit.actor, key, draft, slug)
        else:
            version = write_draft(uow, visit.actor, WriteDraft(slug, draft, files, key))
    visit.site.work.ask(visit.actor, version.id)
    return visit.go(f"/posts/{version.id}")


def _draft(visit: Visit, uow: UnitOfWork, files: tuple[str, ...], *, there: bool) -> Draft:
    words = visit.text("words").replace("\r\n", "\n")
    channels = chosen_channels(visit)
    if not (words or files or there):
        raise Missing("There is nothing in it yet.", "Choose a picture, or write some words.")
    if not channels:
        raise Missing("No channel is chosen.", "Tick Instagram, LinkedIn or both.")
    return Draft(
        words=words,
        written_at=uow.now,
        wanted_at=None,
        channels=channels,
        objective=visit.text("objective"),
        intended_outcome=visit.text("intended_outcome"),
        groups=frozenset(visit.texts("groups")),
        trip=visit.text("trip") or None,
        elsewhere=visit.text("elsewhere"),
        comments_off=visit.ticked("comments_off"),
        pictures=tuple(DraftPicture(name) for name in files),
    )


def _slug(uow: UnitOfWork, draft: Draft) -> str:
    """Return a short name that nobody uses, from the first words; it never holds a name's case."""
    first = "-".join(re.findall(r"[a-z0-9]+", draft.words.casefold())[:4])[:LONGEST_SLUG].strip("-")
    taken = {version.slug for version in uow.posts.all()}
    day = f"{uow.now:%Y-%m-%d}"
    names = (f"{day}-{first or 'pictures'}{'' if n == 1 else f'-{n}'}" for n in range(1, 1000))
    return next(name for name in names if name not in taken)


def _plain(filename: str) -> str:
    """Return the last part of a file's name without whatever no disk takes."""
    last = re.split(r"[/\\]", filename)[-1]
    return re.sub(r"[^\w.\- ()]", "_", last)[-80:] or "picture"


DOORS = (
    Door("GET", "/new", page, WRITERS),
    Door("POST", "/new", write, WRITERS),
    Door("POST", "/new/pictures", take, WRITERS),
)
