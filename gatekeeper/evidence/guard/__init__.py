"""Evidence in another process: what a hostile or broken picture can do ends there.

A file from anywhere is decoded, and searched with models, in a child process that is kept
between pictures, within limits of time and memory. If it crashes, hangs or eats memory, the
answer is an error with a sentence, never a pass and never a wait without end, and the next
picture gets a new child.
"""

from __future__ import annotations

from gatekeeper.evidence.guard.guard import DidNotFinish, Guard, Why
from gatekeeper.evidence.guard.guarded import GuardedFinder, GuardedMaker, GuardedReader
from gatekeeper.evidence.guard.guarded_matcher import GuardedMatcher
from gatekeeper.evidence.guard.tools import (
    FINDER,
    MAKER,
    MATCHER,
    READER,
    make_maker,
    make_reader,
)
from gatekeeper.evidence.guard.wire import Limits

__all__ = [
    "FINDER",
    "MAKER",
    "MATCHER",
    "READER",
    "DidNotFinish",
    "Guard",
    "GuardedFinder",
    "GuardedMaker",
    "GuardedMatcher",
    "GuardedReader",
    "Limits",
    "Why",
    "make_maker",
    "make_reader",
]
