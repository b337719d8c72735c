"""The thread behind audits: what a server left is taken up, and new pictures come first."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

import pytest

from gatekeeper.desk.audit.bring import Bring, arrived, bring
from gatekeeper.domain.audit_upload import BroughtFile, Ended
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.register import ConsentState
from gatekeeper.errors import CouldNotCheck
from gatekeeper.records.vault import make_home_key
from gatekeeper.web import audits as module
from gatekeeper.web.audits import LEASE, Audits
from gatekeeper.web.site import Site
from gatekeeper.web.work import Work
from tests.desk.made_school import MadeSchool
from tests.fakes.records import FakeJobs
from tests.web.test_audits import zipped


@pytest.fixture
def upload(site: Site, made: MadeSchool) -> str:
    """Return an audit whose files are here and that nobody has begun to run."""
    layout, deputy, data = site.app.layout, made.actor("deputy"), zipped()
    made.change("amina", ConsentState.REFUSED)
    layout.home_key.parent.mkdir(parents=True)
    make_home_key(layout.home_key)
    with made.begin() as uow:
        command = Bring((BroughtFile("posts.zip", len(data)),), ChannelName.INSTAGRAM)
        announced = bring(uow, deputy, command)
    site.audits.spool.take(announced.id, 0, 0, data)
    with made.begin() as uow:
        return arrived(uow, made.school, deputy, announced.id).id


def made_anew(site: Site, work: Work | None = None) -> Audits:
    return Audits(site.app, work or Work(site.app), site.audits.spool)


def ended(made: MadeSchool, upload: str) -> Ended | None:
    with made.begin() as uow:
        found = uow.uploads.get(upload)
    assert found is not None
    return found.ended


def comes(true: Callable[[], bool]) -> None:
    for _ in range(500):
        if true():
            return
        time.sleep(0.02)
    raise AssertionError("it never came")


def test_what_a_server_left_is_taken_up_by_the_next_one(
    site: Site, made: MadeSchool, upload: str
) -> None:
    audits = made_anew(site)
    audits.start()
    comes(lambda: not audits.busy(upload))
    audits.stop()
    assert ended(made, upload) is Ended.FINISHED
    assert audits.reached(upload) is None


def test_what_was_judged_before_the_kill_is_not_judged_again(
    site: Site, made: MadeSchool, upload: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class KilledError(BaseException):
        """Not even `except Exception` sees it, as with `kill -9`."""

    judged: list[str] = []

    def killed(*given: object) -> None:
        judged.append(repr(given[-1]))
        if len(judged) == 2:
            raise KilledError

    monkeypatch.setattr(module, "keep_pictures", killed)
    with pytest.raises(KilledError):
        made_anew(site).make(upload)
    with made.begin() as uow:
        before = {one.id: one for one in uow.judgements.all()}
    assert ended(made, upload) is None
    monkeypatch.undo()
    made_anew(site).make(upload)
    with made.begin() as uow:
        after = {one.id: one for one in uow.judgements.all()}
        against = [one for one in after.values() if one.findings]
        lives = [uow.live_posts.get(one.live) for one in against]
        pictures = [(live.id, p.digest) for live in lives if live for p in live.post.pictures]
        assert all(uow.blobs.get(*kept) for kept in pictures)
    assert before.items() <= after.items()
    assert (len(after), ended(made, upload)) == (3, Ended.FINISHED)
    assert against


def test_another_servers_audit_is_left_alone_until_its_lease_has_ended(
    site: Site, made: MadeSchool, upload: str
) -> None:
    with made.begin() as uow:
        assert uow.jobs.claim(f"audit:{upload}", LEASE)
    audits = made_anew(site)
    audits.make(upload)
    assert ended(made, upload) is None
    made.clock.set_to(made.clock.now() + LEASE)
    audits.make(upload)
    assert ended(made, upload) is Ended.FINISHED


def test_somebodys_new_picture_comes_first(
    site: Site, made: MadeSchool, upload: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "BREATH", 0.01)
    work = Work(site.app)
    work._open.add("a post")
    audits = made_anew(site, work)
    audits.start()
    comes(lambda: audits.reached(upload) is not None)
    time.sleep(0.2)
    assert made.examiners.reader.read_count == 0
    work._open.clear()
    comes(lambda: not audits.busy(upload))
    audits.stop()
    assert ended(made, upload) is Ended.FINISHED


def test_a_server_that_ends_leaves_the_audit_for_the_next(
    site: Site, made: MadeSchool, upload: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "BREATH", 0.01)
    work = Work(site.app)
    work._open.add("a post")
    audits = made_anew(site, work)
    audits.start()
    comes(lambda: audits.reached(upload) is not None)
    audits.stop()
    assert ended(made, upload) is None
    made_anew(site).make(upload)
    assert ended(made, upload) is Ended.FINISHED


def test_what_breaks_is_said_without_its_words_and_goes_on_later(
    site: Site, made: MadeSchool, upload: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object) -> None:
        raise RuntimeError("Amina Test")

    monkeypatch.setattr(module, "run_audit", breaks)
    audits = made_anew(site)
    audits.make(upload)
    with made.begin() as uow:
        found = uow.uploads.get(upload)
    assert found is not None
    assert (found.ended, found.trouble) == (
        None,
        "Something went wrong inside gatekeeper (RuntimeError).",
    )
    monkeypatch.undo()
    audits.make(upload)
    assert ended(made, upload) is Ended.FINISHED


def test_files_that_nobody_needs_go_at_the_start(site: Site, made: MadeSchool, upload: str) -> None:
    audits = made_anew(site)
    audits.spool.take("orphan", 0, 0, b"data")
    with made.begin() as uow:
        found = uow.uploads.get(upload)
        assert found is not None
        uow.uploads.put(replace(found, arrived_at=None), seen=uow.uploads.version(upload))
    audits.start()
    audits.stop()
    assert [path.name for path in site.app.layout.uploads.iterdir()] == [upload]


@pytest.mark.parametrize("deed", [(FakeJobs, "claim"), (Audits, "_give_back")])
def test_a_database_that_was_busy_once_ends_no_audit(
    site: Site,
    made: MadeSchool,
    upload: str,
    monkeypatch: pytest.MonkeyPatch,
    deed: tuple[type, str],
) -> None:
    monkeypatch.setattr(module, "PAUSE", 0.01)
    does = getattr(*deed)
    asked: list[object] = []

    def busy_once(*given: object) -> object:
        asked.append(given)
        if len(asked) == 1:
            raise CouldNotCheck("The database is busy.", "Try again.")
        return does(*given)

    monkeypatch.setattr(*deed, busy_once)
    audits = made_anew(site)
    audits.start()
    comes(lambda: bool(asked))
    made.clock.set_to(made.clock.now() + LEASE)
    comes(lambda: not audits.busy(upload))
    audits.stop()
    assert ended(made, upload) is Ended.FINISHED


def test_an_audit_that_another_server_took_up_is_left_to_it(
    site: Site, made: MadeSchool, upload: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    released: list[str] = []
    monkeypatch.setattr(FakeJobs, "renew", lambda *_: False)
    monkeypatch.setattr(FakeJobs, "release", lambda _, job: released.append(job))
    audits = made_anew(site)
    audits.ask(upload)
    audits.make(upload)
    assert (ended(made, upload), released) == (None, [])
    assert audits.busy(upload)
    assert any(site.app.layout.uploads.iterdir())
    monkeypatch.undo()
    made.clock.set_to(made.clock.now() + LEASE)
    audits.make(upload)
    assert ended(made, upload) is Ended.FINISHED


def test_an_audit_that_waits_for_somebodys_picture_keeps_its_lease(
    site: Site, made: MadeSchool, upload: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "BREATH", 0.01)
    work = Work(site.app)
    work._open.add("a post")
    audits = made_anew(site, work)
    audits.start()
    comes(lambda: audits.reached(upload) is not None)
    for _ in range(4):
        now = made.clock.now() + LEASE / 2
        made.clock.set_to(now)
        comes(lambda now=now: audits._renewed.get(upload) == now)  # type: ignore[misc]
    with made.begin() as uow:
        assert uow.jobs.taken(f"audit:{upload}")
    audits.stop()


def test_files_of_an_upload_that_never_arrived_go_after_a_week(
    site: Site, made: MadeSchool, upload: str
) -> None:
    with made.begin() as uow:
        found = uow.uploads.get(upload)
        assert found is not None
        uow.uploads.put(replace(found, arrived_at=None), seen=uow.uploads.version(upload))
    made.clock.move(days=7)
    audits = made_anew(site)
    audits.start()
    audits.stop()
    assert ended(made, upload) is Ended.STOPPED
    assert not any(site.app.layout.uploads.iterdir())
