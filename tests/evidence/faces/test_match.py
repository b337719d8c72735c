"""People who do not exist, told apart; and everything that is no picture of one child."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from gatekeeper.domain.biometrics import Engine, Enrolment, Gallery, Portrait
from gatekeeper.domain.picture import Box
from gatekeeper.domain.suggestion import Suggestion, WhyAsk
from gatekeeper.errors import CouldNotCheck, PictureRefused
from gatekeeper.evidence.faces import match
from gatekeeper.evidence.faces.find import Finder
from gatekeeper.evidence.faces.match import Matcher
from gatekeeper.evidence.faces.measure import Measurer
from gatekeeper.evidence.faces.templates import unpacked
from gatekeeper.evidence.faces.version import (
    CLOSE_NUMBERS,
    QUICK_CLOSE_NUMBERS,
    template_version,
)
from gatekeeper.evidence.faces.ways import QUICK
from gatekeeper.evidence.models.cache import ModelAltered, ModelMissing
from gatekeeper.evidence.models.manifest import DLIB, FIVE_POINTS, MATCHERS, MODELS, SFACE, YUNET
from tests.evidence.faces.conftest import ClassPhoto, centre_in, pixels_of, scaled
from tests.evidence.faces.made_faces import TODAY, both

pytestmark = pytest.mark.models
TWINS = {"xander", "yann"}


@pytest.fixture(scope="session")
def matcher(models: Path) -> Matcher:
    """Return the matcher with its models."""
    return Matcher(models)


@pytest.fixture(scope="session")
def register(models: Path, finder: Finder, oakfield: Path) -> Gallery:
    """Return all thirty people of the school as enrolled, without jitters to save a minute."""
    measurer, made_at = Measurer(models), datetime(2026, 9, 1, tzinfo=UTC)
    enrolments = []
    for file in sorted((oakfield / "portraits").glob("*_0.jpg")):
        picture, pupil = pixels_of(file), file.stem[:-2]
        face = measurer.placed(picture, finder.find_in(picture)[0].box)
        assert face is not None
        kept = both(measurer.sface(face), measurer.dlib(face)), template_version()
        enrolments.append(Enrolment(pupil, pupil, *kept, TODAY, made_at, "office"))
    return Gallery(tuple(enrolments), today=TODAY)


@pytest.fixture(scope="session")
def alfie(matcher: Matcher, oakfield: Path) -> Portrait:
    """Return what is kept of one portrait."""
    return matcher.portrait((oakfield / "portraits" / "alfie_0.jpg").read_bytes())


@pytest.fixture(scope="session")
def suggested(
    matcher: Matcher, finder: Finder, register: Gallery, class_photo: ClassPhoto
) -> dict[str, Suggestion]:
    """Return what is suggested for everybody on a class photograph, by who it is."""
    faces = finder.find_in(class_photo.pixels)
    boxes = {
        who: next(face.box for face in faces if centre_in(face, head))
        for who, head in class_photo.heads.items()
    }
    group = replace(register, first=frozenset(boxes))
    found = matcher.suggest(jpeg(class_photo.pixels), boxes, group)
    return {one.sighting: one for one in found}


def test_the_right_name_comes_first_for_everybody_but_the_twins(
    suggested: dict[str, Suggestion],
) -> None:
    first = {who: one.first.pupil if one.first else "" for who, one in suggested.items()}
    assert {who for who, name in first.items() if name != who} <= TWINS


def test_the_twins_ask(suggested: dict[str, Suggestion]) -> None:
    for twin in TWINS & set(suggested):
        assert WhyAsk.ALIKE in suggested[twin].ask
        assert WhyAsk.NARROW in suggested[twin].ask
        assert {candidate.pupil for candidate in suggested[twin].candidates} >= TWINS


def test_a_quick_comparison_has_everybody_in_reach_where_they_are(
    models: Path, finder: Finder, register: Gallery, class_photo: ClassPhoto
) -> None:
    faces = finder.find_in(class_photo.pixels)
    boxes = {
        who: next(face.box for face in faces if centre_in(face, head))
        for who, head in class_photo.heads.items()
    }
    found = Matcher(models, QUICK).suggest(jpeg(class_photo.pixels), boxes, register)
    near = {one.sighting: {candidate.pupil for candidate in one.candidates} for one in found}
    assert {who for who in boxes if who not in near[who]} == set()


def test_nobody_comes_first_twice(suggested: dict[str, Suggestion]) -> None:
    first = [one.first.pupil for one in suggested.values() if one.first]
    assert len(set(first)) == len(first)


def test_a_child_whom_nobody_enrolled_is_no_clear_match(
    matcher: Matcher, register: Gallery, oakfield: Path, finder: Finder
) -> None:
    data = (oakfield / "portraits" / "noor_1.jpg").read_bytes()
    (face,) = finder.find(data)
    without = tuple(one for one in register.enrolments if one.pupil != "noor")
    (found,) = matcher.suggest(data, {"s": face.box}, replace(register, enrolments=without))
    assert found.ask
    (right,) = matcher.suggest(data, {"s": face.box}, register)
    assert right.first
    assert right.first.pupil == "noor"


def test_a_portrait_gives_both_engines_numbers_of_length_one(alfie: Portrait) -> None:
    assert alfie.version == template_version()
    assert [template.engine for template in alfie.templates] == list(Engine)
    for engine in Engine:
        assert np.linalg.norm(unpacked(alfie.templates, engine)) == pytest.approx(1)


def test_the_same_portrait_gives_the_same_templates(
    matcher: Matcher, alfie: Portrait, oakfield: Path
) -> None:
    assert matcher.portrait((oakfield / "portraits" / "alfie_0.jpg").read_bytes()) == alfie


def test_a_portrait_is_enrolled_by_more_than_one_look_at_it(
    alfie: Portrait, register: Gallery
) -> None:
    """Mirrored and jittered, the numbers differ from those of a single look, and stay close."""
    (once,) = (one.templates for one in register.enrolments if one.pupil == "alfie")
    for engine in Engine:
        one, two = (unpacked(templates, engine) for templates in (alfie.templates, once))
        assert 0.9 < float(one @ two) < 0.9999


def test_the_reference_picture_is_that_of_the_portrait_and_needs_no_network_that_measures(
    models: Path, tmp_path: Path, alfie: Portrait, oakfield: Path
) -> None:
    for file in ("face_detection_yunet_2023mar.onnx", "centerface.onnx"):
        (tmp_path / file).symlink_to(models / file)
    data = (oakfield / "portraits" / "alfie_0.jpg").read_bytes()
    assert Matcher(tmp_path).reference(data) == alfie.reference
    with pytest.raises(ModelMissing):
        Matcher(tmp_path).portrait(data)


def test_the_twins_are_too_like_each_other_and_others_are_not(
    matcher: Matcher, register: Gallery
) -> None:
    for one in register.enrolments:
        pupil, others = one.pupil, tuple(e for e in register.enrolments if e is not one)
        found = matcher.resembling(one.templates, Gallery(others))
        assert set(found) == (TWINS - {pupil} if pupil in TWINS else set())


def test_a_class_photograph_enrolled_by_mistake_is_refused(
    matcher: Matcher, class_photo: ClassPhoto
) -> None:
    with pytest.raises(PictureRefused, match="group"):
        matcher.portrait(jpeg(class_photo.pixels))
    with pytest.raises(PictureRefused, match="group"):
        matcher.reference(jpeg(class_photo.pixels))


def test_pictures_that_will_not_do_are_refused_with_the_reason(
    matcher: Matcher, oakfield: Path
) -> None:
    alfie = pixels_of(oakfield / "portraits" / "alfie_0.jpg")
    noor = pixels_of(oakfield / "portraits" / "noor_0.jpg")
    tall = min(len(alfie), len(noor))
    flawed = {
        "No face": np.full((200, 200, 3), 90, np.uint8),
        "two faces": np.concatenate([alfie[:tall], noor[:tall]], axis=1),
        "pixels high": scaled(alfie, 0.25),
        "blurred": np.asarray(cv2.GaussianBlur(alfie, (0, 0), 4), np.uint8),
    }
    for reason, picture in flawed.items():
        with pytest.raises(PictureRefused, match=reason):
            matcher.portrait(jpeg(picture))


def test_a_file_that_is_no_picture_is_refused(matcher: Matcher, register: Gallery) -> None:
    for ask in (matcher.portrait, matcher.reference):
        with pytest.raises(PictureRefused):
            ask(b"no picture")
    with pytest.raises(PictureRefused):
        matcher.suggest(b"no picture", {"s": Box(0, 0, 50, 50)}, register)


def test_faces_too_small_or_where_there_is_none_are_poor_and_never_named(
    matcher: Matcher, register: Gallery, oakfield: Path, finder: Finder
) -> None:
    picture = pixels_of(oakfield / "portraits" / "alfie_0.jpg")
    (face,) = finder.find_in(picture)
    small = scaled(picture, 28 / face.box.height)
    (low,) = finder.find_in(small)
    assert low.box.height < match.LOWEST
    assert matcher.suggest(jpeg(small), {"s": low.box}, register) == (poor("s"),)
    beyond = Box(picture.shape[1] - 5, picture.shape[0] - 5, 80, 100)
    corner = Box(0, picture.shape[0] - 60, 50, 60)
    found = matcher.suggest(jpeg(picture), {"wall": corner, "edge": beyond}, register)
    assert found == (poor("wall"), poor("edge"))


def test_a_face_at_the_edge_is_named_by_what_is_there(
    matcher: Matcher, register: Gallery, oakfield: Path, finder: Finder
) -> None:
    picture = pixels_of(oakfield / "portraits" / "alfie_0.jpg")
    (face,) = finder.find_in(picture)
    cut = np.ascontiguousarray(picture[:, face.box.left + face.box.width // 6 :])
    (there,) = finder.find_in(cut)
    (found,) = matcher.suggest(jpeg(cut), {"s": there.box}, register)
    assert found.first
    assert found.first.pupil == "alfie"


def test_no_faces_and_no_pupils_are_no_error(
    matcher: Matcher, register: Gallery, oakfield: Path
) -> None:
    data = (oakfield / "portraits" / "alfie_0.jpg").read_bytes()
    assert matcher.suggest(data, {}, register) == ()
    (found,) = matcher.suggest(data, {"s": Box(100, 100, 120, 160)}, Gallery(()))
    assert found.candidates == ()


def test_templates_of_other_models_are_refused_with_the_command_that_mends_it(
    matcher: Matcher, register: Gallery, oakfield: Path
) -> None:
    one, *others = register.enrolments
    mixed = replace(register, enrolments=(replace(one, version="templates-0"), *others))
    data = (oakfield / "portraits" / "alfie_0.jpg").read_bytes()
    with pytest.raises(CouldNotCheck) as refused:
        matcher.suggest(data, {"s": Box(100, 100, 120, 160)}, mixed)
    assert "gatekeeper enrol" in refused.value.remedy
    with pytest.raises(CouldNotCheck):
        matcher.resembling(one.templates, mixed)


@pytest.mark.parametrize("model", [SFACE, DLIB, FIVE_POINTS, YUNET], ids=lambda model: model.name)
def test_nothing_is_measured_with_a_model_that_was_tampered_with(
    models: Path, tmp_path: Path, oakfield: Path, model: object
) -> None:
    for other in MODELS:
        if other is model:
            (tmp_path / other.file).write_bytes(bytes(other.size))
        else:
            (tmp_path / other.file).symlink_to(models / other.file)
    with pytest.raises(ModelAltered):
        Matcher(tmp_path).portrait((oakfield / "portraits" / "alfie_0.jpg").read_bytes())


def test_the_version_names_models_numbers_and_libraries(tmp_path: Path) -> None:
    matcher = Matcher(tmp_path)
    assert all(model.sha256[:16] in matcher.template_version for model in MATCHERS)
    assert matcher.template_version in matcher.version
    assert cv2.__version__ in matcher.version
    assert cv2.__version__ not in matcher.template_version


def test_another_number_is_another_version() -> None:
    """Where this fails after a number was changed, write the new digest into `version`."""
    assert sha256(repr(match.steering()).encode()).hexdigest()[:16] == CLOSE_NUMBERS
    assert sha256(repr(match.quick_steering()).encode()).hexdigest()[:16] == QUICK_CLOSE_NUMBERS


def test_a_quick_comparison_has_a_version_of_its_own_and_the_same_templates(tmp_path: Path) -> None:
    quick, thorough = Matcher(tmp_path, QUICK), Matcher(tmp_path)
    assert quick.version != thorough.version
    assert quick.template_version == thorough.template_version


def test_asking_for_the_version_loads_no_network() -> None:
    asks = "from gatekeeper.evidence.faces.version import matcher_version; matcher_version(); "
    loaded = "import sys; sys.exit(any(m in sys.modules for m in ('cv2', 'dlib', 'numpy')))"
    assert subprocess.run([sys.executable, "-c", asks + loaded], check=False).returncode == 0


def poor(sighting: str) -> Suggestion:
    """Return what is said of a face that cannot be compared."""
    return Suggestion(sighting, ask=(WhyAsk.POOR,))


def jpeg(picture: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]) -> bytes:
    """Return the picture as an uploaded file."""
    file = BytesIO()
    Image.fromarray(picture).save(file, "JPEG", quality=92)
    return file.getvalue()
