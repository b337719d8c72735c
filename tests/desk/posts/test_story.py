"""The story of a post: who did what and when, and why it came back; never why it was stopped."""

from __future__ import annotations

from dataclasses import replace

from gatekeeper.desk.posts.find_post import find_post
from gatekeeper.desk.posts.recall import lift_recall, recall
from gatekeeper.desk.posts.story import story
from gatekeeper.desk.publishing.publish import prove_comments, say_published
from gatekeeper.desk.publishing.return_post import SendBack, accept_proposal, return_post
from gatekeeper.desk.takedown.take_down import taken_down
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.release import Comments
from tests.desk.made_school import MadeSchool
from tests.fakes.examiners import picture


def told(made: MadeSchool) -> list[str]:
    """Return the story as it is read, without the times."""
    with made.begin() as uow:
        events = story(uow, find_post(uow, "news").id)
    assert [e.at for e in events] == sorted(e.at for e in events)
    return [f"{e.who}: {e.what}{f' ({e.why})' if e.why else ''}" for e in events]


def test_a_draft_that_nobody_sent_has_no_story() -> None:
    made = MadeSchool()
    made.write(picture("a"))
    assert told(made) == []


def test_from_the_first_sending_to_the_proof() -> None:
    made = MadeSchool()
    made.write(picture("a"))
    made.send()
    head, deputy = made.actor("head"), made.actor("deputy")
    with made.begin() as uow:
        return_post(uow, made.school, head, SendBack("news", "Another picture, please."))
    made.write(picture("b"))
    made.send()
    made.sign()
    made.fetch(made.granted())
    with made.begin() as uow:
        link, on = "https://www.instagram.com/1", ChannelName.INSTAGRAM
        published = say_published(uow, deputy, "news", channel=on, link=link)
    with made.begin() as uow:
        prove_comments(uow, deputy, published.id, Comments.OFF, "looked")
    assert told(made) == [
        "Deputy: Sent version 1 for sign-off",
        "Head: Returned it (Another picture, please.)",
        "Teacher: Wrote version 2, the newest",
        "Deputy: Sent version 2 for sign-off",
        "Head: Signed it off",
        "Deputy: Handed it to the tablet for Instagram",
        "Deputy: Published it on Instagram",
        "Deputy: Saw that comments are off on Instagram",
    ]


def test_a_proposal_taken_over_and_a_stop_that_was_lifted() -> None:
    made = MadeSchool()
    made.write()
    made.send()
    head, deputy = made.actor("head"), made.actor("deputy")
    with made.begin() as uow:
        return_post(uow, made.school, head, SendBack("news", "Shorter.", "Lovely work."))
    with made.begin() as uow:
        accept_proposal(uow, deputy, "news")
    with made.begin() as uow:
        recall(uow, deputy, "news", "Amina said no")
    assert told(made)[-1] == "Deputy: Stopped it"
    with made.begin() as uow:
        lift_recall(uow, head, "news")
    assert told(made) == [
        "Deputy: Sent version 1 for sign-off",
        "Head: Proposed other words (Shorter.)",
        ": The proposed words were taken over",
        "Deputy: Wrote version 2, the newest",
        "Deputy: Stopped it",
        "Head: Freed it again",
    ]


def test_a_signature_that_ended_says_why_and_a_post_that_came_down_says_so() -> None:
    made = MadeSchool()
    published = made.published(picture("a"))
    deputy = made.actor("deputy")
    with made.begin() as uow:
        taken_down(uow, deputy, published.id)
    with made.begin() as uow:
        signed = uow.sign_offs.of(published.post)[0]
        void = replace(signed, voided_at=uow.now, voided_why="the post changed", patterns="p")
        uow.sign_offs.put(void, seen=uow.sign_offs.version(signed.id))
    assert told(made)[-3:] == [
        "Deputy: Published it on Instagram",
        ": Taken down from Instagram",
        ": The sign-off ended (the post changed)",
    ]
    assert "Head: Signed beforehand as a pattern" in told(made)
