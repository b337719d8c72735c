"""Three ways to run the same look at a picture: one contract, and what each adds to it."""

from __future__ import annotations

import os
import pickle
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from gatekeeper.batch.crew import Crew
from gatekeeper.batch.crews.cluster import open_cluster
from gatekeeper.batch.crews.in_process import InProcess
from gatekeeper.batch.crews.lanes import Lanes
from gatekeeper.batch.look import Asked, Done, Look, ask
from gatekeeper.errors import CouldNotCheck
from tests.batch.dask_cluster import DaskCluster, dask_cluster
from tests.batch.examining import POST, Pictures, examining
from tests.batch.hurtful_tools import begun, hurtful, slow
from tests.fakes.examiners import picture

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kill -9 is a matter of POSIX")

LOOKS = (Look.READING, Look.FACES, Look.TEXT)
HASTE = 1.0


@contextmanager
def in_process() -> Iterator[Crew]:
    with examining() as examiners:
        yield InProcess(examiners)


@contextmanager
def in_lanes() -> Iterator[Crew]:
    with examining() as one, examining() as other:
        yield Lanes([one, other])


@pytest.fixture(scope="module")
def dask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DaskCluster]:
    with dask_cluster(tmp_path_factory.mktemp("dask")) as cluster:
        yield cluster


@pytest.fixture(params=["in process", "lanes", "cluster"])
def crew(request: pytest.FixtureRequest) -> Iterator[Crew]:
    """Return each crew in turn."""
    if request.param == "cluster":
        dask = request.getfixturevalue("dask")
        with examining() as mine, open_cluster(mine, dask.settings, dask.address, HASTE) as made:
            yield made
        return
    with (in_process if request.param == "in process" else in_lanes)() as made:
        yield made


def found(done: list[Done]) -> dict[str, object]:
    """Return what was found by the key of its job."""
    return {one.job.key: one.found for one in done}


def faces(done: list[Done]) -> dict[str, int | None]:
    """Return how many faces each file has, None where nobody could look."""
    return {
        one.job.original.filename: None if one.found is None else len(one.found.faces)  # type: ignore[union-attr]
        for one in done
    }


def test_each_way_finds_the_very_same(crew: Crew) -> None:
    refused = picture("refused", refuse="This is a video.")
    told = {"a": picture("a", 3, lines=("Oak",)), "b": picture("b", 1), "c": refused}
    archive = Pictures(told, gone=frozenset({"b"}))
    with in_process() as plain:
        expected = found(list(plain.examine(archive, archive.tasks(*LOOKS))))

    assert found(list(crew.examine(archive, archive.tasks(*LOOKS)))) == expected
    assert len(expected) == 9
    assert list(expected.values()).count(None) == 3


def test_a_picture_that_kills_its_child_once_is_looked_at_again(crew: Crew, tmp_path: Path) -> None:
    archive = Pictures({"a": hurtful("a", 2, tmp_path, 1), "b": picture("b", 1)})
    assert faces(list(crew.examine(archive, archive.tasks(Look.FACES)))) == {"a": 2, "b": 1}
    assert len(begun(tmp_path)) == 2


def test_a_picture_that_kills_twice_was_not_checked_and_the_others_go_on(
    crew: Crew, tmp_path: Path
) -> None:
    archive = Pictures({"a": hurtful("a", 2, tmp_path, 2), "b": picture("b", 1)})
    assert faces(list(crew.examine(archive, archive.tasks(Look.FACES)))) == {"a": None, "b": 1}


def test_a_child_that_somebody_kills_costs_nothing(crew: Crew, tmp_path: Path) -> None:
    archive = Pictures({"a": slow("a", 2, tmp_path, 0.5), "b": picture("b", 1)})
    with killing(lambda: begun(tmp_path)[:1]) as killed:
        done = list(crew.examine(archive, archive.tasks(Look.FACES)))
    assert faces(done) == {"a": 2, "b": 1}
    assert killed == begun(tmp_path)[:1]
    assert len(begun(tmp_path)) == 2


def test_a_reader_that_somebody_kills_refuses_no_picture(tmp_path: Path) -> None:
    archive = Pictures({"a": slow("a", 2, tmp_path, 0.5)})
    with in_process() as crew, killing(lambda: begun(tmp_path)[:1]) as killed:
        (done,) = crew.examine(archive, archive.tasks(Look.READING))
    assert killed
    assert done.found is not None
    assert done.found.refusal == ""


def test_whoever_looks_is_handed_bytes_and_what_is_wanted_and_nothing_else() -> None:
    told = picture("a", 3)
    archive = Pictures({"Hari Menon.jpg": told})
    (task,) = archive.tasks(Look.FACES)
    asked = ask(archive, task)
    assert asked == Asked(Look.FACES, told)
    sent = pickle.dumps(asked).replace(told, b"")
    for secret in ("Hari", "Menon", POST.id, task.original.digest):
        assert secret.encode() not in sent


