"""Every face is found, whatever its size and place, and what is no face hardly ever."""

from __future__ import annotations

import shutil
import subprocess
import sys
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import cv2
import numpy as np
import onnxruntime
import pytest
from onnxruntime.capi.onnxruntime_pybind11_state import InvalidArgument
from PIL import Image

from gatekeeper.domain.biometrics import Gallery
from gatekeeper.domain.face import Seen, Turn
from gatekeeper.domain.picture import Box
from gatekeeper.errors import CouldNotCheck, PictureRefused
from gatekeeper.evidence.faces import find, levels
from gatekeeper.evidence.faces.centerface import CenterFace
from gatekeeper.evidence.faces.detections import Pixels
from gatekeeper.evidence.faces.find import Finder
from gatekeeper.evidence.faces.match import Matcher
from gatekeeper.evidence.faces.version import NUMBERS, QUICK_NUMBERS
from gatekeeper.evidence.faces.ways import QUICK, THOROUGH
from gatekeeper.evidence.models.cache import ModelAltered, ModelMissing
from gatekeeper.evidence.models.manifest import FINDERS
from tests.evidence.faces.conftest import ClassPhoto, centre_in, pixels_of, scaled

pytestmark = pytest.mark.models

BBT = "faces_misc/face-api.js/examples/images/bbt{}.jpg"
"""The middle of everybody's face, counted and pointed at by eye; backs of heads left out."""
PEOPLE = {
    1: [(262, 190), (520, 203), (776, 196), (1049, 143)],
    2: [(25, 125), (135, 173), (420, 170)],
    3: [(65, 62), (180, 121), (281, 130), (393, 142), (520, 133)],
    4: [(126, 79), (278, 98), (101, 318), (298, 286), (513, 234), (623, 122)],
    5: [(150, 210), (257, 82), (481, 202), (614, 99), (758, 157)],
}


def tiled(face: Pixels, columns: int, rows: int, size: tuple[int, int]) -> Pixels:
    """Return a grey picture of this width and height with copies of a face on a grid."""
    width, height = size
    picture = np.full((height, width, 3), 128, np.uint8)
    tall, wide = face.shape[:2]
    for row in range(rows):
        for column in range(columns):
            top, left = row * height // rows + 5, column * width // columns + 5
            picture[top : top + tall, left : left + wide] = face
    return picture


@pytest.fixture(scope="session")
def portrait(oakfield: Path) -> Pixels:
    """Return one portrait of a child."""
    return pixels_of(oakfield / "portraits" / "alfie_0.jpg")


def test_everybody_on_a_class_photograph_is_found(finder: Finder, class_photo: ClassPhoto) -> None:
    faces = finder.find_in(class_photo.pixels)
    sure = [face for face in faces if face.seen is Seen.FACE]
    heads = class_photo.heads
    counts = {name: sum(centre_in(face, head) for face in sure) for name, head in heads.items()}
    assert counts == dict.fromkeys(heads, 1)


def test_what_is_nobody_on_a_class_photograph_is_at_most_perhaps_a_face(
    finder: Finder, class_photo: ClassPhoto
) -> None:
    faces = finder.find_in(class_photo.pixels)
    others = [f for f in faces if not any(centre_in(f, h) for h in class_photo.heads.values())]
    assert {face.seen for face in others} <= {Seen.PERHAPS}
    assert len(others) <= 4


def test_each_portrait_shows_one_face(finder: Finder, oakfield: Path) -> None:
    portraits = sorted((oakfield / "portraits").glob("*_?.jpg"))
    counts = {file.name: len(finder.find_in(pixels_of(file))) for file in portraits}
    assert len(counts) == 90
    assert set(counts.values()) == {1}, {name: n for name, n in counts.items() if n != 1}


def test_a_portrait_is_seen_by_both_from_the_front(finder: Finder, portrait: Pixels) -> None:
    (face,) = finder.find_in(portrait)
    assert (face.seen, face.seen_by) == (Seen.FACE, ("YuNet", "CenterFace"))
    assert face.turn is Turn.FRONT
    assert 800 < face.score <= 1000


@pytest.mark.parametrize(
    "picture",
    [
        np.zeros((400, 600, 3), np.uint8),
        np.full((1500, 1500, 3), 255, np.uint8),
        np.random.default_rng(3).integers(0, 256, (300, 300, 3), np.uint8),
        np.dstack([np.tile(np.arange(500, dtype=np.uint8), (400, 1))] * 3),
    ],
    ids=["black", "white", "noise", "stripes"],
)
def test_nothing_shows_nobody(finder: Finder, picture: Pixels) -> None:
    assert finder.find_in(picture) == ()


