"""What is live beside what was released: told once, within a day, and never a name in it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, BinaryIO

import pytest

from gatekeeper.desk.audit.reconcile import Door, reconcile
from gatekeeper.desk.audit.reconcile_due import reconcile_when_due
from gatekeeper.desk.audit.take_in import take_in
from gatekeeper.desk.notices.send_notices import send_notices
from gatekeeper.desk.people.keep_address import keep_address
from gatekeeper.desk.publishing.publish import prove_comments
from gatekeeper.desk.showing.known_out import known_out
from gatekeeper.desk.takedown.order import Ask, ask_take_down
from gatekeeper.desk.takedown.standing import take_down_of
from gatekeeper.desk.takedown.take_down import SawGone, mark_taken_down, seen_gone, taken_down
from gatekeeper.desk.tasks.finish_task import finish_task
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.notice import Letter
from gatekeeper.domain.picture import PictureFacts
from gatekeeper.domain.published_post import Entry, Media, MediaKind, PublishedPost, Unreadable
from gatekeeper.domain.reconciled import Compared, Wrong
from gatekeeper.domain.release import Comments, Published, Task, TaskKind
from gatekeeper.errors import (
    AskedToStop,
    CouldNotCheck,
    GatekeeperError,
    StaleWrite,
    UsageError,
)
from tests.desk.made_school import MadeSchool
from tests.fakes.examiners import picture

LINK = "https://www.instagram.com/p/Cx1/"
WORDS = "Amina built a paper bridge."
SHOWN = picture("bridges")


@dataclass
class Live:
    """An archive of what is live; `ends` is raised after its last entry."""

    entries_: list[Entry] = field(default_factory=list)
    ends: Exception | None = None
    files: dict[str, bytes] = field(default_factory=lambda: {"a.jpg": SHOWN})
    name: str = "what is live"
    asked: int = 0

    def entries(self) -> Iterator[Entry]:
        """Yield what is live."""
        self.asked += 1
        yield from self.entries_
        if self.ends:
            raise self.ends

    def open(self, media: Media) -> BinaryIO:
        """Open a picture."""
        if media.name not in self.files:
            raise CouldNotCheck("It is gone.")
        return io.BytesIO(self.files[media.name])


@pytest.fixture
def school() -> MadeSchool:
    made = MadeSchool()
    with made.begin() as uow:
        for who in ("office", "deputy", "head"):
            person = uow.people.get(who)
            assert person is not None
            uow.people.put(replace(person, email=f"{who}@oakfield.test"), seen=1)
    return made


def release(school: MadeSchool, name: str = "r1", **changes: Any) -> None:
    """Put a release on record that went out two hours ago."""
    with school.begin() as uow:
        print_ = school.examiners.reader.read(SHOWN, "a.jpg").fingerprint
        item = Published(name, "post", ChannelName.INSTAGRAM, LINK, uow.now, "deputy", WORDS)
        uow.published.put(replace(item, fingerprints=(print_,), **changes))
    school.clock.move(hours=2)


def live(school: MadeSchool, shown: bytes = b"", **changes: Any) -> PublishedPost:
    """Return a post that went out since the school was opened."""
    media: tuple[Media, ...] = ()
    if shown:
        media = (Media("a.jpg", MediaKind.PICTURE, sha256(shown).hexdigest(), len(shown), "A"),)
    at = school.clock.now()
    post = PublishedPost("Cx1", ChannelName.INSTAGRAM, WORDS, at, media, link=LINK)
    return replace(post, **{"comments": Comments.OFF, "missing": () if shown else ("x",)} | changes)


def compare(school: MadeSchool, *entries: Entry, present: bool = True, **kind: Any) -> Compared:
    found = reconcile(
        school.records,
        school.examiners.bundle(),
        "office",
        Door(Live(list(entries), **kind), present=present),
    )
    school.clock.move(minutes=1)
    return found


def wrongs(found: Compared) -> list[Wrong]:
    return [one.wrong for one in found.open]


def tasks(school: MadeSchool, *kinds: TaskKind) -> list[Task]:
    with school.begin() as uow:
        return [t for t in uow.tasks.all() if t.kind in kinds and t.done_at is None]


def letters(school: MadeSchool) -> list[Letter]:
    """Send what is to be sent."""
    sent: list[Letter] = []

    class Post:
        def send(self, letter: Letter) -> None:
            sent.append(letter)

    send_notices(school.records, Post(), "https://oakfield.test")
    return sent


def test_what_is_live_as_it_was_released_is_nothing_to_tell(school: MadeSchool) -> None:
    release(school)
    found = compare(school, live(school, SHOWN))
    assert (found.live, found.open, found.untold) == (1, (), ())
    assert not tasks(school, TaskKind.SEE_LIVE, TaskKind.COMPARE)


def test_a_post_that_is_erased_while_its_picture_is_read_ends_nothing(
    school: MadeSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    post, read = live(school, SHOWN), school.examiners.reader.read

    def erased_meanwhile(data: bytes, filename: str) -> PictureFacts:
        with school.begin() as uow:
            uow.erase(uow.live_posts.all()[0].id)
        return read(data, filename)

    monkeypatch.setattr(school.examiners.reader, "read", erased_meanwhile)
    found = compare(school, post)
    assert found.live == 1
    assert found.untold == ("a picture that could not be compared: 1",)
    with school.begin() as uow:
        assert not uow.readings.all()


def test_what_was_covered_for_its_release_was_not_edited_after_it(school: MadeSchool) -> None:
    covered = picture("covered")
    release(school, finished=(school.examiners.reader.read(covered, "a.jpg").fingerprint,))

    assert wrongs(compare(school, live(school, covered), files={"a.jpg": covered})) == []
    assert wrongs(compare(school, live(school, SHOWN))) == [Wrong.EDITED]


def test_what_is_live_without_a_release_is_told_and_mailed_without_a_name(
    school: MadeSchool,
) -> None:
    found = compare(school, live(school))
    assert wrongs(found) == [Wrong.UNRELEASED]
    (task,) = tasks(school, TaskKind.SEE_LIVE)
    assert "16 November 2026 (https://www.instagram.com/p/Cx1/) is live, and was not" in task.say
    sent = letters(school)
    assert [letter.to for letter in sent] == ["deputy@oakfield.test", "office@oakfield.test"]
    assert "Something that is live is not as it was released." in sent[0].words
    with school.begin() as uow:
        told = f"{task} {sent} {uow.ledger.entries()}"
    assert "Amina" not in told
    assert "bridge" not in told


def test_the_same_thing_is_told_once(school: MadeSchool) -> None:
    first, second = compare(school, live(school)), compare(school, live(school))
    assert (first.new, second.new) == (1, 0)
    assert wrongs(second) == [Wrong.UNRELEASED]
    assert len(tasks(school, TaskKind.SEE_LIVE)) == 1
    assert len(letters(school)) == 2


def test_what_went_out_before_the_school_was_opened_here_is_the_audits(school: MadeSchool) -> None:
    old = live(school, at=datetime(2020, 1, 1, tzinfo=UTC))
    assert compare(school, old).open == ()


def test_changed_words_are_told_and_a_second_change_again(school: MadeSchool) -> None:
    release(school)
    changed = live(school, words="Something else.")
    assert wrongs(compare(school, changed)) == [Wrong.EDITED]
    answer(school)
    assert compare(school, changed).open == ()
    again = compare(school, live(school, words="Something else again."))
    assert (wrongs(again), again.new) == ([Wrong.EDITED], 1)


def test_another_picture_under_the_same_link_is_told(school: MadeSchool) -> None:
    release(school)
    other = picture("somebody else")
    found = compare(school, live(school, other), files={"a.jpg": other})
    assert wrongs(found) == [Wrong.EDITED]


def test_a_picture_that_cannot_be_read_is_could_not_check(school: MadeSchool) -> None:
    release(school)
    found = compare(school, live(school, SHOWN), files={})
    assert (found.open, found.untold) == ((), ("a picture that could not be compared: 1",))
    assert len(tasks(school, TaskKind.COMPARE)) == 1


def test_a_release_without_a_link_is_known_by_its_picture(school: MadeSchool) -> None:
    release(school, link="")
    found = compare(school, live(school, SHOWN, words="Other words."))
    assert wrongs(found) == [Wrong.EDITED]


def test_the_same_post_once_more_at_another_link_was_not_released(school: MadeSchool) -> None:
    release(school)
    copy = live(school, id="Cx2", link="https://www.instagram.com/p/Cx2/")
    assert wrongs(compare(school, copy, live(school))) == [Wrong.UNRELEASED]


def test_an_export_without_links_knows_each_release_once(school: MadeSchool) -> None:
    release(school)
    found = compare(school, live(school, link=""), live(school, id="Cx2", link=""))
    assert wrongs(found) == [Wrong.UNRELEASED]


def test_what_was_taken_down_and_is_still_there_comes_first(school: MadeSchool) -> None:
    release(school)
    with school.begin() as uow:
        item = uow.published.get("r1")
        assert item is not None
        uow.published.put(replace(item, taken_down_at=uow.now), seen=1)
    stray = live(school, id="C9", words="Stray.", link="")
    assert wrongs(compare(school, stray, live(school))) == [Wrong.STILL_UP, Wrong.UNRELEASED]


def test_what_was_never_released_and_was_said_to_be_down_is_told_while_it_is_there(
    school: MadeSchool,
) -> None:
    old = live(school, at=datetime(2020, 1, 1, tzinfo=UTC))
    deputy = school.actor("deputy")
    with school.begin() as uow:
        order = ask_take_down(uow, deputy, Ask(take_in(uow, old).id)).id
    assert compare(school, old).open == ()
    with school.begin() as uow:
        mark_taken_down(uow, deputy, order)
    first, second = compare(school, old), compare(school, old)
    assert (wrongs(first), wrongs(second)) == ([Wrong.STILL_UP], [Wrong.STILL_UP])
    assert (first.new, second.new) == (1, 0)


@pytest.mark.parametrize("present", [True, False])
def test_only_a_door_of_the_present_shows_that_what_was_seen_gone_is_out_again(
    school: MadeSchool, *, present: bool
) -> None:
    release(school)
    deputy = school.actor("deputy")
    with school.begin() as uow:
        item = taken_down(uow, deputy, "r1")
        seen_gone(uow, deputy, SawGone(item.id, "Opened its link."))
    school.clock.move(hours=1)
    assert wrongs(compare(school, live(school), present=present)) == [Wrong.STILL_UP]
    with school.begin() as uow:
        order, out = take_down_of(uow, "r1"), known_out(uow)
    assert order is not None
    assert (order.gone is None, order.asked_by == "office") == (present, present)
    assert [(one.down_at is None, one.unseen) for one in out] == [(present, int(present))]


def test_open_comments_of_a_release_are_its_own_task_and_close_by_its_own_step(
    school: MadeSchool,
) -> None:
    release(school)
    on = live(school, comments=Comments.ON)
    assert [compare(school, on).new for _ in range(2)] == [1, 0]
    (task,) = tasks(school, TaskKind.CLOSE_COMMENTS)
    assert task.subject == "r1"
    deputy = school.actor("deputy")
    with school.begin() as uow:
        item = uow.published.get("r1")
        assert item is not None
        assert not item.proved
        prove_comments(uow, deputy, "r1", Comments.OFF, "in the app")
    assert not tasks(school, TaskKind.CLOSE_COMMENTS)


def test_open_comments_of_an_old_post_are_told_anew_each_week(school: MadeSchool) -> None:
    old = live(school, at=datetime(2020, 1, 1, tzinfo=UTC), comments=Comments.ON)
    assert wrongs(compare(school, old)) == [Wrong.OPEN]
    answer(school)
    assert compare(school, old).open == ()
    school.clock.move(days=7)
    assert wrongs(compare(school, old)) == [Wrong.OPEN]


def test_what_was_released_and_is_not_there_is_told(school: MadeSchool) -> None:
    release(school)
    other = live(school, id="C2", link="", words="Other.", at=datetime(2020, 1, 1, tzinfo=UTC))
    assert wrongs(compare(school, other)) == [Wrong.GONE]
    mended = compare(school, other, live(school))
    assert mended.open == ()
    assert not tasks(school, TaskKind.SEE_LIVE)
    again = compare(school, other)
    assert (wrongs(again), again.new) == ([Wrong.GONE], 1)


@pytest.mark.parametrize("untold", [{"words": None}, {"comments": Comments.UNKNOWN}])
def test_a_door_that_does_not_tell_everything_closes_nothing(
    school: MadeSchool, untold: dict[str, Any]
) -> None:
    release(school)
    compare(school, live(school, SHOWN), live(school, id="C9", words="Stray.", link=""))
    compare(school, live(school, SHOWN, **untold))
    assert len(tasks(school, TaskKind.SEE_LIVE)) == 1


def test_an_export_closes_only_what_was_told_before_its_newest_post(school: MadeSchool) -> None:
    old = live(school, id="C2", link="", words="Other.", at=datetime(2020, 1, 1, tzinfo=UTC))
    compare(school, live(school, id="C9", words="Stray.", link=""))
    compare(school, old, present=False)
    assert len(tasks(school, TaskKind.SEE_LIVE)) == 1
    school.clock.move(hours=1)
    release(school)
    newer = live(school, SHOWN, at=school.clock.now())
    compare(school, old, newer, present=False)
    assert not tasks(school, TaskKind.SEE_LIVE)


def test_a_door_without_pictures_does_not_see_that_a_changed_picture_was_put_back(
    school: MadeSchool,
) -> None:
    release(school)
    other = picture("somebody else")
    compare(school, live(school, other), files={"a.jpg": other})
    compare(school, live(school))
    assert len(tasks(school, TaskKind.SEE_LIVE)) == 1
    compare(school, live(school, SHOWN))
    assert not tasks(school, TaskKind.SEE_LIVE)


@pytest.mark.parametrize("why", ["an older export", "an unreadable entry"])
def test_what_may_be_out_of_reach_is_not_called_gone(school: MadeSchool, why: str) -> None:
    release(school)
    older = live(school, id="C2", link="", words="Other.", at=datetime(2020, 1, 1, tzinfo=UTC))
    entries: tuple[Entry, ...] = (older,)
    if why == "an unreadable entry":
        entries = (older, Unreadable("post 2", "it is broken"))
    found = compare(school, *entries, present=why != "an older export")
    assert found.open == ()
    assert "whether something that was released is still live: 1" in found.untold


def test_what_nobody_can_tell_leaves_the_task_open_until_a_person_answers(
    school: MadeSchool,
) -> None:
    unknown = live(school, at=None, comments=Comments.UNKNOWN, words=None)
    for _ in range(2):
        assert len(compare(school, unknown).untold) == 3
    (task,) = tasks(school, TaskKind.COMPARE)
    assert "Not everything could be told." in task.say
    assert "It is time to compare what is live" in letters(school)[0].words
    answer(school, TaskKind.COMPARE)
    assert letters(school) == []


def test_a_letter_about_what_was_answered_is_not_sent(school: MadeSchool) -> None:
    compare(school, live(school))
    answer(school)
    assert letters(school) == []


def test_what_must_go_is_told_anew_while_it_is_live_whoever_answered(school: MadeSchool) -> None:
    head = school.actor("head")
    with school.begin() as uow:
        keep_address(uow, head, "head", "head@oakfield.test")
    compare(school, live(school))
    letters(school)
    for _ in range(2):
        answer(school)
        assert compare(school, live(school)).new == 0  # answered just now
        assert not tasks(school, TaskKind.SEE_LIVE)
        school.clock.move(days=1)
        assert compare(school, live(school)).new == 1
        assert compare(school, live(school)).new == 0  # asked already
        (task,) = tasks(school, TaskKind.SEE_LIVE)
        assert task.say.startswith("Somebody answered, and it is live all the same. Instagram")
        told = [letter.to for letter in letters(school)]
        assert told == [f"{who}@oakfield.test" for who in ("deputy", "head", "office")]
    with school.begin() as uow:
        said = [t.outcome for t in uow.tasks.all() if t.kind is TaskKind.SEE_LIVE]
    assert said.count("looked at it; it may stay") == 2  # nothing that was answered is lost


def test_what_somebody_changed_and_answered_for_is_not_told_again(school: MadeSchool) -> None:
    release(school)
    changed = live(school, SHOWN, words="Other words.")
    assert wrongs(compare(school, changed)) == [Wrong.EDITED]
    answer(school)
    school.clock.move(days=2)
    assert compare(school, changed).new == 0
    assert not tasks(school, TaskKind.SEE_LIVE)


def test_an_account_that_shows_nothing_is_could_not_check(school: MadeSchool) -> None:
    assert compare(school).live == 0
    assert len(tasks(school, TaskKind.COMPARE)) == 1


def test_a_door_that_breaks_off_tells_what_it_saw_and_closes_nothing(school: MadeSchool) -> None:
    stray = live(school, id="C9", words="Stray.", link="")
    compare(school, stray)
    found = compare(school, ends=CouldNotCheck("Nobody answers."))
    assert (found.broke, found.refused) == (True, False)
    assert found.untold == ("the rest: Nobody answers.: 1",)
    assert len(tasks(school, TaskKind.SEE_LIVE)) == 1


def test_a_whole_comparison_closes_the_weeks_task(school: MadeSchool) -> None:
    release(school)
    compare(school)
    assert len(tasks(school, TaskKind.COMPARE)) == 1
    compare(school, live(school))
    assert not tasks(school, TaskKind.COMPARE)
    by_clock(school)
    assert not tasks(school, TaskKind.COMPARE)


def by_clock(school: MadeSchool, door: Door | None = None) -> Compared | None:
    return reconcile_when_due(school.records, school.examiners.bundle(), door)


def test_without_a_door_somebody_is_asked_every_week(school: MadeSchool) -> None:
    release(school)
    by_clock(school)
    assert not tasks(school, TaskKind.COMPARE)
    school.clock.move(days=7)
    by_clock(school)
    by_clock(school)
    assert len(tasks(school, TaskKind.COMPARE)) == 1
    answer(school, TaskKind.COMPARE)
    school.clock.move(days=6)
    by_clock(school)
    assert not tasks(school, TaskKind.COMPARE)
    school.clock.move(days=1)
    by_clock(school)
    assert len(tasks(school, TaskKind.COMPARE)) == 1


def test_nothing_is_asked_about_what_was_taken_down(school: MadeSchool) -> None:
    with school.begin() as uow:
        gone = uow.now
    release(school, taken_down_at=gone)
    school.clock.move(days=8)
    by_clock(school)
    assert not tasks(school, TaskKind.COMPARE)


def test_through_a_door_it_is_compared_once_a_day(school: MadeSchool) -> None:
    release(school)
    account = Live([live(school)])
    door = Door(account, present=True)
    for _ in range(4):
        by_clock(school, door)
        school.clock.move(hours=10)
    assert account.asked == 2
    assert not tasks(school, TaskKind.COMPARE)


def test_a_door_that_does_not_answer_is_asked_again_in_an_hour(school: MadeSchool) -> None:
    account = Live(ends=CouldNotCheck("Nobody answers."))
    for _ in range(3):
        by_clock(school, Door(account, present=True))
        school.clock.move(minutes=40)
    assert account.asked == 2


@pytest.mark.parametrize("error", [UsageError, StaleWrite])
def test_whatever_a_door_raises_somebody_is_told_that_nothing_was_compared(
    school: MadeSchool, error: type[GatekeeperError]
) -> None:
    account = Live(ends=error("Amina Test"))
    for _ in range(3):
        by_clock(school, Door(account, present=True))
        school.clock.move(minutes=40)
    assert account.asked == 2
    (task,) = tasks(school, TaskKind.COMPARE)
    assert "It could not be compared by the server." in task.say
    assert "Amina" not in task.say


def test_a_door_that_refuses_is_left_alone_twice_as_long_each_time(school: MadeSchool) -> None:
    account = Live(ends=AskedToStop("Too often."))
    asked_on = []
    for day in range(16):
        before = account.asked
        by_clock(school, Door(account, present=True))
        school.clock.move(days=1)
        if account.asked > before:
            asked_on.append(day)
    assert asked_on == [0, 1, 2, 4, 8, 15]
    assert len(tasks(school, TaskKind.COMPARE)) == 1


def answer(school: MadeSchool, kind: TaskKind = TaskKind.SEE_LIVE) -> None:
    """Have the office say of every open task what came of it."""
    office = school.actor("office")
    for task in tasks(school, kind):
        with school.begin() as uow:
            finish_task(uow, office, task.id, "looked at it; it may stay")
