"""Ids of faces are minted once and kept."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

from gatekeeper.desk.checking.sightings import reconcile
from gatekeeper.domain.evidence import FaceSearch
from gatekeeper.domain.face import FoundFace, Seen, Sighting, Turn
from gatekeeper.domain.picture import Box

IDS = count(1)


def face(left: int, score: int = 900) -> FoundFace:
    return FoundFace(Box(left, 0, 100, 100), score, ("yunet",), Seen.FACE, 300, Turn.FRONT)


def found(*faces: FoundFace, known: tuple[Sighting, ...] = ()) -> tuple[Sighting, ...]:
    return reconcile(known, FaceSearch("k", "post", "o", faces), lambda: f"new{next(IDS)}")


def test_the_same_face_a_little_elsewhere_keeps_its_id_and_number() -> None:
    (first,) = found(face(0))
    (again,) = found(face(10), known=(first,))
    assert (again.id, again.number, again.face.box.left) == (first.id, 1, 10)


def test_what_has_not_changed_is_not_written_again() -> None:
    known = found(face(0), face(300))
    assert found(face(0), face(300), known=known) == ()


def test_a_new_face_gets_the_next_number_and_a_lost_one_stays() -> None:
    known = found(face(0))
    (new,) = found(face(500), known=known)
    assert (new.number, new.id != known[0].id) == (2, True)


def test_two_faces_never_share_an_id() -> None:
    known = found(face(0))
    changed = found(face(5), face(10), known=known)
    assert len({s.id for s in changed}) == len(changed) == 2


def test_a_box_that_a_person_drew_is_not_redrawn() -> None:
    (first,) = found(face(0))
    drawn = replace(first, added_by="teacher")
    assert found(face(10), known=(drawn,)) == ()


def test_whoever_was_called_from_behind_and_is_seen_later_has_a_face() -> None:
    (first,) = found(face(0))
    behind = replace(first.face, seen=Seen.FROM_BEHIND, sharpness=0, turn=Turn.UNKNOWN, score=0)
    (now,) = found(face(10), known=(replace(first, face=behind, added_by="teacher"),))
    assert (now.id, now.added_by, now.face) == (first.id, "teacher", face(0))
