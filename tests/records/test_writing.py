"""Whatever is put on record comes back equal."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime, timedelta, timezone
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gatekeeper.domain.canonical import digest
from gatekeeper.domain.decision import Basis, Decision
from gatekeeper.domain.finding import Finding
from gatekeeper.domain.people import Setup
from gatekeeper.domain.register import Bar, BarKind
from gatekeeper.domain.verdict import Verdict
from gatekeeper.errors import CouldNotCheck
from gatekeeper.records.nouns import NOUNS
from gatekeeper.records.writing import read, written
from tests.contracts.values import A_DAY, a_consent, a_pupil, a_version

ZONES = st.one_of(
    st.just(UTC),
    st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes))),
)
st.register_type_strategy(datetime, st.datetimes(timezones=ZONES))


@pytest.mark.parametrize("name", NOUNS)
@settings(max_examples=30)
@given(data=st.data())
def test_every_noun_comes_back_equal(name: str, data: st.DataObject) -> None:
    kind = NOUNS[name].kind
    item = data.draw(st.from_type(kind))
    again = read(kind, written(kind, item))
    assert again == item
    assert type(again) is kind
    assert digest(name, again) == digest(name, item)


def test_bytes_that_are_no_text_come_back() -> None:
    bar = Bar("b", "c", BarKind.HOLD, A_DAY, "dsl", sealed_reason=bytes(range(256)))
    assert read(Bar, written(Bar, bar)).sealed_reason == bytes(range(256))


def test_a_verdict_inside_a_decision_is_still_a_verdict() -> None:
    finding = Finding("R", "c", "O21", "on", Verdict.BLOCK, "post", "Comments are on.", "Off.")
    basis = Basis((), (), (), (), (), "book", {"faces": "1"})
    decision = Decision("d", "p", 1, "x", A_DAY, Verdict.BLOCK, (finding,), "y", basis, "book")
    again = read(Decision, written(Decision, decision))
    assert again == decision
    assert isinstance(again.verdict, Verdict)
    assert isinstance(again.findings[0].verdict, Verdict)


def test_what_could_not_be_read_back_is_never_written() -> None:
    wrong = dataclasses.replace(a_consent("k", "c"), state="given perhaps")  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        written(type(wrong), wrong)


def test_a_read_only_view_is_written_as_what_it_shows() -> None:
    setup = Setup("s", "Oakfield", "", A_DAY, "", reviewed=MappingProxyType({"G3": "2026"}))
    assert read(Setup, written(Setup, setup)).reviewed == {"G3": "2026"}


def test_what_has_no_written_form_is_never_written() -> None:
    wrong = dataclasses.replace(a_pupil("c"), mis_id=object())  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="object has no written form"):
        written(type(wrong), wrong)


def test_what_another_version_wrote_in_another_shape_is_said() -> None:
    with pytest.raises(CouldNotCheck, match="A stored Version"):
        read(type(a_version("p")), written(type(a_pupil("c")), a_pupil("c")))
