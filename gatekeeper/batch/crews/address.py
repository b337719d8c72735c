"""Where a cluster's scheduler is, and the certificates without which nothing is sent to it."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from gatekeeper.errors import UsageError
from gatekeeper.settings import Settings

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


def certificates(address: str, settings: Settings) -> dict[str, str]:
    """Return what Dask calls the certificates for this address; none on this very machine.

    Raises:
        UsageError: pictures of children would cross a network in the open, or a file is missing.
    """
    where = _split(address)
    if where.scheme == "tcp" and where.hostname in LOOPBACK:
        return {}
    if where.scheme != "tls":
        message = f"{address} would send pictures of children over the network in the open."
        raise UsageError(message, "Name the scheduler as tls://HOST:PORT, and its certificates.")
    files = {
        "GATEKEEPER_CLUSTER_CA": ("tls_ca_file", settings.cluster_ca),
        "GATEKEEPER_CLUSTER_CERTIFICATE": ("tls_client_cert", settings.cluster_certificate),
        "GATEKEEPER_CLUSTER_KEY": ("tls_client_key", settings.cluster_key),
    }
    return {name: _there(variable, file) for variable, (name, file) in files.items()}


def _split(address: str) -> SplitResult:
    try:
        where = urlsplit(address)
        if where.hostname and where.port:
            return where
    except ValueError:
        pass
    message = f"{address} is not the address of a scheduler."
    raise UsageError(message, "It looks like tls://scheduler.school.example:8786.")


def _there(variable: str, file: Path | None) -> str:
    if file is None:
        message = f"{variable} is not set: a cluster is only ever spoken to with certificates."
        raise UsageError(message, "Set it to the path of the file.")
    if not file.is_file():
        message = f"{variable} names {file}, and there is no such file."
        raise UsageError(message, "Correct the path.")
    return str(file)
