"""The cache of models: what is in it is what was examined, or it is not used."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from gatekeeper.errors import CouldNotCheck
from gatekeeper.evidence.models.cache import (
    ModelAltered,
    ModelMissing,
    ModelNotFetched,
    fetch_models,
    load,
    missing_or_altered,
)
from gatekeeper.evidence.models.download import NotGot
from gatekeeper.evidence.models.manifest import YUNET, Model

Source = Callable[[Model], bytes]

RIGHT = b"weights" * 1000
WRONG = b"weights" * 999 + b"WEIGHTS"
MODEL = replace(YUNET, file="m.onnx", size=len(RIGHT), sha256=sha256(RIGHT).hexdigest())


def silent(_: str) -> None:
    """Say nothing."""


def gives(data: bytes) -> Source:
    """Return a source that always answers with this."""
    return lambda _: data


def fails(model: Model) -> bytes:
    """Answer as a machine without a network does."""
    raise NotGot(f"nobody answers for {model.name}")


def fetch(folder: Path, *sources: Source) -> tuple[Model, ...]:
    """Fetch the one small model from these sources."""
    return fetch_models(folder, silent, models=(MODEL,), sources=sources)


def test_a_fetched_model_is_loaded_byte_for_byte(tmp_path: Path) -> None:
    assert fetch(tmp_path / "new", gives(RIGHT)) == (MODEL,)
    assert load(tmp_path / "new", MODEL) == RIGHT
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["m.onnx"]


def test_a_second_fetch_asks_nobody(tmp_path: Path) -> None:
    fetch(tmp_path, gives(RIGHT))
    assert fetch(tmp_path, fails) == ()


def test_the_next_source_is_asked_when_one_does_not_answer(tmp_path: Path) -> None:
    fetch(tmp_path, fails, gives(RIGHT))
    assert load(tmp_path, MODEL) == RIGHT


def test_the_next_source_is_asked_when_one_gives_other_bytes(tmp_path: Path) -> None:
    fetch(tmp_path, gives(WRONG), gives(RIGHT))
    assert load(tmp_path, MODEL) == RIGHT


def test_wrong_bytes_are_never_written(tmp_path: Path) -> None:
    with pytest.raises(ModelNotFetched, match="not the one that was examined"):
        fetch(tmp_path, gives(WRONG), gives(RIGHT[:-1]))
    assert list(tmp_path.iterdir()) == []


def test_when_nobody_has_it_the_error_says_why_and_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelNotFetched, match="nobody answers for YuNet") as caught:
        fetch(tmp_path, fails)
    assert MODEL.sha256 in caught.value.remedy
    assert str(tmp_path) in caught.value.remedy


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ModelNotFetched, match="cannot be written"):
        fetch(tmp_path / "file", gives(RIGHT))


def test_a_write_that_breaks_off_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("gatekeeper.evidence.models.cache.os.fsync", full)
    with pytest.raises(ModelNotFetched):
        fetch(tmp_path, gives(RIGHT))
    assert list(tmp_path.iterdir()) == []


def test_a_write_that_breaks_off_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "m.onnx").write_bytes(WRONG)

    def locked(*_: object) -> None:
        raise PermissionError(13, "The file is in use")

    monkeypatch.setattr("gatekeeper.evidence.models.cache.Path.replace", locked)
    with pytest.raises(ModelNotFetched):
        fetch(tmp_path, gives(RIGHT))
    assert (tmp_path / "m.onnx").read_bytes() == WRONG
    assert len(list(tmp_path.iterdir())) == 1


def test_two_may_fetch_at_once(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: fetch(tmp_path, gives(RIGHT)), range(16)))
    assert load(tmp_path, MODEL) == RIGHT
    assert len(list(tmp_path.iterdir())) == 1


def test_a_missing_model_is_refused_with_the_command(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing) as caught:
        load(tmp_path, MODEL)
    assert isinstance(caught.value, CouldNotCheck)
    assert "gatekeeper models fetch" in caught.value.remedy


@pytest.mark.parametrize("data", [WRONG, RIGHT[:-1], RIGHT + b"x", b""])
def test_an_altered_model_is_refused_with_the_command(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "m.onnx").write_bytes(data)
    with pytest.raises(ModelAltered) as caught:
        load(tmp_path, MODEL)
    assert isinstance(caught.value, CouldNotCheck)
    assert "gatekeeper models fetch" in caught.value.remedy


def test_a_folder_in_place_of_a_model_is_refused(tmp_path: Path) -> None:
    (tmp_path / "m.onnx").mkdir()
    with pytest.raises(ModelAltered):
        load(tmp_path, MODEL)


def test_a_fetch_mends_an_altered_model(tmp_path: Path) -> None:
    (tmp_path / "m.onnx").write_bytes(WRONG)
    assert len(missing_or_altered(tmp_path, (MODEL,))) == 1
    fetch(tmp_path, gives(RIGHT))
    assert missing_or_altered(tmp_path, (MODEL,)) == ()


def test_every_flaw_is_reported_not_only_the_first(tmp_path: Path) -> None:
    (tmp_path / "m.onnx").write_bytes(WRONG)
    flaws = missing_or_altered(tmp_path, (MODEL, replace(MODEL, file="other.onnx")))
    assert [type(flaw) for flaw in flaws] == [ModelAltered, ModelMissing]


def test_somebody_is_told_about_each_model(tmp_path: Path) -> None:
    said: list[str] = []
    for _ in range(2):
        fetch_models(tmp_path, said.append, models=(MODEL,), sources=(gives(RIGHT),))
    assert "fetched" in said[0]
    assert "here already" in said[1]
