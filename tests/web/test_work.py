"""Looking at pictures behind the page: nothing is left undone, and trouble is said."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

import pytest

from gatekeeper.desk.audit.reconcile_due import JOB, WEEKLY
from gatekeeper.desk.checking.gather import LEASE, gather, missing, unfinished
from gatekeeper.web import work as module
from gatekeeper.web.attempts import WRONG_TRY
from gatekeeper.web.site import Site
from gatekeeper.web.work import Work
from tests.desk.made_school import MadeSchool
from tests.fakes.examiners import picture
from tests.fakes.records import FakeJobs


def finished(work: Work, post: str) -> None:
    for _ in range(500):
        if not work.busy(post):
            return
        time.sleep(0.02)
    raise AssertionError("it never came to its end")


def left(made: MadeSchool, post: str) -> int:
    with made.begin() as uow:
        return len(missing(uow, made.examiners.bundle(), post))


def test_what_a_server_left_undone_is_taken_up_when_the_next_one_starts(
    site: Site, made: MadeSchool
) -> None:
    post = made.write(picture("a", faces=1)).id
    assert left(made, post) > 0
    work = Work(site.app)
    work.start()
    finished(work, post)
    work.stop()
    assert left(made, post) == 0


def test_a_start_forgives_no_time_to_wait(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, ...]] = []

    def noted(_: FakeJobs, *, besides: tuple[str, ...] = ()) -> int:
        asked.append(besides)
        return 0

    monkeypatch.setattr(FakeJobs, "free_dead", noted)
    work = Work(site.app)
    work.start()
    work.stop()
    assert asked == [(WRONG_TRY, JOB, WEEKLY)]


def test_the_detectors_are_got_ready_at_the_start_and_after_a_look(
    site: Site, made: MadeSchool
) -> None:
    finder, work = made.examiners.finder, Work(site.app)
    work.start()
    until(lambda: finder.ready_count == 1)
    assert finder.found_count == 0
    post = made.write(picture("a", faces=1)).id
    work.ask(made.actor("teacher"), post)
    until(lambda: finder.ready_count == 2)
    work.stop()
    assert (finder.ready_count, left(made, post)) == (2, 0)


def test_detectors_that_cannot_be_loaded_stop_no_look(site: Site, made: MadeSchool) -> None:
    made.examiners.finder.broken = True
    work = Work(site.app)
    work.start()
    until(lambda: made.examiners.finder.ready_count == 1)
    post = made.write(picture("a", faces=1)).id
    work.ask(made.actor("teacher"), post)
    finished(work, post)
    work.stop()
    assert left(made, post) == 1  # the search for faces: said to be missing, and tried again


def until(come: Callable[[], bool]) -> None:
    for _ in range(500):
        if come():
            return
        time.sleep(0.02)
    raise AssertionError("it never came")


def test_what_is_out_already_is_not_looked_at_again(site: Site, made: MadeSchool) -> None:
    made.published(picture("a"))
    read = made.examiners.reader.read_count
    work = Work(site.app)
    work.start()
    work.stop()
    assert made.examiners.reader.read_count == read


def test_a_look_that_came_to_nothing_says_why(site: Site, made: MadeSchool) -> None:
    post = made.write(picture("a"))
    with made.begin() as uow:
        for adoption in uow.adoptions.all():
            uow.adoptions.put(replace(adoption, digest="other"), seen=1)
    work = Work(site.app)
    work.start()
    work.ask(made.actor("teacher"), post.id)
    finished(work, post.id)
    work.stop()
    assert "The rule book is not in force" in work.trouble(post.id)
    assert not work.busy(post.id)


def test_what_a_killed_server_had_begun_is_done_once_its_lease_has_ended(
    site: Site, made: MadeSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = made.write(picture("a", faces=1)).id
    with made.begin() as uow:
        for job in missing(uow, made.examiners.bundle(), post):
            assert uow.jobs.claim(job.key, LEASE)
    monkeypatch.setattr(module, "PAUSE", 0.02)
    work = Work(site.app)
    work.start()
    time.sleep(0.2)
    assert work.busy(post)  # the page says so, and no trouble
    assert not work.trouble(post)
    assert left(made, post) == 2
    made.clock.set_to(made.clock.now() + LEASE)
    finished(work, post)
    work.stop()
    assert left(made, post) == 0


def test_a_look_that_was_ended_before_its_judgement_is_taken_up(
    site: Site, made: MadeSchool
) -> None:
    version = made.write(picture("a", faces=1))
    gather(made.records, made.examiners.bundle(), version.id)
    assert left(made, version.id) == 0
    work = Work(site.app)
    work.start()
    finished(work, version.id)
    work.stop()
    with made.begin() as uow:
        now = uow.posts.get(version.id)
        assert now is not None
        assert uow.decisions.of(version.id)[-1].post_digest == now.post.digest
        assert not unfinished(uow, made.examiners.bundle(), now)
