"""Tests of asking which posts show a child, looking through them, and the letter to the family."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from gatekeeper.desk.audit.audit_run import Scope, finish_audit, start_audit
from gatekeeper.desk.audit.take_in import take_in
from gatekeeper.desk.childposts.ask_posts import AskPosts, NotAsked, ask_posts, child_posts
from gatekeeper.desk.childposts.family_letter import (
    FamilyLetter,
    NotLookedThrough,
    Told,
    as_text,
    draft_letter,
)
from gatekeeper.desk.childposts.look_through import Looked, how_far, say_looked
from gatekeeper.desk.register.holds import HoldOrder, place_hold
from gatekeeper.desk.takedown.order import Ask, ask_take_down
from gatekeeper.desk.takedown.take_down import SawGone, mark_taken_down, seen_gone, taken_down
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.child_posts import Look, ThreeLists
from gatekeeper.domain.published_post import Media, MediaKind, PublishedPost, Unreadable
from gatekeeper.errors import NotAllowed, NotFound, UsageError
from tests.desk.made_school import MadeSchool
from tests.fakes.examiners import picture

REASON = "The family withdrew and asks."


@pytest.fixture
def school() -> MadeSchool:
    return MadeSchool()


def told(school: MadeSchool, *names: str, at: datetime | None = None) -> list[str]:
    """Take in posts that an archive told of."""
    ids = []
    for name in names:
        media = (Media(f"{name}.jpg", MediaKind.PICTURE, name * 32, 9),)
        link = f"https://www.instagram.com/p/{name}/"
        when = at or datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
        post = PublishedPost(name, ChannelName.INSTAGRAM, "W.", when, media, link=link)
        with school.begin() as uow:
            ids.append(take_in(uow, post).id)
    return ids


def ask(school: MadeSchool, by: str = "dsl", pupil: str = "amina", reason: str = REASON) -> None:
    actor = school.actor(by)
    with school.begin() as uow:
        ask_posts(uow, actor, AskPosts(pupil, reason))


def lists(school: MadeSchool, by: str = "dsl") -> ThreeLists:
    actor = school.actor(by)
    with school.begin() as uow:
        return child_posts(uow, actor, "amina")


def looked(
    school: MadeSchool,
    by: str = "dsl",
    shows: tuple[str, ...] = (),
    not_in: tuple[str, ...] = (),
    shown_at: datetime | None = None,
) -> tuple[Look, ...]:
    actor = school.actor(by)
    command = Looked("amina", frozenset(shows), frozenset(not_in), shown_at)
    with school.begin() as uow:
        return say_looked(uow, actor, command)


def film(school: MadeSchool) -> str:
    """Take in a post with a film, of which two seconds are pictures of it too."""
    media = (
        Media("a.mp4", MediaKind.FILM, "f" * 64, 9),
        *(Media(f"a.mp4#{n}.jpg", MediaKind.PICTURE, str(n) * 64, 9) for n in range(2)),
    )
    at = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
    with school.begin() as uow:
        return take_in(uow, PublishedPost("film", ChannelName.INSTAGRAM, "W.", at, media)).id


def watched(school: MadeSchool, of: str) -> tuple[Look, ...]:
    actor, posts = school.actor("dsl"), frozenset({of})
    with school.begin() as uow:
        return say_looked(uow, actor, Looked("amina", not_in=posts, watched=posts))


def letter(school: MadeSchool, by: str = "dsl") -> FamilyLetter:
    actor = school.actor(by)
    with school.begin() as uow:
        return draft_letter(uow, actor, "amina")


def entries(school: MadeSchool, what: str) -> list[dict[str, str]]:
    with school.begin() as uow:
        return [dict(e.details) for e in uow.ledger.entries() if e.what == what]


# --- films ---------------------------------------------------------------------------------


def test_nobody_has_looked_at_a_film_before_somebody_says_that_she_watched_it(
    school: MadeSchool,
) -> None:
    live = film(school)
    ask(school)
    (found,) = lists(school).nobody
    assert (found.out.films, found.out.unseen) == (1, 2), "no picture of it was kept"
    looked(school, not_in=(live,))
    assert len(lists(school).to_look) == 1
    with pytest.raises(NotLookedThrough):
        letter(school)

    watched(school, live)
    assert lists(school).to_look == ()
    assert letter(school).posts == 1


def test_a_film_that_shows_the_child_need_not_be_watched_to_its_end(school: MadeSchool) -> None:
    live = film(school)
    ask(school)
    looked(school, shows=(live,))
    assert [one.out.of for one in lists(school).shows] == [live]
    assert lists(school).to_look == ()


def test_a_tap_that_is_taken_back_leaves_a_film_to_be_watched(school: MadeSchool) -> None:
    live = film(school)
    ask(school)
    looked(school, shows=(live,))
    looked(school, not_in=(live,))
    assert len(lists(school).to_look) == 1


def test_saying_the_same_of_a_film_again_changes_nothing(school: MadeSchool) -> None:
    live = film(school)
    ask(school)
    assert len(looked(school, not_in=(live,))) == 1
    assert looked(school, not_in=(live,)) == ()
    assert len(watched(school, live)) == 1
    assert watched(school, live) == ()


# --- asking -----------------------------------------------------------------------------------


@pytest.mark.parametrize("by", ["dsl", "office", "dpo"])
def test_whoever_asks_says_why_and_stands_in_the_ledger_by_id(school: MadeSchool, by: str) -> None:
    told(school, "a")
    ask(school, by)
    assert len(lists(school, by).nobody) == 1
    with school.begin() as uow:
        entry = uow.ledger.entries()[-1]
    assert (entry.what, entry.actor, entry.subject) == ("child.posts_asked", by, "amina")
    assert "withdrew" not in repr(entry)
    assert "Amina" not in repr(entry)


@pytest.mark.parametrize("by", ["head", "deputy", "teacher", "governor", "coach"])
def test_nobody_else_asks(school: MadeSchool, by: str) -> None:
    with pytest.raises(NotAllowed):
        ask(school, by)
    with pytest.raises(NotAllowed):
        lists(school, by)


def test_without_a_reason_nothing_is_shown(school: MadeSchool) -> None:
    with pytest.raises(UsageError):
        ask(school, reason="just so")
    with pytest.raises(NotAsked):
        lists(school)


def test_one_person_s_reason_is_not_another_s_and_ends_with_the_day(school: MadeSchool) -> None:
    ask(school)
    with pytest.raises(NotAsked):
        lists(school, "office")
    school.clock.move(hours=9)
    with pytest.raises(NotAsked):
        lists(school)


def test_a_child_who_is_not_on_the_register_is_not_found(school: MadeSchool) -> None:
    with pytest.raises(NotFound):
        ask(school, pupil="nobody")


def test_a_hold_changes_nothing_of_the_lists(school: MadeSchool) -> None:
    told(school, "a", "b")
    school.published(picture("x", 1), names=("amina",))
    ask(school)
    before = lists(school)
    dsl = school.actor("dsl")
    with school.begin() as uow:
        place_hold(uow, dsl, school.keyring, HoldOrder("amina", "A reason."))
    assert lists(school) == before


# --- looking through ----------------------------------------------------------------------------


def test_two_people_share_a_look_through_and_it_says_who_looked_and_when(
    school: MadeSchool,
) -> None:
    a, b, c = told(school, "a", "b", "c")
    ask(school)
    ask(school, "office")
    looked(school, shows=(a,))
    looked(school, "office", not_in=(b,))
    found = lists(school)
    with school.begin() as uow:
        far = how_far(uow, found)
    assert (far.done, far.of, far.left) == (2, 3, 1)
    assert [(by.name, by.posts) for by in far.by] == [("Dsl", 1), ("Office", 1)]
    assert [one.out.of for one in found.shows] == [a]
    assert [one.out.of for one in found.nobody] == [c]
    assert entries(school, "child.looked") == [{"shows": "1"}, {"not in it": "1"}]


def test_a_tap_can_be_taken_back_and_saying_the_same_again_writes_nothing(
    school: MadeSchool,
) -> None:
    (a,) = told(school, "a")
    ask(school)
    assert len(looked(school, shows=(a,))) == 1
    assert looked(school, shows=(a,)) == ()
    assert len(looked(school, not_in=(a,))) == 1
    assert lists(school).shows == ()
    assert len(entries(school, "child.looked")) == 2


@pytest.mark.parametrize("in_it", [True, False])
def test_a_post_whose_pictures_were_changed_is_to_be_looked_at_again(
    school: MadeSchool, *, in_it: bool
) -> None:
    (a,) = told(school, "a")
    shows, not_in = ((a,), ()) if in_it else ((), (a,))
    ask(school)
    looked(school, shows=shows, not_in=not_in)
    school.clock.move(hours=1)
    with school.begin() as uow:
        live = uow.live_posts.get(a)
        assert live is not None
        take_in(uow, replace(live.post, words="Other words."))
    assert lists(school).to_look == ()
    with school.begin() as uow:
        other = Media("a.jpg", MediaKind.PICTURE, "b" * 64, 9)
        take_in(uow, replace(live.post, media=(other,)))
    assert [found.out.of for found in lists(school).to_look] == [a]
    with pytest.raises(NotLookedThrough):
        letter(school)
    assert len(looked(school, shows=shows, not_in=not_in)) == 1
    assert lists(school).to_look == ()
    assert letter(school).posts == 1


def test_pictures_that_came_in_behind_an_open_page_were_not_looked_at(school: MadeSchool) -> None:
    (a,) = told(school, "a")
    ask(school)
    opened = school.clock.now()
    school.clock.move(minutes=1)
    with school.begin() as uow:
        live = uow.live_posts.get(a)
        assert live is not None
        other = Media("a.jpg", MediaKind.PICTURE, "b" * 64, 9)
        take_in(uow, replace(live.post, media=(other,)))
    school.clock.move(minutes=1)
    looked(school, not_in=(a,), shown_at=opened)
    assert [found.out.of for found in lists(school).to_look] == [a]
    looked(school, not_in=(a,), shown_at=school.clock.now())
    assert lists(school).to_look == ()
    with pytest.raises(UsageError, match="not whole"):
        looked(school, not_in=(a,), shown_at=school.clock.now() + timedelta(hours=1))


def test_nothing_is_said_of_a_post_that_is_not_out_or_two_things_of_one(school: MadeSchool) -> None:
    (a,) = told(school, "a")
    ask(school)
    with pytest.raises(NotFound):
        looked(school, shows=("nothing",))
    for shows, not_in in (((a,), (a,)), ((), ())):
        with pytest.raises(UsageError):
            looked(school, shows=shows, not_in=not_in)


def test_somebody_who_has_left_the_school_is_still_named_by_id(school: MadeSchool) -> None:
    (a,) = told(school, "a")
    ask(school)
    looked(school, not_in=(a,))
    with school.begin() as uow:
        (look,) = uow.looks.of("amina")
        uow.looks.put(replace(look, id="other", by="gone"))
    found = lists(school)
    with school.begin() as uow:
        assert {by.name for by in how_far(uow, found).by} == {"Dsl", "gone"}


# --- the letter ---------------------------------------------------------------------------------


def test_no_letter_is_made_while_anything_was_not_looked_at(school: MadeSchool) -> None:
    (a,) = told(school, "a")
    ask(school)
    with pytest.raises(NotLookedThrough, match="1 post yet"):
        letter(school)
    looked(school, not_in=(a,))
    found = letter(school)
    assert (found.shows, found.may_show, found.posts) == ((), (), 1)
    assert "No post is known to show Amina Test." in as_text(found)
    assert len(entries(school, "child.letter_drafted")) == 1


def test_the_letter_tells_of_each_post_and_of_no_ground(school: MadeSchool) -> None:
    a, b, c, d = told(school, "a", "b", "c", "d")
    ask(school)
    looked(school, shows=(a, b, c, d))
    dsl, deputy = school.actor("dsl"), school.actor("deputy")
    with school.begin() as uow:
        place_hold(uow, dsl, school.keyring, HoldOrder("amina", "A reason."))
        for of in (b, c, d):
            item = ask_take_down(uow, dsl, Ask(of))
            if of != b:
                mark_taken_down(uow, deputy, item.id)
            if of == d:
                seen_gone(uow, dsl, SawGone(item.id, "Opened its link."))
    text = as_text(letter(school))
    assert "To the family of Amina Test" in text
    assert "4 posts" in text
    assert "www.instagram.com/p/a/. It can still be seen." in text
    assert "/b/. We asked on 16 November 2026 for it to be taken down." in text
    assert "/c/. Taken down on 16 November 2026." in text
    assert "/d/. Taken down on 16 November 2026, seen to be gone on 16 November 2026." in text
    for ground in ("hold", "held", "reason", "permission", "withdr", "safeguard"):
        assert ground not in text.lower()


def test_a_post_that_was_taken_down_before_anybody_looked_is_not_said_to_be_looked_at(
    school: MadeSchool,
) -> None:
    a, b = told(school, "a", "b")
    ask(school)
    looked(school, not_in=(a,))
    dsl = school.actor("dsl")
    with school.begin() as uow:
        mark_taken_down(uow, dsl, ask_take_down(uow, dsl, Ask(b)).id)
    assert ", 1 post, but for 1 taken down earlier, to see" in letter(school).begins


def test_what_may_show_the_child_stands_apart_taken_down_or_not(school: MadeSchool) -> None:
    ask(school)
    released = school.published(picture("x", 1), names=("ben",))
    with school.begin() as uow:
        item = replace(released, may_show=frozenset({"amina"}), link="")
        uow.published.put(item, seen=uow.published.version(item.id))
        uow.published.put(replace(item, id="second", post="other"))
    deputy = school.actor("deputy")
    with school.begin() as uow:
        taken_down(uow, deputy, released.id)
    found = letter(school)
    assert found.shows == ()
    assert [told.down_on is not None for told in found.may_show] == [False, True]
    assert "may be one of several people in these; we cannot say:" in as_text(found)


def test_one_post_is_told_of_as_one_and_an_unknown_day_as_unknown() -> None:
    assert "day that we do not know" in Told("Instagram", None, "").line
    found = replace(an_empty_letter(), posts=1, since=date(2020, 9, 1))
    assert "since 1 September 2020, 1 post," in found.begins


def an_empty_letter() -> FamilyLetter:
    return FamilyLetter("Oakfield", date(2026, 11, 16), "Amina", "Dsl", None, 2, (), ())


def test_the_dpo_drafts_no_letter_and_a_home_without_set_up_is_no_trouble(
    school: MadeSchool,
) -> None:
    ask(school, "dpo")
    with pytest.raises(NotAllowed):
        letter(school, "dpo")
    ask(school)
    with school.begin() as uow:
        uow.setup._items.clear()  # type: ignore[attr-defined]
    assert letter(school).school == ""


@pytest.mark.parametrize(
    ("broken", "finished", "says"),
    [
        (0, True, "can be seen."),
        (1, True, "1 more could not be opened, so we cannot say what it shows."),
        (2, True, "2 more could not be opened, so we cannot say what they show."),
        (0, False, "did not come to its end, so some may be missing."),
    ],
)
def test_the_letter_says_what_the_newest_audit_did_not_reach(
    school: MadeSchool, broken: int, says: str, *, finished: bool
) -> None:
    deputy = school.actor("deputy")
    ask(school)
    assert letter(school).begins.endswith("began to keep a record is not among them.")
    with school.begin() as uow:
        run = start_audit(uow, school.school, deputy, Scope("somewhere"))
        start_audit(uow, school.school, deputy, Scope("a trial", trial=True))
        if finished:
            finish_audit(uow, deputy, run, [Unreadable("x.json", "it is broken")] * broken)
    assert letter(school).begins.endswith(says)
