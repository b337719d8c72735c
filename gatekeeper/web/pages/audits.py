"""Audits at the desk: the list, one audit as it goes on, its report, and stopping it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from io import BytesIO
from typing import BinaryIO

from starlette.responses import JSONResponse, Response

from gatekeeper.batch.brought import KeptPictures
from gatekeeper.batch.report.actions import write_csv
from gatekeeper.batch.report.album import Album
from gatekeeper.batch.report.gathered import Gathered, gather_report
from gatekeeper.batch.report.page import write_page
from gatekeeper.batch.report.workbook import write_workbook
from gatekeeper.desk.audit.list_audits import Row, coming, list_audits, one_audit
from gatekeeper.desk.audit.unknown import unknown
from gatekeeper.desk.audit.work_through import Item
from gatekeeper.domain.audit import AuditRun, Call
from gatekeeper.domain.audit_answer import Standing
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.people import Duty
from gatekeeper.ports import UnitOfWork
from gatekeeper.records.spool import PIECE
from gatekeeper.web.audits import Reached
from gatekeeper.web.doors import Door
from gatekeeper.web.visit import Visit

ROOM = "/audits"
AUDIT = f"{ROOM}/{{audit}}"
AUDITORS = frozenset({Duty.AUDIT})
COUNTS = frozenset({Duty.AUDIT, Duty.READ_REPORTS})
"""Who reads reports without names sees the counts of an audit, and no post."""
HTML, CSV = "text/html", "text/csv"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CALLS = tuple(reversed(Call))
SHAPES = {
    Call.TAKE_DOWN: ("block", "✖"),
    Call.ASK: ("ask", "?"),
    Call.COULD_NOT_CHECK: ("unchecked", "!"),
    Call.LOOK: ("look", "·"),
    Call.FINE: ("fine", "✔"),
}
MARKS = {
    Standing.OPEN: "○",
    Standing.SECOND: "◐",
    Standing.TO_TAKE_DOWN: "✖",
    Standing.KEPT: "◷",
    Standing.FINE: "✔",
    Standing.FINE_BEFORE: "✔",
}


def page(visit: Visit) -> Response:
    """List the audits; whoever audits can begin one."""
    asked = visit.asked("after")
    after = int(asked) if asked.isascii() and asked.isdecimal() else 0
    with visit.site.app.records.begin() as uow:
        listed = list_audits(uow, visit.actor, after)
        mine = coming(uow, visit.actor) if visit.may(Duty.AUDIT) else ()
    spool = visit.site.audits.spool
    return visit.show(
        "audits.html",
        rows=listed.rows,
        older=listed.older,
        after=after + len(listed.rows),
        mine=[
            (upload, [spool.have(upload.id, n) for n in range(len(upload.files))])
            for upload in mine
        ],
        channels=tuple(ChannelName),
        calls=CALLS,
        shapes=SHAPES,
        piece=PIECE,
    )


def one(visit: Visit) -> Response:
    """Show one audit: how far it is, what it found, what has been worked through."""
    with visit.site.app.records.begin() as uow:
        row, found = one_audit(uow, visit.actor, visit.path("audit"))
        dark = unknown(uow, visit.actor, row.run.id)
        now, moved = uow.now, _moved_to(uow, row)
        names = {person.id: person.name for person in uow.people.all()}
    was = next((item for item in found if item.live.id == visit.asked("was")), None)
    reached = _reached(visit, row)
    return visit.show(
        "audit.html",
        row=row,
        items=found,
        reached=reached,
        left=in_words(reached.left(now)) if reached else "",
        moved=moved,
        names=names,
        was=was if was and was.mark else None,
        to_do=to_do(visit, found),
        unchecked=[one for one in dark if one.said.call is Call.COULD_NOT_CHECK],
        unnamed=[one for one in dark if one.said.call is Call.LOOK],
        calls=CALLS,
        shapes=SHAPES,
        marks=MARKS,
        Call=Call,
        Standing=Standing,
    )


def progress(visit: Visit) -> Response:
    """Tell a script how far it is."""
    with visit.site.app.records.begin() as uow:
        row, _ = one_audit(uow, visit.actor, visit.path("audit"))
    reached = _reached(visit, row)
    told = {"done": reached.done, "of": reached.of} if reached else {}
    return JSONResponse(
        {"busy": row.under_way, "trouble": bool(row.upload and row.upload.trouble), **told}
    )


def report(visit: Visit) -> Response:
    """Return the report as one file, with every face covered."""
    app, (run, told) = visit.site.app, _gathered(visit)
    album = Album(app.examiners, KeptPictures(app.records, run))
    return _download(partial(write_page, told, album), HTML, "audit.html")


def table(visit: Visit) -> Response:
    """Return the plan of action as CSV."""
    return _download(partial(write_csv, _gathered(visit)[1]), CSV, "audit-actions.csv")


def workbook(visit: Visit) -> Response:
    """Return the plan of action as a workbook."""
    return _download(partial(write_workbook, _gathered(visit)[1]), XLSX, "audit-actions.xlsx")


def to_do(visit: Visit, found: tuple[Item, ...]) -> tuple[Item, ...]:
    """Return the posts that wait for this person: nobody's answer, or a second one."""
    me = visit.actor.id
    return tuple(
        item
        for item in found
        if item.standing is Standing.OPEN
        or (item.standing is Standing.SECOND and me not in item.makers)
    )


def in_words(left: timedelta | None) -> str:
    """Return a time that is left as a person says it."""
    if left is None:
        return ""
    minutes = round(left.total_seconds() / 60)
    if minutes < 1:
        return "less than a minute"
    return f"about {minutes} minute{'' if minutes == 1 else 's'}"


def _reached(visit: Visit, row: Row) -> Reached | None:
    return visit.site.audits.reached(row.upload.id) if row.upload and row.under_way else None


def _moved_to(uow: UnitOfWork, row: Row) -> str:
    """Return the audit that took this one's place when the rules were changed half-way."""
    named = f"({row.run.source.rpartition('(')[2]}"
    return next(
        (
            upload.run
            for upload in uow.uploads.all()
            if row.upload is None and f"({upload.id})" == named
        ),
        "",
    )


def _gathered(visit: Visit) -> tuple[AuditRun, Gathered]:
    app = visit.site.app
    with app.records.begin() as uow:
        run = one_audit(uow, visit.actor, visit.path("audit"))[0].run
    return run, gather_report(app.records, app.school.book, run)


def _download(write: Callable[[BinaryIO], None], kind: str, name: str) -> Response:
    # In memory, not in a file: words of posts may name children. Its size is bounded.
    file = BytesIO()
    write(file)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(file.getvalue(), media_type=kind, headers=headers)


DOORS = (
    Door("GET", ROOM, page, COUNTS),
    Door("GET", AUDIT, one, AUDITORS),
    Door("GET", f"{AUDIT}/progress", progress, AUDITORS),
    Door("GET", f"{AUDIT}/report.html", report, AUDITORS),
    Door("GET", f"{AUDIT}/actions.csv", table, AUDITORS),
    Door("GET", f"{AUDIT}/actions.xlsx", workbook, AUDITORS),
)
