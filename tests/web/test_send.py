"""Sending drops nothing: what was typed and not kept is kept, checked, and only then sent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from gatekeeper.desk.posts.find_post import find_post, stage_of
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.post import Post
from gatekeeper.domain.register import ConsentState
from gatekeeper.domain.stage import Stage
from tests.desk.made_school import MadeSchool
from tests.fakes.examiners import picture
from tests.web.conftest import Browser
from tests.web.page_forms import fields_of

SIT = Callable[[str], Browser]
BOTH = (ChannelName.LINKEDIN, ChannelName.INSTAGRAM)


def drafted(made: MadeSchool, *pictures: bytes, **changes: Any) -> str:
    """Write a post that can be sent; return its page's path."""
    path = f"/posts/{made.write(*pictures, **changes).id}"
    made.check()
    if pictures:
        made.say("amina")
        made.check()
    return path


def kept(made: MadeSchool) -> tuple[Post, Stage]:
    with made.begin() as uow:
        version = find_post(uow, "news")
        return version.post, stage_of(uow, version.id)


@pytest.mark.parametrize(
    ("typed", "is_kept"),
    [
        ({"words": "Other words."}, lambda post: post.words == "Other words."),
        ({"channels": ["linkedin"]}, lambda post: post.channels == (ChannelName.LINKEDIN,)),
        ({"alt_text": ["A pupil."]}, lambda post: post.pictures[0].alt_text == "A pupil."),
        ({"elsewhere": "assembly"}, lambda post: post.elsewhere == "assembly"),
    ],
)
def test_what_was_typed_is_kept_and_checked_and_nothing_is_sent_yet(
    as_: SIT, made: MadeSchool, typed: dict[str, object], is_kept: Callable[[Post], bool]
) -> None:
    path = drafted(made, picture("a", 1), channels=BOTH)
    deputy = as_("deputy")
    form = fields_of(deputy.page(path), "words-form")
    answer = deputy.send(f"{path}/send", form | typed)
    assert answer.headers["location"] == f"{path}?kept=yes#not-sent"
    post, stage = kept(made)
    assert (is_kept(post), stage) == (True, Stage.DRAFT)
    page = deputy.page(answer.headers["location"].partition("#")[0])
    assert "Not sent yet." in page
    assert deputy.send(f"{path}/send", fields_of(page, "words-form")).is_redirect
    assert kept(made)[1] is Stage.SUBMITTED
    assert "Not sent yet." not in deputy.page(f"{path}?kept=yes")


def test_what_was_typed_is_judged_before_anything_can_be_sent(as_: SIT, made: MadeSchool) -> None:
    path = drafted(made)
    deputy = as_("deputy")
    form = fields_of(deputy.page(path), "words-form")
    made.change("ben", ConsentState.REFUSED)
    wrong = deputy.send(f"{path}/send", form | {"words": "Well done, Ben Test!"})
    page = deputy.page(wrong.headers["location"].partition("#")[0])
    assert 'class="finding block"' in page
    assert deputy.send(f"{path}/send", fields_of(page, "words-form")).status_code == 409
    assert kept(made)[1] is Stage.DRAFT


@pytest.mark.parametrize("words", ["Lovely.", " Two lines\r\nof it. \n"])
def test_what_nobody_touched_is_sent_as_it_is(as_: SIT, made: MadeSchool, words: str) -> None:
    path = drafted(made, picture("a", 1), words=words, channels=BOTH, elsewhere=" website ")
    before = kept(made)[0]
    deputy = as_("deputy")
    answer = deputy.send(f"{path}/send", fields_of(deputy.page(path), "words-form"))
    assert answer.headers["location"].endswith("#sent")
    post, stage = kept(made)
    assert (post.words, post.channels, stage) == (words, before.channels, Stage.SUBMITTED)


def test_send_is_a_button_of_the_form_in_which_one_types(as_: SIT, made: MadeSchool) -> None:
    path = drafted(made)
    page = as_("deputy").page(path)
    assert f'form="words-form" formaction="{path}/send"' in page


def test_an_edit_of_an_older_page_is_neither_kept_nor_sent(as_: SIT, made: MadeSchool) -> None:
    path = drafted(made)
    deputy, teacher = as_("deputy"), as_("teacher")
    form = fields_of(deputy.page(path), "words-form")
    assert teacher.send(f"{path}/words", form | {"words": "Hers."}).is_redirect
    answer = deputy.send(f"{path}/send", form | {"words": "His."})
    assert answer.status_code == 409
    assert ">His.</textarea>" in answer.text  # to be copied: nothing that was typed is gone
    post, stage = kept(made)
    assert (post.words, stage) == ("Hers.", Stage.DRAFT)
