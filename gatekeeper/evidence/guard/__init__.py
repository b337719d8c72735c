"""Evidence in another process: what a hostile or broken picture can do ends there.

A file from anywhere is decoded, and searched with models, in a child process that is kept
between pictures, within limits of time and memory. If it crashes, hangs or eats memory, the
answer is an error with a sentence, never a pass and never a wait without end, and the next
picture gets a new child.
"""

from __future__ import annotations

from gatekeeper.evidence.guard.guard import DidNotFinish, Guard, Why
from gatekeeper.evidence.guard.guarded import GuardedFinder, GuardedMaker, GuardedReader
from gatekeeper.evidence.guard.guarded_films import GuardedFilms
from gatekeeper.evidence.guard.guarded_matcher import GuardedMatcher
from gatekeeper.evidence.guard.guarded_text import TEXT_LIMITS, GuardedText
from gatekeeper.evidence.guard.tools import (
    FILMS,
    FINDER,
    MAKER,
    MATCHER,
    QUICK_FINDER,
    QUICK_MATCHER,
    READER,
    TEXT,
    make_films,
    make_finder,
    make_maker,
    make_matcher,
    make_quick_finder,
    make_quick_matcher,
    make_reader,
    make_text_reader,
)
from gatekeeper.evidence.guard.turns import Turns
from gatekeeper.evidence.guard.wire import Limits

__all__ = [
    "FILMS",
    "FINDER",
    "MAKER",
    "MATCHER",
    "QUICK_FINDER",
    "QUICK_MATCHER",
    "READER",
    "TEXT",
    "TEXT_LIMITS",
    "DidNotFinish",
    "Guard",
    "GuardedFilms",
    "GuardedFinder",
    "GuardedMaker",
    "GuardedMatcher",
    "GuardedReader",
    "GuardedText",
    "Limits",
    "Turns",
    "Why",
    "make_films",
    "make_finder",
    "make_maker",
    "make_matcher",
    "make_quick_finder",
    "make_quick_matcher",
    "make_reader",
    "make_text_reader",
]
