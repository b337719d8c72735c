"""The basis: the facts a sign-off rests on, without the clock and the rest of the register."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from gatekeeper.domain.channel import ChannelName, ChannelRecord
from gatekeeper.domain.check import Applies
from gatekeeper.domain.decision import basis_of, verdict_of
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.finding import worst_first
from gatekeeper.domain.register import RegisterState
from gatekeeper.domain.verdict import Verdict, worst
from gatekeeper.pipeline import decide
from tests.pipeline.made_posts import fine
from tests.policy.shipped import BOOK

RECORDS = tuple(ChannelRecord(name, "oakfield") for name in ChannelName)


def _post() -> Dossier:
    return replace(fine(), channels=RECORDS, evidence={"faces": "1"})


CHANGES: dict[str, tuple[Callable[[Dossier], Dossier], str]] = {
    "a permission": (
        lambda d: replace(d, permissions=tuple(replace(p, may=False) for p in d.permissions)),
        "a child here may no longer be shown, or a permission changed",
    ),
    "an adult": (
        lambda d: replace(d, adults=tuple(replace(a, may=False) for a in d.adults)),
        "an adult's agreement changed",
    ),
    "an answer": (
        lambda d: replace(d, answers=d.answers[1:]),
        "who is in a picture was answered differently",
    ),
    "the trip": (
        lambda d: replace(d, trip=replace(d.trip, place="Farm") if d.trip else None),
        "the trip changed",
    ),
    "a channel": (
        lambda d: replace(d, channels=(RECORDS[0], replace(RECORDS[1], account="other"))),
        "a channel's record changed",
    ),
    "the models": (
        lambda d: replace(d, evidence={"faces": "2"}),
        "the way pictures are examined changed",
    ),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_changed_fact_is_another_basis_and_says_which_kind(what: str) -> None:
    change, words = CHANGES[what]
    before, after = basis_of(_post(), "b"), basis_of(change(_post()), "b")

    assert before.digest != after.digest
    assert before.changed(after) == (words,)


def test_another_rule_book_is_another_basis() -> None:
    assert basis_of(_post(), "b").changed(basis_of(_post(), "c")) == ("the rule book changed",)


@pytest.mark.parametrize(
    "change",
    [
        lambda d: replace(d, now=d.now + timedelta(days=1), today=d.today + timedelta(days=1)),
        lambda d: replace(d, trip=replace(d.trip, all_back_at=None, news=("late",))),
        lambda d: replace(d, register=RegisterState(900, None, 3)),
        lambda d: replace(d, permissions=tuple(reversed(d.permissions))),
        lambda d: replace(d, adults=tuple(reversed(d.adults))),
        lambda d: replace(d, channels=tuple(reversed(d.channels))),
        lambda d: replace(d, called={}),
        lambda d: replace(d, rules_review_by=date(2020, 1, 1)),
    ],
    ids=["clock", "all back", "register", "order", "adults", "channels", "names", "review"],
)
def test_the_basis_does_not_depend_on(change: Callable[[Dossier], Dossier]) -> None:
    assert basis_of(change(_post()), "b") == basis_of(_post(), "b")


def test_a_post_without_a_trip_has_a_basis_too() -> None:
    assert basis_of(replace(_post(), trip=None), "b").trip == ()


def test_a_decision_is_known_by_what_it_says_and_rests_on_alone() -> None:
    one = decide(_post(), BOOK, decision_id="a", version=1, applies=Applies.DRAFT)
    two = replace(one, id="b", version=9, at=one.at + timedelta(hours=1))

    assert one.digest == two.digest
    assert one.digest != replace(one, verdict=Verdict.NOTE).digest
    assert one.digest != replace(one, post_digest="x").digest
    assert one.digest != replace(one, book_digest="x").digest
    assert one.digest != replace(one, basis=replace(one.basis, rules="x")).digest


def test_the_worst_verdict_wins_and_stands_first() -> None:
    post = replace(_post(), permissions=(), rules_review_by=None)
    found = decide(post, BOOK, decision_id="a", version=1, applies=Applies.DRAFT).findings

    assert verdict_of(found) is found[0].verdict is Verdict.BLOCK
    assert found[-1].verdict is Verdict.NOTE
    assert worst_first(tuple(reversed(found)))[0].verdict is Verdict.BLOCK
    assert len({finding.key for finding in found}) == len(found)


def test_verdicts_are_ordered_from_harmless_to_final() -> None:
    names = ["PASS", "NOTE", "ASK", "WAIT", "UNCHECKED", "BLOCK"]

    assert [v.name for v in sorted(Verdict)] == names
    assert worst([Verdict.ASK, Verdict.WAIT, Verdict.NOTE]) is Verdict.WAIT
    assert worst([]) is Verdict.PASS
