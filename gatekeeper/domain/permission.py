"""May this child be shown: one pure function, and all that anybody but a DSL ever sees."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.register import Bar, Consent, ConsentState, Pupil, Use


@dataclass(frozen=True, slots=True, order=True)
class Permission:
    """May / may not, for one child, channel and use. It carries no ground."""

    pupil: str
    channel: ChannelName
    use: Use
    may: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything on record about one child that bears on being shown."""

    pupil: Pupil
    consents: tuple[Consent, ...] = ()
    bars: tuple[Bar, ...] = ()


@dataclass(frozen=True, slots=True)
class AsOf:
    """Of which day permissions are asked: of today, or of an earlier day.

    Of an earlier one only what was on record before `known_before` counts, whatever it is: so an
    order of a DSL that was lifted since looks like a no that became a yes since.
    """

    day: date
    known_before: datetime | None = None

    def known(self, standing: Standing) -> Standing:
        """Return what was on record about a child by then."""
        before = self.known_before
        if before is None:
            return standing
        return replace(
            standing,
            consents=tuple(c for c in standing.consents if c.recorded_at < before),
            bars=tuple(_as_it_stood(b, before) for b in standing.bars if b.placed_at < before),
        )


def _as_it_stood(bar: Bar, before: datetime) -> Bar:
    lifted = bar.lifted_at is not None and bar.lifted_at < before
    return bar if lifted else replace(bar, lifted_at=None, lifted_by="")


def state(consents: Iterable[Consent], channel: ChannelName, use: Use, on: date) -> ConsentState:
    """Return the family's answer for one channel and use on a day: the newest record counts.

    `consents` come in the order in which they were recorded; a clock set back changes nothing.
    """
    mine = [c for c in consents if c.channel == channel and c.use == use]
    if not mine:
        return ConsentState.NOT_ANSWERED
    return mine[-1].state_on(on)


def may(
    standing: Standing,
    channel: ChannelName,
    use: Use,
    *,
    on: date,
    about: frozenset[str] = frozenset(),
) -> bool:
    """Whether the child may be shown or named there: yes only if nothing stands against it."""
    left = standing.pupil.left_on
    if left is not None and left <= on:
        return False
    if any(bar.stands(about) for bar in standing.bars):
        return False
    return state(standing.consents, channel, use, on) is ConsentState.GIVEN


def permissions(
    standing: Standing,
    channels: Iterable[ChannelName],
    *,
    on: date,
    about: frozenset[str] = frozenset(),
) -> tuple[Permission, ...]:
    """Return every permission of one child for these channels, in a fixed order."""
    return tuple(
        Permission(
            standing.pupil.id,
            channel,
            use,
            may(standing, channel, use, on=on, about=about),
        )
        for channel in sorted(channels)
        for use in Use
    )
