"""An archive that leaves a post out, and tells of before and after, has seen that it is gone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from gatekeeper.desk.audit.told_again import names_of
from gatekeeper.desk.takedown.gone_from_archive import gone_from_archive, sees_gone
from gatekeeper.domain.audit import AuditRun
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.published_post import PLAIN_FOLDER
from gatekeeper.domain.release import Published
from gatekeeper.domain.take_down import SeenBy
from tests.desk.made_school import MadeSchool
from tests.desk.takedown.test_take_down import OLD, an_old_post, ask, mark, open_tasks


@pytest.fixture
def school() -> MadeSchool:
    return MadeSchool()


def told(school: MadeSchool, name: str, days: float, channel: ChannelName = OLD.channel) -> str:
    assert OLD.at is not None
    post = replace(OLD, id=name, at=OLD.at + timedelta(days), channel=channel)
    return an_old_post(school, post)


def seen(school: MadeSchool, *names: str) -> list[str]:
    actor = school.actor("head")
    with school.begin() as uow:
        return [item.of for item in gone_from_archive(uow, actor, names, "an export")]


def test_what_was_taken_down_and_is_left_out_amid_others_is_gone(school: MadeSchool) -> None:
    before, after, live = told(school, "a", -1), told(school, "b", 1), an_old_post(school)
    item = ask(school, live)
    assert seen(school, before, after) == []
    mark(school, item.id)
    assert seen(school, before, after, live) == []
    assert seen(school, before, after) == [live]
    assert open_tasks(school) == []
    with school.begin() as uow:
        kept = uow.take_downs.get(item.id)
    assert kept is not None
    assert kept.gone is not None
    assert (kept.gone.seen_by, kept.gone.proof) == (SeenBy.ARCHIVE, "2 posts: an export")
    assert seen(school, before, after) == []


def test_an_archive_of_another_time_or_channel_says_nothing(school: MadeSchool) -> None:
    live = an_old_post(school)
    mark(school, ask(school, live).id)
    others = [
        told(school, "c", -1, ChannelName.LINKEDIN),
        told(school, "d", 1, ChannelName.LINKEDIN),
    ]
    assert seen(school, told(school, "a", -1)) == []
    assert seen(school, told(school, "b", 1)) == []
    assert seen(school, *others) == seen(school) == seen(school, "nothing") == []


@pytest.mark.parametrize("days", [0, 0.5, -0.5])
def test_what_stands_near_in_time_may_be_the_same_post_by_another_name(
    school: MadeSchool, days: float
) -> None:
    before, after, live = told(school, "a", -2), told(school, "b", 2), an_old_post(school)
    mark(school, ask(school, live).id)
    assert seen(school, before, after, told(school, "other", days)) == []
    assert seen(school, before, after) == [live]


def released(school: MadeSchool) -> str:
    """Put a release on record that went out when the old post did; it was said to be down."""
    assert OLD.at is not None
    with school.begin() as uow:
        item = Published("ours", "post", OLD.channel, "https://x/p/1", OLD.at, "deputy", "Words.")
        uow.published.put(item)
    mark(school, ask(school, "ours").id)
    return "ours"


def test_what_was_released_here_and_is_left_out_amid_others_is_gone(school: MadeSchool) -> None:
    ours, before, after = released(school), told(school, "a", -3), told(school, "b", 3)
    assert seen(school, before, after, ours) == [], "the archive holds it"
    assert seen(school, before) == seen(school, after) == []
    assert seen(school, before, after) == [ours]
    assert open_tasks(school) == []


def test_what_stands_near_the_receipt_of_a_release_may_be_that(school: MadeSchool) -> None:
    ours, before, after = released(school), told(school, "a", -3), told(school, "b", 3)
    assert seen(school, before, after, told(school, "other", 1.9)) == []
    assert seen(school, before, after) == [ours]


def test_an_archive_names_what_was_released_by_its_link(school: MadeSchool) -> None:
    ours, live = released(school), an_old_post(school, replace(OLD, link="https://x/p/1"))
    with school.begin() as uow:
        assert names_of(uow, [live, "nothing"]) == {live, ours}


def test_a_trial_an_audit_of_another_day_and_a_plain_folder_see_nothing_gone() -> None:
    run = AuditRun("r", "somewhere", "head", datetime(2026, 10, 1, tzinfo=UTC), "book")
    assert sees_gone(run, "an export")
    assert not sees_gone(run, PLAIN_FOLDER)
    assert not sees_gone(replace(run, trial=True), "an export")
    assert not sees_gone(replace(run, as_of=date(2026, 9, 1)), "an export")
