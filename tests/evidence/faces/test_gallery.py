"""The register as arrays: exact, centred, and never with numbers of other models."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from gatekeeper.domain.biometrics import Engine, Gallery
from gatekeeper.errors import CouldNotCheck
from gatekeeper.evidence.faces.closeness import CLEAR, REACH, log_odds, one_of, thousandths
from gatekeeper.evidence.faces.detections import Floats
from gatekeeper.evidence.faces.gallery import Roll
from gatekeeper.evidence.faces.sface import unit
from tests.evidence.faces.made_faces import both, directions, enrolled, gallery, near, school


def likeness(roll: Roll, *faces: Floats) -> Floats:
    """Return both engines' standard likeness of faces to every pupil."""
    rows = np.array(faces, np.float32)
    return roll.both(*(roll.spaces[engine].likeness(rows) for engine in Engine))


def close(roll: Roll, *faces: Floats) -> Floats:
    return thousandths(log_odds(likeness(roll, *faces)) + roll.priors)


def test_a_face_is_most_like_its_own_pupil() -> None:
    faces = school()
    roll = Roll.of(gallery(faces))
    found = close(roll, *(near(face) for face in faces.values()))
    assert found.argmax(axis=1).tolist() == list(range(30))
    assert (found.max(axis=1) > 990).all()


def test_no_stranger_is_clearly_a_pupil() -> None:
    roll = Roll.of(gallery(school()))
    closest = close(roll, *directions(100, seed=9)).max(axis=1)
    assert closest.max() < CLEAR
    assert float(np.median(closest)) < 2 * REACH


def test_the_search_is_exact() -> None:
    faces = school(200)
    roll, asked = Roll.of(gallery(faces)), directions(5, seed=4)
    for engine in Engine:
        space = roll.spaces[engine]
        by_hand = [[float(unit(a - space.centre) @ face) for face in space.faces] for a in asked]
        wanted = (np.array(by_hand) - space.strangers.mean) / space.strangers.deviation
        np.testing.assert_allclose(space.likeness(asked), wanted, atol=1e-4)


def test_what_all_children_share_tells_nobody_apart() -> None:
    """Uncentred, two children of this school would have a cosine of 0.9."""
    shared = directions(1, seed=5)[0] * 3
    roll = Roll.of(gallery({pupil: unit(face + shared) for pupil, face in school(60).items()}))
    strangers = likeness(roll, *(unit(face + shared) for face in directions(60, seed=6)))
    assert abs(float(strangers.mean())) < 0.3
    assert float(strangers.std()) == pytest.approx(1, abs=0.3)


def test_several_pictures_of_a_child_are_one_pupil() -> None:
    faces = school(12)
    twice = tuple(
        enrolled(pupil, near(face, seed), number=seed)
        for pupil, face in faces.items()
        for seed in (1, 2)
    )
    roll = Roll.of(Gallery(twice))
    assert roll.pupils == tuple(faces)
    assert close(roll, faces["p3"])[0].argmax() == 3


def test_one_picture_twice_changes_nothing() -> None:
    faces = school(12)
    once = gallery(faces)
    twice = replace(once, enrolments=(*once.enrolments, *once.enrolments))
    asked = near(faces["p3"])
    np.testing.assert_allclose(close(Roll.of(once), asked), close(Roll.of(twice), asked), atol=2)


def test_in_a_register_with_one_child_a_stranger_is_not_that_child() -> None:
    one = directions(1)[0]
    roll = Roll.of(gallery({"only": one}))
    assert roll.few
    assert roll.both(np.ones(1, np.float32), np.zeros(1, np.float32)).tolist() == [1]
    assert close(roll, near(one))[0, 0] > 900
    assert close(roll, directions(1, seed=3)[0])[0, 0] < REACH


def test_an_empty_register_names_nobody() -> None:
    roll = Roll.of(Gallery(()))
    assert roll.few
    assert roll.pupils == ()
    assert close(roll, directions(1)[0]).shape == (1, 0)


def test_the_declared_groups_come_first() -> None:
    faces = school(12)
    roll = Roll.of(gallery(faces, frozenset({"p4"})))
    assert roll.priors[4] == pytest.approx(one_of(30))
    assert roll.priors[5] == pytest.approx(one_of(500))
    halfway = unit(faces["p4"] + faces["p5"])
    assert close(roll, halfway)[0].argmax() == 4


def test_without_declared_groups_nobody_comes_first() -> None:
    assert set(Roll.of(gallery(school(12))).priors.tolist()) == {np.float32(one_of(30))}
    assert set(Roll.of(gallery(school(90))).priors.tolist()) == {np.float32(one_of(90))}


def test_a_pupil_is_not_compared_with_itself() -> None:
    roll = Roll.of(gallery(school(12)))
    some = np.array([2, 7])
    found = roll.among(some)
    assert found.shape == (2, 12)
    assert found[0, 2] == found[1, 7] == -np.inf
    assert np.isfinite(np.delete(found[0], 2)).all()


@pytest.mark.parametrize("version", ["templates-0 SFace:0", "templates-1"])
def test_templates_of_other_models_are_refused_with_the_command_that_mends_it(
    version: str,
) -> None:
    faces = school(3)
    mixed = tuple(enrolled(pupil, face) for pupil, face in faces.items())
    with pytest.raises(CouldNotCheck) as refused:
        Roll.of(Gallery((*mixed, enrolled("old", faces["p0"], version=version))))
    assert "gatekeeper enrol" in refused.value.remedy


@pytest.mark.parametrize("flaw", ["one engine missing", "cut short"])
def test_half_a_template_is_refused(flaw: str) -> None:
    whole = enrolled("p0", directions(1)[0])
    sface, dlib = both(directions(1)[0])
    short = replace(dlib, vector=dlib.vector[:-4])
    parts = (sface,) if flaw == "one engine missing" else (sface, short)
    with pytest.raises(CouldNotCheck):
        Roll.of(Gallery((replace(whole, templates=parts),)))
