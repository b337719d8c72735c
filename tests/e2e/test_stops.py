"""Stopping a post: by the cord at every stage, and by a family that takes its consent back."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest

from gatekeeper.bootstrap import App, open_app
from gatekeeper.desk.actor import Actor
from gatekeeper.desk.people.find_person import open_keys
from gatekeeper.desk.publishing.fetch import Fetched, challenge, fetch
from gatekeeper.desk.publishing.release import Wanted, release
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.release import Grant
from gatekeeper.errors import NotYet
from tests.cli.brought import answers, with_faces
from tests.cli.terminal import DEPUTY, HEAD, OFFICE, PASSPHRASE, TEACHER, Terminal, Told

CHILD = "Maya Silva"
ON = ("--channel", "instagram")
Step = Callable[[], Any]


class Walk:
    """One post with two children in it, walked as far as a test wants."""

    def __init__(self, desk: Terminal, folder: Path) -> None:
        self.desk, self.folder = desk, folder
        self.draft = with_faces(folder / "news", 2)
        self.steps: dict[str, Step] = {
            "draft": self._drafted,
            "waiting for the headteacher": lambda: desk.do("submit", "news", by=DEPUTY),
            "signed off": lambda: desk.do("sign-off", "news", "--yes", by=HEAD),
            "on the tablet": self.released,
            "published, comments not proved": self.published,
            "published, comments seen off": lambda: desk.do(
                "prove-comments-off", "news", *ON, "--how", "looked", by=DEPUTY
            ),
        }

    def to(self, stage: str) -> None:
        """Walk until the post stands there."""
        for reached, step in self.steps.items():
            step()
            if reached == stage:
                break
        assert self.stage == stage

    @property
    def stage(self) -> str:
        """Where the post stands."""
        return str(self.desk.do("posts")["posts"][0]["stage"])

    @property
    def tasks(self) -> list[str]:
        """What somebody has to do."""
        return [task["kind"] for task in self.desk.do("tasks")["tasks"]]

    def _drafted(self) -> None:
        self.desk.run("check", self.draft, by=TEACHER)
        named = answers(self.folder / "answers.toml", CHILD, "Femi Adeyemi")
        self.desk.do("answer", "news", "--file", named, by=TEACHER)
        self.desk.do("check", self.draft, by=TEACHER)

    def released(self) -> dict[str, Any]:
        """Put the post on the tablet."""
        return self.desk.do(*self.release, by=DEPUTY)

    @property
    def release(self) -> tuple[object, ...]:
        """The command that releases."""
        return ("release", "news", *ON, "--device", self.desk.tablet, "--to", self.gallery)

    @property
    def gallery(self) -> Path:
        """Where the released files go."""
        return self.folder / "gallery"

    def published(self) -> dict[str, Any]:
        """Say that the post went out."""
        link = ("--link", "https://www.instagram.com/1")
        return self.desk.do("published", "news", *ON, *link, by=DEPUTY)

    def withdraws(self) -> dict[str, Any]:
        """Write down that the first child's family withdraws."""
        return self.desk.do("withdraw-consent", CHILD, "--said-by", "Mrs Silva", by=OFFICE)

    def recalls(self) -> Told:
        """Pull the cord."""
        return self.desk.run("recall", "news", "--why", "wrong week", by=TEACHER)


@pytest.fixture
def walk(desk: Terminal, tmp_path: Path) -> Walk:
    return Walk(desk, tmp_path)


BEFORE = ("draft", "waiting for the headteacher", "signed off", "on the tablet")
LIVE = ("published, comments not proved", "published, comments seen off")


@pytest.mark.parametrize("stage", BEFORE)
def test_a_post_recalled_before_it_is_out_goes_nowhere(stage: str, walk: Walk) -> None:
    walk.to(stage)
    assert walk.recalls().code == 0
    assert walk.stage == "recalled"
    for step in (("submit", "news"), walk.release, ("check", walk.draft)):
        assert walk.desk.run(*step, by=DEPUTY).code == 10
    assert walk.desk.run("sign-off", "news", "--yes", by=HEAD).code == 10
    asked = any(kind.startswith("delete from the gallery") for kind in walk.tasks)
    assert asked is (stage == "on the tablet")


