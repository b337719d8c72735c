"""Pictures come in one by one: none is lost, none is there twice, and words come afterwards."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from gatekeeper.desk.posts import begin_post
from gatekeeper.desk.posts.begin_post import (
    AddPicture,
    add_picture,
    begun,
    finish_draft,
    unfinished,
)
from gatekeeper.desk.posts.draft_file import Draft
from gatekeeper.desk.posts.recall import recall
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.post import Version
from gatekeeper.errors import NotAllowed, NotFound, NotYet, UsageError
from tests.desk.made_school import MadeSchool
from tests.fakes.examiners import picture

KEY = "0a1b2c3d-0000"
SAID = Draft("Lovely work.", datetime(2026, 11, 16, 9, tzinfo=UTC), None, (ChannelName.LINKEDIN,))


def add(school: MadeSchool, name: str, *, key: str = KEY, who: str = "teacher") -> Version:
    actor = school.actor(who)
    with school.begin() as uow:
        return add_picture(uow, actor, AddPicture(key, f"{name}.jpg", picture(name, 1)))


def finish(school: MadeSchool, said: Draft = SAID, slug: str = "lovely-work") -> Version:
    actor = school.actor("teacher")
    with school.begin() as uow:
        return finish_draft(uow, actor, KEY, said, slug)


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
    assert unfinished(add(school, "a"))
    done = finish(school)
    assert done.post.words == "Lovely work."
    assert done.post.channels == (ChannelName.LINKEDIN,)
    assert [p.original.filename for p in done.post.pictures] == ["a.jpg"]
    assert not unfinished(done)
    with school.begin() as uow:
        assert begun(uow, KEY) == done


def test_a_form_that_is_sent_twice_finds_the_post_that_it_made() -> None:
    school = MadeSchool()
    add(school, "a")
    done = finish(school)
    assert finish(school, replace(SAID, written_at=school.clock.now()), "lovely-work-2") == done
    with school.begin() as uow:
        assert uow.posts.all() == (done,)


def test_other_words_under_the_key_of_a_made_post_change_nothing_of_it() -> None:
    school = MadeSchool()
    add(school, "a")
    done = finish(school)
    with pytest.raises(NotYet, match="made already"):
        finish(school, replace(SAID, words="Other words."))
    with school.begin() as uow:
        assert uow.posts.all() == (done,)


def test_a_picture_that_comes_late_joins_the_post_that_was_made() -> None:
    school = MadeSchool()
    add(school, "a")
    done, late = finish(school), add(school, "b")
    assert (late.id, late.slug, late.post.words) == (done.id, "lovely-work", "Lovely work.")
    assert [p.original.filename for p in late.post.pictures] == ["a.jpg", "b.jpg"]
    assert finish(school) == late
    with school.begin() as uow:
        assert uow.posts.all() == (late,)


def test_a_picture_that_comes_too_late_joins_nothing_and_begins_nothing() -> None:
    school = MadeSchool()
    add(school, "a")
    done, teacher = finish(school), school.actor("teacher")
    with school.begin() as uow:
        recall(uow, teacher, done.id)
    with pytest.raises(NotYet, match="can no longer be changed"):
        add(school, "b")
    with school.begin() as uow:
        assert uow.posts.all() == (done,)


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
