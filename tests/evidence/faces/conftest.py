"""The models, and pictures of people who do not exist."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from gatekeeper.domain.face import FoundFace
from gatekeeper.domain.picture import Box
from gatekeeper.evidence.faces.detections import Pixels
from gatekeeper.evidence.faces.find import Finder
from gatekeeper.evidence.models.cache import missing_or_altered
from gatekeeper.settings import from_environment


@dataclass(frozen=True, slots=True)
class ClassPhoto:
    """A class photograph, and everybody's head in it."""

    pixels: Pixels
    heads: dict[str, Box]


@pytest.fixture(scope="session")
def models() -> Path:
    """Return the folder of models; skip where they were not fetched."""
    folder = from_environment().models
    if missing_or_altered(folder):
        pytest.skip("the face models are not on this machine: run `gatekeeper models fetch`")
    return folder


@pytest.fixture(scope="session")
def finder(models: Path) -> Finder:
    """Return the finder with its models."""
    return Finder(models)


@pytest.fixture(scope="session")
def oakfield(checkout: Path) -> Path:
    """Return the folder of the made-up school."""
    return checkout / "fixtures" / "oakfield"


@pytest.fixture(scope="session", params=["class_hall", "class_field"])
def class_photo(request: pytest.FixtureRequest, oakfield: Path) -> ClassPhoto:
    """Return one of the two class photographs."""
    file = oakfield / "groups" / f"{request.param}.json"
    people = json.loads(file.read_text(encoding="utf-8"))["people"]
    heads = {person["id"]: Box(*person["box"]) for person in people}
    return ClassPhoto(pixels_of(file.with_suffix(".jpg")), heads)


def pixels_of(file: Path) -> Pixels:
    """Return a picture that needs no turning."""
    return np.asarray(Image.open(file).convert("RGB"))


def scaled(picture: Pixels, factor: float) -> Pixels:
    """Return the picture larger or smaller."""
    height, width = picture.shape[:2]
    size = round(width * factor), round(height * factor)
    return np.asarray(Image.fromarray(picture).resize(size, Image.Resampling.LANCZOS))


def centre_in(face: FoundFace, head: Box) -> bool:
    """Whether the middle of the face lies in the head."""
    across, down = face.box.left + face.box.width / 2, face.box.top + face.box.height / 2
    return head.left < across < head.right and head.top < down < head.bottom
