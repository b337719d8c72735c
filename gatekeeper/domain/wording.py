"""Small things that every sentence needs."""

from __future__ import annotations

from collections.abc import Iterable

from gatekeeper.domain.channel import ChannelName


def listed(items: Iterable[str]) -> str:
    """Return some words as one would say them: `a`, `a and b`, `a, b and c`."""
    words = tuple(items)
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def brands(channels: Iterable[ChannelName]) -> str:
    """Return channels as one would say them: `Instagram and LinkedIn`."""
    return listed(channel.brand for channel in channels)
