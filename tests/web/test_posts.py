"""The list of posts says where each stands, in a word and a shape, and what it waits for."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from gatekeeper.desk.posts.find_post import find_post
from gatekeeper.desk.posts.recall import recall
from gatekeeper.desk.publishing.look_after import look_after
from gatekeeper.desk.publishing.publish import prove_comments
from gatekeeper.desk.publishing.release import TOO_OLD
from gatekeeper.desk.publishing.return_post import SendBack, return_post
from gatekeeper.domain.people import StandIn
from gatekeeper.domain.release import Comments
from gatekeeper.domain.stage import Stage
from gatekeeper.domain.trip import Trip
from gatekeeper.web.pages.posts import LOOK, ORDER, SIGNS, WAITS
from tests.desk.made_school import MadeSchool
from tests.desk.register.test_permission_changed import withdraws
from tests.fakes.examiners import picture
from tests.web.conftest import Browser

SIT = Callable[[str], Browser]


def told(as_: SIT) -> tuple[str, str]:
    """Return the pill of the only post as it is read, and what is said below it."""
    page = as_("deputy").page("/").partition('id="all"')[2]
    pill = re.search(r'<span class="pill[^>]*><span aria-hidden="true">(.)</span> ([^<]+)</', page)
    said = re.search(r'<span class="said">([^<]*)<', page)
    assert pill is not None
    return f"{pill[1]} {pill[2]}", said[1] if said else ""


def test_every_stage_has_a_word_and_a_shape_of_its_own() -> None:
    assert set(SIGNS) == set(ORDER) == set(Stage)
    words = [word for word, _ in (*SIGNS.values(), WAITS, LOOK)]
    assert len(set(words)) == len(words)
    assert all(len(shape) == 1 and not shape.isalnum() for _, shape in SIGNS.values())


def test_a_draft_and_one_that_waits_for_the_headteacher(as_: SIT, made: MadeSchool) -> None:
    made.write(picture("a", 1))
    assert told(as_) == ("○ draft", "")
    made.check()
    made.say("amina")
    made.send()
    assert told(as_) == ("◷ waiting for the headteacher", "")


def test_one_that_came_back_says_why(as_: SIT, made: MadeSchool) -> None:
    made.write(picture("a", 0))
    made.send()
    head = made.actor("head")
    with made.begin() as uow:
        return_post(uow, made.school, head, SendBack("news", "Another picture, please."))
    assert told(as_) == ("↩ returned", "Another picture, please.")
    with made.begin() as uow:
        post = find_post(uow, "news").id
    page = as_("deputy").page(f"/posts/{post}").partition('id="no"')[2]
    assert "Head sent it back on " in page
    assert "<q>Another picture, please.</q>" in page


def test_a_signed_one_waits_until_everybody_is_back_and_is_then_ready(
    as_: SIT, made: MadeSchool
) -> None:
    with made.begin() as uow:
        groups = frozenset({"Year 4"})
        uow.trips.put(Trip("wood", "Oak Wood", "Mere", groups, uow.now, uow.now, "teacher"))
    wanted = made.clock.now() + timedelta(days=1)
    made.signed(picture("a", 1), names=("amina",), trip="wood", wanted_at=wanted)
    assert told(as_) == (
        "⧖ waits",
        "Waits until everybody is back from Oak Wood and until Tuesday 17 November, 09:30.",
    )
    made.clock.set_to(wanted)
    assert told(as_)[1] == "Waits until everybody is back from Oak Wood."
    as_("office").send("/trips/wood", {"news": "all back"})
    assert told(as_) == ("▶ signed off", "")


def test_one_whose_yes_lapsed_says_so(as_: SIT, made: MadeSchool) -> None:
    made.signed(picture("a", 1), names=("amina",))
    made.clock.move(days=5)
    look_after(made.records, made.approval)
    pill, said = told(as_)
    assert pill == "○ draft"
    assert "no longer holds: it is too old" in said


def test_a_yes_that_expired_hands_nothing_out_and_says_what_to_do(
    as_: SIT, made: MadeSchool
) -> None:
    post = made.signed(picture("a", 1), names=("amina",)).id
    made.clock.move(days=5)  # nobody looked after it meanwhile: the page itself notices
    wanted = {"channel": "instagram", "device": "tablet"}
    answer = as_("deputy").send(f"/posts/{post}/publish/ask", wanted)
    assert answer.status_code == 409
    assert answer.json() == {
        "said": f"The sign-off no longer holds: {TOO_OLD}. Check the post again."
    }
    with made.begin() as uow:
        assert uow.grants.all() == ()
    pill, said = told(as_)
    assert (pill, said) == ("○ draft", f"The sign-off no longer holds: {TOO_OLD}.")


def test_what_she_made_herself_does_not_wait_for_her_and_says_who_can(
    as_: SIT, made: MadeSchool
) -> None:
    made.write(who="head", words="The choir sang.")
    made.check()
    made.send()
    page = as_("head").page("/")
    assert "Nothing waits for your yes" in page
    assert "/sign-off" not in page
    with made.begin() as uow:
        post = find_post(uow, "news").id
    assert "Nobody can sign it off today" in as_("head").page(f"/posts/{post}")
    with made.begin() as uow:
        days = (made.clock.now().date(), made.clock.now().date())
        uow.stand_ins.put(StandIn("s", "dsl", *days, "head", uow.now))
    assert "Dsl can sign it off." in as_("head").page(f"/posts/{post}")
    assert f"/posts/{post}/sign-off" in as_("dsl").page("/")


def test_one_whose_comments_are_not_proved_is_loud_and_then_done(
    as_: SIT, made: MadeSchool
) -> None:
    published = made.published(picture("a", 1), names=("amina",))
    page = as_("deputy").page("/")
    assert 'class="row loud"' in page
    pill, said = told(as_)
    assert pill == "✖ comments not proved"
    assert "say whether commenting is off" in said
    deputy = made.actor("deputy")
    with made.begin() as uow:
        prove_comments(uow, deputy, published.id, Comments.OFF, "looked")
    assert told(as_) == ("✔ done", "")
    assert 'class="row loud"' not in as_("deputy").page("/")


def test_after_the_proof_the_files_to_delete_are_listed(as_: SIT, made: MadeSchool) -> None:
    published = made.published(picture("a", 1), names=("amina",))
    deputy = made.actor("deputy")
    path = f"/posts/{published.post}/publish"
    assert "picture-1.jpg" not in as_("deputy").page(path)
    with made.begin() as uow:
        prove_comments(uow, deputy, published.id, Comments.OFF, "looked")
    assert "> picture-1.jpg</li>" in as_("deputy").page(path)


@pytest.mark.parametrize("live", [True, False])
def test_one_that_was_stopped(live: bool, as_: SIT, made: MadeSchool) -> None:  # noqa: FBT001
    if live:
        made.published(picture("a", 1), names=("amina",))
    else:
        made.write(picture("a", 1))
    teacher = made.actor("teacher")
    with made.begin() as uow:
        recall(uow, teacher, "news", "wrong child")
    assert told(as_)[0] == ("✖ has to come down" if live else "■ stopped")


def test_what_waits_for_the_headteacher_stands_once(as_: SIT, made: MadeSchool) -> None:
    assert "Nothing waits for your yes" not in as_("head").page("/")
    made.write(picture("a", 1), slug="news", words="The choir sang.")
    assert "Nothing waits for your yes" in as_("head").page("/")
    assert "Nothing waits for your yes" not in as_("teacher").page("/")
    made.check("news")
    made.say("amina", post="news")
    made.send("news")
    assert as_("head").page("/").count("The choir sang.") == 1


NOT_SHOWN = "A child in it may not be shown there."


def test_a_live_post_that_shows_a_barred_child_has_to_come_down_and_stands_first(
    as_: SIT, made: MadeSchool
) -> None:
    item = made.published(picture("a", 2), names=("amina", "ben"))
    actor = made.actor("deputy")
    with made.begin() as uow:
        prove_comments(uow, actor, item.id, Comments.OFF, "looked")
    assert told(as_)[0] == "✔ done"
    made.write(picture("b", 1), slug="draft")
    withdraws(made)
    assert told(as_) == (
        "✖ has to come down",
        f"Live on Instagram. {NOT_SHOWN} Nobody has ordered it down yet.",
    )
    deputy = as_("deputy")
    page = deputy.page(f"/posts/{item.post}")
    assert "It is live and has to come down" in page
    assert NOT_SHOWN in page
    assert "hoose another picture" not in page
    assert ">Publish</a>" not in page
    sent = deputy.send(f"/posts/{item.post}/take-down")
    assert sent.headers["location"] == "/take-downs"
    listed = deputy.page("/take-downs")
    assert "I took it down" in listed
    assert "<strong>Lovely work this week.</strong>" in listed
    shown = re.search(r'src="(/take-downs/[^"]+/picture.jpg)"', listed)
    assert shown is not None
    assert deputy.get(shown[1]).headers["content-type"] == "image/jpeg"
    assert told(as_) == (
        "✖ has to come down",
        f"Live on Instagram. {NOT_SHOWN} It is ordered down.",
    )
    page = deputy.page(f"/posts/{item.post}")
    assert "To the take-down list" in page
    assert f'action="/posts/{item.post}/take-down"' not in page


def test_whoever_orders_nothing_down_is_told_whom_to_tell(as_: SIT, made: MadeSchool) -> None:
    item = made.published(picture("a", 2), names=("amina", "ben"))
    withdraws(made)
    page = as_("teacher").page(f"/posts/{item.post}")
    assert "Tell the headteacher or the office now" in page
    as_("deputy").send(f"/posts/{item.post}/take-down")
    assert "It is on the take-down list" in as_("teacher").page(f"/posts/{item.post}")


def test_by_a_roll_call_it_may_have_to_come_down(as_: SIT, made: MadeSchool) -> None:
    item = made.published(picture("a", 2), names=("amina", "ben"))
    with made.begin() as uow:
        called = replace(item, shows=frozenset(), may_show=frozenset({"amina", "ben"}))
        uow.published.put(called, seen=uow.published.version(item.id))
    withdraws(made)
    pill, said = told(as_)
    assert pill == "△ may have to come down"
    assert "see whether it may stay" in said
    assert "It is live and may have to come down" in as_("deputy").page(f"/posts/{item.post}")
