"""Pictures come in one by one: none is lost, none is there twice, and words come afterwards."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from gatekeeper.desk.posts import begin_post
from gatekeeper.desk.posts.begin_post import AddPicture, add_picture, begun, finish_draft
from gatekeeper.desk.posts.draft_file import Draft
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.post import Version
from gatekeeper.errors import NotAllowed, NotFound, UsageError
from tests.desk.made_school import MadeSchool
from tests.fakes.examiners import picture

KEY = "0a1b2c3d-0000"
SAID = Draft("Lovely work.", datetime(2026, 11, 16, 9, tzinfo=UTC), None, (ChannelName.LINKEDIN,))


def add(school: MadeSchool, name: str, *, key: str = KEY, who: str = "teacher") -> Version:
    actor = school.actor(who)
    with school.begin() as uow:
        return add_picture(uow, actor, AddPicture(key, f"{name}.jpg", picture(name, 1)))


def test_the_first_picture_begins_the_post_and_the_next_joins_it() -> None:
    school = MadeSchool()
    first, second = add(school, "a"), add(school, "b")
    assert first.id == second.id
    assert [p.original.filename for p in second.post.pictures] == ["a.jpg", "b.jpg"]


def test_a_picture_that_is_sent_again_is_there_once() -> None:
    school = MadeSchool()
    assert add(school, "a") == add(school, "a")
    with school.begin() as uow:
        assert len(uow.posts.all()) == 1


def test_two_pages_make_two_posts() -> None:
    school = MadeSchool()
    assert add(school, "a").id != add(school, "a", key="another-page").id


def test_the_words_come_last_and_the_pictures_stay() -> None:
    school = MadeSchool()
    add(school, "a")
    actor = school.actor("teacher")
    with school.begin() as uow:
        done = finish_draft(uow, actor, KEY, SAID, "lovely-work")
    assert done.post.words == "Lovely work."
    assert done.post.channels == (ChannelName.LINKEDIN,)
    assert [p.original.filename for p in done.post.pictures] == ["a.jpg"]
    with school.begin() as uow:
        assert begun(uow, KEY) is None


def test_what_never_began_cannot_be_finished() -> None:
    school = MadeSchool()
    actor = school.actor("teacher")
    with school.begin() as uow, pytest.raises(NotFound, match="belong to no draft"):
        finish_draft(uow, actor, KEY, SAID, "lovely-work")


def test_a_key_that_no_page_of_ours_made_up_begins_nothing() -> None:
    school = MadeSchool()
    for key in ("", "short", "../../etc/passwd", "x" * 41):
        with pytest.raises(UsageError, match="no key of a draft"):
            add(school, "a", key=key)


def test_a_full_draft_takes_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(begin_post, "MOST_PICTURES", 1)
    school = MadeSchool()
    add(school, "a")
    with pytest.raises(UsageError, match="pictures in it already"):
        add(school, "b")


def test_who_may_not_write_begins_nothing() -> None:
    with pytest.raises(NotAllowed):
        add(MadeSchool(), "a", who="governor")
