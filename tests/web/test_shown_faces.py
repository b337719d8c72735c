"""The approver sees who was answered and how, on the file that goes out, and what changed since."""

from __future__ import annotations

import re
from collections.abc import Callable

from gatekeeper.domain.register import ConsentState
from tests.desk.made_school import MadeSchool
from tests.fakes.examiners import picture
from tests.web.conftest import Browser
from tests.web.test_path import described, faces, new, sent

SIT = Callable[[str], Browser]


def test_each_face_is_shown_with_the_name_and_whoever_said_it(as_: SIT) -> None:
    path = sent(as_)
    page = as_("head").page(f"{path}/sign-off")
    assert "Picture 1: 2 can be seen" in page
    assert re.search(r"Amina Test</strong><br>said by Teacher", page)
    assert "instagram.jpg" in page
    assert "upright.jpg" not in page


def test_a_roll_call_is_one_line_and_a_cover_names_nobody(as_: SIT, made: MadeSchool) -> None:
    with made.begin() as uow:
        for number in range(7):
            made.enrol(uow, f"pupil{number}")
    made.change("ben", ConsentState.REFUSED)
    deputy = as_("deputy")
    path = new(deputy, picture("class", faces=9))
    first, *others = faces(deputy.page(path))
    deputy.send(f"{path}/faces", {"picture": "1", "sighting": first, "covered": "ben"})
    for other in others[:2]:
        deputy.send(f"{path}/faces", {"picture": "1", "sighting": other, "say": "cover"})
    deputy.send(f"{path}/pictures/1/roll-call", {"group": "Year 4"})
    described(deputy, path, "Children at work.")
    assert deputy.send(f"{path}/send").status_code == 303
    page = as_("head").page(f"{path}/sign-off")
    assert "6 can be seen, 3 covered; 6 by roll call" in page
    assert "Ben Test" not in page


def test_what_changed_since_it_was_sent_back_stands_on_top(as_: SIT) -> None:
    path, head = sent(as_), as_("head")
    assert "sent it back" not in head.page(f"{path}/sign-off")
    head.send(f"{path}/return", {"reason": "The words need another look."})
    described(as_("teacher"), path, "Two children at work.", words="Better words.")
    as_("deputy").send(f"{path}/send")
    page = head.page(f"{path}/sign-off")
    assert "You sent it back on " in page
    assert "<q>The words need another look.</q>" in page
    assert "What changed since:" in page
    assert "The words are different." in page
