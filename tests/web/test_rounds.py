"""The server's rounds: what is due is done at the start, again and again, and never a release."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import BinaryIO

import pytest

from gatekeeper.desk.audit.reconcile import Door
from gatekeeper.domain.notice import Letter
from gatekeeper.domain.published_post import Entry, Media
from gatekeeper.domain.release import TaskKind
from gatekeeper.errors import CouldNotCheck
from gatekeeper.web import rounds as module
from gatekeeper.web.app import make_site
from gatekeeper.web.rounds import Rounds
from gatekeeper.web.site import Site
from tests.desk.made_school import MadeSchool
from tests.fakes.examiners import picture
from tests.web.conftest import ORIGIN


class Post:
    """Keeps letters; breaks when told to."""

    def __init__(self, breaks: Exception | None = None) -> None:
        self.letters: list[Letter] = []
        self.breaks = breaks

    def send(self, letter: Letter) -> None:
        """Take a letter."""
        if self.breaks:
            raise self.breaks
        self.letters.append(letter)


@pytest.fixture
def lapsing(made: MadeSchool) -> None:
    """Sign a post and let its yes grow too old."""
    with made.begin() as uow:
        teacher = uow.people.get("teacher")
        assert teacher is not None
        uow.people.put(replace(teacher, email="t@oakfield.test"), seen=1)
    made.signed(picture("a", 1), names=("amina",))
    made.clock.move(days=20)


def voided(made: MadeSchool) -> int:
    with made.begin() as uow:
        return sum(task.kind is TaskKind.LOOK_AGAIN for task in uow.tasks.all())


@pytest.mark.usefixtures("lapsing")
def test_a_round_is_made_as_soon_as_the_server_starts(site: Site, made: MadeSchool) -> None:
    post = Post()
    rounds = Rounds(site.app, ORIGIN, post)
    rounds.start()
    for _ in range(500):
        if post.letters:
            break
        time.sleep(0.02)
    rounds.stop()
    assert voided(made) == 1
    assert [letter.to for letter in post.letters] == ["t@oakfield.test"]


@pytest.mark.usefixtures("lapsing")
def test_rounds_go_on(site: Site, made: MadeSchool, monkeypatch: pytest.MonkeyPatch) -> None:
    made_rounds: list[int] = []
    monkeypatch.setattr(module, "PAUSE", timedelta(milliseconds=1))
    monkeypatch.setattr(module, "look_after", lambda *_: made_rounds.append(1))
    rounds = Rounds(site.app, ORIGIN, None)
    rounds.start()
    for _ in range(500):
        if len(made_rounds) > 2:
            break
        time.sleep(0.02)
    rounds.stop()
    assert len(made_rounds) > 2
    assert voided(made) == 0


@pytest.mark.usefixtures("lapsing")
def test_a_round_that_breaks_is_survived_and_told_without_its_words(
    site: Site, made: MadeSchool, caplog: pytest.LogCaptureFixture
) -> None:
    Rounds(site.app, ORIGIN, Post(RuntimeError("Amina Test"))).make()
    assert "A round broke: RuntimeError" in caplog.text
    assert "Amina" not in caplog.text
    assert voided(made) == 1


def test_a_round_that_could_not_be_made_is_told(
    site: Site, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(*_: object) -> None:
        raise CouldNotCheck("The disk is full.")

    monkeypatch.setattr(module, "look_after", fails)
    Rounds(site.app, ORIGIN, None).make()
    assert "A round was not finished: CouldNotCheck" in caplog.text


STEPS = (
    "destroy_leavers_once_a_day",
    "end_permissions_once_a_day",
    "look_after",
    "erase_due",
    "send_notices",
    "reconcile_when_due",
)


@pytest.mark.parametrize("error", [CouldNotCheck("The disk is full."), RuntimeError("Amina")])
def test_what_fails_in_a_round_keeps_nothing_else_waiting(
    site: Site, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    had: list[str] = []

    def fails(name: str) -> None:
        had.append(name)
        raise error

    for name in STEPS:
        monkeypatch.setattr(module, name, lambda *_, name=name: fails(name))
    Rounds(site.app, ORIGIN, Post()).make()
    assert tuple(had) == STEPS


@pytest.mark.usefixtures("lapsing")
def test_without_a_mail_server_nothing_is_sent_and_the_rest_is_done(
    site: Site, made: MadeSchool
) -> None:
    rounds = Rounds(site.app, ORIGIN, None)
    rounds.make()
    assert not rounds.sends
    assert voided(made) == 1
    with made.begin() as uow:
        assert all(notice.open for notice in uow.notices.all())


def test_the_site_is_made_with_its_rounds(site: Site) -> None:
    assert make_site(site.app, ORIGIN, Post()).rounds.sends
    assert not make_site(site.app, ORIGIN).rounds.sends


def test_a_round_destroys_the_faces_of_children_who_left(
    site: Site, made: MadeSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    days: list[str] = []
    monkeypatch.setattr(
        module, "destroy_leavers_once_a_day", lambda uow: days.append(f"{uow.now:%d %B}")
    )
    Rounds(site.app, ORIGIN, None).make()
    assert days == [f"{made.clock.now():%d %B}"]


def test_a_comparison_that_takes_hours_keeps_no_letter_waiting(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, goes_on, sent_meanwhile = threading.Event(), threading.Event(), threading.Event()

    def hours(*_: object) -> None:
        begun.set()
        goes_on.wait(60)

    def send(*_: object) -> None:
        if begun.is_set():
            sent_meanwhile.set()

    for name, value in (
        ("reconcile_when_due", hours),
        ("send_notices", send),
        ("PAUSE", timedelta(milliseconds=1)),
        ("BROKEN_OFF", timedelta(0)),
    ):
        monkeypatch.setattr(module, name, value)
    rounds = Rounds(site.app, ORIGIN, Post())
    rounds.start()
    try:
        assert sent_meanwhile.wait(30)
        rounds.stop()
    finally:
        goes_on.set()


def test_what_is_live_is_compared_through_the_door_that_the_server_has(
    site: Site, made: MadeSchool
) -> None:
    class Nothing:
        name, asked = "an empty account", 0

        def entries(self) -> Iterator[Entry]:
            self.asked += 1
            return iter(())

        def open(self, media: Media) -> BinaryIO:
            raise AssertionError(media)

    account = Nothing()
    Rounds(site.app, ORIGIN, None, Door(account, present=True)).make()
    assert account.asked == 1
    with made.begin() as uow:
        assert [task.kind for task in uow.tasks.all()] == [TaskKind.COMPARE]
