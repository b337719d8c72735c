"""Bringing an archive: whole with the form, or piece by piece, so that a bad network loses none."""

from __future__ import annotations

from datetime import date, datetime, time

from starlette.datastructures import UploadFile
from starlette.responses import JSONResponse, Response

from gatekeeper.desk.audit.bring import Bring, arrived, bring, own_upload, stop_audit
from gatekeeper.desk.school import LONDON
from gatekeeper.domain.audit_upload import BroughtFile, Upload
from gatekeeper.domain.channel import ChannelName
from gatekeeper.errors import NotFound, NotYet, UsageError
from gatekeeper.records.spool import PIECE
from gatekeeper.web.doors import Door
from gatekeeper.web.pages.audits import AUDITORS, ROOM
from gatekeeper.web.visit import Visit

UPLOAD = f"{ROOM}/uploads/{{upload}}"


def whole(visit: Visit) -> Response:
    """Take an archive that came with the form, and begin its audit."""
    given = visit.uploads("files")
    upload = _announced(visit, tuple(BroughtFile(_name(f), f.size or 0) for f in given))
    for number, file in enumerate(given):
        _spooled(visit, upload, number, file)
    return _begun(visit, upload)


def announce(visit: Visit) -> Response:
    """Say which files are to come, and tell the script where to send their pieces."""
    names, sizes = visit.texts("name"), visit.texts("size")
    if len(names) != len(sizes) or not all(size.isdecimal() for size in sizes):
        raise UsageError("This form could not be read.", "Open the page again.")
    named = zip(names, sizes, strict=True)
    upload = _announced(visit, tuple(BroughtFile(name, int(size)) for name, size in named))
    return JSONResponse({"upload": upload.id})


def piece(visit: Visit) -> Response:
    """Keep one piece, and say how much of the file is here now."""
    upload, number, at = _own(visit), visit.path("file"), visit.text("at")
    given = visit.uploads("piece")
    if not number.isdecimal() or int(number) >= len(upload.files) or not at.isdecimal():
        raise NotFound("There is no such file in this upload.")
    if len(given) != 1 or int(at) + (given[0].size or 0) > upload.files[int(number)].size:
        raise UsageError("This is no piece of the file.", "Choose the file again.")
    spool = visit.site.audits.spool
    spool.require_room(given[0].size or 0)
    have = spool.take(upload.id, int(number), int(at), given[0].file.read(PIECE + 1))
    return JSONResponse({"have": have})


def all_here(visit: Visit) -> Response:
    """Begin the audit once every byte is here."""
    return _begun(visit, _own(visit))


def stop(visit: Visit) -> Response:
    """Stop an upload or an audit for good."""
    with visit.site.app.records.begin() as uow:
        upload = stop_audit(uow, visit.actor, visit.path("upload"))
    visit.site.audits.halt(upload.id)
    return visit.go(f"{ROOM}/{upload.run}" if upload.run else ROOM)


def on(visit: Visit) -> Response:
    """Have an audit go on that stood still."""
    with visit.site.app.records.begin() as uow:
        visit.actor.require(uow, next(iter(AUDITORS)))
        upload = uow.uploads.get(visit.path("upload"))
    if upload is None or not upload.arrived_at:
        raise NotFound("There is no such audit under way.", "Go back to the list of audits.")
    visit.site.audits.ask(upload.id)
    return visit.go(f"{ROOM}/{upload.run}")


def _announced(visit: Visit, files: tuple[BroughtFile, ...]) -> Upload:
    chosen = [channel for channel in ChannelName if channel.value == visit.text("channel")]
    command = Bring(
        files=files,
        channel=chosen[0] if chosen else ChannelName.INSTAGRAM,
        since=_moment(visit, "since", time.min),
        until=_moment(visit, "until", time.max),
    )
    visit.site.audits.spool.require_room(sum(file.size for file in files))
    with visit.site.app.records.begin() as uow:
        return bring(uow, visit.actor, command)


def _moment(visit: Visit, name: str, clock: time) -> datetime | None:
    day: date | None = visit.day(name) if visit.text(name) else None
    return datetime.combine(day, clock, LONDON) if day else None


def _spooled(visit: Visit, upload: Upload, number: int, file: UploadFile) -> None:
    at, spool = 0, visit.site.audits.spool
    while data := file.file.read(PIECE):
        spool.require_room(len(data))
        spool.take(upload.id, number, at, data)
        at += len(data)


def _begun(visit: Visit, upload: Upload) -> Response:
    spool = visit.site.audits.spool
    missing = [
        file.name
        for number, file in enumerate(upload.files)
        if spool.have(upload.id, number) != file.size
    ]
    if missing:
        raise NotYet(f"{missing[0]} has not arrived whole.", "Choose the same file again.")
    app = visit.site.app
    with app.records.begin() as uow:
        begun = arrived(uow, app.school, visit.actor, upload.id)
    visit.site.audits.ask(begun.id)
    return visit.go(f"{ROOM}/{begun.run}")


def _own(visit: Visit) -> Upload:
    with visit.site.app.records.begin() as uow:
        return own_upload(uow, visit.actor, visit.path("upload"))


def _name(file: UploadFile) -> str:
    return (file.filename or "").strip()


DOORS = (
    Door("POST", ROOM, whole, AUDITORS),
    Door("POST", f"{ROOM}/uploads", announce, AUDITORS),
    Door("POST", f"{UPLOAD}/arrived", all_here, AUDITORS),
    Door("POST", f"{UPLOAD}/stop", stop, AUDITORS),
    Door("POST", f"{UPLOAD}/on", on, AUDITORS),
    Door("POST", f"{UPLOAD}/{{file}}", piece, AUDITORS),
)
