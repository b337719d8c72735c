"""`gatekeeper audit run --cluster`: the whole command, and what it says where it cannot be."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from gatekeeper.batch.crews import cluster
from gatekeeper.evidence.pictures.version import reader_version
from tests.batch.dask_cluster import DaskCluster, dask_cluster, write_certificates
from tests.cli.terminal import DEPUTY, Terminal, Told

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the workers of these tests are forked")
NOBODY = "tls://127.0.0.1:9"


@pytest.fixture(scope="module")
def dask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DaskCluster]:
    with dask_cluster(tmp_path_factory.mktemp("dask"), workers=1) as running:
        yield running


@pytest.fixture
def asker(desk: Terminal, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Return a terminal with the versions of the cluster's workers, in a hurry."""
    assert desk.examiners is not None
    desk.examiners.reader.version = reader_version()
    monkeypatch.setattr(cluster, "CONNECT", "1s")
    return desk


def certified(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Set the three files of certificates."""
    for name, file in {"CA": "ca.pem", "CERTIFICATE": "cert.pem", "KEY": "key.pem"}.items():
        monkeypatch.setenv(f"GATEKEEPER_CLUSTER_{name}", str(folder / file))


def asked(desk: Terminal, archive: Path, address: str) -> Told:
    return desk.run("audit", "run", archive, "--cluster", address, by=DEPUTY)


def nothing_was_begun(desk: Terminal) -> bool:
    return "There was no audit yet." in desk.run("audit", "show", by=DEPUTY).text


def test_the_workers_look_and_the_result_is_the_same(
    dask: DaskCluster, asker: Terminal, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certified(monkeypatch, dask.folder)
    there = asked(asker, archive, dask.address)
    said = asker.ask("audit", "show", by=DEPUTY)
    assert asker.examiners is not None
    assert asker.examiners.finder.found_count == 0, "every picture was looked at by the worker"
    assert (there.code, len(said["posts"])) == (20, 3)
    assert {post["faces"] for post in said["posts"]} == {0, 3}
    for examined in (asker.examiners.reader, asker.examiners.finder, asker.examiners.text):
        examined.version += " here"
    assert asker.run("audit", "run", archive, by=DEPUTY).code == there.code
    here = asker.ask("audit", "show", by=DEPUTY)
    assert asker.examiners.finder.found_count == 3
    assert (here["calls"], here["posts"]) == (said["calls"], said["posts"])


def test_certificates_of_another_authority_open_nothing(
    dask: DaskCluster,
    asker: Terminal,
    archive: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write_certificates(tmp_path / "others")
    certified(monkeypatch, tmp_path / "others")
    told = asked(asker, archive, dask.address)
    assert told.code == 30
    assert "does not answer, or not to these certificates" in told.text
    assert nothing_was_begun(asker)


def test_a_scheduler_that_is_away_is_said_and_so_are_certificates_that_are_not_set(
    asker: Terminal, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = asked(asker, archive, NOBODY)
    assert told.code == 64
    assert "GATEKEEPER_CLUSTER_CA is not set" in told.text
    write_certificates(tmp_path)
    certified(monkeypatch, tmp_path)
    told = asked(asker, archive, NOBODY)
    assert told.code == 30
    assert f"The scheduler {NOBODY} does not answer" in told.text
    assert nothing_was_begun(asker)


def test_without_dask_it_is_said_how_to_get_it(
    asker: Terminal, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "gatekeeper.batch.crews.cluster", raising=False)
    monkeypatch.setitem(sys.modules, "distributed", None)
    told = asked(asker, archive, NOBODY)
    assert told.code == 64
    assert "needs Dask, which is not installed" in told.text
    assert "pip install distributed" in told.text
    assert nothing_was_begun(asker)
