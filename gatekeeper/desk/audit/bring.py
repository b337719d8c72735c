"""Bringing an archive to the desk, having it audited, stopping that, and its end."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.audit.audit_run import Scope, start_audit, take_up
from gatekeeper.desk.audit.work_through import done, items
from gatekeeper.desk.checking.check_post import in_force
from gatekeeper.desk.school import School
from gatekeeper.desk.tell import tell
from gatekeeper.domain.audit import AuditRun
from gatekeeper.domain.audit_upload import BroughtFile, Ended, Upload
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.notice import NoticeKind
from gatekeeper.domain.people import Duty
from gatekeeper.domain.release import Task, TaskKind
from gatekeeper.errors import NotAllowed, NotFound, NotYet, UsageError
from gatekeeper.ports import UnitOfWork

MOST_FILES = 2_000
TAKEN = (
    "Choose Instagram’s or LinkedIn’s export as a ZIP, LinkedIn’s Shares.csv, a folder of "
    "instaloader as a ZIP, or pictures, each with its text beside it under the same name."
)
"""Which files are taken."""
WAITS = timedelta(days=7)
"""How long files may be on their way; then they take no more room."""
FINISHED = "An audit has ended: work through what it found."


@dataclass(frozen=True, slots=True)
class Bring:
    """Which files are to come, of which channel and period."""

    files: tuple[BroughtFile, ...]
    channel: ChannelName
    since: datetime | None = None
    until: datetime | None = None


def bring(uow: UnitOfWork, actor: Actor, command: Bring) -> Upload:
    """Announce the files of an archive.

    Raises:
        NotAllowed: the person may not audit.
        UsageError: no file, too many, an empty one, one text by itself, or a period that ends
            before it begins.
    """
    actor.require(uow, Duty.AUDIT)
    if not command.files or not all(file.name and file.size > 0 for file in command.files):
        raise UsageError("No file was chosen, or one is empty.", "Choose the export's ZIP.")
    if len(command.files) == 1 and command.files[0].name.casefold().endswith(".txt"):
        raise UsageError(f"{command.files[0].name} is one text: no archive of posts.", TAKEN)
    if len(command.files) > MOST_FILES:
        message = f"These are more than {MOST_FILES} files."
        raise UsageError(message, "Put them into one ZIP, and choose that.")
    if command.since and command.until and command.until < command.since:
        raise UsageError("The period ends before it begins.", "Correct one of the two days.")
    upload = Upload(
        id=uow.mint(),
        by=actor.id,
        at=uow.now,
        channel=command.channel,
        files=command.files,
        since=command.since,
        until=command.until,
    )
    uow.uploads.put(upload)
    return upload


def own_upload(uow: UnitOfWork, actor: Actor, upload_id: str) -> Upload:
    """Return an upload that still takes bytes.

    Raises:
        NotAllowed: the person may not audit, or somebody else brought it.
        NotFound: there is none, or it is complete already.
    """
    actor.require(uow, Duty.AUDIT)
    upload = uow.uploads.get(upload_id)
    if upload is None or upload.arrived_at or upload.ended:
        raise NotFound("There is no such upload on its way.", "Choose the file again.")
    if upload.by != actor.id:
        raise NotAllowed("Only whoever began an upload goes on with it.")
    return upload


def arrived(uow: UnitOfWork, school: School, actor: Actor, upload_id: str) -> Upload:
    """Begin the audit of an archive that is here, every byte of it.

    Raises:
        NotAllowed, NotFound: as `own_upload`. CouldNotCheck: the rule book is not in force.
    """
    upload = own_upload(uow, actor, upload_id)
    run = start_audit(uow, school, actor, _scope(upload))
    return _put(uow, replace(upload, arrived_at=uow.now, run=run.id))


def go_on(uow: UnitOfWork, school: School, upload_id: str) -> tuple[Upload, Actor, AuditRun] | None:
    """Take an audit up where it was left; None where there is nothing to go on with.

    If the rules were changed meanwhile, it begins again under the new ones.

    Raises:
        NotAllowed: whoever began it may not audit any more. CouldNotCheck: as `arrived`.
    """
    upload = uow.uploads.get(upload_id)
    person = uow.people.get(upload.by) if upload else None
    if upload is None or person is None or upload.ended or not upload.arrived_at:
        return None
    actor, before = Actor(person), uow.audits.get(upload.run)
    if before is not None and before.finished_at is not None:
        return upload, actor, before
    in_force(uow, school)
    run = take_up(uow, school, actor, _scope(upload))
    if run.id != upload.run or upload.trouble:
        upload = _put(uow, replace(upload, run=run.id, trouble=""))
    return upload, actor, run


def stop_audit(uow: UnitOfWork, actor: Actor, upload_id: str) -> Upload:
    """Stop an audit, or an upload, for good; what was judged stays.

    Raises:
        NotAllowed: the person may not audit. NotFound: there is none. NotYet: it has ended.
    """
    actor.require(uow, Duty.AUDIT)
    upload = uow.uploads.get(upload_id)
    if upload is None:
        raise NotFound("There is no such audit under way.", "Go back to the list of audits.")
    if upload.ended:
        raise NotYet("This audit has ended already.", "Nothing is left to stop.")
    uow.ledger.append("audit.stopped", actor=actor.id, subject=upload.run or upload.id)
    return _end(uow, upload, Ended.STOPPED, by=actor.id)


def say_trouble(uow: UnitOfWork, upload_id: str, trouble: str, *, refused: bool) -> None:
    """Note why an audit stands still; one whose files cannot be read ends."""
    upload = uow.uploads.get(upload_id)
    if upload is None or upload.ended:
        return
    upload = _put(uow, replace(upload, trouble=trouble))
    if refused:
        _end(uow, upload, Ended.REFUSED)


def finish(uow: UnitOfWork, upload_id: str) -> None:
    """Note that an audit has come to its end, and tell whoever began it, if there is work."""
    upload = uow.uploads.get(upload_id)
    run = uow.audits.get(upload.run) if upload else None
    if upload is None or run is None or upload.ended:
        return
    _end(uow, upload, Ended.FINISHED)
    if not done(items(uow, run)):
        task = Task(uow.mint(), TaskKind.WORK_THROUGH, run.id, FINISHED, uow.now)
        uow.tasks.put(task)
        tell(uow, NoticeKind.AUDITED, [upload.by], task.id)


def unfinished(uow: UnitOfWork) -> tuple[str, ...]:
    """Return the audits that were begun and have not ended, the oldest first."""
    return tuple(u.id for u in uow.uploads.all() if u.arrived_at and not u.ended)


def end_abandoned(uow: UnitOfWork) -> None:
    """End the uploads that never arrived and are too old to go on; nobody stopped them."""
    for upload in uow.uploads.all():
        if not upload.arrived_at and not upload.ended and upload.at + WAITS <= uow.now:
            _end(uow, upload, Ended.STOPPED)


def on_its_way(uow: UnitOfWork) -> frozenset[str]:
    """Return the uploads whose files are still needed."""
    return frozenset(upload.id for upload in uow.uploads.all() if not upload.ended)


def _scope(upload: Upload) -> Scope:
    return Scope(upload.source, upload.since, upload.until)


def _end(uow: UnitOfWork, upload: Upload, how: Ended, by: str = "") -> Upload:
    return _put(uow, replace(upload, ended=how, ended_at=uow.now, ended_by=by))


def _put(uow: UnitOfWork, upload: Upload) -> Upload:
    uow.uploads.put(upload, seen=uow.uploads.version(upload.id))
    return upload
