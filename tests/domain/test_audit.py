"""What is to be done about a post that is out: known reasons first, then what is not known."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from gatekeeper.domain.audit import Call, LivePost, call_of
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.finding import Finding
from gatekeeper.domain.published_post import Media, MediaKind, PublishedPost
from gatekeeper.domain.release import Comments
from gatekeeper.domain.verdict import Verdict

NOON = datetime(2026, 9, 18, 12, tzinfo=UTC)
PICTURE = Media("a.jpg", MediaKind.PICTURE, "ab" * 32, 100)


def finding(verdict: Verdict) -> Finding:
    return Finding("W01", "pupil_named_in_words", "O11", "named", verdict, "words", "So.", "Then.")


@pytest.mark.parametrize(
    ("verdict", "call"),
    [
        (Verdict.NOTE, Call.FINE),
        (Verdict.ASK, Call.ASK),
        (Verdict.WAIT, Call.ASK),
        (Verdict.UNCHECKED, Call.COULD_NOT_CHECK),
        (Verdict.BLOCK, Call.TAKE_DOWN),
    ],
)
def test_the_worst_finding_makes_the_call(verdict: Verdict, call: Call) -> None:
    assert call_of([finding(Verdict.NOTE), finding(verdict)], faces=0, untold=False) is call


def test_a_reason_to_ask_is_not_hidden_by_what_is_unknown() -> None:
    found = [finding(Verdict.ASK), finding(Verdict.UNCHECKED)]

    assert call_of(found, faces=3, untold=True) is Call.ASK


@pytest.mark.parametrize(
    ("faces", "untold", "call"),
    [
        (0, False, Call.FINE),
        (1, False, Call.LOOK),
        (0, True, Call.COULD_NOT_CHECK),
        (1, True, Call.COULD_NOT_CHECK),
    ],
)
def test_what_is_not_known_is_never_fine(faces: int, call: Call, *, untold: bool) -> None:
    assert call_of([], faces=faces, untold=untold) is call


def test_every_call_has_its_words() -> None:
    assert len({call.words for call in Call}) == len(Call)


def test_a_post_is_judged_as_what_people_read_and_see() -> None:
    out = PublishedPost("C1", ChannelName.INSTAGRAM, "Hello", NOON, (PICTURE, PICTURE))
    version = LivePost("x", out, "salt", NOON).as_version()

    assert version.post.words == "Hello"
    assert [p.original.digest for p in version.post.pictures] == [PICTURE.digest]
    assert not version.post.comments_off
    assert version.at == NOON


def test_comments_are_off_only_where_they_were_seen_off() -> None:
    out = PublishedPost("C1", ChannelName.INSTAGRAM, None, None, comments=Comments.OFF)
    off = LivePost("x", out, "salt", NOON).as_version()
    on = LivePost("x", replace(out, comments=Comments.ON), "salt", NOON).as_version()

    assert off.post.comments_off
    assert not on.post.comments_off
    assert off.post.words == ""
    assert off.at == NOON
