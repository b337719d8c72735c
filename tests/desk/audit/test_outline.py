"""What went out around a post, out of everything that is out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gatekeeper.desk.audit import outline
from gatekeeper.desk.audit.outline import Outline
from gatekeeper.domain.history import REACH, History, PastPost, history_around

DAY = date(2026, 3, 2)


def out(past: Sequence[PastPost]) -> Outline:
    in_order = tuple(sorted(past, key=lambda one: one.day))
    return Outline((), (), None, in_order, ())


@given(st.lists(st.integers(-100, 100), max_size=12))
def test_what_went_out_around_a_post_is_the_same_as_by_going_through_everything(
    days: list[int],
) -> None:
    past = [PastPost(str(n), DAY + timedelta(days=day), "pool") for n, day in enumerate(days)]
    assert out(past).around(DAY) == history_around(past, DAY)


def test_the_first_and_the_last_day_of_the_weeks_around_a_post_belong_to_them() -> None:
    past = [PastPost("first", DAY - REACH, "pool"), PastPost("last", DAY + REACH, "pool")]
    assert [one.post for one in out(past).around(DAY).posts] == ["first", "last"]


def test_judging_a_post_goes_through_its_own_weeks_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """With ten thousand posts, going through all for each of them is a hundred million steps."""
    gone_through: list[int] = []

    def counted(posts: Sequence[PastPost], _: date) -> History:
        gone_through.append(len(posts))
        return History()

    monkeypatch.setattr(outline, "history_around", counted)
    years = [PastPost(str(n), DAY + timedelta(days=n), "pool") for n in range(-2_000, 2_000)]
    out(years).around(DAY)
    assert gone_through == [2 * REACH.days + 1]
