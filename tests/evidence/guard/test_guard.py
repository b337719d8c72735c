"""Whatever a picture does to the child process: an error, and the next picture works."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from gatekeeper.domain.picture import PictureFacts
from gatekeeper.errors import CouldNotCheck, PictureRefused
from gatekeeper.evidence.guard import (
    DidNotFinish,
    Guard,
    GuardedFinder,
    GuardedReader,
    Limits,
    Why,
    make_reader,
)
from gatekeeper.evidence.guard import guard as guard_module
from gatekeeper.evidence.pictures.limits import MAX_BYTES
from gatekeeper.evidence.pictures.reader import StillReader
from tests.evidence.guard.bad_tools import make_bad, make_nothing

PATIENT = Limits(seconds=60, memory=600_000_000)
HASTY = Limits(seconds=6, memory=600_000_000)
"""Short, but long enough for a new child to start on a busy machine."""
MAKERS = {"bad": make_bad, "reader": make_bad, "finder": make_bad, "nothing": make_nothing}

linux = pytest.mark.skipif(sys.platform != "linux", reason="memory and orphans: Linux only")


@pytest.fixture
def guard() -> Iterator[Guard]:
    with Guard(MAKERS, PATIENT) as made:
        yield made


@pytest.fixture
def hasty() -> Iterator[Guard]:
    with Guard(MAKERS, HASTY) as made:
        yield made


def why(guard: Guard, verb: str) -> Why:
    with pytest.raises(DidNotFinish) as failure:
        guard.call("bad", verb)
    assert guard.call("bad", "echo", "next") == "next"
    return failure.value.why


def test_a_call_comes_back_with_its_value(guard: Guard) -> None:
    assert guard.call("bad", "echo", (1, "zwei", b"\x03", None)) == (1, "zwei", b"\x03", None)


def test_a_property_is_read(guard: Guard) -> None:
    assert guard.call("bad", "version") == "bad-1"


def test_a_large_file_goes_there_and_back(guard: Guard) -> None:
    data = bytes(range(256)) * 150_000
    assert guard.call("bad", "echo", data) == data


def test_the_child_is_another_process_and_is_kept(guard: Guard) -> None:
    first, second = guard.call("bad", "pid"), guard.call("bad", "pid")
    assert first == second == guard.pid != os.getpid()


def test_a_segmentation_fault_is_an_error_and_the_next_call_works(guard: Guard) -> None:
    assert why(guard, "segfault") is Why.CRASH


def test_a_child_that_leaves_is_an_error_and_the_next_call_works(guard: Guard) -> None:
    assert why(guard, "leave") is Why.CRASH


def test_a_hang_is_an_error_and_the_next_call_works(hasty: Guard) -> None:
    assert why(hasty, "spin") is Why.TIME


@linux
def test_eating_memory_is_an_error_and_the_next_call_works(guard: Guard) -> None:
    assert why(guard, "eat") is Why.MEMORY


@linux
def test_what_earlier_calls_hold_on_to_takes_no_memory_from_a_picture(guard: Guard) -> None:
    guard.call("bad", "hoard", 350_000_000)
    assert guard.call("bad", "need", 350_000_000) == 350_000_000


@linux
def test_a_call_that_needs_too_much_even_alone_is_an_error(guard: Guard) -> None:
    before = guard.call("bad", "pid")
    assert why(guard, "eat") is Why.MEMORY
    assert guard.call("bad", "pid") != before


def test_an_unforeseen_error_is_an_error_and_keeps_the_child(guard: Guard) -> None:
    before = guard.call("bad", "pid")
    assert why(guard, "blunder") is Why.FAULT
    assert guard.call("bad", "pid") == before


def test_a_tool_that_cannot_be_made_is_an_error_each_time(guard: Guard) -> None:
    for _ in range(2):
        with pytest.raises(CouldNotCheck, match="ImportError"):
            guard.call("nothing", "find")


def test_a_refusal_arrives_with_its_sentence_and_its_remedy(guard: Guard) -> None:
    with pytest.raises(PictureRefused, match="This is a video") as refusal:
        guard.call("bad", "refuse")
    assert refusal.value.remedy == "Choose a photograph."


def test_a_tools_own_kind_of_refusal_arrives_as_a_refusal(guard: Guard) -> None:
    with pytest.raises(PictureRefused, match="Not this one") as refusal:
        guard.call("bad", "refuse_in_own_words")
    assert refusal.value.remedy == "Take another."


def test_what_a_library_prints_does_not_disturb_the_replies(guard: Guard) -> None:
    assert guard.call("bad", "chatter") == "said"
    assert guard.call("bad", "echo", 1) == 1


def test_a_reply_cannot_make_the_parent_run_anything(
    guard: Guard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark = tmp_path / "mark"
    monkeypatch.setenv("GUARD_TEST_MARK", str(mark))
    assert why(guard, "betray") is Why.FAULT
    assert not mark.exists()


def test_a_reply_of_another_class_is_an_error(guard: Guard) -> None:
    assert why(guard, "path") is Why.FAULT


def test_a_reply_without_end_is_an_error(guard: Guard) -> None:
    assert why(guard, "flood") is Why.FAULT


def test_a_child_killed_between_two_pictures_is_replaced(guard: Guard) -> None:
    before = guard.call("bad", "pid")
    assert isinstance(before, int)
    ended = os.pidfd_open(before) if sys.platform == "linux" else None
    os.kill(before, signal.SIGKILL)
    if ended is not None:
        wait_for(ended)
    assert guard.call("bad", "pid") != before


def test_a_worn_child_is_replaced(guard: Guard, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard_module, "CALLS_PER_CHILD", 2)
    pids = [guard.call("bad", "pid") for _ in range(5)]
    assert pids[0] == pids[1] != pids[2] == pids[3] != pids[4]


def test_threads_take_turns(guard: Guard) -> None:
    found: list[object] = []
    threads = [
        threading.Thread(target=lambda n=n: found.append(guard.call("bad", "echo", n)))
        for n in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(str, found)) == [str(n) for n in range(8)]


def test_nothing_is_left_after_closing() -> None:
    with Guard(MAKERS, PATIENT) as closed:
        pid = closed.call("bad", "pid")
    assert isinstance(pid, int)
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    assert closed.pid is None


def test_a_forgotten_guard_ends_its_child() -> None:
    forgotten = Guard(MAKERS, PATIENT)
    pid = forgotten.call("bad", "pid")
    del forgotten
    assert isinstance(pid, int)
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


PARENT = """
import sys
from gatekeeper.evidence.guard import Guard, Limits
from tests.evidence.guard.bad_tools import make_bad
guard = Guard({{"bad": make_bad}}, Limits(seconds=3))
print(guard.call("bad", "pid"), flush=True)
{then}
sys.stdin.readline()
"""


def wait_for(ended: int) -> None:
    """Wait until the process behind a pidfd has ended; fail after a minute."""
    poll = select.poll()
    poll.register(ended, select.POLLIN)
    found = poll.poll(60_000)
    os.close(ended)
    assert found, "the child is still there"


def orphan(then: str = "", mark: Path | None = None) -> int:
    """Start a parent with a child, wait for the mark, kill the parent; return the child's pidfd."""
    with subprocess.Popen(
        [sys.executable, "-c", PARENT.format(then=then)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[3],
    ) as parent:
        assert parent.stdout
        child = os.pidfd_open(int(parent.stdout.readline()))
        while mark is not None and not mark.exists():
            assert parent.poll() is None
        parent.kill()
    return child


@linux
def test_the_child_ends_when_its_parent_is_killed() -> None:
    wait_for(orphan())


@linux
@pytest.mark.slow
def test_a_child_that_hangs_ends_itself_when_its_parent_is_killed(tmp_path: Path) -> None:
    mark = tmp_path / "spinning"
    wait_for(orphan(f"guard.call('bad', 'mark_and_spin', {str(mark)!r})", mark))


def test_a_picture_that_crashes_or_bloats_the_reader_is_refused(guard: Guard) -> None:
    reader = GuardedReader(guard)
    for filename in ("segfault", "eat") if sys.platform == "linux" else ("segfault",):
        with pytest.raises(PictureRefused, match="cannot be opened safely"):
            reader.read(b"picture", filename)
    assert isinstance(reader.read(b"picture", "facts"), PictureFacts)


def test_a_picture_that_takes_too_long_could_not_be_checked(hasty: Guard) -> None:
    with pytest.raises(CouldNotCheck, match="took too long"):
        GuardedReader(hasty).read(b"picture", "sleep")


def test_a_reader_that_returns_something_else_could_not_check(guard: Guard) -> None:
    with pytest.raises(CouldNotCheck, match="PictureFacts"):
        GuardedReader(guard).read(b"picture", "echo")


def test_a_finder_that_returns_something_else_could_not_check(guard: Guard) -> None:
    with pytest.raises(CouldNotCheck, match="FoundFace"):
        GuardedFinder(guard).find(b"picture")


def test_the_finders_version_is_asked_for_once(guard: Guard) -> None:
    finder = GuardedFinder(guard)
    assert finder.version == "bad-1"
    guard.close()
    assert finder.version == "bad-1"
    assert guard.pid is None


def test_a_known_version_starts_no_child(guard: Guard) -> None:
    assert GuardedFinder(guard, "faces-1").version == "faces-1"
    assert GuardedReader(guard).version == StillReader().version
    assert guard.pid is None


def test_a_file_that_is_too_heavy_starts_no_child(guard: Guard) -> None:
    with pytest.raises(PictureRefused, match="40 MB"):
        GuardedReader(guard).read(bytes(MAX_BYTES + 1), "large.jpg")
    assert guard.pid is None


def test_the_real_reader_gives_the_same_facts_in_the_child(tiny_jpeg: bytes) -> None:
    with Guard({"reader": make_reader}) as real:
        assert GuardedReader(real).read(tiny_jpeg, "a.jpg") == StillReader().read(tiny_jpeg, "a")
