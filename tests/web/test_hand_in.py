"""The contributor's page: what it takes on a bad connection, and nothing of others on it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from gatekeeper.domain.register import Bar, BarKind, ConsentState
from gatekeeper.domain.trip import Trip
from tests.desk.made_school import MadeSchool
from tests.fakes.examiners import picture
from tests.web.conftest import Browser

SIT = Callable[[str], Browser]


@pytest.fixture(autouse=True)
def year_4(made: MadeSchool) -> None:
    """Give the contributor a class, and put a trip under way."""
    with made.begin() as uow:
        coach = uow.people.get("coach")
        assert coach is not None
        uow.people.put(replace(coach, classes=frozenset({"Year 4"})), seen=1)
        groups = frozenset({"Year 4"})
        uow.trips.put(Trip("wood", "Oak Wood", "Mere", groups, uow.now, uow.now, "coach"))


def handed_in(coach: Browser, *pictures: bytes, key: str = "abc123", **fields: object) -> str:
    files = [("pictures", (f"IMG_{n}.jpg", data)) for n, data in enumerate(pictures)]
    told = {"key": key, "words": "We saw a heron.", "trip": "wood"} | fields
    answer = coach.send("/hand-in", told, files=files)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def faces(page: str) -> list[str]:
    return re.findall(r'name="sighting" value="([^"]+)"', page)


def test_the_first_page_of_a_contributor_is_handing_in(as_: SIT) -> None:
    coach = as_("coach")
    assert coach.get("/").headers["location"] == "/hand-in"
    assert "Oak Wood" in coach.page("/hand-in")


def test_pictures_a_sentence_and_the_trip_then_one_word(as_: SIT) -> None:
    coach = as_("coach")
    path = handed_in(coach, picture("a", faces=1))
    assert "Waits until you are all back" in coach.page(path)
    as_("office").send("/trips/wood", {"news": "all back"})
    assert "With the Deputy" in coach.page(path)
    assert "with the Deputy" in coach.page("/hand-in")


def test_the_rest_of_an_upload_that_broke_off_is_added(as_: SIT) -> None:
    coach = as_("coach")
    path = handed_in(coach, picture("a", faces=1))
    assert handed_in(coach, picture("a", faces=1), picture("b", faces=1)) == path
    files = [("pictures", ("c.jpg", picture("c", faces=1)))]
    assert coach.send(f"{path}/pictures", files=files).headers["location"] == path
    assert coach.send(f"{path}/pictures", files=files).headers["location"] == path
    assert "3 pictures handed in" in coach.page(path)


def test_the_page_of_what_was_begun_goes_on_under_its_key(as_: SIT) -> None:
    coach = as_("coach")
    path = handed_in(coach, picture("a", faces=1))
    page = coach.page("/hand-in?key=abc123")
    assert ('name="key" value="abc123"' in page, f'data-handed="{path}"' in page) == (True, True)
    assert "IMG_0.jpg: kept" in page
    assert "data-handed" not in coach.page("/hand-in?key=another")


def test_faces_are_named_from_the_own_class(as_: SIT, made: MadeSchool) -> None:
    coach = as_("coach")
    path = handed_in(coach, picture("a", faces=2))
    first, second = faces(coach.page(path))
    assert coach.send(f"{path}/faces", {"sighting": first, "who": "amina"}).status_code == 303
    assert "face 1: Amina Test" in coach.page(path)
    assert coach.send(f"{path}/faces", {"sighting": second, "who": "mr_dunn"}).status_code == 404
    as_("deputy").send(
        f"/posts/{path.rpartition('/')[2]}/faces",
        {"sighting": second, "say": "cover", "picture": "1"},
    )
    assert faces(coach.page(path)) == [first]
    with made.begin() as uow:
        assert {answer.by for answer in uow.answers.all()} == {"coach", "deputy"}


def test_a_child_says_no_and_the_deputy_is_told(as_: SIT) -> None:
    coach = as_("coach")
    path = handed_in(coach, picture("a", faces=1))
    (face,) = faces(coach.page(path))
    coach.send(f"{path}/faces", {"sighting": face, "who": "amina"})
    answer = coach.send(f"{path}/said-no", {"who": "amina"})
    assert answer.headers["location"] == f"{path}?noted=1"
    assert "Nobody has to say why" in coach.page(f"{path}?noted=1")
    assert "may not be shown" in as_("deputy").page(path.replace("/hand-in/", "/posts/"))


@pytest.mark.parametrize("state", [None, ConsentState.REFUSED, ConsentState.GIVEN])
def test_no_page_of_hers_tells_who_may_be_shown(
    state: ConsentState | None, as_: SIT, made: MadeSchool
) -> None:
    coach = as_("coach")
    path = handed_in(coach, picture("a", faces=1))
    (face,) = faces(coach.page(path))
    coach.send(f"{path}/faces", {"sighting": face, "who": "amina"})
    before = coach.page(path)
    if state is None:
        with made.begin() as uow:
            hold = Bar("h", "amina", BarKind.HOLD, uow.now, "dsl")
            uow.bars.put(hold)
    else:
        made.change("amina", state)
    as_("deputy").send(f"/posts/{path.rpartition('/')[2]}/check")
    assert coach.page(path) == before
    assert "finding" not in before
    assert "may not" not in before


def test_nothing_of_anybody_else_s_is_shown(as_: SIT, made: MadeSchool) -> None:
    coach = as_("coach")
    made.write(picture("b", 1), words="The choir sang.")
    made.check()
    with made.begin() as uow:
        news = next(v.id for v in uow.posts.all())
    assert "choir" not in coach.page("/hand-in")
    for way in ("", "/pictures/1/upright.jpg"):
        assert coach.get(f"/hand-in/{news}{way}").status_code == 404
    for way in ("pictures", "faces", "said-no", "take-back"):
        assert coach.send(f"/hand-in/{news}/{way}", {"who": "amina"}).status_code == 404
    for page in (f"/posts/{news}", f"/posts/{news}/pictures/1/upright.jpg", "/new", "/trips"):
        assert coach.get(page).status_code == 403


def test_she_cannot_send_sign_or_publish_even_her_own(as_: SIT) -> None:
    coach = as_("coach")
    post = handed_in(coach, picture("a", faces=1)).rpartition("/")[2]
    for way in ("send", "sign-off", "return", "publish/ask", "words", "fix", "stop"):
        assert coach.send(f"/posts/{post}/{way}").status_code == 403


def test_she_takes_it_back(as_: SIT) -> None:
    coach = as_("coach")
    path = handed_in(coach, picture("a", faces=1))
    assert coach.send(f"{path}/take-back").status_code == 303
    page = coach.page(path)
    assert "Stopped" in page
    assert not faces(page)


def test_her_own_picture_comes_upright_and_no_other_number(as_: SIT) -> None:
    coach = as_("coach")
    path = handed_in(coach, picture("a", faces=1))
    answer = coach.get(f"{path}/pictures/1/upright.jpg")
    assert answer.headers["content-type"] == "image/jpeg"
    for number in ("0", "2", "x"):
        assert coach.get(f"{path}/pictures/{number}/upright.jpg").status_code == 404
