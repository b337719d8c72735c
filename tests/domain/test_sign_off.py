"""The statement that is signed, and when the yes ends."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gatekeeper.domain.sign_off import Accepted, Statement, lapses, sealed_reasons, shown

NOON = datetime(2026, 11, 16, 12, tzinfo=UTC)
STATEMENT = Statement(
    "q", NOON, NOON, "head", "k", "https://oakfield", "p", 1, "pd", "bd", "dd", "sd"
)
OTHER = {
    "issued": NOON + timedelta(seconds=1),
    "expires": NOON + timedelta(seconds=1),
    "version": 2,
    "accepted": (Accepted("f", "seen on paper"),),
}


def test_the_message_begins_with_what_is_agreed_to() -> None:
    assert STATEMENT.message.startswith(b"gatekeeper/approve/v1\n{")


@pytest.mark.parametrize("field", [f.name for f in fields(Statement)])
def test_every_part_of_the_statement_is_signed(field: str) -> None:
    changed = replace(STATEMENT, **{field: OTHER.get(field, "another")})  # type: ignore[arg-type]

    assert changed.message != STATEMENT.message


def test_what_was_shown_covers_findings_words_and_pictures_in_their_order() -> None:
    page = shown("f", "w", ("a", "b"))

    assert page != shown("g", "w", ("a", "b"))
    assert page != shown("f", "x", ("a", "b"))
    assert page != shown("f", "w", ("b", "a"))


@pytest.mark.parametrize(
    ("waited", "holds"),
    [
        (None, timedelta(hours=48)),
        (timedelta(hours=-5), timedelta(hours=48)),
        (timedelta(days=3), timedelta(days=5)),
        (timedelta(days=13), timedelta(days=14)),
        (timedelta(days=40), timedelta(days=14)),
    ],
)
def test_a_yes_ends_48_hours_after_what_it_waited_for_and_after_14_days_at_most(
    waited: timedelta | None, holds: timedelta
) -> None:
    ended = None if waited is None else NOON + waited

    assert lapses(NOON, ended) == NOON + holds


@given(st.none() | st.timedeltas(timedelta(days=-30), timedelta(days=30)))
def test_no_yes_outlives_14_days(waited: timedelta | None) -> None:
    ended = None if waited is None else NOON + waited

    assert timedelta(hours=48) <= lapses(NOON, ended) - NOON <= timedelta(days=14)


def test_reasons_leave_the_post_as_digests_that_its_salt_alone_can_tell() -> None:
    typed = (Accepted("R01:stale:register", "Alfie has not changed"),)
    sealed = sealed_reasons("salt", typed)

    assert "Alfie" not in repr(sealed)
    assert sealed == sealed_reasons("salt", typed)
    assert sealed != sealed_reasons("pepper", typed)
    assert sealed_reasons("salt", ()) == ()
