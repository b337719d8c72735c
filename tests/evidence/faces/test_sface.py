"""SFace: several faces at once have the numbers of one after another, as OpenCV itself has them."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from gatekeeper.evidence.faces.detections import Floats, Pixels
from gatekeeper.evidence.faces.measure import Measurer
from gatekeeper.evidence.faces.places import Placed
from gatekeeper.evidence.faces.sface import AT_ONCE, SFace, unit
from gatekeeper.evidence.models.cache import load
from gatekeeper.evidence.models.manifest import SFACE, YUNET

pytestmark = pytest.mark.models


@pytest.fixture(scope="module")
def sface(models: Path) -> SFace:
    return SFace(load(models, SFACE), small=load(models, YUNET))


def made(seed: int) -> Placed:
    """Return soft patches of colour with eyes and mouth somewhere: the network takes anything."""
    chance = np.random.default_rng(seed)
    noise = chance.integers(0, 256, (288, 288, 3), np.uint8)
    cut = np.asarray(cv2.GaussianBlur(noise, (0, 0), 4), np.uint8)
    points = chance.uniform(90, 200, (5, 2)).astype(np.float32)
    return Placed(cut, np.array([80, 70, 210, 215], np.float32), points, 144)


def by_opencv(models: Path, faces: list[Placed]) -> Floats:
    """Return what OpenCV's own class makes of faces, one after another."""
    model = np.frombuffer(load(models, SFACE), np.uint8)
    own = cv2.FaceRecognizerSF.create("onnx", model, np.zeros(0, np.uint8))
    rows = [
        np.concatenate([f.box[:2], f.box[2:] - f.box[:2], f.points.reshape(-1), np.ones(1)])
        for f in faces
    ]
    pairs = zip(faces, rows, strict=True)
    cuts = [own.alignCrop(f.cut[:, :, ::-1].copy(), row.astype("f4")[None]) for f, row in pairs]
    return unit(np.array([own.feature(cut)[0] for cut in cuts], np.float32))


def test_faces_measured_together_have_the_numbers_of_opencv_one_by_one(
    models: Path, sface: SFace
) -> None:
    faces = [made(seed) for seed in range(AT_ONCE + 2)]
    together = sface.measure(faces)
    assert together.shape == (len(faces), 128)
    np.testing.assert_allclose(together, by_opencv(models, faces), rtol=0, atol=1e-6)
    assert np.array_equal(together[3], sface.measure(faces[3:4])[0])


def test_no_faces_have_no_numbers_and_ask_for_no_model(tmp_path: Path) -> None:
    assert Measurer(tmp_path).sface_all([]).shape == (0, 128)


def test_a_picture_of_many_faces_is_shown_to_the_network_a_few_at_a_time(
    sface: SFace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All at once would take memory by the number of faces; one by one takes longer."""
    shown: list[int] = []

    def counted(squares: list[Pixels]) -> Floats:
        shown.append(len(squares))
        return np.ones((len(squares), 128), np.float32)

    monkeypatch.setattr(sface, "_numbers", counted)
    sface.measure([made(0)] * (2 * AT_ONCE + 1))
    assert shown == [AT_ONCE, AT_ONCE, 1]
