"""Whoever writes a post or uploads it, and what they signed for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Worker:
    """What is on record about somebody who wrote the post or may upload it (clause O13)."""

    id: str
    name: str
    wrote: bool
    uploads: bool
    aup_read: date | None = None
    social_media_aup_signed: date | None = None
