"""The first page shows each what there is to do, and the way to have it done."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from gatekeeper.desk.incidents.open_incident import OpenIncident, open_incident
from gatekeeper.desk.posts.recall import recall
from gatekeeper.desk.register.withdraw_consent import Withdrawal, withdraw_consent
from gatekeeper.desk.takedown.order import Ask, ask_take_down
from gatekeeper.desk.tasks.finish_task import LOOKED
from gatekeeper.domain.incident import IncidentKind
from gatekeeper.domain.release import Published, Task, TaskKind
from gatekeeper.web.table import DOORS
from tests.desk.made_school import MadeSchool
from tests.fakes.examiners import picture
from tests.web.conftest import Browser

SIT = Callable[[str], Browser]


@dataclass(frozen=True)
class Shown:
    """Who sees a kind of task on the first page, about what, and which page it leads to."""

    who: str
    subject: str = "none"
    href: str = ""


SHOWN = {
    TaskKind.PROVE_COMMENTS: Shown("deputy", "{published}", "/posts/{post}/publish"),
    TaskKind.SAY_OUTCOME: Shown("deputy", "{grant}", "/posts/{post}/publish"),
    TaskKind.CLOSE_COMMENTS: Shown("office", "{published}", "/posts/{post}"),
    TaskKind.TAKE_DOWN: Shown("office", "{published}", "/take-downs"),
    TaskKind.DELETE_FROM_GALLERY: Shown("deputy", "{grant}", "/posts/{post}/publish"),
    TaskKind.LOOK_AGAIN: Shown("teacher", "{post}", "/posts/{post}"),
    TaskKind.CHECK_ACCOUNT: Shown("head", "deputy", "/keys"),
    TaskKind.READY: Shown("deputy", "{post}", "/posts/{post}/publish"),
    TaskKind.READ_NOTICE: Shown("dsl", "{post}", "/posts/{post}"),
    TaskKind.SEE_GLASS: Shown("dsl", href="/glass"),
    TaskKind.SEE_INCIDENT: Shown("dpo", "{incident}", "/incidents/{incident}"),
    TaskKind.SEE_GONE: Shown("dsl", "{published}", "/take-downs"),
    TaskKind.WORK_THROUGH: Shown("head", "a1", "/audits/a1"),
    TaskKind.SEARCH_PUBLISHED: Shown("dsl", "amina", "/children/amina/posts"),
    TaskKind.COMPARE: Shown("office", "instagram"),
    TaskKind.SEE_LIVE: Shown("office", "instagram"),
}


@pytest.fixture
def live(made: MadeSchool) -> Published:
    """Return a post that is live; what its way left to do is done."""
    published = made.published(picture("a", 1), names=("amina",))
    with made.begin() as uow:
        for task in uow.tasks.all():
            uow.tasks.put(replace(task, done_at=uow.now), seen=uow.tasks.version(task.id))
    return published


def put(made: MadeSchool, kind: TaskKind, subject: str, **changes: object) -> Task:
    with made.begin() as uow:
        task = Task(uow.mint(), kind, subject, f"{kind.name}, {made.clock.now():%H:%M}.", uow.now)
        uow.tasks.put(task := replace(task, **changes))  # type: ignore[arg-type]
    return task


def to_do(browser: Browser) -> str:
    """Return what the first page says is to be done; empty when it says nothing."""
    return browser.page("/").partition('id="to-do"')[2].partition("</section>")[0]


def around(made: MadeSchool, live: Published) -> dict[str, str]:
    office = made.actor("office")
    with made.begin() as uow:
        incident = open_incident(uow, office, OpenIncident(IncidentKind.SHOWN, uow.now, "Oh."))
        for task in uow.tasks.all():
            uow.tasks.put(replace(task, done_at=uow.now), seen=uow.tasks.version(task.id))
        grant = uow.grants.of(live.post)[0]
    return {
        "post": live.post,
        "published": live.id,
        "grant": grant.id,
        "incident": incident.id,
    }


def test_every_kind_of_task_has_somebody_who_sees_it() -> None:
    assert set(SHOWN) == set(TaskKind)


@pytest.mark.parametrize("kind", TaskKind)
def test_every_kind_of_task_is_shown_to_whose_it_is_with_a_way_to_end_it(
    kind: TaskKind, as_: SIT, made: MadeSchool, live: Published
) -> None:
    shown, ids = SHOWN[kind], around(made, live)
    due = made.clock.now() - timedelta(minutes=1)
    task = put(made, kind, shown.subject.format(**ids), due=due)
    browser = as_(shown.who)
    said = to_do(browser)
    href = shown.href.format(**ids)
    assert f'href="{href}"' in said if href else "href=" not in said
    assert any(door.method == "GET" and fits(door.path, href) for door in DOORS) or not href
    if kind is not TaskKind.TAKE_DOWN:
        assert task.say in said
        assert ("live now" if kind is TaskKind.SEARCH_PUBLISHED else "overdue since") in said
    assert bool(href or kind in LOOKED)
    ends = kind in LOOKED - {TaskKind.SEE_INCIDENT}
    assert (f'action="/tasks/{task.id}/done"' in said) is ends
    if ends:
        answer = browser.send(f"/tasks/{task.id}/done", {"outcome": "Looked at it; it stays."})
        assert answer.headers["location"] == "/"
        assert to_do(browser) == ""


def fits(path: str, href: str) -> bool:
    return re.fullmatch(re.sub(r"{\w+}", "[^/]+", path), href) is not None


@pytest.mark.parametrize(
    "kind", sorted(set(TaskKind) - {TaskKind.WORK_THROUGH, TaskKind.SEE_GLASS})
)
def test_the_page_that_it_leads_to_opens(
    kind: TaskKind, as_: SIT, made: MadeSchool, live: Published
) -> None:
    shown, ids = SHOWN[kind], around(made, live)
    if shown.href:
        assert as_(shown.who).page(shown.href.format(**ids))


def test_whose_it_is_not_sees_nothing_to_do(as_: SIT, made: MadeSchool, live: Published) -> None:
    put(made, TaskKind.SAY_OUTCOME, live.id)
    task = put(made, TaskKind.CHECK_ACCOUNT, "deputy")
    assert to_do(as_("teacher")) == ""
    deputy = as_("deputy")
    assert "CHECK_ACCOUNT" not in to_do(deputy)
    assert deputy.send(f"/tasks/{task.id}/done", {"outcome": "Me."}).status_code == 403


def test_who_cannot_open_posts_is_led_to_an_incident_and_who_cannot_see_the_glass_nowhere(
    as_: SIT, made: MadeSchool, live: Published
) -> None:
    put(made, TaskKind.CLOSE_COMMENTS, live.id)
    assert f'href="/incidents?post={live.post}"' in to_do(as_("dpo"))
    put(made, TaskKind.SEE_GLASS, "glass", owner="deputy")
    assert "SEE_GLASS" in to_do(as_("deputy"))
    assert 'href="/glass"' not in to_do(as_("deputy"))


@pytest.mark.parametrize("kind", [TaskKind.PROVE_COMMENTS, TaskKind.SAY_OUTCOME])
def test_what_is_about_a_post_that_is_no_more_is_shown_all_the_same(
    kind: TaskKind, as_: SIT, made: MadeSchool
) -> None:
    put(made, kind, "gone")
    assert f"{kind.name}, " in to_do(as_("deputy"))


def test_it_says_until_when_since_when_or_since_when_it_is_late(as_: SIT, made: MadeSchool) -> None:
    now = made.clock.now()
    put(made, TaskKind.COMPARE, "instagram", due=now + timedelta(days=1))
    put(made, TaskKind.SEE_LIVE, "instagram", due=now - timedelta(days=1))
    put(made, TaskKind.WORK_THROUGH, "a")
    said = re.findall(r"</span> ([\w ;]+) (\w+) \d", to_do(as_("head")))
    assert said == [("overdue since", "Sunday"), ("since", "Monday"), ("until", "Tuesday")]
    put(made, TaskKind.CLOSE_COMMENTS, "gone", due=made.clock.now())
    assert "at once; told Monday" in to_do(as_("head"))


def test_three_stand_open_and_the_others_below(as_: SIT, made: MadeSchool) -> None:
    for number in range(6):
        put(made, TaskKind.WORK_THROUGH, f"a{number}")
    head, _, tail = to_do(as_("head")).partition('<details id="more-to-do">')
    assert (head.count("/audits/a"), tail.count("/audits/a")) == (3, 3)
    assert "3 more to do" in tail


def test_after_a_family_withdrew_the_dsl_is_led_to_the_posts_of_the_child(
    as_: SIT, made: MadeSchool, live: Published
) -> None:
    office = made.actor("office")
    with made.begin() as uow:
        withdraw_consent(uow, office, Withdrawal("amina", "Ms Test"))
    said = to_do(as_("dsl"))
    assert "A permission changed" in said
    assert live.link in said
    assert 'href="/children/amina/posts"' in said


def test_a_search_is_told_as_of_now_and_stands_first_while_a_post_is_live(
    as_: SIT, made: MadeSchool, live: Published
) -> None:
    put(made, TaskKind.SEE_GONE, live.id)
    task = put(made, TaskKind.SEARCH_PUBLISHED, "amina")
    dsl = as_("dsl")
    said = to_do(dsl)
    assert "1 post shows, or may show, the child and stays." in said
    assert (said.index(task.say) < said.index("SEE_GONE"), "live now" in said) == (True, True)
    assert dsl.send(f"/tasks/{task.id}/done", {"outcome": "ok"}).status_code == 400
    actor = made.actor("dsl")
    with made.begin() as uow:
        ask_take_down(uow, actor, Ask(live.id))
    said = to_do(dsl)
    assert ("nothing of it is left" in said, "live now" in said) == (True, False)


def test_an_incident_s_card_ends_with_the_incident(as_: SIT, made: MadeSchool) -> None:
    actor = made.actor("head")
    with made.begin() as uow:
        open_incident(uow, actor, OpenIncident(IncidentKind.DATA, uow.now, "Oh."))
        task = uow.tasks.all()[-1]
    head = as_("head")
    assert head.send(f"/tasks/{task.id}/done", {"outcome": "It is seen to."}).status_code == 409
    assert "See to an incident" in to_do(head)


def test_what_the_headteacher_has_to_do_stands_above_what_waits_for_a_yes(
    as_: SIT, made: MadeSchool
) -> None:
    made.write(picture("a", 1))
    made.check()
    made.say("amina")
    made.send()
    put(made, TaskKind.CHECK_ACCOUNT, "deputy")
    page = as_("head").page("/")
    assert page.index('id="to-do"') < page.index('id="queue"')
    assert re.findall(r"<(h[12]) id=\"([\w-]+)\"", page) == [
        ("h1", "to-do"),
        ("h2", "queue"),
        ("h2", "all"),
    ]


# --- three doors --------------------------------------------------------------------------


def test_what_was_fetched_and_not_posted_is_said_so(as_: SIT, made: MadeSchool) -> None:
    made.signed(picture("a", 1), names=("amina",))
    grant = made.granted()
    path = f"/posts/{grant.post}/publish"
    deputy = as_("deputy")
    assert "did not go out" not in deputy.page(path)
    made.fetch(grant)
    assert f'name="grant" value="{grant.id}"' in deputy.page(path)
    assert f'action="{path}/not-out"' in deputy.page(path)
    assert "stopped since" not in deputy.page(path)
    answer = deputy.send(f"{path}/not-out", {"grant": grant.id})
    assert answer.headers["location"] == path
    with made.begin() as uow:
        kept = uow.grants.get(grant.id)
        assert kept is not None
        assert kept.went_out is False
        assert not [t for t in uow.tasks.all() if t.subject == grant.id and t.done_at is None]
    assert "did not go out" not in deputy.page(path)


def test_what_was_stopped_after_it_was_fetched_is_said_not_to_be_out(
    as_: SIT, made: MadeSchool
) -> None:
    made.signed(picture("a", 1), names=("amina",))
    made.fetch(grant := made.granted())
    teacher = made.actor("teacher")
    with made.begin() as uow:
        recall(uow, teacher, "news", "another picture")
    deputy = as_("deputy")
    assert "Delete it from the gallery" in to_do(deputy)
    assert ", and stopped since" in deputy.page(f"/posts/{grant.post}/publish")
    deputy.send(f"/posts/{grant.post}/publish/not-out", {"grant": grant.id})
    assert "Delete it from the gallery" not in to_do(deputy)


def test_the_headteacher_frees_what_was_stopped_and_nobody_else(as_: SIT, made: MadeSchool) -> None:
    post = made.signed(picture("a", 1), names=("amina",)).id
    teacher = made.actor("teacher")
    with made.begin() as uow:
        recall(uow, teacher, "news", "wrong child")
    deputy, head = as_("deputy"), as_("head")
    assert "This post is stopped" in deputy.page(f"/posts/{post}")
    assert "Free it" not in deputy.page(f"/posts/{post}")
    assert "wrong child" not in deputy.page(f"/posts/{post}")
    assert deputy.send(f"/posts/{post}/free").status_code == 403
    shown = head.page(f"/posts/{post}")
    assert "wrong child" in shown
    assert f'action="/posts/{post}/free"' in shown
    assert head.send(f"/posts/{post}/free").headers["location"] == f"/posts/{post}"
    assert "This post is stopped" not in head.page(f"/posts/{post}")
    assert "This post is stopped" not in deputy.page(f"/posts/{post}")


def test_the_proposed_words_are_taken_over_by_whoever_drafts(as_: SIT, made: MadeSchool) -> None:
    made.write(picture("a", 1))
    made.check()
    made.say("amina")
    made.send()
    head, teacher = as_("head"), as_("teacher")
    with made.begin() as uow:
        post = uow.posts.all()[0].id
    assert "proposes other words" not in teacher.page(f"/posts/{post}")
    told = {"reason": "Shorter.", "propose": "yes", "words": "What a week."}
    assert head.send(f"/posts/{post}/return", told).status_code == 303
    own = head.page(f"/posts/{post}")
    assert "Whoever drafts the post takes them over" in own
    assert "take-over" not in own
    assert head.send(f"/posts/{post}/take-over").status_code == 403
    shown = teacher.page(f"/posts/{post}")
    assert "Head proposes other words" in shown
    assert "What a week." in shown
    assert f'action="/posts/{post}/take-over"' in shown
    answer = teacher.send(f"/posts/{post}/take-over")
    assert answer.headers["location"] == f"/posts/{post}"
    with made.begin() as uow:
        version = uow.posts.get(post)
    assert version is not None
    assert (version.post.words, version.by) == ("What a week.", "teacher")
    assert "proposes other words" not in teacher.page(f"/posts/{post}")
