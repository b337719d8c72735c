"""The two sides as they are: the product's own functions, and the usual library kept in bounds."""

from __future__ import annotations

import builtins
import sys
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest
from PIL import ImageFile

from gatekeeper.domain.biometrics import Engine, Enrolment, Gallery, Template
from gatekeeper.domain.picture import Box
from gatekeeper.errors import CouldNotCheck, PictureRefused
from gatekeeper.evidence.evaluate import peer, telling
from gatekeeper.evidence.evaluate.alike import as_post, meant
from gatekeeper.evidence.evaluate.face import Face
from gatekeeper.evidence.evaluate.ours import Ours
from gatekeeper.evidence.evaluate.peer import Peer, PeerMissing
from gatekeeper.evidence.evaluate.subject import (
    Subject,
    make_face_recognition,
    make_gatekeeper,
    make_quick,
    open_subject,
)
from gatekeeper.evidence.faces.detections import Floats
from gatekeeper.evidence.faces.match import Matcher
from gatekeeper.evidence.faces.templates import packed, unpacked
from gatekeeper.evidence.faces.version import template_version
from gatekeeper.evidence.faces.ways import Way


@pytest.fixture(scope="module")
def ours(models: Path) -> Ours:
    return Ours(models)


@pytest.fixture(scope="module")
def theirs() -> Peer:
    return Peer()


@pytest.mark.models
def test_the_product_names_alike_from_pixels_and_from_what_was_measured(
    ours: Ours, models: Path, portraits: Path
) -> None:
    """What is scored is the product's own decision, not one that looks like it."""
    pupils = ("alfie", "bea", "callum")
    matcher = Matcher(models)
    enrolled: dict[int, tuple[tuple[Template, ...], ...]] = {
        n: (matcher.portrait((portraits / f"{name}_0.jpg").read_bytes()).templates,)
        for n, name in enumerate(pupils)
    }
    for name in pupils:
        data = (portraits / f"{name}_1.jpg").read_bytes()
        templates, height, poor, _, _ = ours.measure(data)
        enrol = telling.our_naming({0: Face(templates, height, poor)}, enrolled)
        named = enrol((0, 1, 2))(0)
        boxes, _, _ = ours.find(data)
        (said,) = matcher.suggest(data, {"": boxes[0]}, gallery(enrolled))
        assert named.order == tuple(int(one.pupil) for one in said.candidates)
        assert named.asks == bool(said.ask)


def gallery(enrolled: Mapping[int, tuple[tuple[Template, ...], ...]]) -> Gallery:
    day = telling.DAY
    return Gallery(
        tuple(
            Enrolment("", str(who), one, template_version(), day, telling.MADE, "")
            for who, portraits in enrolled.items()
            for one in portraits
        ),
        first=frozenset(map(str, enrolled)),
        today=day,
    )


@pytest.mark.models
def test_each_side_runs_in_a_process_of_its_own(models: Path, portraits: Path) -> None:
    data = (portraits / "alfie_0.jpg").read_bytes()
    with (
        open_subject(make_gatekeeper, models) as one,
        open_subject(make_face_recognition) as other,
    ):
        for subject in (one, other):
            seen = subject.find(data)
            assert len(seen.boxes) == 1
            assert seen.seconds > 0
            face = subject.measure(data).face
            assert face is not None
            assert len(unpacked(face.templates, Engine.DLIB)) == 128
            assert subject.enrol(data)
            assert subject.peak() > 50_000_000
    assert "face_recognition" not in sys.modules or ImageFile.LOAD_TRUNCATED_IMAGES is False


@pytest.mark.models
def test_the_quick_way_is_the_finder_of_an_audit(
    models: Path, portraits: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ways: list[str] = []
    monkeypatch.setattr(Way, "begin", lambda way: ways.append(way.name))
    data = (portraits / "alfie_0.jpg").read_bytes()
    assert len(make_quick(models).find(data)[0]) == 1
    assert ways == ["quick"]


@pytest.mark.models
def test_a_picture_without_a_face_gives_no_numbers(
    ours: Ours, theirs: Peer, tiny_jpeg: bytes
) -> None:
    assert ours.measure(tiny_jpeg)[0] == theirs.measure(tiny_jpeg)[0] == ()
    assert theirs.find(tiny_jpeg)[0] == ()
    with pytest.raises(PictureRefused):
        ours.enrol(tiny_jpeg)


def test_the_library_cannot_end_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without its models it prints, and calls quit()."""
    quits = builtins.quit
    monkeypatch.setitem(sys.modules, "face_recognition_models", None)
    for name in [name for name in sys.modules if name.split(".")[0] == "face_recognition"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(peer, "find_spec", lambda _: object())
    with pytest.raises(PeerMissing) as missing:
        peer.load()
    assert "--alone" in missing.value.remedy
    assert builtins.quit is quits


def test_a_missing_library_is_said_before_it_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(peer, "find_spec", lambda _: None)
    with pytest.raises(PeerMissing):
        Peer()


def test_the_library_does_not_change_how_broken_files_are_opened(theirs: Peer) -> None:
    assert theirs.peak() > 0
    assert ImageFile.LOAD_TRUNCATED_IMAGES is False


def test_a_name_is_the_nearest_within_the_tolerance() -> None:
    near, far = np.zeros(128, np.float32), np.zeros(128, np.float32)
    far[0] = 0.7
    faces = {at: Face((_dlib(numbers),)) for at, numbers in enumerate((near, far, near + 0.001))}
    enrol = telling.their_naming(faces, {5: (0,), 6: (1,), 7: ()})
    assert enrol((5, 6, 7))(2).order == (5,)
    assert enrol((6,))(2).order == ()
    assert enrol((7,))(2).order == ()
    assert enrol((5, 6))(9).order == ()


def test_the_distance_is_the_librarys_own() -> None:
    rows = np.random.default_rng(1).normal(size=(3, 128)).astype(np.float32)
    close = telling.their_closeness(tuple(Face((_dlib(row),)) for row in rows))
    first, second = np.triu_indices(3, 1)
    wanted = [-np.linalg.norm(rows[a] - rows[b]) for a, b in zip(first, second, strict=True)]
    assert close(first, second) == pytest.approx(wanted, rel=1e-5)


def _dlib(numbers: Floats) -> Template:
    return packed(Engine.DLIB, np.asarray(numbers, np.float32))


def test_a_picture_is_of_the_large_face_near_the_middle() -> None:
    middle, corner, large = Box(80, 80, 40, 40), Box(0, 0, 50, 50), Box(50, 50, 100, 100)
    assert meant((corner, middle), 200, 200) == 1
    assert meant((middle, large), 200, 200) == 1
    assert meant((), 200, 200) is None


def test_a_post_has_its_size() -> None:
    assert as_post(np.zeros((50, 300, 3), np.uint8)).shape == (1350, 1080, 3)


def test_a_reply_of_another_kind_is_not_taken() -> None:
    class Odd:
        def call(self, *_: object) -> object:
            return "nonsense"

    with pytest.raises(CouldNotCheck):
        Subject(Odd()).peak()  # type: ignore[arg-type]
