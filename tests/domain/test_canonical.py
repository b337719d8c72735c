"""One value, one byte form; and a digest never stands for another noun."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from enum import Enum, IntEnum
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gatekeeper.domain.canonical import canonical, digest, plain, salted
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.verdict import Verdict

SUMMER = timezone(timedelta(hours=1))


@dataclass(frozen=True)
class Bench:
    name: str
    seats: int
    painted: date | None = None


def test_the_form_is_the_noun_a_line_feed_and_sorted_json_without_spaces() -> None:
    value = {"b": ("x", 1), "a": Bench("Löwe", 2)}

    assert canonical("bench", value) == (
        'gatekeeper/bench/v1\n{"a":{"name":"Löwe","seats":2},"b":["x",1]}'.encode()
    )


def test_the_digest_is_the_sha_256_of_the_form() -> None:
    assert digest("bench", "x") == hashlib.sha256(b'gatekeeper/bench/v1\n"x"').hexdigest()


def test_one_value_under_two_nouns_has_two_digests() -> None:
    assert digest("post", {}) != digest("basis", {})


@pytest.mark.parametrize(
    ("value", "form"),
    [
        (True, 1),
        (Verdict.BLOCK, 5),
        (ChannelName.LINKEDIN, "linkedin"),
        (b"\x00\xff", "00ff"),
        (date(2026, 3, 1), "2026-03-01"),
        (datetime(2026, 7, 1, 10, 30, 5, 7, tzinfo=SUMMER), "2026-07-01T09:30:05.000007Z"),
        (frozenset({"b", "a"}), ["a", "b"]),
        ({"x", "y"}, ["x", "y"]),
        (frozenset({("b", 1), ("a", 2)}), [["a", 2], ["b", 1]]),
        ((1, [2, "3"]), [1, [2, "3"]]),
        (MappingProxyType({ChannelName.INSTAGRAM: "x", "none": None}), {"instagram": "x"}),
        (Bench("a", 1, date(2026, 3, 1)), {"name": "a", "painted": "2026-03-01", "seats": 1}),
    ],
)
def test_a_value_has_one_plain_form(value: object, form: object) -> None:
    assert plain(value) == form


class Weight(Enum):
    LIGHT = 0.5


class Number(IntEnum):
    ONE = 1


@pytest.mark.parametrize(
    "value",
    [
        0.5,
        None,
        [None],
        object(),
        Bench,
        Weight.LIGHT,
        {1: "x"},
        {Number.ONE: "x"},
        datetime(2026, 7, 1, 10, 30),  # noqa: DTZ001  that it has no zone is the point
    ],
)
def test_what_could_be_written_in_two_ways_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match=r"canonical form|must be text"):
        canonical("x", value)


texts = st.text()
values = st.recursive(
    texts | st.integers(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=10,
)


@given(values)
def test_what_is_written_can_be_read_back(value: Any) -> None:
    head, _, body = canonical("x", value).partition(b"\n")

    assert head == b"gatekeeper/x/v1"
    assert json.loads(body) == value


@given(values, values)
def test_two_values_never_share_a_form(one: Any, two: Any) -> None:
    assert (canonical("x", one) == canonical("x", two)) == (one == two)


@given(st.dictionaries(texts, st.integers(), min_size=2))
def test_the_order_of_keys_does_not_matter(value: dict[str, int]) -> None:
    assert digest("x", value) == digest("x", dict(reversed(value.items())))


@given(
    st.datetimes(min_value=datetime(2000, 1, 1), max_value=datetime(2100, 1, 1)),  # noqa: DTZ001
    st.integers(-12, 12),
)
def test_one_moment_has_one_form_in_every_zone(naive: datetime, hours: int) -> None:
    moment = naive.replace(tzinfo=UTC)

    assert plain(moment.astimezone(timezone(timedelta(hours=hours)))) == plain(moment)


def test_a_salted_digest_means_nothing_without_its_salt() -> None:
    assert salted(b"one", "x") == salted(b"one", "x")
    assert salted(b"one", "x") != salted(b"two", "x")
    assert salted(b"one", "x") != salted(b"one", "y")
    assert len(salted(b"one", "x")) == 64