def test_a_worker_that_is_killed_loses_nothing(dask: DaskCluster, tmp_path: Path) -> None:
    victim = dask.hire()
    archive = Pictures({f"b{n}": slow(f"b{n}", n, tmp_path, 0.2) for n in range(9)})
    with examining() as mine, open_cluster(mine, dask.settings, dask.address, HASTE) as crew:
        assert crew.size == 3
        looking = crew.examine(archive, archive.tasks(Look.FACES))
        done = [next(looking)]
        victim.kill()
        done += looking
    assert faces(done) == {f"b{n}": n for n in range(9)}


def test_a_picture_that_takes_workers_along_was_not_checked_and_the_others_go_on(
    dask: DaskCluster, tmp_path: Path
) -> None:
    dask.hire()
    dask.hire()
    hurts = hurtful("a", 2, tmp_path, 9, victim="parent")
    archive = Pictures({"a": hurts} | {f"b{n}": picture(f"b{n}", n) for n in range(6)})
    with examining() as mine, open_cluster(mine, dask.settings, dask.address, HASTE) as crew:
        found = faces(list(crew.examine(archive, archive.tasks(Look.FACES))))
    assert found.pop("a") is None
    assert len(begun(tmp_path)) == 2
    # One that stood in line behind it twice may be taken for it: not checked, and never another's.
    others = {name: count for name, count in found.items() if count is not None}
    assert others.items() <= {f"b{n}": n for n in range(6)}.items()
    assert len(others) >= 5


def test_only_a_few_pictures_are_ever_under_way(dask: DaskCluster) -> None:
    archive = Pictures({f"b{n}": picture(f"b{n}", 1) for n in range(30)})
    with examining() as mine, open_cluster(mine, dask.settings, dask.address, HASTE) as crew:
        looking = crew.examine(archive, archive.tasks(Look.FACES))
        for done in range(1, 31):
            next(looking)
            assert len(archive.opened) <= done + 2 * crew.size + 2
        assert not list(looking)


def test_what_was_not_given_out_yet_is_given_though_workers_went(
    dask: DaskCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = Pictures({f"b{n}": picture(f"b{n}", n) for n in range(9)})
    with examining() as mine, open_cluster(mine, dask.settings, dask.address, HASTE) as crew:
        sizes, answers = iter((3, 1)), iter((1,))
        monkeypatch.setattr(type(crew), "size", property(lambda _: next(sizes, 1)))
        monkeypatch.setattr(crew, "_answered", lambda them: list(them)[: next(answers, 9)])
        done = list(crew.examine(archive, archive.tasks(Look.FACES)))
    assert faces(done) == {f"b{n}": n for n in range(9)}


def test_workers_with_other_versions_are_left_out_and_it_is_said(
    dask: DaskCluster, tmp_path: Path
) -> None:
    other = dask.hire("finder 2")
    archive = Pictures({f"b{n}": slow(f"b{n}", n, tmp_path, 0.1) for n in range(6)})
    with examining() as mine, open_cluster(mine, dask.settings, dask.address, HASTE) as crew:
        assert crew.size == 2
        assert crew.notes[0].startswith("1 of 3 workers of the cluster have other versions")
        done = list(crew.examine(archive, archive.tasks(Look.FACES)))
    assert faces(done) == {f"b{n}": n for n in range(6)}
    other.kill()


def test_a_cluster_of_other_versions_only_is_refused(dask: DaskCluster) -> None:
    with (
        examining("finder 3") as mine,
        pytest.raises(CouldNotCheck, match="other versions") as refusal,
        open_cluster(mine, dask.settings, dask.address, HASTE),
    ):
        pass
    assert "same gatekeeper" in refusal.value.remedy


def test_when_every_worker_is_gone_it_is_said_and_can_be_taken_up(tmp_path: Path) -> None:
    (marks := tmp_path / "marks").mkdir()
    archive = Pictures({f"b{n}": slow(f"b{n}", n, marks, 0.2) for n in range(6)})
    with (
        dask_cluster(tmp_path / "dask", workers=1) as dask,
        examining() as mine,
        open_cluster(mine, dask.settings, dask.address, HASTE) as crew,
    ):
        looking = crew.examine(archive, archive.tasks(Look.FACES))
        assert next(looking).found is not None
        dask.workers[0].kill()
        with pytest.raises(CouldNotCheck, match="No worker") as refusal:
            list(looking)
    assert "--resume" in refusal.value.remedy


@contextmanager
def killing(victims: Callable[[], list[int]]) -> Iterator[list[int]]:
    """Kill the first of these processes as soon as it is there, while the block runs."""
    killed: list[int] = []
    over = threading.Event()

    def wait_and_kill() -> None:
        while not over.wait(0.02):
            if pids := victims():
                killed.append(pids[0])
                os.kill(pids[0], signal.SIGKILL)
                return

    waiting = threading.Thread(target=wait_and_kill)
    waiting.start()
    try:
        yield killed
    finally:
        over.set()
        waiting.join()
