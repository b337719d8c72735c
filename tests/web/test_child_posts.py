"""The pages about one child's posts: asked with a reason, looked through, told in a letter."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from gatekeeper.desk.audit.take_in import take_in
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.child_posts import LivePicture, live_picture_id
from gatekeeper.domain.published_post import Media, MediaKind, PublishedPost
from gatekeeper.web.pages import look_through
from tests.desk.made_school import MadeSchool
from tests.web.conftest import Browser

SIT = Callable[[str], Browser]
HERE = "/children/amina/posts"


def told(made: MadeSchool, name: str, *, kept: bool = True, pictures: int = 1) -> str:
    """Take in a post that an archive told of, with a small copy of each picture."""
    at = datetime(2026, 3, 2, 12, len(name), tzinfo=UTC)
    media = tuple(
        Media(f"{name}-{n}.jpg", MediaKind.PICTURE, f"{name}-original{n or ''}", 9)
        for n in range(pictures)
    )
    link = f"https://www.instagram.com/p/{name}/"
    post = PublishedPost(name, ChannelName.INSTAGRAM, name, at, media, link=link)
    with made.begin() as uow:
        live = take_in(uow, post).id
        for original in (one.digest for one in media if kept):
            digest = uow.blobs.put(live, f"jpeg of {name}".encode())
            uow.live_pictures.put(
                LivePicture(live_picture_id(live, original), live, original, digest)
            )
    return live


@pytest.fixture
def office(as_: SIT) -> Browser:
    return as_("office")


def ask(browser: Browser) -> None:
    fields = {"reason": "The family asks for it."}
    assert browser.send(HERE, fields).headers["location"] == HERE


def shown(browser: Browser) -> dict[str, str]:
    """Open the look-through, and return the moment that stands in its forms."""
    found = re.search('name="shown_at" value="([^"]+)"', browser.page(f"{HERE}/look"))
    assert found is not None
    return {"shown_at": html.unescape(found.group(1))}


def test_the_lists_are_shown_to_whoever_said_why_and_to_nobody_else(
    office: Browser, as_: SIT, made: MadeSchool
) -> None:
    told(made, "one")
    assert "Why do you have to know?" in office.page(HERE)
    assert office.send(HERE, {"reason": "so"}).status_code == 400
    ask(office)
    assert "Nobody has looked at 1 of them" in office.page(HERE)
    assert "Why do you have to know?" in as_("dsl").page(HERE)
    assert as_("dsl").get(f"{HERE}/look").status_code == 409
    assert as_("deputy").get(HERE).status_code == 403


def test_the_way_there_stands_on_the_child_s_page_for_the_office_alone(
    office: Browser, as_: SIT
) -> None:
    assert f'href="{HERE}"' in office.page("/office/children/amina")
    assert f'href="{HERE}"' not in as_("deputy").page("/office/children/amina")


def test_one_tap_each_and_the_rest_of_the_page_at_once_end_in_all_looked_at(
    office: Browser, made: MadeSchool
) -> None:
    one, other = told(made, "one"), told(made, "three")
    ask(office)
    page = office.page(f"{HERE}/look")
    assert (page.count("Tap if Amina Test is in it"), "0 of 2 looked at" in page) == (2, True)
    assert page.count('type="hidden" name="seen"') == 2
    assert page.count('name="shown_at"') == 3
    for when in ("", "yesterday", "2026-03-02T12:00:00"):
        assert (
            office.send(f"{HERE}/look/others", {"seen": [one], "shown_at": when}).status_code == 400
        )
    answer = office.send(
        f"{HERE}/look/tap", shown(office) | {"of": one, "shows": "yes", "page": "1"}
    )
    assert answer.headers["location"] == f"{HERE}/look?page=1#post-{one}"
    page = office.page(f"{HERE}/look?page=1")
    assert ('aria-pressed="true"' in page, "1 of 2 looked at, by Office (1" in page) == (True, True)
    office.send(f"{HERE}/look/others", shown(office) | {"seen": [other]})
    page = office.page(f"{HERE}/look?page=9")
    assert "2 of 2 looked at, by Office (2" in page
    end = page.partition('id="all-looked"')[2]
    assert "All looked at" in end
    assert f'<a class="button large" href="{HERE}">To the lists</a>' in end
    assert 'id="others"' not in page
    office.send(f"{HERE}/look/tap", shown(office) | {"of": one, "shows": "no", "page": "1"})
    assert 'aria-pressed="true"' not in office.page(f"{HERE}/look")


def test_every_picture_of_an_album_lies_open_before_anybody_says_that_all_were_looked_at(
    office: Browser, made: MadeSchool
) -> None:
    live = told(made, "one", pictures=10)
    ask(office)
    page = office.page(f"{HERE}/look")
    assert f'type="hidden" name="seen" value="{live}"' in page
    assert page.count(f'src="{HERE}/pictures/{live}/') == 10
    assert "<details" not in page.partition('class="looking"')[2].partition("</ul>")[0]


def test_what_cannot_be_shown_here_is_not_among_the_others_unless_ticked(
    office: Browser, made: MadeSchool
) -> None:
    live = told(made, "one", kept=False)
    ask(office)
    page = office.page(f"{HERE}/look")
    assert 'type="hidden" name="seen"' not in page
    assert f'type="checkbox" name="seen" value="{live}"' in page
    assert "cannot be shown here" in page


def test_a_film_has_to_be_watched_where_it_is_and_its_tick_says_so(
    office: Browser, made: MadeSchool
) -> None:
    film = Media("a.mp4", MediaKind.FILM, "f" * 64, 9)
    at = datetime(2026, 3, 2, 12, tzinfo=UTC)
    with made.begin() as uow:
        live = take_in(uow, PublishedPost("film", ChannelName.INSTAGRAM, "W.", at, (film,))).id
    ask(office)
    page = office.page(f"{HERE}/look")
    assert "It holds a film. Nothing of it can be shown here: watch it where it is." in page
    assert f'type="checkbox" name="watched" value="{live}"' in page
    assert f'name="seen" value="{live}"' not in page
    office.send(f"{HERE}/look/others", shown(office) | {"seen": [live]})
    assert "0 of 1 looked at" in office.page(f"{HERE}/look")
    pressed = office.send(f"{HERE}/look/others", shown(office))
    assert pressed.headers["location"] == f"{HERE}/look#elsewhere"
    left = office.page(f"{HERE}/look").partition('id="elsewhere"')[2]
    assert "1 is left: look where it is." in left
    assert f'<a class="link" href="#post-{live}">W.</a>' in left
    assert "Those that I ticked" in left
    office.send(f"{HERE}/look/others", shown(office) | {"watched": [live]})
    assert "1 of 1 looked at" in office.page(f"{HERE}/look")


def test_a_post_that_showed_the_child_with_other_pictures_asks_for_another_look(
    office: Browser, made: MadeSchool
) -> None:
    live = told(made, "one")
    ask(office)
    office.send(f"{HERE}/look/tap", shown(office) | {"of": live, "shows": "yes", "page": "1"})
    made.clock.move(minutes=1)
    with made.begin() as uow:
        post = uow.live_posts.get(live)
        assert post is not None
        media = (Media("one.jpg", MediaKind.PICTURE, "another", 9),)
        take_in(uow, replace(post.post, media=media))
    assert "Its pictures were changed since. Somebody has to look again." in office.page(HERE)
    page = office.page(f"{HERE}/look")
    assert "Tap if it still does" in page
    assert 'name="shows" value="yes"' in page
    assert office.send(f"{HERE}/letter").status_code == 409


def test_pages_follow_one_another(
    office: Browser, made: MadeSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(look_through, "ON_A_PAGE", 1)
    newer = told(made, "three")
    told(made, "one")
    ask(office)
    assert f"post-{newer}" in office.page(f"{HERE}/look")
    office.send(f"{HERE}/look/others", shown(office) | {"seen": [newer]})
    assert f"post-{newer}" not in office.page(f"{HERE}/look")
    page = office.page(f"{HERE}/look?page=1")
    assert f"post-{newer}" in page
    assert "This page is done; 1 on other pages is left." in page


def test_a_picture_is_shown_only_to_whoever_said_why(office: Browser, made: MadeSchool) -> None:
    live = told(made, "one")
    path = f"{HERE}/pictures/{live}/one-original.jpg"
    assert office.get(path).status_code == 409
    ask(office)
    assert office.get(path).content == b"jpeg of one"
    assert office.get(f"{HERE}/pictures/{live}/other.jpg").status_code == 404


def test_a_post_goes_from_the_list_to_gone_and_into_the_letter(
    office: Browser, as_: SIT, made: MadeSchool
) -> None:
    live = told(made, "one")
    ask(office)
    assert "It can be made once every post was looked at: 1 left" in office.page(HERE)
    assert office.send(f"{HERE}/letter").status_code == 409
    office.send(f"{HERE}/look/tap", shown(office) | {"of": live, "shows": "yes"})
    assert office.send(f"{HERE}/take-down", {"of": live}).is_redirect
    assert "asked to be taken down" in office.page(HERE)
    deputy = as_("deputy")
    made.clock.move(days=2)
    deputy = as_("deputy")
    assert "late" in deputy.page("/take-downs")
    assert "1 post to be taken down" in deputy.page("/")
    with made.begin() as uow:
        (item,) = uow.take_downs.all()
    assert deputy.send(f"/take-downs/{item.id}/done").is_redirect
    shot = {"shot": ("a.png", b"a screen")}
    gone = deputy.send(f"/take-downs/{item.id}/gone", {"proof": "Opened it."}, files=shot)
    assert gone.is_redirect
    page = deputy.page("/take-downs")
    assert "SHA-256: " in page
    assert "to be taken down" not in deputy.page("/").replace("Posts to be taken down", "")
    office = as_("office")
    ask(office)
    letter = office.send(f"{HERE}/letter")
    assert letter.status_code == 200
    assert "seen to be gone on 18 November 2026" in letter.text
