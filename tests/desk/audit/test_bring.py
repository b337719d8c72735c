"""Bringing an archive to the desk: announced, arrived, gone on with, stopped, ended."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from gatekeeper.desk.audit.audit_run import finish_audit
from gatekeeper.desk.audit.bring import (
    MOST_FILES,
    Bring,
    arrived,
    bring,
    end_abandoned,
    finish,
    go_on,
    on_its_way,
    own_upload,
    say_trouble,
    stop_audit,
    unfinished,
)
from gatekeeper.desk.audit.list_audits import coming, list_audits
from gatekeeper.domain.audit import Call, Judgement, LivePost, judgement_id
from gatekeeper.domain.audit_upload import BroughtFile, Ended, Upload
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.notice import NoticeKind
from gatekeeper.domain.published_post import PublishedPost
from gatekeeper.domain.release import TaskKind
from gatekeeper.errors import NotAllowed, NotFound, NotYet, UsageError
from tests.desk.audit.test_work_through import finding
from tests.desk.made_school import MadeSchool

NOON = datetime(2026, 9, 18, 12, tzinfo=UTC)
FILE = BroughtFile("export.zip", 100)
ONE = Bring((FILE,), ChannelName.INSTAGRAM)


@pytest.fixture
def school() -> MadeSchool:
    return MadeSchool()


def announced(school: MadeSchool, who: str = "deputy", command: Bring = ONE) -> Upload:
    actor = school.actor(who)
    with school.begin() as uow:
        return bring(uow, actor, command)


def begun(school: MadeSchool) -> Upload:
    upload, actor = announced(school), school.actor("deputy")
    with school.begin() as uow:
        return arrived(uow, school.school, actor, upload.id)


def on_record(school: MadeSchool, upload: Upload) -> Upload:
    with school.begin() as uow:
        found = uow.uploads.get(upload.id)
    assert found is not None
    return found


@pytest.mark.parametrize("who", ["teacher", "governor", "office"])
def test_only_who_audits_brings_an_archive(school: MadeSchool, who: str) -> None:
    with pytest.raises(NotAllowed):
        announced(school, who)


@pytest.mark.parametrize(
    "command",
    [
        replace(ONE, files=()),
        replace(ONE, files=(BroughtFile("", 1),)),
        replace(ONE, files=(BroughtFile("a.zip", 0),)),
        replace(ONE, files=(BroughtFile("Notes.TXT", 9),)),
        replace(ONE, files=(FILE,) * (MOST_FILES + 1)),
        replace(ONE, since=NOON, until=NOON - timedelta(days=1)),
    ],
)
def test_what_cannot_be_audited_is_refused_before_a_byte_comes(
    school: MadeSchool, command: Bring
) -> None:
    with pytest.raises(UsageError):
        announced(school, command=command)


def test_only_whoever_began_an_upload_goes_on_with_it(school: MadeSchool) -> None:
    upload, head, deputy = announced(school), school.actor("head"), school.actor("deputy")
    with school.begin() as uow:
        assert own_upload(uow, deputy, upload.id) == upload
        assert coming(uow, deputy) == (upload,)
        with pytest.raises(NotAllowed):
            own_upload(uow, head, upload.id)
        with pytest.raises(NotFound):
            own_upload(uow, deputy, "x")
        arrived(uow, school.school, deputy, upload.id)
        assert coming(uow, deputy) == ()
        with pytest.raises(NotFound):
            own_upload(uow, deputy, upload.id)


def test_an_audit_is_gone_on_with_by_whoever_began_it(school: MadeSchool) -> None:
    upload = begun(school)
    assert upload.source == f"export.zip ({upload.id})"
    with school.begin() as uow:
        assert unfinished(uow) == (upload.id,)
        going = go_on(uow, school.school, upload.id)
        assert going is not None
        assert (going[0], going[1].id, going[2].id) == (upload, "deputy", upload.run)
        (row,) = list_audits(uow, going[1]).rows
        assert (row.upload, row.under_way) == (upload, True)


def test_trouble_is_said_and_forgotten_when_it_goes_on(school: MadeSchool) -> None:
    upload = begun(school)
    with school.begin() as uow:
        say_trouble(uow, upload.id, "A model is missing.", refused=False)
        assert unfinished(uow) == (upload.id,)
    assert on_record(school, upload).trouble == "A model is missing."
    with school.begin() as uow:
        assert go_on(uow, school.school, upload.id) is not None
    assert on_record(school, upload).trouble == ""


def test_files_that_cannot_be_read_end_it(school: MadeSchool) -> None:
    upload = begun(school)
    with school.begin() as uow:
        say_trouble(uow, upload.id, "It is no ZIP.", refused=True)
        say_trouble(uow, upload.id, "Later.", refused=True)
        say_trouble(uow, "x", "Nobody's.", refused=True)
        assert go_on(uow, school.school, upload.id) is None
        assert on_its_way(uow) == frozenset()
    ended = on_record(school, upload)
    assert (ended.ended, ended.trouble) == (Ended.REFUSED, "It is no ZIP.")


def test_under_other_rules_it_begins_again(school: MadeSchool) -> None:
    upload = begun(school)
    with school.begin() as uow:
        run = uow.audits.get(upload.run)
        assert run is not None
        uow.audits.put(replace(run, book_digest="of before"), seen=1)
        assert go_on(uow, school.school, upload.id) is not None
    assert on_record(school, upload).run != upload.run


def test_one_that_was_judged_whole_is_only_ended(school: MadeSchool) -> None:
    upload, deputy = begun(school), school.actor("deputy")
    with school.begin() as uow:
        run = uow.audits.get(upload.run)
        assert run is not None
        finish_audit(uow, deputy, run, [])
        going = go_on(uow, school.school, upload.id)
        assert going is not None
        assert going[2].finished_at is not None
        finish(uow, upload.id)
        finish(uow, upload.id)
        finish(uow, "x")
        assert not uow.tasks.all()
    assert on_record(school, upload).ended is Ended.FINISHED


def test_whoever_began_it_is_told_that_there_is_something_to_work_through(
    school: MadeSchool,
) -> None:
    upload = begun(school)
    with school.begin() as uow:
        deputy = uow.people.get("deputy")
        assert deputy is not None
        uow.people.put(replace(deputy, email="deputy@oakfield.test"), seen=1)
        post = PublishedPost("C1", ChannelName.INSTAGRAM, "News", NOON)
        uow.live_posts.put(LivePost("live", post, "salt", uow.now))
        name = judgement_id(upload.run, "live")
        said = (finding(),)
        uow.judgements.put(
            Judgement(name, upload.run, "live", Call.ASK, said, (), 0, (), NOON, uow.now)
        )
        finish(uow, upload.id)
        (task,) = uow.tasks.all()
        (notice,) = uow.notices.all()
    assert (task.kind, task.subject) == (TaskKind.WORK_THROUGH, upload.run)
    assert (notice.kind, notice.person) == (NoticeKind.AUDITED, "deputy")


def test_anybody_who_audits_stops_it_once(school: MadeSchool) -> None:
    upload, head = begun(school), school.actor("head")
    with school.begin() as uow:
        stopped = stop_audit(uow, head, upload.id)
        assert (stopped.ended, stopped.ended_by) == (Ended.STOPPED, "head")
        assert uow.ledger.entries()[-1].what == "audit.stopped"
        with pytest.raises(NotYet):
            stop_audit(uow, head, upload.id)
        with pytest.raises(NotFound):
            stop_audit(uow, head, "x")


def test_what_never_arrived_ends_after_a_week_and_nothing_else(school: MadeSchool) -> None:
    old, audited, stopped = announced(school), begun(school), announced(school)
    deputy = school.actor("deputy")
    with school.begin() as uow:
        stop_audit(uow, deputy, stopped.id)
    school.clock.move(days=6)
    new = announced(school)
    with school.begin() as uow:
        end_abandoned(uow)
        assert on_its_way(uow) == {old.id, audited.id, new.id}
    school.clock.move(days=1)
    with school.begin() as uow:
        end_abandoned(uow)
        assert on_its_way(uow) == {audited.id, new.id}
        assert coming(uow, deputy) == (new,)
    assert on_record(school, old).ended is Ended.STOPPED
    assert on_record(school, stopped).ended_by == "deputy"


def test_several_files_are_told_as_one_source() -> None:
    upload = Upload("u", "head", NOON, ChannelName.LINKEDIN, (FILE, FILE, FILE))
    assert (upload.source, upload.bytes) == ("export.zip and 2 more (u)", 300)
