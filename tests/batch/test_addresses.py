"""Pictures of children cross no network in the open."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from gatekeeper.batch.crews.address import certificates
from gatekeeper.errors import UsageError
from gatekeeper.settings import Settings

NONE = Settings(Path(), Path())
SCHEDULER = "tls://scheduler.oakfield.example:8786"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Return settings that name three files."""
    files = [tmp_path / name for name in ("ca.pem", "certificate.pem", "key.pem")]
    for file in files:
        file.touch()
    ca, certificate, key = files
    return replace(NONE, cluster_ca=ca, cluster_certificate=certificate, cluster_key=key)


def test_a_cluster_is_spoken_to_with_certificates(settings: Settings, tmp_path: Path) -> None:
    assert certificates(SCHEDULER, settings) == {
        "tls_ca_file": str(tmp_path / "ca.pem"),
        "tls_client_cert": str(tmp_path / "certificate.pem"),
        "tls_client_key": str(tmp_path / "key.pem"),
    }


@pytest.mark.parametrize(
    "address",
    [
        "tcp://10.1.2.3:8786",
        "tcp://127.0.0.1.oakfield.example:8786",
        "tcp://scheduler:8786",
        "ws://127.0.0.1:8786",
        "inproc://127.0.0.1:8786",
    ],
)
def test_in_the_open_is_refused_beyond_this_machine(address: str, settings: Settings) -> None:
    with pytest.raises(UsageError, match="in the open") as refusal:
        certificates(address, settings)
    assert "tls://" in refusal.value.remedy


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:8786", "tcp://[::1]:8786"])
def test_this_machine_needs_none(address: str) -> None:
    assert certificates(address, NONE) == {}


@pytest.mark.parametrize("address", ["", "scheduler", "tls://scheduler", "tls://a:b", "tls://[::1"])
def test_what_is_no_address_is_said(address: str) -> None:
    with pytest.raises(UsageError, match="not the address of a scheduler"):
        certificates(address, NONE)


@pytest.mark.parametrize("missing", ["cluster_ca", "cluster_certificate", "cluster_key"])
def test_a_certificate_that_is_not_set_or_not_there_is_said(
    missing: str, settings: Settings, tmp_path: Path
) -> None:
    variable = f"GATEKEEPER_{missing.upper()}"
    with pytest.raises(UsageError, match=f"{variable} is not set"):
        certificates(SCHEDULER, replace(settings, **{missing: None}))  # type: ignore[arg-type]
    with pytest.raises(UsageError, match=f"{variable} names .* no such file"):
        certificates(SCHEDULER, replace(settings, **{missing: tmp_path / "no"}))  # type: ignore[arg-type]
