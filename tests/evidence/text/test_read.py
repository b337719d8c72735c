"""What stands written in a picture is read where it stands; what cannot be read is said."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from gatekeeper.domain.picture import Box
from gatekeeper.domain.picture_text import CodeKind, PictureText
from gatekeeper.errors import CouldNotCheck
from gatekeeper.evidence.models.cache import ModelAltered, ModelMissing, missing_or_altered
from gatekeeper.evidence.models.manifest import READERS
from gatekeeper.evidence.pictures.decode import Pixels
from gatekeeper.evidence.text import read
from gatekeeper.evidence.text.read import Reader, ReadingFailed
from gatekeeper.evidence.text.version import text_version
from gatekeeper.settings import from_environment

DRAFTS = Path(__file__).parents[3] / "fixtures" / "drafts"


@pytest.fixture(scope="module")
def reader() -> Reader:
    """Return the reader with its models; skip where they were not fetched."""
    folder = from_environment().models
    if missing_or_altered(folder, READERS):
        pytest.skip("the models that read text are not here: run `gatekeeper models fetch`")
    return Reader(folder)


def written(*words: str, size: tuple[int, int] = (1200, 800), height: int = 40) -> Pixels:
    """Return a page with these words, one below the other."""
    image = Image.new("RGB", size, (240, 238, 230))
    pen = ImageDraw.Draw(image)
    for line, text in enumerate(words):
        pen.text((60, 40 + line * height * 2), text, (20, 20, 60), ImageFont.load_default(height))
    return np.asarray(image)


def said(text: PictureText) -> list[str]:
    return [line.text for line in text.lines]


@pytest.mark.models
def test_a_label_is_read_and_its_box_holds_it(reader: Reader) -> None:
    (line,) = reader.read((DRAFTS / "peg_names_pupil" / "pegs.jpg").read_bytes()).lines
    assert line.text == "Hari Menon"
    assert Box(85, 408, 150, 24).share_inside(line.box) > 0.9


@pytest.mark.models
def test_a_code_is_read_and_its_box_holds_it(reader: Reader) -> None:
    text = reader.read((DRAFTS / "code_on_the_wall" / "library.jpg").read_bytes())
    (code,) = text.codes
    assert (code.kind, code.says) == (CodeKind.SQUARE, "https://login.example/oakfield/4")
    assert Box(100, 400, 90, 90).share_inside(code.box) > 0.9


@pytest.mark.models
@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_turned_writing_is_read_too(reader: Reader, quarters: int) -> None:
    turned = np.ascontiguousarray(np.rot90(written("Amelia Hughes", height=60), quarters))
    assert "Amelia Hughes" in said(reader.read_in(turned))


@pytest.mark.models
def test_boxes_are_in_pixels_of_the_large_picture(reader: Reader) -> None:
    large = np.asarray(Image.fromarray(written("Oakfield")).resize((4800, 3200)))
    (line,) = reader.read_in(large).lines
    assert Box(250, 190, 600, 120).overlap(line.box) > 0.6 * 600 * 120
    assert line.box.lies_in(4800, 3200)


@pytest.mark.models
@pytest.mark.parametrize("shape", [(1, 1), (3, 4000), (4000, 3), (20, 20)])
def test_an_odd_shape_has_nothing_to_read(reader: Reader, shape: tuple[int, int]) -> None:
    assert reader.read_in(np.zeros((*shape, 3), np.uint8)) == PictureText()


@pytest.mark.models
def test_a_page_of_too_much_writing_is_said_to_be_unfinished(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read, "MOST_LINES", 3)
    text = reader.read_in(written("one two", "three four", "five six", "seven eight", "nine"))
    assert not text.complete
    assert len(text.lines) == 3
    monkeypatch.setattr(read, "MOST_LINES", 5)
    assert reader.read_in(written("one two", "three four")).complete


@pytest.mark.models
def test_nothing_asks_a_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        pytest.fail("something asked a network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    folder = from_environment().models
    if missing_or_altered(folder, READERS):
        pytest.skip("the models that read text are not here")
    assert said(Reader(folder).read_in(written("Year 4"))) == ["Year 4"]


def test_a_missing_model_is_named_with_what_mends_it(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing) as missing:
        Reader(tmp_path).read_in(written("Year 4"))
    assert "models fetch" in missing.value.remedy


def test_an_altered_model_is_not_used(tmp_path: Path) -> None:
    for model in READERS:
        (tmp_path / model.file).write_bytes(b"0" * model.size)
    with pytest.raises(ModelAltered):
        Reader(tmp_path).read_in(written("Year 4"))


@pytest.mark.models
def test_whatever_a_library_raises_is_not_an_empty_page(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: Pixels) -> Iterator[object]:
        raise ValueError

    monkeypatch.setattr(read, "codes_in", broken)
    with pytest.raises(ReadingFailed):
        reader.read_in(written("Year 4"))
    assert issubclass(ReadingFailed, CouldNotCheck)


def test_the_version_names_models_and_libraries() -> None:
    version = text_version()
    assert all(model.sha256[:16] in version for model in READERS)
    assert all(name in version for name in ("rapidocr-", "zxing-cpp-", "onnxruntime-"))


@pytest.mark.models
@pytest.mark.samples
@pytest.mark.slow
def test_a_receipt_of_the_samples_is_read(reader: Reader, samples: Path) -> None:
    file = samples / "ocr" / "sroie" / "img" / "000.jpg"
    words = " ".join(said(reader.read(file.read_bytes())))
    assert "TAMAN DAYA" in words
    assert "81100 JOHOR BAHRU" in words
