"""May this child be shown: yes for what was given alone, and while nothing stands against it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.permission import AsOf, Standing, may, permissions, state
from gatekeeper.domain.register import Bar, BarKind, Consent, ConsentState, Pupil, Use

DAY = date(2026, 11, 16)
NOON = datetime(2026, 11, 16, 12, tzinfo=UTC)
ALFIE = Pupil("alfie", "OP1", "Alfie", "Penrose")
HERE, GROUP = ChannelName.INSTAGRAM, Use.GROUP
GIVEN = Consent("c", "alfie", HERE, GROUP, ConsentState.GIVEN, NOON, given_on=DAY)


def _may(*consents: Consent, bars: tuple[Bar, ...] = (), about: str = "post") -> bool:
    return may(Standing(ALFIE, consents, bars), HERE, GROUP, on=DAY, about=frozenset({about}))


def test_nobody_who_was_not_asked_may_be_shown() -> None:
    assert not _may()


def test_a_consent_given_today_counts_today() -> None:
    assert _may(GIVEN)


@pytest.mark.parametrize("answer", [s for s in ConsentState if s is not ConsentState.GIVEN])
def test_nothing_but_given_is_yes(answer: ConsentState) -> None:
    assert not _may(replace(GIVEN, state=answer))


@pytest.mark.parametrize(
    ("given_on", "until", "yes"),
    [
        (DAY, None, True),
        (DAY, DAY, True),
        (DAY - timedelta(days=9), DAY, True),
        (DAY + timedelta(days=1), None, False),
        (DAY - timedelta(days=9), DAY - timedelta(days=1), False),
        (None, None, False),
    ],
)
def test_a_consent_holds_from_its_first_day_to_its_last(
    given_on: date | None,
    until: date | None,
    yes: bool,  # noqa: FBT001
) -> None:
    assert _may(replace(GIVEN, given_on=given_on, until=until)) is yes


def test_expired_is_read_off_the_date() -> None:
    old = replace(GIVEN, given_on=DAY - timedelta(days=9), until=DAY - timedelta(days=1))

    assert state([old], HERE, GROUP, DAY) is ConsentState.EXPIRED
    assert state([old], HERE, GROUP, DAY - timedelta(days=1)) is ConsentState.GIVEN


def test_no_channel_and_no_use_inherits_from_another() -> None:
    found = permissions(Standing(ALFIE, (GIVEN,)), ChannelName, on=DAY)

    assert [(p.channel, p.use) for p in found if p.may] == [(HERE, GROUP)]
    assert len(found) == len(ChannelName) * len(Use)


def test_permissions_come_in_a_fixed_order() -> None:
    one = permissions(Standing(ALFIE), [ChannelName.LINKEDIN, HERE], on=DAY)

    assert one == permissions(Standing(ALFIE), [HERE, ChannelName.LINKEDIN], on=DAY)


@pytest.mark.parametrize("seconds", [1, 0, -3600])
def test_the_record_written_last_counts_whatever_the_clock_said(seconds: int) -> None:
    later = NOON + timedelta(seconds=seconds)
    taken_back = replace(GIVEN, state=ConsentState.WITHDRAWN, recorded_at=later)

    assert not _may(GIVEN, taken_back)
    assert _may(taken_back, GIVEN)


@pytest.mark.parametrize(
    ("left_on", "yes"),
    [(None, True), (DAY + timedelta(days=1), True), (DAY, False), (DAY - timedelta(days=1), False)],
)
def test_a_child_who_has_left_may_not_be_shown(
    left_on: date | None,
    yes: bool,  # noqa: FBT001
) -> None:
    standing = Standing(replace(ALFIE, left_on=left_on), (GIVEN,))

    assert may(standing, HERE, GROUP, on=DAY) is yes


@pytest.mark.parametrize("kind", BarKind)
def test_a_bar_outweighs_every_consent(kind: BarKind) -> None:
    bar = Bar("b", "alfie", kind, NOON, "dsl")

    assert not _may(GIVEN, bars=(bar,))
    assert not _may(GIVEN, bars=(bar,), about="another")


def test_a_bar_has_no_end_but_being_lifted() -> None:
    bar = Bar("b", "alfie", BarKind.HOLD, NOON, "dsl", review_on=DAY - timedelta(days=90))

    assert not _may(GIVEN, bars=(bar,))
    assert _may(GIVEN, bars=(replace(bar, lifted_at=NOON),))


def test_an_objection_of_the_day_is_about_one_post() -> None:
    bar = Bar("b", "alfie", BarKind.OBJECTION, NOON, "teacher", about="post")

    assert not _may(GIVEN, bars=(bar,))
    assert _may(GIVEN, bars=(bar,), about="another")


consents = st.builds(
    Consent,
    id=st.just("c"),
    pupil=st.just("alfie"),
    channel=st.sampled_from(ChannelName),
    use=st.sampled_from(Use),
    state=st.sampled_from(ConsentState),
    recorded_at=st.integers(0, 5).map(lambda n: NOON + timedelta(minutes=n)),
    given_on=st.none() | st.sampled_from([DAY, DAY + timedelta(days=1)]),
    until=st.none() | st.sampled_from([DAY, DAY - timedelta(days=1)]),
)
bars = st.builds(
    Bar,
    id=st.just("b"),
    pupil=st.just("alfie"),
    kind=st.sampled_from(BarKind),
    placed_at=st.just(NOON),
    placed_by=st.just("dsl"),
    about=st.sampled_from([None, "post", "another"]),
    lifted_at=st.sampled_from([None, NOON]),
)


@given(st.lists(consents), st.lists(bars, max_size=2), bars)
def test_one_bar_more_never_turns_no_into_yes(
    given_ones: list[Consent], standing: list[Bar], more: Bar
) -> None:
    before = Standing(ALFIE, tuple(given_ones), tuple(standing))
    after = replace(before, bars=(*before.bars, more))
    for one, two in zip(
        permissions(before, ChannelName, on=DAY, about=frozenset({"post"})),
        permissions(after, ChannelName, on=DAY, about=frozenset({"post"})),
        strict=True,
    ):
        assert one.may or not two.may


@given(st.lists(consents))
def test_a_yes_rests_on_a_record_that_says_yes(given_ones: list[Consent]) -> None:
    for permission in permissions(Standing(ALFIE, tuple(given_ones)), ChannelName, on=DAY):
        if permission.may:
            assert any(
                c.state is ConsentState.GIVEN
                and (c.channel, c.use) == (permission.channel, permission.use)
                for c in given_ones
            )


# --- as it was on an earlier day --------------------------------------------------------------

MARCH_3 = AsOf(DAY, NOON)
BEFORE, AFTER = NOON - timedelta(seconds=1), NOON
LONG_AGO = NOON - timedelta(days=90)
EARLIER = replace(GIVEN, recorded_at=LONG_AGO, given_on=LONG_AGO.date())


def _then(*consents: Consent, bars: tuple[Bar, ...] = ()) -> bool:
    return may(MARCH_3.known(Standing(ALFIE, consents, bars)), HERE, GROUP, on=MARCH_3.day)


def test_what_was_written_down_later_was_not_known_then() -> None:
    assert not _then(replace(GIVEN, recorded_at=AFTER))
    assert _then(replace(GIVEN, recorded_at=BEFORE))
    assert _then(EARLIER, replace(GIVEN, state=ConsentState.WITHDRAWN, recorded_at=AFTER))
    assert not _then(EARLIER, replace(GIVEN, state=ConsentState.WITHDRAWN, recorded_at=BEFORE))


def test_today_everything_counts_even_what_a_clock_set_back_wrote_for_tomorrow() -> None:
    standing = Standing(ALFIE, (replace(GIVEN, recorded_at=NOON + timedelta(days=9)),))

    assert AsOf(DAY).known(standing) == standing


moments = st.integers(-3, 3).map(lambda days: NOON + timedelta(days=days, seconds=1))


@given(st.sampled_from(BarKind), moments, st.none() | moments, moments)
def test_what_was_placed_and_lifted_looks_like_a_yes_taken_back_and_given_again(
    kind: BarKind, placed: datetime, lifted: datetime | None, asked: datetime
) -> None:
    """A day's permissions tell the same of a hold as of a family that said no for as long."""
    assume(lifted is None or lifted > placed)
    bar = Bar("b", "alfie", kind, placed, "dsl", lifted_at=lifted)
    no = replace(EARLIER, state=ConsentState.REFUSED, recorded_at=placed)
    again = (replace(EARLIER, recorded_at=lifted),) if lifted else ()
    held = Standing(ALFIE, (EARLIER,), (bar,))
    refused = Standing(ALFIE, (EARLIER, no, *again))
    for as_of in (AsOf(DAY, asked), AsOf(DAY)):
        both = [permissions(as_of.known(s), tuple(ChannelName), on=DAY) for s in (held, refused)]
        assert both[0] == both[1]
