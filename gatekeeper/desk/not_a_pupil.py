"""Phrases, such as "Big Ben", that are known to name no pupil."""

from __future__ import annotations

from gatekeeper.domain.phrases import key
from gatekeeper.domain.words import SchoolLists


def not_pupils(lists: SchoolLists) -> frozenset[str]:
    """Return the phrases by their key."""
    return frozenset(map(key, lists.curriculum))
