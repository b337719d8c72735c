"""Looking at pictures behind the page: nothing is left undone, and trouble is said."""

from __future__ import annotations

import time
from dataclasses import replace

from gatekeeper.desk.checking.gather import missing
from gatekeeper.web.site import Site
from gatekeeper.web.work import Work
from tests.desk.made_school import MadeSchool
from tests.fakes.examiners import picture


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
