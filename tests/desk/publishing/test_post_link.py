"""The link of a post that went out is of its own channel, and a wrong one can be put right."""

from __future__ import annotations

import pytest

from gatekeeper.desk.publishing.post_link import correct_link, post_link
from gatekeeper.desk.takedown.order import Ask, ask_take_down
from gatekeeper.desk.takedown.take_down import taken_down
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.release import Published
from gatekeeper.errors import NotAllowed, NotFound, NotYet, UsageError
from tests.desk.made_school import MadeSchool
from tests.fakes.examiners import picture

INSTAGRAM, LINKEDIN = ChannelName
RIGHT = "https://www.instagram.com/p/OAKFIELD1/"


@pytest.mark.parametrize(
    ("channel", "link"),
    [
        (INSTAGRAM, RIGHT),
        (INSTAGRAM, " https://instagram.com/oakfield/p/OAKFIELD1/?igsh=x "),
        (INSTAGRAM, "HTTPS://WWW.INSTAGRAM.COM/reel/OAKFIELD1"),
        (INSTAGRAM, "https://instagr.am/p/OAKFIELD1"),
        (LINKEDIN, "https://www.linkedin.com/posts/oakfield_news-activity-1"),
        (LINKEDIN, "https://uk.linkedin.com/feed/update/urn:li:share:1/"),
        (LINKEDIN, "https://lnkd.in/e1"),
    ],
)
def test_a_link_of_the_channel_is_taken_without_spaces_around_it(
    channel: ChannelName, link: str
) -> None:
    assert post_link(channel, link) == link.strip()


@pytest.mark.parametrize(
    "link",
    [
        "https://www.facebook.com/oakfield/1",
        "https://www.linkedin.com/posts/1",
        "https://instagram.com.evil.com/p/1",
        "https://notinstagram.com/p/1",
    ],
)
def test_a_link_of_another_place_is_not_and_it_is_said_where_it_leads(link: str) -> None:
    with pytest.raises(UsageError, match=r"leads to .*, and the post is on Instagram") as told:
        post_link(INSTAGRAM, link)
    assert "copy its link" in told.value.remedy


@pytest.mark.parametrize(
    "link",
    [
        "https://www.instagram.com",
        "https://www.instagram.com/",
        "https://www.instagram.com/?hl=en",
        "https://www.instagram.com@evil.com/p/1",
        "https://www.instagram.com/p/1 and more",
        "www.instagram.com/p/1",
        "javascript://www.instagram.com/p/1",
        "it is out",
    ],
)
def test_what_leads_to_no_post_is_no_link_of_one(link: str) -> None:
    with pytest.raises(UsageError, match="not the link of a post"):
        post_link(INSTAGRAM, link)


def correct(school: MadeSchool, of: str, link: str, who: str = "deputy") -> Published:
    actor = school.actor(who)
    with school.begin() as uow:
        return correct_link(uow, actor, of, link)


def test_a_wrong_link_is_put_right_and_the_ledger_says_who_did_it() -> None:
    school = MadeSchool()
    item = school.published(picture("a", 1), names=("amina",))
    assert correct(school, item.id, f" {RIGHT} ").link == RIGHT
    with school.begin() as uow:
        kept, entry = uow.published.get(item.id), uow.ledger.entries()[-1]
    assert kept is not None
    assert kept.link == RIGHT
    assert (entry.what, entry.actor, entry.subject) == (
        "post.link_corrected",
        "deputy",
        item.post,
    )
    assert RIGHT not in str(entry.details)


def test_an_order_to_take_it_down_leads_to_the_right_place_then() -> None:
    school = MadeSchool()
    item = school.published()
    dsl = school.actor("dsl")
    with school.begin() as uow:
        order = ask_take_down(uow, dsl, Ask(item.id))
    correct(school, item.id, RIGHT)
    with school.begin() as uow:
        (kept,) = uow.take_downs.all()
    assert (kept.id, kept.link) == (order.id, RIGHT)


def test_nothing_else_becomes_of_a_link() -> None:
    school = MadeSchool()
    item = school.published()
    for link in (item.link, "https://www.facebook.com/1"):
        with pytest.raises(UsageError):
            correct(school, item.id, link)
    with pytest.raises(NotFound):
        correct(school, "none", RIGHT)
    with pytest.raises(NotAllowed):
        correct(school, item.id, RIGHT, who="teacher")


def test_a_post_that_is_down_has_no_link_to_put_right() -> None:
    school = MadeSchool()
    item = school.published()
    deputy = school.actor("deputy")
    with school.begin() as uow:
        ask_take_down(uow, deputy, Ask(item.id))
        taken_down(uow, deputy, item.id)
    with pytest.raises(NotYet, match="taken down"):
        correct(school, item.id, RIGHT)
