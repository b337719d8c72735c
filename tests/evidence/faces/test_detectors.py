"""The two networks, run at any size, see what their makers' own code sees."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import onnxruntime
import pytest

from gatekeeper.evidence.faces.centerface import CenterFace
from gatekeeper.evidence.faces.detections import NOTHING, Detections, joined
from gatekeeper.evidence.faces.network import Network, as_input, for_any_size
from gatekeeper.evidence.faces.yunet import OVERLAP, YuNet
from gatekeeper.evidence.models.cache import load
from gatekeeper.evidence.models.manifest import CENTERFACE, FINDERS, YUNET, Model
from tests.evidence.faces.conftest import ClassPhoto, pixels_of

pytestmark = pytest.mark.models
SIZES = {YUNET.name: (1, 3, 640, 640), CENTERFACE.name: (10, 3, 32, 32)}
"""The one size for which each file was exported."""


@pytest.mark.parametrize("model", FINDERS, ids=lambda model: model.name)
def test_declaring_no_size_changes_no_result(models: Path, model: object) -> None:
    spec = next(one for one in FINDERS if one is model)
    data = load(models, spec)
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    given = onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])
    pictures = np.random.default_rng(1).uniform(0, 255, SIZES[spec.name]).astype(np.float32)
    expected = given.run(None, {given.get_inputs()[0].name: pictures})
    results = Network(data).run(pictures)
    assert list(results) == [output.name for output in given.get_outputs()]
    for result, wanted in zip(results.values(), expected, strict=True):
        np.testing.assert_allclose(result, wanted, rtol=1e-3, atol=1e-3)


@pytest.mark.parametrize("model", FINDERS, ids=lambda model: model.name)
def test_only_the_number_of_colours_stays_declared(models: Path, model: Model) -> None:
    """Without it the runtime knows of no step how many channels it has, and is slower for it."""
    given = for_any_size(load(models, model))
    (picture,) = onnxruntime.InferenceSession(
        given, providers=["CPUExecutionProvider"]
    ).get_inputs()
    assert [side if isinstance(side, int) else None for side in picture.shape] == [
        None,
        3,
        None,
        None,
    ]


def test_yunet_sees_what_opencv_sees(models: Path, class_photo: ClassPhoto) -> None:
    data = load(models, YUNET)
    height, width = class_photo.pixels.shape[:2]
    opencv = cv2.FaceDetectorYN.create(
        "onnx", np.frombuffer(data, np.uint8), np.zeros(0, np.uint8), (width, height), 0.3, OVERLAP
    )
    theirs = opencv.detect(np.ascontiguousarray(class_photo.pixels[:, :, ::-1]))[1]
    theirs = theirs[np.argsort(theirs[:, 0])]
    ours = YuNet(data).see(class_photo.pixels, 0.3)
    ours = ours.only(np.argsort(ours.boxes[:, 0]))
    assert len(ours) == len(theirs) >= 26
    sides = ours.boxes[:, 2:] - ours.boxes[:, :2]
    np.testing.assert_allclose(np.hstack([ours.boxes[:, :2], sides]), theirs[:, :4], atol=0.5)
    np.testing.assert_allclose(ours.points.reshape(-1, 10), theirs[:, 4:14], atol=0.5)
    np.testing.assert_allclose(ours.scores, theirs[:, 14], atol=0.01)


def test_both_detectors_agree_where_a_face_and_its_points_are(models: Path, oakfield: Path) -> None:
    picture = pixels_of(oakfield / "portraits" / "alfie_0.jpg")
    one = YuNet(load(models, YUNET)).see(picture, 0.6)
    two = CenterFace(load(models, CENTERFACE)).see(picture, 0.6)
    assert len(one) == len(two) == 1
    tolerance = 0.12 * float(one.heights[0])
    np.testing.assert_allclose(one.boxes, two.boxes, atol=tolerance)
    np.testing.assert_allclose(one.points, two.points, atol=tolerance)


def test_a_closer_look_finds_the_face_where_it_was_suspected(
    models: Path, class_photo: ClassPhoto
) -> None:
    yunet, centerface = YuNet(load(models, YUNET)), CenterFace(load(models, CENTERFACE))
    suspected = yunet.see(class_photo.pixels, 0.8)
    closer = centerface.look_closer(class_photo.pixels, suspected.boxes, 0.35)
    assert len(closer) == len(suspected) >= 26
    np.testing.assert_allclose(closer.boxes, suspected.boxes, atol=20)


def test_a_closer_look_at_nothing_sees_nothing(models: Path) -> None:
    centerface = CenterFace(load(models, CENTERFACE))
    picture = np.full((200, 200, 3), 99, np.uint8)
    boxes = np.array([[50, 50, 90, 90], [-30, -30, 10, 10], [5, 5, 5, 5]], np.float32)
    assert len(centerface.look_closer(picture, boxes, 0.35)) == 0
    assert len(centerface.look_closer(picture, NOTHING.boxes, 0.35)) == 0


def test_a_picture_is_padded_with_black_to_full_steps() -> None:
    picture = np.full((33, 64, 3), (1, 2, 3), np.uint8)
    rgb, bgr = (as_input(picture, blue_first=first)[0] for first in (False, True))
    assert rgb.shape == (3, 64, 64)
    assert rgb[:, 32, 63].tolist() == [1, 2, 3]
    assert bgr[:, 32, 63].tolist() == [3, 2, 1]
    assert not rgb[:, 33:].any()


def test_detections_move_and_grow_with_their_picture() -> None:
    seen = one(10, 20, 30, 40)
    moved = seen.placed(2, 100, 1000)
    assert moved.boxes.tolist() == [[120, 1040, 160, 1080]]
    assert moved.points[0, 0].tolist() == [110 + 10, 1000 + 40]


@pytest.mark.parametrize("quarters", range(4))
def test_what_is_seen_in_a_turned_picture_is_put_back(quarters: int) -> None:
    """A white patch and its corners are followed through the turn, without any network."""
    picture = np.zeros((70, 110), np.uint8)
    picture[20:35, 60:100] = 1
    rows, columns = np.nonzero(np.rot90(picture, quarters))
    seen = one(columns.min(), rows.min(), columns.max() + 1, rows.max() + 1)
    back = seen.unturned(quarters, 110, 70)
    assert back.boxes.tolist() == [[60, 20, 100, 35]]
    corners = {(60, 20), (100, 20), (60, 35), (100, 35)}
    assert tuple(back.points[0, 0]) in corners


def test_a_heap_of_boxes_is_thinned_to_the_best() -> None:
    heap = joined([one(0, 0, 10, 10, 0.5), one(1, 0, 11, 10, 0.9), one(50, 0, 60, 10, 0.2)])
    assert heap.thinned(0.3).scores.tolist() == pytest.approx([0.9, 0.2])
    assert len(NOTHING.thinned(0.3)) == 0
    assert len(joined([])) == 0


def one(left: float, top: float, right: float, bottom: float, score: float = 1) -> Detections:
    """Return one detection, all of whose points are at its top left corner."""
    return Detections(
        np.array([[left, top, right, bottom]], np.float32),
        np.array([score], np.float32),
        np.full((1, 5, 2), (left, top), np.float32),
    )
