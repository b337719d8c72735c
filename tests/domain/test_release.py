"""Grants and what is seen live: an ended grant never opens again, a missing value is not "off"."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.release import Comments, CommentsSeen, Grant, GrantEnd, Published

NOON = datetime(2026, 11, 16, 12, tzinfo=UTC)
LATER = NOON + timedelta(hours=24)
GRANT = Grant("g", "p", 1, "d", "o", ChannelName.INSTAGRAM, "tablet", NOON, LATER, "n")
LIVE = Published("l", "p", ChannelName.INSTAGRAM, "https://x", NOON, "deputy", "Sports day")


def _saw(state: Comments) -> CommentsSeen:
    return CommentsSeen(state, "deputy", NOON, "looked")


def test_a_grant_is_open_until_it_expires() -> None:
    assert GRANT.open_at(LATER - timedelta(seconds=1))
    assert not GRANT.open_at(LATER)


@pytest.mark.parametrize("end", GrantEnd)
def test_an_ended_grant_never_opens_again(end: GrantEnd) -> None:
    assert not replace(GRANT, ended=end).open_at(NOON)


def test_what_was_fetched_and_is_over_is_asked_about_until_somebody_says() -> None:
    fetched = replace(GRANT, fetched=(NOON,))

    assert not GRANT.unknown_outcome(LATER)
    assert not fetched.unknown_outcome(NOON)
    assert fetched.unknown_outcome(LATER)
    assert not replace(fetched, went_out=False).unknown_outcome(LATER)


@pytest.mark.parametrize(
    ("seen", "proved"),
    [
        ((), False),
        ((Comments.OFF,), True),
        ((Comments.UNKNOWN,), False),
        ((Comments.ON, Comments.OFF), True),
        ((Comments.OFF, Comments.ON), False),
        ((Comments.OFF, Comments.UNKNOWN), False),
    ],
)
def test_only_a_newest_look_that_saw_comments_off_proves_it(
    seen: tuple[Comments, ...],
    proved: bool,  # noqa: FBT001
) -> None:
    assert replace(LIVE, comments=tuple(_saw(state) for state in seen)).proved is proved
