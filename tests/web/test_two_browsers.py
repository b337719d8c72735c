"""Two browsers on one draft: the second is told what changed, and nothing is overwritten."""

from __future__ import annotations

import re
from collections.abc import Callable

from gatekeeper.desk.posts.find_post import find_post
from gatekeeper.domain.post import Version
from tests.desk.made_school import MadeSchool
from tests.fakes.examiners import picture
from tests.web.conftest import Browser
from tests.web.test_path import new

SIT = Callable[[str], Browser]


def version(made: MadeSchool, path: str) -> Version:
    with made.begin() as uow:
        return find_post(uow, path.rpartition("/")[2])


def field(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found is not None
    return found[1]


def test_the_second_who_changes_the_words_is_told_by_whom_and_nothing_is_lost(
    as_: SIT, made: MadeSchool
) -> None:
    teacher, deputy = as_("teacher"), as_("deputy")
    path = new(teacher, picture("a", faces=0))
    seen = field(deputy.page(path), "seen")
    told = {"seen": seen, "alt_text": "A wall.", "comments_off": "yes"}
    assert teacher.send(f"{path}/words", told | {"words": "First."}).status_code == 303
    before = version(made, path)
    answer = deputy.send(f"{path}/words", told | {"words": "Second."})
    assert answer.status_code == 409
    assert "Teacher changed this post in the meantime" in answer.text
    assert version(made, path) == before
    assert before.post.words == "First."


def test_two_who_name_a_face_differently_are_both_kept_and_it_is_asked(
    as_: SIT, made: MadeSchool
) -> None:
    teacher, deputy = as_("teacher"), as_("deputy")
    path = new(teacher, picture("a", faces=1))
    with made.begin() as uow:
        (face,) = uow.sightings.of(version_id := path.rpartition("/")[2])
    told = {"sighting": face.id, "say": "name", "picture": "1"}
    assert teacher.send(f"{path}/faces", told | {"who": "Amina Test"}).status_code == 303
    assert deputy.send(f"{path}/faces", told | {"who": "Ben Test"}).status_code == 303
    with made.begin() as uow:
        kept = {(answer.by, answer.who) for answer in uow.answers.of(version_id)}
    assert kept == {("teacher", "amina"), ("deputy", "ben")}
    assert deputy.send(f"{path}/send").status_code == 409


def test_a_fix_of_a_page_that_is_no_longer_so_does_nothing(as_: SIT, made: MadeSchool) -> None:
    teacher, deputy = as_("teacher"), as_("deputy")
    path = new(teacher, picture("a", faces=0))
    page = deputy.page(path)
    fix = {"decision": field(page, "decision"), "fix": field(page, "fix"), "value": "x"}
    told = {
        "seen": field(page, "seen"),
        "alt_text": "A wall.",
        "words": "First.",
        "comments_off": "y",
    }
    assert teacher.send(f"{path}/words", told).status_code == 303
    before = version(made, path)
    answer = deputy.send(f"{path}/fix", fix)
    assert answer.status_code == 409
    assert version(made, path) == before
