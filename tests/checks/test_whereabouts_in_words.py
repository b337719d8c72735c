"""A post that tells where children will be waits until the day that it names is over."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from gatekeeper.checks.whereabouts_in_words import Found, run
from gatekeeper.domain.check import FixKind, NoParams
from gatekeeper.domain.dossier import Dossier
from tests.checks.case_language import dossier

FRIDAY = "On Friday we go to the castle."
ARRIVED = "Just arrived at the castle."


def _told(kind: str, text: str, **more: object) -> Dossier:
    return dossier({"words": text, "passages": [{"kind": kind, "text": text}], **more})


def test_it_waits_until_the_day_that_is_named_is_over() -> None:
    (hit,) = run(_told("there_soon", FRIDAY), NoParams())

    assert hit.waits_for == "until:2026-11-21T00:00:00+00:00"
    assert hit.words["day"] == "20 November 2026"


def test_once_the_day_is_over_nothing_is_told() -> None:
    told = _told("there_soon", FRIDAY)
    last_minute = replace(told, now=told.now + timedelta(days=4, hours=11, minutes=59))

    assert [hit.outcome for hit in run(last_minute, NoParams())] == [Found.DAY_TO_COME]
    assert list(run(replace(told, now=told.now + timedelta(days=4, hours=12)), NoParams())) == []


def test_a_trip_that_lasts_can_be_named_with_one_tap() -> None:
    (hit,) = run(_told("there_now", ARRIVED, under_way=[{"id": "castle"}]), NoParams())

    assert [fix.kind for fix in hit.fixes] == [
        FixKind.DECLARE_TRIP,
        FixKind.ENTER_TRIP,
        FixKind.CHANGE_WORDS,
        FixKind.LET_STAND,
    ]
    assert hit.fixes[0].target == "castle"
