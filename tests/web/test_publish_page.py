"""The publish page: a link of the channel alone, what to do about open comments, and going on."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from gatekeeper.domain.release import Published
from tests.desk.made_school import MadeSchool
from tests.fakes.examiners import picture
from tests.web.conftest import Browser

SIT = Callable[[str], Browser]
RIGHT = "https://www.instagram.com/p/OAKFIELD1/"


def fetched(made: MadeSchool) -> str:
    """Walk a post until the tablet holds it; return its publish page's path."""
    version = made.signed(picture("a", 1), names=("amina",))
    made.fetch(made.granted())
    return f"/posts/{version.id}/publish"


def out(made: MadeSchool) -> tuple[str, Published]:
    item = made.published(picture("a", 1), names=("amina",))
    return f"/posts/{item.post}/publish", item


def test_a_link_of_another_place_comes_back_beside_what_was_typed(
    as_: SIT, made: MadeSchool
) -> None:
    path, deputy = fetched(made), as_("deputy")
    wrong = "https://www.facebook.com/oakfield/1"
    answer = deputy.send(f"{path}/out", {"channel": "instagram", "link": wrong})
    assert answer.status_code == 400
    assert f'value="{wrong}" aria-invalid="true"' in answer.text
    assert "leads to www.facebook.com, and the post is on Instagram" in answer.text
    with made.begin() as uow:
        assert uow.published.all() == ()
    assert deputy.send(f"{path}/out", {"channel": "instagram", "link": RIGHT}).is_redirect


def test_a_wrong_link_is_put_right_on_the_page(as_: SIT, made: MadeSchool) -> None:
    path, item = out(made)
    deputy = as_("deputy")
    assert "The link is wrong" in deputy.page(path)
    told = {"published": item.id, "channel": "instagram"}
    answer = deputy.send(f"{path}/link", told | {"link": "https://x.test/1"})
    assert answer.status_code == 400
    assert "leads to x.test" in answer.text
    assert deputy.send(f"{path}/link", told | {"link": RIGHT}).is_redirect
    assert f'href="{RIGHT}"' in deputy.page(path)
    assert deputy.send(f"{path}/link", {"published": "x", "link": RIGHT}).status_code == 404


def test_open_comments_are_said_loudly_with_what_to_do_now(as_: SIT, made: MadeSchool) -> None:
    path, item = out(made)
    deputy = as_("deputy")
    loud = "People can comment on this post now."
    assert loud not in deputy.page(path)
    for seen, is_loud in (("on", True), ("unknown", False), ("on", True), ("off", False)):
        deputy.send(f"{path}/seen", {"published": item.id, "seen": seen})
        page = deputy.page(path)
        assert (loud in page) is is_loud
        assert ("<li>Choose “Turn off commenting”.</li>" in page) is is_loud


@pytest.mark.parametrize("moved", [0, 25])
def test_what_was_fetched_goes_on_and_is_not_asked_about_as_if_nothing_had_been(
    as_: SIT, made: MadeSchool, moved: int
) -> None:
    path = fetched(made)
    made.clock.move(hours=moved)
    page = as_("deputy").page(path)
    assert ("data-goes-on" in page) is (moved == 0)
    assert ("Post now?" in page) is (moved > 0)
    assert "Open this page again" not in page
    assert "It did not go out, and is deleted" in page


def test_the_pictures_to_delete_are_shown_beside_their_names(as_: SIT, made: MadeSchool) -> None:
    path, item = out(made)
    deputy = as_("deputy")
    deputy.send(f"{path}/seen", {"published": item.id, "seen": "off"})
    page = deputy.page(path).partition("Now delete this picture")[2]
    assert re.search(r'<img src="/posts/[^"]+/pictures/1/instagram.jpg"[^>]*> picture-1.jpg', page)
