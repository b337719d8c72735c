"""Processes of their own, each forked from a clean one that has imported what they run.

There is one such process for all tests of a worker, and it imports what whoever starts it first
asks for: so everybody asks for the same. What it lacks, every single fork imports again.
"""

from __future__ import annotations

import multiprocessing
from multiprocessing.context import ForkServerContext

RUN = ("tests.records.other_process", "tests.e2e.processes", "tests.e2e.served_home")
"""The modules with what these processes do; importing them takes a second or two."""


def server(*more: str) -> ForkServerContext:
    """Return the way to start processes; name further modules that only few tests need."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([*RUN, *more])
    return context
