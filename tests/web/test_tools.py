"""On the picture itself: by finger, by a tap, or by the numbers of places."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from gatekeeper.domain.face import Seen
from gatekeeper.domain.picture import Box
from tests.desk.made_school import MadeSchool
from tests.fakes.examiners import picture
from tests.web.conftest import Browser
from tests.web.test_path import new

SIT = Callable[[str], Browser]
DRAWN = {"left": "500", "top": "400", "width": "100", "height": "80"}


def use(teacher: Browser, path: str, **fields: str) -> int:
    seen = re.search(r'name="seen" value="(\d+)"', teacher.page(path))
    assert seen is not None
    answer = teacher.send(f"{path}/pictures/1/tool", {"seen": seen[1], **fields})
    return int(answer.status_code)


def recipe(made: MadeSchool) -> tuple[Box | None, tuple[Box, ...]]:
    with made.begin() as uow:
        found = uow.posts.all()[0].post.pictures[0].recipe
    return found.crop, found.patches


def test_a_place_is_covered_with_a_finger_and_uncovered_again(as_: SIT, made: MadeSchool) -> None:
    teacher = as_("teacher")
    path = new(teacher, picture("a"))
    assert use(teacher, path, tool="cover", **DRAWN) == 303
    assert recipe(made) == (None, (Box(500, 400, 100, 80),))
    assert "Take cover 1 off" in teacher.page(path)
    assert use(teacher, path, tool="uncover", **DRAWN) == 303
    assert recipe(made) == (None, ())


def test_a_picture_is_cut_and_shown_whole_again(as_: SIT, made: MadeSchool) -> None:
    teacher = as_("teacher")
    path = new(teacher, picture("a"))
    assert use(teacher, path, tool="cut", **DRAWN) == 303
    assert recipe(made)[0] == Box(500, 400, 100, 80)
    assert use(teacher, path, tool="whole") == 303
    assert recipe(made)[0] is None


@pytest.mark.parametrize(
    ("fields", "seen"),
    [
        ({"x": "700", "y": "500"}, Seen.ADDED),
        ({**DRAWN, "behind": "yes"}, Seen.FROM_BEHIND),
        ({"first": "20"}, Seen.ADDED),
    ],
)
def test_somebody_is_added_by_a_tap_a_box_or_a_place(
    fields: dict[str, str], seen: Seen, as_: SIT, made: MadeSchool
) -> None:
    teacher = as_("teacher")
    path = new(teacher, picture("a"))
    assert use(teacher, path, tool="add", **fields) == 303
    with made.begin() as uow:
        assert [s.face.seen for s in uow.sightings.all()] == [seen]
    assert "1 face, 0 accounted for" in teacher.page(path)


@pytest.mark.parametrize(
    ("first", "last", "box"),
    [
        ("1", "", Box(0, 0, 125, 133)),
        ("10", "19", Box(125, 133, 250, 267)),
        ("19", "10", Box(125, 133, 250, 267)),
        ("1", "48", Box(0, 0, 1000, 800)),
    ],
)
def test_without_drawing_places_go_by_number(
    first: str, last: str, box: Box, as_: SIT, made: MadeSchool
) -> None:
    teacher = as_("teacher")
    path = new(teacher, picture("a"))
    assert use(teacher, path, tool="cover", first=first, last=last) == 303
    assert recipe(made)[1] == (box,)


@pytest.mark.parametrize(
    "fields",
    [
        {"tool": "cover"},
        {"tool": "cover", "x": "5", "y": "5"},
        {"tool": "cover", "first": "49"},
        {"tool": "melt", **DRAWN},
        {"tool": "cut", "left": "2000", "top": "0", "width": "9", "height": "9"},
    ],
)
def test_what_names_no_place_changes_nothing(
    fields: dict[str, str], as_: SIT, made: MadeSchool
) -> None:
    teacher = as_("teacher")
    path = new(teacher, picture("a"))
    assert use(teacher, path, **fields) == 400
    assert recipe(made) == (None, ())


def test_a_tool_on_a_page_that_is_out_of_date_changes_nothing(as_: SIT, made: MadeSchool) -> None:
    teacher = as_("teacher")
    path = new(teacher, picture("a"))
    answer = teacher.send(f"{path}/pictures/1/tool", {"seen": "99", "tool": "cover", **DRAWN})
    assert answer.status_code == 409
    assert recipe(made) == (None, ())


def test_a_picture_that_was_not_opened_takes_no_tool(as_: SIT) -> None:
    teacher = as_("teacher")
    path = new(teacher, picture("a", refuse="It is broken."))
    assert use(teacher, path, tool="cover", **DRAWN) == 409
