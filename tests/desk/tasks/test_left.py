"""A word closes nothing that gatekeeper can see is not done."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from gatekeeper.desk.audit.take_in import take_in
from gatekeeper.desk.childposts.ask_posts import AskPosts, ask_posts
from gatekeeper.desk.childposts.look_through import Looked, say_looked
from gatekeeper.desk.incidents.open_incident import OpenIncident, open_incident
from gatekeeper.desk.showing.known_out import known_out
from gatekeeper.desk.takedown.order import Ask, ask_take_down
from gatekeeper.desk.tasks.finish_task import finish_task
from gatekeeper.desk.tasks.left import Searched, searched
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.incident import IncidentKind
from gatekeeper.domain.published_post import Media, MediaKind, PublishedPost
from gatekeeper.domain.release import Task, TaskKind
from gatekeeper.errors import NotYet, UsageError
from tests.desk.made_school import MadeSchool
from tests.fakes.examiners import picture


@pytest.fixture
def school() -> MadeSchool:
    return MadeSchool()


def put(school: MadeSchool, kind: TaskKind, subject: str) -> str:
    with school.begin() as uow:
        uow.tasks.put(Task("task", kind, subject, "Look.", uow.now))
    return "task"


def finish(school: MadeSchool, outcome: str) -> Task:
    actor = school.actor("dsl")
    with school.begin() as uow:
        return finish_task(uow, actor, "task", outcome)


def told(school: MadeSchool, name: str) -> str:
    """Take in a post that an archive told of, at which nobody has looked."""
    at = datetime(2026, 11, 2, 12, tzinfo=UTC)
    media = (Media(f"{name}.jpg", MediaKind.PICTURE, name, 9),)
    with school.begin() as uow:
        return take_in(uow, PublishedPost(name, ChannelName.INSTAGRAM, name, at, media)).id


def test_a_search_is_not_over_while_nobody_has_looked_at_all_posts(school: MadeSchool) -> None:
    put(school, TaskKind.SEARCH_PUBLISHED, "amina")
    one, two = told(school, "one"), told(school, "two")
    with pytest.raises(NotYet, match="2 posts were looked at by nobody"):
        finish(school, "All of them may stay, says the family.")
    actor = school.actor("dsl")
    with school.begin() as uow:
        ask_posts(uow, actor, AskPosts("amina", "A permission has changed."))
        say_looked(uow, actor, Looked("amina", not_in=frozenset({one, two})))
    assert finish(school, "None.").outcome == "None."


def test_what_stays_live_and_shows_the_child_is_given_a_reason(school: MadeSchool) -> None:
    live = school.published(picture("a", 1), names=("amina",))
    put(school, TaskKind.SEARCH_PUBLISHED, "amina")
    with pytest.raises(UsageError, match="1 post shows, or may show, the child and stays"):
        finish(school, "ok")
    with school.begin() as uow:
        assert [one.out.of for one in searched(uow, "amina", known_out(uow)).stay] == [live.id]
    assert finish(school, "The family wants it to stay.").done_by == "dsl"


def test_what_is_to_come_down_needs_no_reason(school: MadeSchool) -> None:
    live = school.published(picture("a", 1), names=("amina",))
    put(school, TaskKind.SEARCH_PUBLISHED, "amina")
    actor = school.actor("dsl")
    with school.begin() as uow:
        ask_take_down(uow, actor, Ask(live.id))
    assert finish(school, "ok").outcome == "ok"


def test_of_a_child_who_was_erased_nothing_is_left(school: MadeSchool) -> None:
    put(school, TaskKind.SEARCH_PUBLISHED, "nobody")
    with school.begin() as uow:
        assert searched(uow, "nobody", known_out(uow)) == Searched()
    assert finish(school, "ok").outcome == "ok"


def test_an_open_incident_is_not_talked_away(school: MadeSchool) -> None:
    head = school.actor("head")
    with school.begin() as uow:
        what = OpenIncident(IncidentKind.DATA, uow.now, "It went out.")
        put_in = open_incident(uow, head, what)
        task = next(t for t in uow.tasks.all() if t.subject == put_in.id)
    with pytest.raises(NotYet, match="open"), school.begin() as uow:
        finish_task(uow, head, task.id, "It is seen to, by all of us.")
