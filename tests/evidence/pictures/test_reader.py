"""Every file there is gives facts or a refusal that says what to do; none crashes or hangs."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from gatekeeper.domain.picture import PictureFacts
from gatekeeper.errors import PictureRefused
from gatekeeper.evidence.guard import Guard, GuardedReader, make_reader
from gatekeeper.evidence.pictures import version as version_module
from gatekeeper.evidence.pictures.reader import StillReader
from gatekeeper.evidence.pictures.sniff import Kind
from tests.evidence.pictures.made import file_of, scene, told, turned

FOLDERS = ("hostile_images", "odd_formats", "exif_gps")


def test_the_facts_are_of_the_upright_picture() -> None:
    facts = StillReader().read(turned(6), "a.jpg")
    assert (facts.media_type, facts.width, facts.height) == ("image/jpeg", 96, 64)
    assert facts.fingerprint.pdq != "0" * 64


@pytest.mark.parametrize("kind", list(Kind))
def test_a_wrongly_named_file_is_read_by_what_it_is(kind: Kind) -> None:
    facts = StillReader().read(file_of(scene(), kind), "holiday.txt")
    assert facts.media_type == kind.value
    assert facts == StillReader().read(file_of(scene(), kind), "holiday.png")


def test_the_version_names_code_libraries_and_limits() -> None:
    version = StillReader().version
    for part in ("pictures-2", "pillow-", "pillow-heif-", "65000000"):
        assert part in version


def test_other_limits_are_another_version(monkeypatch: pytest.MonkeyPatch) -> None:
    before = StillReader().version
    monkeypatch.setattr(version_module, "MAX_PIXELS", 1)
    assert StillReader().version != before


def test_facts_do_not_depend_on_what_was_read_before() -> None:
    first = StillReader().read(told(), "a")
    StillReader().read(file_of(scene(), Kind.PNG), "b")
    assert StillReader().read(told(), "a") == first


@pytest.mark.samples
@pytest.mark.parametrize("folder", FOLDERS)
def test_every_sample_gives_facts_or_a_refusal(samples: Path, folder: str) -> None:
    files = [path for path in sorted((samples / folder).rglob("*")) if path.is_file()]
    assert files
    with Guard({"reader": make_reader}) as guard:
        reader = GuardedReader(guard)
        outcomes = {path.name: outcome(reader, path) for path in files}
        assert guard.pid is not None, "the child did not live through all of them"
    assert any(isinstance(found, PictureFacts) for found in outcomes.values())


def outcome(reader: GuardedReader, path: Path) -> PictureFacts | PictureRefused:
    """Return the facts of a file, or how it was refused."""
    try:
        return reader.read(path.read_bytes(), path.name)
    except PictureRefused as refusal:
        return refusal


@pytest.mark.samples
def test_places_and_times_agree_with_the_index_of_the_samples(samples: Path) -> None:
    with (samples / "exif_gps" / "EXIF_INDEX.csv").open(newline="") as index:
        rows = [row for row in csv.DictReader(index) if "exif-samples" in row["file"]]
    reader = StillReader()
    for row in rows:
        carried = reader.read((samples / row["file"]).read_bytes(), "").carried
        assert (carried.place is not None) == (row["has_gps"] == "1"), row["file"]
        written = row["datetime"].replace(":", "-", 2) or None
        assert carried.taken_at == written, row["file"]
        assert ("serial number" in carried.fields) == (row["has_serial"] == "1"), row["file"]


@pytest.mark.samples
@pytest.mark.parametrize("name", ["Landscape", "Portrait"])
def test_real_photographs_of_all_orientations_look_alike(samples: Path, name: str) -> None:
    folder = samples / "odd_formats" / "exif-orientation"
    reader = StillReader()
    facts = [reader.read((folder / f"{name}_{n}.jpg").read_bytes(), "") for n in range(1, 9)]
    assert len({(fact.width, fact.height) for fact in facts}) == 1
    assert all((fact.width > fact.height) == (name == "Landscape") for fact in facts)