@pytest.mark.parametrize("size", [(1, 1), (1, 700), (31, 33), (5000, 3), (2, 20_000)])
def test_a_picture_of_any_shape_is_searched(finder: Finder, size: tuple[int, int]) -> None:
    assert finder.find_in(np.zeros((*size, 3), np.uint8)) == ()


@pytest.mark.parametrize("height", [24, 48, 170, 400, 800])
def test_a_face_of_any_size_is_found_in_a_12_megapixel_picture(
    finder: Finder, portrait: Pixels, height: int
) -> None:
    (known,) = finder.find_in(portrait)
    person = scaled(portrait, height / known.box.height)
    picture = np.full((3000, 4000, 3), (96, 120, 90), np.uint8)
    tall, wide = person.shape[:2]
    picture[-tall:, 1310 : 1310 + wide] = person
    (face,) = finder.find_in(picture)
    assert face.box.height == pytest.approx(height, rel=0.25)
    assert face.seen is Seen.FACE


def test_a_face_that_fills_a_12_megapixel_picture_is_found(
    finder: Finder, portrait: Pixels
) -> None:
    (known,) = finder.find_in(portrait)
    box = known.box.grown(115)
    close = scaled(portrait[box.top : box.bottom, box.left : box.right], 3400 / box.height)
    (face,) = (face for face in finder.find_in(close) if face.seen is Seen.FACE)
    assert face.box.height > 2400


def test_a_face_of_a_few_pixels_is_found_and_counts_as_too_small(
    finder: Finder, portrait: Pixels
) -> None:
    (known,) = finder.find_in(portrait)
    person = scaled(portrait, 16 / known.box.height)
    faces = finder.find_in(tiled(person, 6, 4, (1000, 750)))
    assert len(faces) == 24
    assert all(face.box.height < 24 for face in faces)


def test_half_turned_faces_of_sixteen_pixels_are_found_in_a_12_megapixel_picture(
    finder: Finder, oakfield: Path
) -> None:
    """YuNet alone is sure of 25 of them; the closer look finds the rest."""
    picture = np.full((3000, 4000, 3), (96, 120, 90), np.uint8)
    places = []
    for number, file in enumerate(sorted((oakfield / "portraits").glob("*_2.jpg"))):
        portrait = pixels_of(file)
        (known,) = finder.find_in(portrait)
        factor = 16 / known.box.height
        person = scaled(portrait, factor)
        left, top = 60 + number % 6 * 650, 40 + number // 6 * 590
        picture[top : top + person.shape[0], left : left + person.shape[1]] = person
        middle = (known.box.left + known.box.width / 2, known.box.top + known.box.height / 2)
        places.append((left + round(middle[0] * factor), top + round(middle[1] * factor)))
    boxes = [face.box for face in finder.find_in(picture)]
    assert len(places) == 30
    assert [place for place in places if not any(holds(box, place) for box in boxes)] == []


def test_three_hundred_faces_are_three_hundred(finder: Finder, portrait: Pixels) -> None:
    faces = finder.find_in(tiled(scaled(portrait, 0.35), 25, 12, (4000, 3000)))
    assert len(faces) == 300
    assert {face.seen for face in faces} == {Seen.FACE}


def test_a_face_where_tiles_meet_is_found_once(finder: Finder, portrait: Pixels) -> None:
    person = scaled(portrait, 0.5)
    tall, wide = person.shape[:2]
    for left in range(840, 1020, 30):
        picture = np.full((800, 2000, 3), 128, np.uint8)
        picture[300 : 300 + tall, left : left + wide] = person
        assert len(finder.find_in(picture)) == 1


@pytest.mark.parametrize("side", ["left", "right", "top", "bottom"])
def test_a_face_cut_by_the_edge_is_found_and_its_box_stays_inside(
    finder: Finder, portrait: Pixels, side: str
) -> None:
    (known,) = finder.find_in(portrait)
    box, third = known.box, known.box.height // 3
    cut = {
        "left": portrait[:, box.left + third :],
        "right": portrait[:, : box.right - third],
        "top": portrait[box.top + third :],
        "bottom": portrait[: box.bottom - third],
    }[side]
    faces = finder.find_in(np.ascontiguousarray(cut))
    assert len(faces) == 1
    height, width = cut.shape[:2]
    assert faces[0].box == faces[0].box.within(width, height)


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_somebody_upside_down_or_lying_is_found(
    finder: Finder, class_photo: ClassPhoto, quarters: int
) -> None:
    turned = np.ascontiguousarray(np.rot90(class_photo.pixels, quarters))
    sure = [face for face in finder.find_in(turned) if face.seen is Seen.FACE]
    assert len(sure) >= len(class_photo.heads)


