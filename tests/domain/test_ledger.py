"""The ledger: whatever is changed, left out, swapped or put in is found, all but a missing end."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gatekeeper.domain.ledger import START, Entry, broken_at, seal

NOON = datetime(2026, 11, 16, 12, tzinfo=UTC)


def _chain(length: int) -> list[Entry]:
    entries: list[Entry] = []
    for number in range(1, length + 1):
        before = entries[-1].hash if entries else START
        at = NOON + timedelta(minutes=number)
        entry = Entry(number, at, "post.judged", "deputy", f"p{number}", {"n": "1"}, before)
        entries.append(replace(entry, hash=seal(entry)))
    return entries


lengths = st.integers(2, 6)


def test_an_empty_ledger_is_whole() -> None:
    assert broken_at([]) is None


@given(lengths)
def test_an_untouched_chain_is_whole(length: int) -> None:
    assert broken_at(_chain(length)) is None


CHANGES = {
    "at": NOON,
    "what": "post.erased",
    "actor": "somebody",
    "subject": "another",
    "details": {"n": "2"},
    "before": "f" * 64,
    "hash": "f" * 64,
    "number": 77,
}


@pytest.mark.parametrize("field", CHANGES)
@given(lengths, st.data())
def test_an_altered_entry_is_found(field: str, length: int, data: st.DataObject) -> None:
    chain = _chain(length)
    at = data.draw(st.integers(0, length - 1))
    chain[at] = replace(chain[at], **{field: CHANGES[field]})  # type: ignore[arg-type]

    assert broken_at(chain) == at + 1


def test_every_field_of_an_entry_can_be_altered_here() -> None:
    assert set(CHANGES) == set(Entry.__dataclass_fields__)


@given(lengths, st.data())
def test_an_entry_altered_and_sealed_anew_breaks_the_next(length: int, data: st.DataObject) -> None:
    chain = _chain(length)
    at = data.draw(st.integers(0, length - 2))
    forged = replace(chain[at], subject="another")
    chain[at] = replace(forged, hash=seal(forged))

    assert broken_at(chain) == at + 2


@given(lengths, st.data())
def test_an_entry_altered_sealed_and_linked_anew_changes_every_hash_after_it(
    length: int, data: st.DataObject
) -> None:
    chain = _chain(length)
    at = data.draw(st.integers(0, length - 2))
    forged = replace(chain[at], subject="another")
    chain[at] = replace(forged, hash=seal(forged))
    chain[at + 1] = replace(chain[at + 1], before=chain[at].hash)

    assert broken_at(chain) == at + 2
    for n in range(at + 1, length):
        linked = replace(chain[n], before=chain[n - 1].hash)
        chain[n] = replace(linked, hash=seal(linked))
    assert broken_at(chain) is None
    assert chain[-1].hash != _chain(length)[-1].hash


@given(lengths, st.data())
def test_an_entry_left_out_is_found(length: int, data: st.DataObject) -> None:
    chain = _chain(length)
    at = data.draw(st.integers(0, length - 2))
    del chain[at]

    assert broken_at(chain) == at + 1


@given(lengths, st.data())
def test_two_entries_swapped_are_found(length: int, data: st.DataObject) -> None:
    chain = _chain(length)
    at = data.draw(st.integers(0, length - 2))
    chain[at], chain[at + 1] = chain[at + 1], chain[at]

    assert broken_at(chain) == at + 1


@given(lengths, st.data())
def test_an_entry_said_twice_is_found(length: int, data: st.DataObject) -> None:
    chain = _chain(length)
    at = data.draw(st.integers(0, length - 1))
    chain.insert(at, chain[at])

    assert broken_at(chain) == at + 2


def test_a_missing_end_shows_only_against_a_head_kept_elsewhere() -> None:
    chain = _chain(4)

    assert broken_at(chain[:-1]) is None
    assert chain[-2].hash != chain[-1].hash
