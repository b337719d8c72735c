"""Where a post stands is read off what happened to it, and nothing survives an edit."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.people import Scheme
from gatekeeper.domain.post import Post, Version
from gatekeeper.domain.release import (
    Comments,
    CommentsSeen,
    Grant,
    GrantEnd,
    Published,
    Recall,
)
from gatekeeper.domain.sign_off import Return, SignOff, Statement, Submission
from gatekeeper.domain.stage import History, Stage, stage

NOON = datetime(2026, 11, 16, 12, tzinfo=UTC)
POST = Post("p", "Sports day", NOON, (ChannelName.INSTAGRAM,))
VERSION = Version("p", 2, "sports-day", POST, "deputy", NOON)


def _at(minutes: int) -> datetime:
    return NOON + timedelta(minutes=minutes)


def _submitted(minutes: int, version: int = 2) -> Submission:
    return Submission(f"s{minutes}", "p", version, "d", "deputy", _at(minutes))


def _returned(submission: str = "s1", version: int = 2, words: str | None = None) -> Return:
    return Return("r", "p", version, submission, "head", _at(2), "Too long", words)


def _signed(version: int = 2, digest: str = POST.digest) -> SignOff:
    statement = Statement(
        "q", NOON, _at(30), "head", "k", "https://oakfield", "p", version, digest, "b", "d", "s"
    )
    return SignOff("o", "p", "s1", statement, Scheme.ED25519, b"proof", _at(5))


GRANT = Grant("g", "p", 2, POST.digest, "o", ChannelName.INSTAGRAM, "t", NOON, _at(60), "n")
OFF = CommentsSeen(Comments.OFF, "deputy", _at(9), "looked")
LIVE = Published("l", "p", ChannelName.INSTAGRAM, "https://x", _at(8), "deputy", "Sports day")
RECALL = Recall("c", "p", "dsl", _at(7), "wrong child")
BOTH = replace(VERSION, post=replace(POST, channels=tuple(ChannelName)))
LIFTED = replace(RECALL, submission="s1", lifted_at=_at(8))
VOIDED = replace(_signed(), voided_at=_at(6))
HISTORY = History(VERSION)


def _stage(history: History, minutes: int = 10) -> Stage:
    return stage(history, _at(minutes))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, Stage.DRAFT),
        ({"submissions": (_submitted(1),)}, Stage.SUBMITTED),
        ({"submissions": (_submitted(1, version=1),)}, Stage.DRAFT),
        ({"submissions": (_submitted(1),), "returns": (_returned("s1"),)}, Stage.RETURNED),
        (
            {"submissions": (_submitted(1), _submitted(3)), "returns": (_returned("s1"),)},
            Stage.SUBMITTED,
        ),
        (
            {"submissions": (_submitted(1), _submitted(0)), "returns": (_returned("s1"),)},
            Stage.SUBMITTED,
        ),
        ({"submissions": (_submitted(1),), "returns": (_returned("s9", 1),)}, Stage.SUBMITTED),
        ({"submissions": (_submitted(1),), "recalls": (LIFTED,)}, Stage.DRAFT),
        ({"submissions": (_submitted(1),), "sign_offs": (VOIDED,)}, Stage.DRAFT),
        ({"returns": (_returned(words="Shorter"),)}, Stage.PROPOSED),
        ({"returns": (_returned(words=""),)}, Stage.PROPOSED),
        ({"sign_offs": (_signed(),)}, Stage.APPROVED),
        ({"sign_offs": (_signed(),), "grants": (GRANT,)}, Stage.RELEASED),
        ({"grants": (GRANT,)}, Stage.DRAFT),
        ({"sign_offs": (_signed(),), "recalls": (RECALL,)}, Stage.RECALLED),
        ({"recalls": (replace(RECALL, lifted_at=_at(8)),)}, Stage.DRAFT),
        ({"published": (LIVE,)}, Stage.PUBLISHED),
        ({"published": (replace(LIVE, comments=(OFF,)),)}, Stage.DONE),
        ({"published": (replace(LIVE, comments=(OFF,)), LIVE)}, Stage.PUBLISHED),
        ({"version": BOTH, "published": (replace(LIVE, comments=(OFF,)),)}, Stage.PARTLY),
        ({"published": (LIVE,), "recalls": (RECALL,)}, Stage.TO_TAKE_DOWN),
        (
            {"published": (replace(LIVE, comments=(OFF,)),), "recalls": (RECALL,)},
            Stage.TO_TAKE_DOWN,
        ),
        ({"published": (replace(LIVE, taken_down_at=_at(9)),)}, Stage.TAKEN_DOWN),
        ({"published": (replace(LIVE, taken_down_at=_at(9)), LIVE)}, Stage.PUBLISHED),
    ],
)
def test_a_post_stands_where_its_history_put_it(
    changes: dict[str, object], expected: Stage
) -> None:
    assert _stage(replace(HISTORY, **changes)) is expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "sign_off",
    [
        replace(_signed(), voided_at=_at(6)),
        _signed(digest="0" * 64),
        _signed(version=1),
    ],
    ids=["void", "of other content", "of a version before, though it read the same"],
)
def test_a_sign_off_does_not_survive(sign_off: SignOff) -> None:
    assert _stage(replace(HISTORY, sign_offs=(sign_off,))) is Stage.DRAFT
    assert replace(HISTORY, sign_offs=(sign_off,)).sign_off() is None


def test_the_newest_sign_off_of_a_version_counts() -> None:
    newer = replace(_signed(), id="newer")

    assert replace(HISTORY, sign_offs=(_signed(), newer)).sign_off() == newer


@pytest.mark.parametrize(
    "grant",
    [replace(GRANT, ended=GrantEnd.RECALL), replace(GRANT, expires=_at(10))],
    ids=["ended", "expired"],
)
def test_a_grant_that_is_not_open_is_not_on_the_tablet(grant: Grant) -> None:
    history = replace(HISTORY, sign_offs=(_signed(),), grants=(grant,))

    assert _stage(history) is Stage.APPROVED


def test_what_was_sent_before_a_void_or_a_lifted_recall_has_to_be_sent_again() -> None:
    void = replace(HISTORY, submissions=(_submitted(1),))
    lifted = LIFTED

    assert _stage(replace(void, sign_offs=(replace(_signed(), voided_at=_at(6)),))) is Stage.DRAFT
    assert _stage(replace(void, recalls=(lifted,))) is Stage.DRAFT
    again = replace(void, recalls=(lifted,), submissions=(_submitted(1), _submitted(9)))
    assert _stage(again) is Stage.SUBMITTED
