"""Models that are missing, damaged or exchanged: nothing passes, and it says what mends it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from gatekeeper.evidence.models.manifest import CENTERFACE, MODELS, YUNET
from tests.cli.brought import bring
from tests.cli.terminal import DRAFTS, TEACHER, Terminal

Spoil = Callable[[Path], None]


def nothing_there(_: Path) -> None:
    """Leave the folder empty."""


def other_files(folder: Path) -> None:
    for model in MODELS:
        (folder / model.file).write_bytes(b"not a model")


def cut_short(folder: Path) -> None:
    """Leave files of the right length with nothing right in them."""
    for model in MODELS:
        with (folder / model.file).open("wb") as file:
            file.truncate(model.size)


def folders(folder: Path) -> None:
    for model in MODELS:
        (folder / model.file).mkdir()


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder in which models are looked for."""
    folder = tmp_path / "models"
    folder.mkdir()
    monkeypatch.setenv("GATEKEEPER_MODELS", str(folder))
    return folder


@pytest.mark.parametrize("spoil", [nothing_there, other_files, cut_short, folders])
def test_without_the_right_models_nothing_passes_and_it_says_what_to_do(
    spoil: Spoil, models: Path, looking: Terminal, tmp_path: Path, photo: bytes
) -> None:
    spoil(models)
    draft = bring(tmp_path / "news", {"a.jpg": photo})
    told = looking.ask("check", draft, by=TEACHER)
    assert told["verdict"] == "unchecked"
    assert looking.run("check", draft, by=TEACHER).code == 30
    well = {item["what"]: item for item in looking.ask("doctor")["found"]}
    assert well["models"]["well"] is False
    assert "gatekeeper models fetch" in well["models"]["remedy"]
    assert looking.run("doctor").code == 30


def test_words_alone_need_no_models(models: Path, looking: Terminal, tmp_path: Path) -> None:
    assert not list(models.iterdir())
    assert looking.run("check", bring(tmp_path / "news"), by=TEACHER).code == 0


@pytest.mark.models
def test_two_models_that_were_exchanged_are_noticed_and_mending_is_enough(
    true_models: Path, looking: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "models"
    folder.mkdir()
    shutil.copy(true_models / YUNET.file, folder / CENTERFACE.file)
    shutil.copy(true_models / CENTERFACE.file, folder / YUNET.file)
    monkeypatch.setenv("GATEKEEPER_MODELS", str(folder))
    draft = shutil.copytree(DRAFTS / "words_only", tmp_path / "news")
    shutil.copy(DRAFTS / "pupil_named_in_words" / "hall.jpg", draft / "hall.jpg")
    text = (draft / "post.toml").read_text("utf-8")
    (draft / "post.toml").write_text(
        f'{text}\n[[picture]]\nfile = "hall.jpg"\nalt_text = "A hall."\n', "utf-8"
    )
    assert looking.run("check", draft, by=TEACHER).code == 30
    monkeypatch.setenv("GATEKEEPER_MODELS", str(true_models))
    assert looking.run("check", draft, by=TEACHER).code == 10


def test_mending_sweeps_a_home_and_leaves_it_well(
    desk: Terminal, true_models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GATEKEEPER_MODELS", str(true_models))
    before = desk.do("posts")
    found = {item["what"]: item["well"] for item in desk.ask("doctor", "--mend")["found"]}
    assert found["home"]
    assert found["models"]
    assert desk.do("posts") == before
