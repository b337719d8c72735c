"""Pictures that cannot be judged: a verdict and a sentence for each, never a crash or a pass."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from tests.cli.brought import bring
from tests.cli.terminal import DEPUTY, DRAFTS, HEAD, TEACHER, Terminal


def zipped(data: bytes) -> bytes:
    """Return a file that is a picture from the front and an archive from the back."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("hidden.txt", "Maya Silva lives here")
    return data + archive.getvalue()


def vast() -> bytes:
    """Return a small file of a hundred million pixels."""
    file = io.BytesIO()
    Image.new("1", (10_000, 10_000)).save(file, "PNG")
    return file.getvalue()


@pytest.fixture
def refused(photo: bytes) -> dict[str, tuple[bytes, str]]:
    """Return files by name, each with a word of the sentence that refuses it."""
    cut = (DRAFTS / "unreadable_picture" / "story.jpg").read_bytes()
    moving = (DRAFTS / "animated_picture" / "reading.webp").read_bytes()
    return {
        "nothing.jpg": (b"", "empty"),
        "words.jpg": (b"this is no picture at all", "not a picture"),
        "cut.jpg": (cut, "damaged or incomplete"),
        "moving.webp": (moving, "moves"),
        "drawing.gif": (b"GIF89a" + b"\x00" * 50, "GIF"),
        "film.jpg": (b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom", "video"),
        "vast.png": (vast(), "too large"),
        "head.jpg": (photo[:200], "damaged"),
    }


def test_each_picture_that_is_refused_has_its_sentence_and_the_post_cannot_go(
    refused: dict[str, tuple[bytes, str]], looking: Terminal, tmp_path: Path
) -> None:
    draft = bring(tmp_path / "news", {name: data for name, (data, _) in refused.items()})
    told = looking.ask("check", draft, by=TEACHER)
    assert told["verdict"] == "unchecked"
    sentences = {f["sentence"] for f in told["findings"] if f["check"] == "picture_unreadable"}
    for name, (_, word) in refused.items():
        assert any(word in sentence for sentence in sentences), (name, sentences)
    assert len(sentences) == len(refused)
    assert all(f["remedy"] for f in told["findings"])
    assert looking.run("submit", "news", by=DEPUTY).code == 30


@pytest.mark.models
@pytest.mark.usefixtures("true_models")
def test_what_hides_behind_a_picture_does_not_go_out_with_it(
    looking: Terminal, tmp_path: Path, photo: bytes
) -> None:
    looking.do("check", bring(tmp_path / "news", {"a.jpg": zipped(photo)}), by=TEACHER)
    looking.do("submit", "news", by=DEPUTY)
    looking.do("sign-off", "news", "--yes", by=HEAD)
    where = ("--channel", "instagram", "--device", looking.tablet, "--to", tmp_path / "gallery")
    looking.do("release", "news", *where, by=DEPUTY)
    out = (tmp_path / "gallery" / "picture-1.jpg").read_bytes()
    assert b"hidden.txt" in zipped(photo)
    assert b"hidden.txt" not in out
    assert out.endswith(b"\xff\xd9")


def test_a_name_that_lies_about_the_kind_of_picture_is_no_reason_to_refuse(
    looking: Terminal, tmp_path: Path
) -> None:
    file = io.BytesIO()
    Image.new("RGB", (300, 200), "navy").save(file, "PNG")
    told = looking.ask("check", bring(tmp_path / "n", {"a.jpg": file.getvalue()}), by=TEACHER)
    assert "picture_unreadable" not in {f["check"] for f in told["findings"]}
