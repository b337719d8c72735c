"""Measuring a child's face: each parent told, one written yes, and no no from anybody."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gatekeeper.domain.biometric_consent import WhyNot, may_be_measured, why_not
from gatekeeper.domain.biometrics import FORBIDDING, BiometricKind, BiometricRecord
from gatekeeper.domain.register import Pupil

DAY = date(2026, 11, 16)
NOON = datetime(2026, 11, 16, 12, tzinfo=UTC)
ALFIE = Pupil("alfie", "OP1", "Alfie", "Penrose")
KINDS = BiometricKind


def said(kind: BiometricKind, by: str = "Ms Penrose", on: date = DAY) -> BiometricRecord:
    return BiometricRecord("r", "alfie", kind, by, on, NOON, "office")


TOLD = said(KINDS.NOTIFIED)
YES = said(KINDS.AGREED)


def against(*records: BiometricRecord, pupil: Pupil = ALFIE) -> tuple[WhyNot, ...]:
    found = why_not(pupil, records, DAY)
    assert may_be_measured(pupil, records, DAY) is (found == ())
    return found


def test_a_child_of_whom_nothing_is_on_record_is_not_measured() -> None:
    assert against() == (WhyNot.NOT_NOTIFIED, WhyNot.NOT_AGREED)


def test_told_and_agreed_in_writing_is_yes() -> None:
    assert against(TOLD, YES) == ()
    assert against(YES, TOLD) == ()


@pytest.mark.parametrize(
    ("records", "why"),
    [
        ([YES], WhyNot.NOT_NOTIFIED),
        ([TOLD], WhyNot.NOT_AGREED),
        ([replace(TOLD, said_on=DAY + timedelta(1)), YES], WhyNot.NOT_NOTIFIED),
        ([TOLD, replace(YES, said_on=DAY + timedelta(1))], WhyNot.NOT_AGREED),
        ([TOLD, YES, said(KINDS.REFUSED, "Alfie")], WhyNot.CHILD_SAYS_NO),
        ([said(KINDS.REFUSED, "Alfie"), TOLD, YES], WhyNot.CHILD_SAYS_NO),
        ([TOLD, YES, said(KINDS.OBJECTED, "Mr Penrose")], WhyNot.PARENT_SAYS_NO),
        ([said(KINDS.OBJECTED, "Mr Penrose"), TOLD, YES], WhyNot.PARENT_SAYS_NO),
        ([TOLD, YES, said(KINDS.WITHDRAWN, "Mr Penrose")], WhyNot.PARENT_SAYS_NO),
    ],
)
def test_one_thing_missing_or_one_no_is_enough(records: list[BiometricRecord], why: WhyNot) -> None:
    assert against(*records) == (why,)


@pytest.mark.parametrize("kind", [KINDS.OBJECTED, KINDS.WITHDRAWN])
def test_a_parent_who_takes_it_back_leaves_no_yes(kind: BiometricKind) -> None:
    assert against(TOLD, YES, said(kind)) == (WhyNot.NOT_AGREED, WhyNot.PARENT_SAYS_NO)


@pytest.mark.parametrize("kind", sorted(FORBIDDING))
def test_a_no_counts_at_once_whatever_its_date(kind: BiometricKind) -> None:
    assert against(TOLD, YES, said(kind, "Mr Penrose", DAY + timedelta(9))) != ()


def test_a_parent_may_change_her_mind_in_writing() -> None:
    assert against(TOLD, said(KINDS.OBJECTED), said(KINDS.AGREED, "MS  PENROSE")) == ()


def test_another_parents_yes_does_not_lift_a_no() -> None:
    objected = said(KINDS.OBJECTED, "Mr Penrose")
    assert against(TOLD, objected, YES, YES) == (WhyNot.PARENT_SAYS_NO,)


def test_only_the_child_lifts_its_own_no() -> None:
    refused, willing = said(KINDS.REFUSED, "Alfie"), said(KINDS.WILLING, "Alfie")
    assert against(TOLD, refused, YES) == (WhyNot.CHILD_SAYS_NO,)
    assert against(TOLD, YES, refused, willing) == ()
    assert against(TOLD, YES, willing, refused) == (WhyNot.CHILD_SAYS_NO,)


@pytest.mark.parametrize(("left_on", "on_roll"), [(DAY, False), (DAY + timedelta(1), True)])
def test_nobody_is_measured_from_the_day_of_leaving(left_on: date, *, on_roll: bool) -> None:
    found = against(TOLD, YES, pupil=replace(ALFIE, left_on=left_on))
    assert found == (() if on_roll else (WhyNot.NOT_ON_ROLL,))


def test_another_childs_yes_is_nothing_to_this_child() -> None:
    assert against(TOLD, replace(YES, pupil="ben")) == (WhyNot.NOT_AGREED,)


RECORDS = st.builds(
    said,
    st.sampled_from(KINDS),
    st.sampled_from(["Ms Penrose", "Mr Penrose", "Alfie"]),
    st.sampled_from([DAY, DAY + timedelta(1)]),
)


@given(st.lists(RECORDS, max_size=8), st.sampled_from(sorted(FORBIDDING)))
def test_whatever_was_said_before_a_no_ends_it(
    records: list[BiometricRecord], kind: BiometricKind
) -> None:
    assert not may_be_measured(ALFIE, [*records, said(kind)], DAY)


@given(st.lists(RECORDS, max_size=8), st.data())
def test_one_notice_less_never_opens(records: list[BiometricRecord], data: st.DataObject) -> None:
    if may_be_measured(ALFIE, records, DAY):
        return
    left = [r for r in records if r.kind is not KINDS.NOTIFIED or data.draw(st.booleans())]
    assert not may_be_measured(ALFIE, left, DAY)
