"""What an archive told of a post goes with the post, and by itself where only it told of one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256

import pytest

from gatekeeper.desk.audit.take_in import take_in
from gatekeeper.desk.rights.erase_due import erase_due
from gatekeeper.desk.rights.stays import keep_longer
from gatekeeper.desk.takedown.order import Ask, ask_take_down
from gatekeeper.desk.takedown.take_down import SawGone, mark_taken_down, seen_gone
from gatekeeper.domain.audit import LivePost
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.child_posts import LivePicture, live_picture_id
from gatekeeper.domain.evidence import Reading
from gatekeeper.domain.picture import Carried, PictureFacts
from gatekeeper.domain.published_post import Media, MediaKind, PublishedPost
from gatekeeper.domain.release import Published
from gatekeeper.domain.retention import Kept
from gatekeeper.errors import CouldNotCheck
from tests.desk.made_school import MadeSchool
from tests.desk.rights.test_retention import decide, looked
from tests.fakes.examiners import picture

PICTURE = Media("a.jpg", MediaKind.PICTURE, "d" * 64, 9)
OLD = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
POST = PublishedPost("OLD", ChannelName.INSTAGRAM, "Amina won the race.", OLD, (PICTURE,))
COPY = b"a picture of a child"
COPY_DIGEST = sha256(COPY).hexdigest()
WHY = "A solicitor asked for it in writing."


@pytest.fixture
def school() -> MadeSchool:
    """Return a school that keeps posts that were taken down for 84 days."""
    school = MadeSchool()
    decide(school, Kept.TAKEN_DOWN, 84)
    return school


def told(school: MadeSchool, post: PublishedPost = POST) -> LivePost:
    """Take a post in with a small copy of its picture."""
    with school.begin() as uow:
        live = take_in(uow, post)
        copy = uow.blobs.put(live.id, COPY)
        name = live_picture_id(live.id, PICTURE.digest)
        kept = LivePicture(name, live.id, PICTURE.digest, copy)
        uow.live_pictures.put(kept, seen=uow.live_pictures.version(name))
    return live


def told_as_released(school: MadeSchool, released: Published) -> LivePost:
    """Take the released post in as an archive tells of it: it has the picture, and no link."""
    live = told(school, replace(POST, id="X", words="Other words.", at=released.at))
    facts = PictureFacts("image/jpeg", 1000, 800, Carried(), released.fingerprints[0])
    with school.begin() as uow:
        uow.readings.put(Reading("r", live.id, PICTURE.digest, facts))
    return live


def taken_down(school: MadeSchool, of: str, *, gone: bool = True) -> None:
    deputy = school.actor("deputy")
    with school.begin() as uow:
        item = ask_take_down(uow, deputy, Ask(of))
    with school.begin() as uow:
        mark_taken_down(uow, deputy, item.id)
    if gone:
        with school.begin() as uow:
            seen_gone(uow, deputy, SawGone(item.id, "looked at its link"))


def erased(school: MadeSchool, days: int = 85) -> list[str]:
    school.clock.move(days=days)
    return [receipt.subject for receipt in erase_due(school.records)]


def readable(school: MadeSchool, live: LivePost) -> bool:
    """Whether the words of a post, or the copy of its picture, can still be read."""
    with school.begin() as uow:
        try:
            uow.blobs.get(live.id, COPY_DIGEST)
        except CouldNotCheck:
            return uow.live_posts.get(live.id) is not None
        return True


def test_what_an_archive_told_of_a_post_goes_with_the_post(school: MadeSchool) -> None:
    released = school.published(picture("a", 1), names=("amina",))
    live = told_as_released(school, released)
    taken_down(school, released.id)
    assert readable(school, live)
    assert erased(school) == [released.post]
    assert not readable(school, live)
    with school.begin() as uow:
        assert uow.destroyed(live.id)
        told_of = [e.subject for e in uow.ledger.entries() if e.what == "post.erased"]
        assert told_of == [live.id, released.post]
        assert (uow.live_posts.all(), uow.live_pictures.all(), uow.readings.all()) == ((), (), ())


def test_what_an_archive_told_after_the_post_was_seen_gone_is_out_again_and_stays(
    school: MadeSchool,
) -> None:
    released = school.published(picture("a", 1), names=("amina",))
    taken_down(school, released.id)
    live = told_as_released(school, released)
    other = told(school)
    assert erased(school) == [released.post]
    assert readable(school, live)
    assert readable(school, other)


def test_what_was_ordered_down_itself_or_kept_longer_does_not_go_with_its_post(
    school: MadeSchool,
) -> None:
    released = school.published(picture("a", 1), names=("amina",))
    live = told_as_released(school, released)
    dpo = school.actor("dpo")
    taken_down(school, released.id)
    with school.begin() as uow:
        keep_longer(uow, dpo, live.id, WHY)
    assert erased(school) == [released.post]
    assert readable(school, live)


def test_a_post_of_which_only_an_archive_told_goes_once_it_is_gone_long_enough(
    school: MadeSchool,
) -> None:
    live, up = told(school), told(school, replace(POST, id="UP"))
    deputy = school.actor("deputy")
    with school.begin() as uow:
        ask_take_down(uow, deputy, Ask(up.id))
    taken_down(school, live.id)
    assert erased(school, 84) == []
    assert [item.subject for item in looked(school).soon] == [live.id]
    assert erased(school, 1) == [live.id]
    assert not readable(school, live)
    assert readable(school, up)


def test_nothing_goes_of_which_nobody_has_seen_that_it_is_gone(school: MadeSchool) -> None:
    live = told(school)
    taken_down(school, live.id, gone=False)
    assert erased(school) == []
    [item] = looked(school).due
    assert (item.called, item.stays) == ("Instagram OLD", "nobody has seen that it is gone")


def test_an_archive_that_tells_again_of_what_was_erased_tells_of_another_post(
    school: MadeSchool,
) -> None:
    live = told(school)
    for _ in range(2):
        taken_down(school, live.id)
        assert erased(school) == [live.id]
        again = told(school)
        assert again.id != live.id
        assert told(school) == again
        live = again
