"""Where the server listens, and what it refuses to carry in the clear."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import uvicorn

from gatekeeper.errors import UsageError
from gatekeeper.web.serve import Serving, serve
from gatekeeper.web.site import Site

HERE = "https://oakfield.test"


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Start no server; return what would have been started."""
    calls: list[dict[str, Any]] = []
    monkeypatch.setattr(uvicorn, "run", lambda _, **how: calls.append(how))
    return calls


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost"])
def test_this_machine_is_served_without_a_certificate(
    host: str, site: Site, started: list[dict[str, Any]]
) -> None:
    serve(site.app, Serving(host, 8443, HERE))
    assert started[0]["host"] == host


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.20", "::", "gate.school.test"])  # noqa: S104
def test_no_other_machine_is_served_in_the_clear(
    host: str, site: Site, started: list[dict[str, Any]]
) -> None:
    with pytest.raises(UsageError, match="to this machine only"):
        serve(site.app, Serving(host, 8443, HERE, behind_proxy=True))
    assert not started


def test_a_test_is_served_in_the_clear_only_where_somebody_calls_it_one(
    site: Site, started: list[dict[str, Any]]
) -> None:
    serve(site.app, Serving("192.168.1.20", 8080, HERE, test_in_the_clear=True))
    assert started[0]["host"] == "192.168.1.20"


def test_with_a_certificate_it_is_served_to_everybody(
    site: Site, started: list[dict[str, Any]]
) -> None:
    serve(site.app, Serving("0.0.0.0", 443, HERE, Path("a.pem"), Path("b.pem")))  # noqa: S104
    assert started[0]["ssl_certfile"] == Path("a.pem")


def test_a_certificate_without_its_key_is_refused(site: Site) -> None:
    with pytest.raises(UsageError, match="needs its key"):
        serve(site.app, Serving("127.0.0.1", 443, HERE, Path("a.pem")))


def test_who_asks_is_taken_from_a_proxy_only_where_there_is_one(
    site: Site, started: list[dict[str, Any]]
) -> None:
    for behind in (False, True):
        serve(site.app, Serving("127.0.0.1", 8443, HERE, behind_proxy=behind))
    assert [call["proxy_headers"] for call in started] == [False, True]