@pytest.mark.parametrize("stage", LIVE)
def test_a_post_recalled_while_it_is_out_is_to_be_taken_down(stage: str, walk: Walk) -> None:
    walk.to(stage)
    assert walk.recalls().code == 0
    assert walk.stage == "recalled, still live: take it down"
    assert "take down" in walk.tasks
    walk.desk.do("taken-down", "news", *ON, by=DEPUTY)
    assert walk.stage == "taken down"
    assert "take down" not in walk.tasks


def test_a_freed_post_needs_a_new_yes(walk: Walk) -> None:
    walk.to("signed off")
    walk.recalls()
    assert walk.desk.run("recall", "news", "--lift", by=TEACHER).code == 20
    assert walk.desk.run("recall", "news", "--lift", by=HEAD).code == 0
    assert walk.stage == "draft"
    assert walk.desk.run(*walk.release, by=DEPUTY).code == 10


def test_a_consent_withdrawn_after_the_yes_stops_the_release(walk: Walk) -> None:
    walk.to("signed off")
    assert len(walk.withdraws()["voided"]) == 1
    told = walk.desk.run(*walk.release, by=DEPUTY)
    assert told.code in {10, 20}
    assert not walk.gallery.exists()
    assert walk.desk.run("check", walk.draft, by=TEACHER).code == 20
    assert "Silva" not in told.text


def test_a_consent_withdrawn_after_the_release_ends_the_grant(walk: Walk) -> None:
    walk.to("on the tablet")
    assert len(walk.withdraws()["voided"]) == 1
    assert any(kind.startswith("delete from the gallery") for kind in walk.tasks)
    assert walk.desk.run(*walk.release, by=DEPUTY).code in {10, 20}


def test_what_goes_out_although_it_was_stopped_is_to_be_taken_down(walk: Walk) -> None:
    walk.to("on the tablet")
    walk.withdraws()
    walk.published()
    assert "take down" in walk.tasks


@pytest.mark.parametrize("stage", LIVE)
def test_a_withdrawal_lists_what_is_live_and_shows_the_child(stage: str, walk: Walk) -> None:
    walk.to(stage)
    shows = walk.withdraws()["shows"]
    assert [item["link"] for item in shows] == ["https://www.instagram.com/1"]


def test_a_consent_withdrawn_between_release_and_fetch_hands_nothing_out(walk: Walk) -> None:
    walk.to("signed off")
    with opened(walk.desk) as app:
        granted = grant(app, walk.desk)
    walk.withdraws()
    with opened(walk.desk) as app, pytest.raises(NotYet, match="sign-off void") as why:
        fetches(app, granted)
    assert "Silva" not in str(why.value)


def test_what_is_released_is_fetched_where_nothing_came_between(walk: Walk) -> None:
    walk.to("signed off")
    with opened(walk.desk) as app:
        assert fetches(app, grant(app, walk.desk)).package is not None


def opened(desk: Terminal) -> AbstractContextManager[App]:
    """Open the home as the tablet's server does, without models: no picture is looked at."""
    return open_app(desk.home, desk.home / "no models")


def grant(app: App, desk: Terminal) -> Grant:
    """Release to the tablet, which does not fetch yet."""
    with app.records.begin() as uow:
        person = uow.people.get(desk.people[DEPUTY])
        assert person is not None
        deputy = Actor(person, app.keyring.unlock(open_keys(uow, person.id)[-1], PASSPHRASE))
    with app.records.begin() as uow:
        wanted = Wanted("news", ChannelName.INSTAGRAM, desk.tablet)
        released = release(uow, app.approval, deputy, wanted)
    assert released.grant is not None
    return released.grant


def fetches(app: App, granted: Grant) -> Fetched:
    """Fetch with the tablet's own key."""
    with app.records.begin() as uow:
        key = open_keys(uow, granted.device)[-1]
    proof = app.keyring.unlock(key, PASSPHRASE).sign(challenge(granted))
    with app.records.begin() as uow:
        return fetch(uow, app.approval, granted.id, proof)