def test_faces_come_left_to_right_then_top_to_bottom(
    finder: Finder, class_photo: ClassPhoto
) -> None:
    for quarters in range(4):
        turned = np.ascontiguousarray(np.rot90(class_photo.pixels, quarters))
        corners = [(face.box.left, face.box.top) for face in finder.find_in(turned)]
        assert corners == sorted(corners)


def test_the_same_picture_gives_the_same_faces(models: Path, class_photo: ClassPhoto) -> None:
    first, second = (Finder(models).find_in(class_photo.pixels) for _ in range(2))
    assert first == second


def test_a_careful_search_loses_nobody(finder: Finder, class_photo: ClassPhoto) -> None:
    usual = finder.find_in(class_photo.pixels)
    careful = finder.find_in(class_photo.pixels, careful=True)
    assert all(any(f.box.share_inside(c.box) > 0.5 for c in careful) for f in usual)


def test_a_careful_search_finds_what_is_nearly_hidden(finder: Finder, portrait: Pixels) -> None:
    """A cover that is far too small is what `find_again` is for."""
    (known,) = finder.find_in(portrait)
    box = known.box
    hidden = portrait.copy()
    hidden[box.top : box.top + round(box.height * 0.8), box.left : box.right] = 128
    assert finder.find_in(hidden) == ()
    assert len(finder.find_again(jpeg(hidden))) == 1


def test_a_face_under_a_whole_cover_is_not_found_again(finder: Finder, portrait: Pixels) -> None:
    (known,) = finder.find_in(portrait)
    box = known.box.grown(160).within(portrait.shape[1], portrait.shape[0])
    covered = portrait.copy()
    covered[box.top : box.bottom, box.left : box.right] = 128
    assert finder.find_again(jpeg(covered)) == ()


def test_a_turned_file_is_searched_upright(finder: Finder, portrait: Pixels) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    file = BytesIO()
    Image.fromarray(np.rot90(portrait)).save(file, "JPEG", quality=95, exif=exif)
    (upright,), (known,) = finder.find(file.getvalue()), finder.find_in(portrait)
    assert upright.box.overlap(known.box) > 0.9 * known.box.area


def test_a_file_that_is_no_picture_is_refused(finder: Finder) -> None:
    with pytest.raises(PictureRefused):
        finder.find(b"no picture")


@pytest.mark.parametrize("model", FINDERS, ids=lambda model: model.name)
def test_no_search_without_every_model(
    models: Path, tmp_path: Path, portrait: Pixels, model: object
) -> None:
    for other in FINDERS:
        if other is not model:
            shutil.copy(models / other.file, tmp_path)
    with pytest.raises(ModelMissing) as caught:
        Finder(tmp_path).find_in(portrait)
    assert "gatekeeper models fetch" in caught.value.remedy


