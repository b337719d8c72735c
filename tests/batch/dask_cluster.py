"""A real Dask cluster on this machine: scheduler and workers as processes, certificates made here.

They are forked from one clean process that imported Dask, which costs two seconds, once.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import dask
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from distributed import Scheduler, Security, Worker

from gatekeeper.batch.crews import at_worker
from gatekeeper.settings import Settings
from tests.batch.examining import examining
from tests.forked import server

PRELOAD = "gatekeeper.batch.crews.at_worker"
QUIET = {
    "distributed.scheduler.allowed-failures": 1,
    "distributed.worker.memory.terminate": False,
}
"""A picture that takes two workers along is given to no third."""


@dataclass
class DaskCluster:
    """A running scheduler, and its workers by process."""

    address: str
    folder: Path
    workers: list[BaseProcess] = field(default_factory=list)

    @property
    def settings(self) -> Settings:
        """What somebody sets who may ask this cluster."""
        files = (self.folder / name for name in ("ca.pem", "cert.pem", "key.pem"))
        ca, certificate, key = files
        return Settings(
            Path(), Path(), cluster_ca=ca, cluster_certificate=certificate, cluster_key=key
        )

    def hire(self, finder: str = "finder 1") -> BaseProcess:
        """Start one more worker and wait until the scheduler knows it."""
        process = _started(serve_worker, self.folder, self.address, finder)
        self.workers.append(process[0])
        return process[0]


@contextmanager
def dask_cluster(folder: Path, workers: int = 2) -> Iterator[DaskCluster]:
    """Start a scheduler and workers that want certificates; kill whatever is left at the end."""
    write_certificates(folder)
    scheduler, address = _started(serve_scheduler, folder)
    cluster = DaskCluster(address, folder)
    try:
        for _ in range(workers):
            cluster.hire()
        yield cluster
    finally:
        for process in (*cluster.workers, scheduler):
            process.kill()
            process.join()


def _started(target: Any, *arguments: object) -> tuple[BaseProcess, str]:
    context = server(__name__)
    ours, theirs = context.Pipe()
    process = context.Process(target=target, args=(*arguments, theirs), daemon=True)
    process.start()
    theirs.close()
    assert ours.poll(60), "it did not start"
    return process, ours.recv()


def serve_scheduler(folder: Path, ready: Connection) -> None:
    """Run a scheduler until it is killed."""

    async def serve() -> None:
        async with Scheduler(
            protocol="tls",
            host="127.0.0.1",
            port=0,
            security=secured(folder),
            dashboard=False,
            dashboard_address="127.0.0.1:0",
        ) as scheduler:
            ready.send(scheduler.address)
            await scheduler.finished()

    logging.disable()
    with dask.config.set(QUIET):
        asyncio.run(serve())


def serve_worker(folder: Path, scheduler: str, finder: str, ready: Connection) -> None:
    """Run a worker as `dask worker --preload` does, with made-up models, until it is killed."""

    async def serve() -> None:
        async with Worker(
            scheduler,
            nthreads=1,
            security=secured(folder),
            dashboard=False,
            preload=[PRELOAD],
            local_directory=str(folder),
        ) as worker:
            ready.send(worker.address)
            await worker.finished()

    logging.disable()
    with pytest.MonkeyPatch.context() as patch, dask.config.set(QUIET):
        patch.setattr(at_worker, "missing_or_altered", lambda _: ())
        patch.setattr(at_worker, "open_examiners", lambda *_: examining(finder))
        asyncio.run(serve())


def secured(folder: Path) -> Security:
    """Return the certificates of every machine of this cluster."""
    cert, key = str(folder / "cert.pem"), str(folder / "key.pem")
    return Security(
        require_encryption=True,
        tls_ca_file=str(folder / "ca.pem"),
        tls_scheduler_cert=cert,
        tls_scheduler_key=key,
        tls_worker_cert=cert,
        tls_worker_key=key,
    )


def write_certificates(folder: Path) -> None:
    """Write an authority of this cluster alone, and one certificate for its machines."""
    folder.mkdir(parents=True, exist_ok=True)
    authority, own = (
        ec.generate_private_key(ec.SECP256R1()),
        ec.generate_private_key(ec.SECP256R1()),
    )
    root = _certificate("the school's cluster", authority, "the school's cluster", authority)
    leaf = _certificate("a machine", own, "the school's cluster", authority)
    (folder / "ca.pem").write_bytes(root.public_bytes(serialization.Encoding.PEM))
    (folder / "cert.pem").write_bytes(leaf.public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    kinds = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    (folder / "key.pem").write_bytes(own.private_bytes(*kinds, plain))


def _certificate(
    name: str,
    key: ec.EllipticCurvePrivateKey,
    issuer: str,
    signer: ec.EllipticCurvePrivateKey,
) -> x509.Certificate:
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(minutes=5))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=key is signer, path_length=None), critical=True)
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
    )
    return made.sign(signer, hashes.SHA256())
