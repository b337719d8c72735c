"""What the server gives back to the machine of the memory that its threads were lent.

glibc lends each thread from a heap of its own and gives little of it back: with ten users the
server held 195 MB after five minutes, of which 26 MB were free; with one heap for all, 160 MB. The
threads wait for each other anyway, since only one of them runs Python at a time.
"""

from __future__ import annotations

import ctypes

_ARENA_MAX = -8
"""`M_ARENA_MAX` of glibc's `malloc.h`."""


def one_heap_for_all_threads() -> bool:
    """Let all threads that begin from now on share one heap; False where that cannot be told."""
    try:
        tell = ctypes.CDLL(None).mallopt
    except (AttributeError, OSError, TypeError):  # no glibc: Windows, macOS, musl
        return False
    return bool(tell(_ARENA_MAX, 1))
