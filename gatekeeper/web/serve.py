"""Starting the server, and refusing what would carry children's pictures in the clear."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from gatekeeper.bootstrap import App
from gatekeeper.desk.audit.reconcile import Door
from gatekeeper.errors import UsageError
from gatekeeper.ports import Mailer
from gatekeeper.settings import MOST_UPLOAD
from gatekeeper.web.app import make_asgi, make_site
from gatekeeper.web.memory import one_heap_for_all_threads


@dataclass(frozen=True, slots=True)
class Serving:
    """Where to listen, under which origin browsers come, and with which certificate if any."""

    host: str
    port: int
    origin: str
    certificate: Path | None = None
    key: Path | None = None
    behind_proxy: bool = False
    """A proxy on this machine speaks TLS and passes on plain HTTP."""
    test_in_the_clear: bool = False
    """Somebody said by name that this is a test, over plain HTTP and with nobody real in it."""
    most_upload: int = MOST_UPLOAD
    """Bytes that the files of all audits may have together."""


def serve(
    app: App, serving: Serving, mailer: Mailer | None = None, door: Door | None = None
) -> None:
    """Serve until somebody stops it.

    With a mailer, notices are sent by e-mail; with a door, what is live is compared every day.

    Raises:
        UsageError: plain HTTP would leave this machine, or certificate and key do not go together.
    """
    _safe(serving)
    one_heap_for_all_threads()
    uvicorn.run(
        make_asgi(make_site(app, serving.origin, mailer, door, serving.most_upload)),
        host=serving.host,
        port=serving.port,
        ssl_certfile=serving.certificate,
        ssl_keyfile=serving.key,
        proxy_headers=serving.behind_proxy,
        forwarded_allow_ips="127.0.0.1" if serving.behind_proxy else "",
        log_level="warning",
        server_header=False,
        date_header=False,
    )


def _safe(serving: Serving) -> None:
    if (serving.certificate is None) != (serving.key is None):
        raise UsageError("A certificate needs its key, and a key its certificate.")
    inside = serving.test_in_the_clear or _loopback(serving.host)
    if serving.certificate is None and not inside:
        raise UsageError(
            "Without TLS the pages are served to this machine only.",
            "Give --certificate and --key, or let a proxy on this machine speak TLS.",
        )


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