def test_no_search_with_a_model_that_was_tampered_with(
    models: Path, tmp_path: Path, portrait: Pixels
) -> None:
    for model in FINDERS:
        data = bytearray((models / model.file).read_bytes())
        data[len(data) // 2] ^= 1
        (tmp_path / model.file).write_bytes(data)
    with pytest.raises(ModelAltered):
        Finder(tmp_path).find_in(portrait)


def test_no_search_with_two_models_swapped(models: Path, tmp_path: Path, portrait: Pixels) -> None:
    one, two = FINDERS
    shutil.copy(models / one.file, tmp_path / two.file)
    shutil.copy(models / two.file, tmp_path / one.file)
    with pytest.raises(ModelAltered):
        Finder(tmp_path).find_in(portrait)


@pytest.mark.parametrize("error", [RuntimeError, MemoryError, cv2.error, InvalidArgument])
def test_a_search_that_breaks_off_is_not_an_empty_picture(
    finder: Finder, portrait: Pixels, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    def breaks(*_: object) -> None:
        raise error("broken")

    monkeypatch.setattr(find, "combine", breaks)
    with pytest.raises(CouldNotCheck, match="did not finish"):
        finder.find_in(portrait)


def test_the_version_names_models_numbers_and_libraries(tmp_path: Path) -> None:
    version = Finder(tmp_path).version
    assert all(model.sha256[:16] in version for model in FINDERS)
    assert cv2.__version__ in version
    assert onnxruntime.__version__ in version


def test_another_threshold_is_another_version() -> None:
    """Where this fails after a number was changed, write the new digest into `version.NUMBERS`."""
    assert sha256(repr(find.steering()).encode()).hexdigest()[:16] == NUMBERS
    assert sha256(repr(find.quick_steering()).encode()).hexdigest()[:16] == QUICK_NUMBERS


def test_what_is_found_quickly_is_never_taken_for_what_was_found_thoroughly(tmp_path: Path) -> None:
    assert Finder(tmp_path, QUICK).version != Finder(tmp_path).version
    assert Finder(tmp_path, QUICK).version.startswith("quick-faces-")


def test_an_audit_leaves_the_other_cores_to_its_other_lanes_and_a_draft_uses_all(
    models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[int] = []
    monkeypatch.setattr(cv2, "setNumThreads", threads.append)
    for way in (QUICK, THOROUGH):
        Finder(models, way).get_ready()
        Matcher(models, way).suggest(jpeg(np.zeros((240, 320, 3), np.uint8)), {}, Gallery(()))
    assert threads == [1, 1, -1, -1]


def test_a_quick_look_misses_nobody_on_a_class_photograph(
    models: Path, class_photo: ClassPhoto
) -> None:
    faces = Finder(models, QUICK).find_in(class_photo.pixels)
    heads = class_photo.heads
    assert {name: sum(centre_in(f, head) for f in faces) for name, head in heads.items()} == (
        dict.fromkeys(heads, 1)
    )


def test_a_quick_look_shows_the_slow_detector_no_whole_picture(
    models: Path, portrait: Pixels, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(CenterFace, "see", never)
    assert len(Finder(models, QUICK).find_in(portrait)) == 1


def test_a_quick_look_makes_the_picture_smaller_once(
    models: Path, class_photo: ClassPhoto, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is turned is the copy in which large faces are looked for, not another of its size."""
    picture, made, real = class_photo.pixels[:1000, :1400], [], cv2.resize

    def counted(pixels: Pixels, size: tuple[int, int], *, interpolation: int) -> object:
        made.append(size)
        return real(pixels, size, interpolation=interpolation)

    monkeypatch.setattr(levels, "cv2", SimpleNamespace(resize=counted, INTER_AREA=cv2.INTER_AREA))
    assert Finder(models, QUICK).find_in(picture)
    assert len(made) == 1


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_turned_copy_is_turned_as_its_faces_are_turned_back(quarters: int) -> None:
    picture = np.arange(4 * 7 * 3, dtype=np.uint8).reshape(4, 7, 3)
    turned = cv2.rotate(picture, find.SIDES[quarters - 1])
    assert np.array_equal(turned, np.rot90(picture, quarters))


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_quick_look_finds_somebody_upside_down_or_lying(
    models: Path, portrait: Pixels, quarters: int
) -> None:
    turned = np.ascontiguousarray(np.rot90(portrait, quarters))
    assert len(Finder(models, QUICK).find_in(turned)) == 1


def test_asking_for_the_version_loads_no_detector() -> None:
    asks = "from gatekeeper.evidence.faces.version import finder_version; finder_version(); "
    loaded = "import sys; sys.exit(any(m in sys.modules for m in ('cv2', 'onnxruntime', 'numpy')))"
    assert subprocess.run([sys.executable, "-c", asks + loaded], check=False).returncode == 0


@pytest.mark.samples
@pytest.mark.parametrize("number", PEOPLE)
def test_every_person_of_five_photographs_is_found_and_nobody_else(
    finder: Finder, samples: Path, number: int
) -> None:
    faces = finder.find((samples / BBT.format(number)).read_bytes())
    boxes = [face.box for face in faces]
    assert len(boxes) == len(PEOPLE[number])
    assert all(any(holds(box, point) for box in boxes) for point in PEOPLE[number])


@pytest.mark.samples
def test_pictures_without_people_show_nobody(finder: Finder, samples: Path) -> None:
    files = sorted((samples / "negatives_no_people").glob("*/*"))
    found = {file.name: finder.find_in(pixels_of(file)) for file in files}
    assert len(found) == 39
    assert sum(len(faces) for faces in found.values()) <= 1


def holds(box: Box, point: tuple[int, int]) -> bool:
    """Whether the point lies in the box."""
    return box.left < point[0] < box.right and box.top < point[1] < box.bottom


def jpeg(picture: Pixels) -> bytes:
    """Return the picture as a finished file."""
    file = BytesIO()
    Image.fromarray(picture).save(file, "JPEG", quality=92)
    return file.getvalue()
