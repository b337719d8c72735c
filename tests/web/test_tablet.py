"""What the tablet's pages do: pictures one by one, words while they are typed, taps on faces."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable

import pytest

from gatekeeper.desk.checking.progress import Step
from gatekeeper.desk.people.end_device import end_device
from gatekeeper.domain.answer import Said
from gatekeeper.domain.register import ConsentState
from gatekeeper.web.site import Site
from tests.desk.made_school import PASSPHRASE, MadeSchool
from tests.fakes.examiners import picture
from tests.web.conftest import Browser
from tests.web.page_forms import fields_of
from tests.web.test_path import faces, new

SIT = Callable[[str], Browser]
KEY = "0a1b2c3d-4e5f"


def taken(teacher: Browser, name: str, key: str = KEY) -> int:
    files = {"picture": (f"{name}.heic", picture(name, 1))}
    answer = teacher.send("/new/pictures", {"draft": key}, files=files)
    assert answer.status_code == 200, answer.text
    return int(answer.json()["pictures"])


def said(made: MadeSchool) -> list[tuple[Said, str]]:
    with made.begin() as uow:
        return [(answer.said, answer.who) for answer in uow.answers.all()]


def tap(teacher: Browser, path: str, **fields: object) -> int:
    answer = teacher.send(f"{path}/faces", {"picture": "1", **fields})
    return int(answer.status_code)


def marks(page: str) -> list[str]:
    return re.findall(r'data-seen="([^"]+)"', page)


def test_pictures_are_kept_one_by_one_and_one_sent_twice_is_there_once(
    as_: SIT, made: MadeSchool
) -> None:
    teacher = as_("teacher")
    assert [taken(teacher, name) for name in ("a", "b", "b")] == [1, 2, 2]
    assert "a.heic: kept" in teacher.page(f"/new?draft={KEY}")
    fields = {"draft": KEY, "words": "Lovely work.", "channels": ["instagram"]}
    assert teacher.send("/new", fields).status_code == 303
    with made.begin() as uow:
        (version,) = uow.posts.all()
    assert (version.post.words, len(version.post.pictures)) == ("Lovely work.", 2)


@pytest.mark.parametrize("pictures", [(), ("a", "b")])
def test_two_taps_on_check_it_make_one_post_and_a_late_picture_joins_it(
    as_: SIT, made: MadeSchool, pictures: tuple[str, ...]
) -> None:
    teacher = as_("teacher")
    for name in pictures:
        taken(teacher, name)
    fields = {"draft": KEY, "words": "Lovely work.", "channels": ["instagram"]}
    first, second = (teacher.send("/new", fields).headers["location"] for _ in range(2))
    assert first == second
    assert taken(teacher, "late") == len(pictures) + 1
    assert teacher.http.get(f"/new?draft={KEY}").headers["location"] == first
    with made.begin() as uow:
        (version,) = uow.posts.all()
    assert (version.post.words, len(version.post.pictures)) == ("Lovely work.", len(pictures) + 1)


def test_the_page_brings_the_key_so_that_two_taps_make_one_post_without_a_script_too(
    as_: SIT,
) -> None:
    teacher = as_("teacher")
    keys = [re.findall('name="draft" value="([^"]*)"', teacher.page("/new")) for _ in range(2)]
    assert keys[0] != keys[1]
    fields = {"draft": keys[0], "words": "Lovely work.", "channels": ["instagram"]}
    first, second = (teacher.send("/new", fields).headers["location"] for _ in range(2))
    assert first == second


def test_pictures_that_come_with_a_form_sent_again_are_there_once_and_none_is_lost(
    as_: SIT, made: MadeSchool
) -> None:
    teacher = as_("teacher")
    first = new(teacher, picture("a", 1), draft=KEY)
    assert new(teacher, picture("a", 1), picture("b", 1), draft=KEY) == first
    with made.begin() as uow:
        (version,) = uow.posts.all()
    names = [one.original.filename for one in version.post.pictures]
    assert names == ["01-IMG_0.HEIC", "02-IMG_1.HEIC"]


def test_other_words_under_the_key_of_a_made_post_say_where_to_change_them(as_: SIT) -> None:
    teacher = as_("teacher")
    new(teacher, picture("a", 1), draft=KEY)
    fields = {"draft": KEY, "words": "Other words.", "channels": ["instagram"]}
    answer = teacher.send("/new", fields)
    assert answer.status_code == 409
    assert "is made already" in answer.text


def test_an_upload_without_a_picture_says_so(as_: SIT) -> None:
    assert as_("teacher").send("/new/pictures", {"draft": KEY}).status_code == 400


def test_a_key_under_which_nothing_began_is_no_hindrance(as_: SIT) -> None:
    assert "/posts/" in new(as_("teacher"), picture("a", 1), draft="never-arrived")


def test_a_form_under_a_key_of_nothing_and_with_nothing_in_it_makes_no_post(
    as_: SIT, made: MadeSchool
) -> None:
    fields = {"draft": KEY, "words": "", "channels": ["instagram"]}
    assert as_("teacher").send("/new", fields).status_code == 400
    with made.begin() as uow:
        assert uow.posts.all() == ()


def test_words_are_judged_while_they_are_typed_and_no_post_comes_of_it(
    as_: SIT, made: MadeSchool
) -> None:
    made.change("amina", ConsentState.REFUSED)
    teacher = as_("teacher")
    fields = {"words": "Well done Amina Test!", "channels": "instagram"}
    assert "may not be named here" in teacher.send("/words", fields).text
    assert "Nothing stands against" in teacher.send("/words", {"words": "Lovely."}).text
    assert "No post yet" in teacher.page("/")


def test_the_next_face_selects_itself_and_the_name_cannot_be_tapped_again(as_: SIT) -> None:
    teacher = as_("teacher")
    path = new(teacher, picture("a", faces=2))
    page = teacher.page(path)
    first, second = faces(page)
    assert f'name="sighting" value="{first}"' in page
    assert 'name="pupil" value="amina"' in page
    assert tap(teacher, path, sighting=first, seen="nobody", pupil="amina") == 303
    page = teacher.page(path)
    assert f'name="sighting" value="{second}"' in page
    assert 'value="amina" data-short="Amina T" disabled' in page


def test_one_tap_on_a_child_who_may_not_be_shown_covers_the_face(
    as_: SIT, made: MadeSchool
) -> None:
    made.change("ben", ConsentState.REFUSED)
    teacher = as_("teacher")
    path = new(teacher, picture("a", faces=1))
    page = teacher.page(path)
    assert 'name="covered" value="ben"' in page
    assert 'name="pupil" value="ben"' not in page
    tap(teacher, path, sighting=faces(page)[0], covered="ben")
    assert said(made) == [(Said.COVERED, "ben")]


def test_a_tap_on_a_page_that_is_out_of_date_overwrites_nothing(as_: SIT, made: MadeSchool) -> None:
    teacher, deputy = as_("teacher"), as_("deputy")
    path = new(teacher, picture("a", faces=1))
    page = teacher.page(path)
    face, mark = faces(page)[0], marks(page)[0]
    assert tap(deputy, path, sighting=face, seen=mark, pupil="ben") == 303
    assert tap(teacher, path, sighting=face, seen=mark, pupil="amina") == 409
    assert said(made) == [(Said.PUPIL, "ben")]


def test_a_script_is_told_where_to_look(as_: SIT) -> None:
    teacher = as_("teacher")
    path = new(teacher, picture("a", faces=1))
    fields = {"picture": "1", "sighting": faces(teacher.page(path))[0], "say": "cover"}
    answer = teacher.send(f"{path}/faces", fields, headers={"accept": "application/json"})
    assert answer.json() == {"go": f"{path}#picture-1"}


def test_the_roll_is_called_on_the_picture(as_: SIT, made: MadeSchool) -> None:
    with made.begin() as uow:
        for number in range(7):
            made.enrol(uow, f"pupil{number}")
    made.change("ben", ConsentState.REFUSED)
    made.change("cleo", ConsentState.REFUSED)
    teacher = as_("teacher")
    path = new(teacher, picture("class", faces=9))
    page = teacher.page(path)
    assert "Is Ben Test in this picture?" in page
    tap(teacher, path, sighting=faces(page)[0], covered="ben")
    assert "Is Cleo Test in this picture?" in teacher.page(path)
    assert teacher.send(f"{path}/pictures/1/not-here", {"pupil": "cleo"}).status_code == 303
    assert "8 faces left, 8 children who may be shown" in teacher.page(path)
    teacher.send(f"{path}/pictures/1/not-here", {"pupil": "cleo", "back": "yes"})
    assert "Is Cleo Test in this picture?" in teacher.page(path)
    teacher.send(f"{path}/pictures/1/not-here", {"pupil": "cleo"})
    assert "Is Cleo Test in this picture?" in as_("deputy").page(path)  # each calls an own roll
    assert teacher.send(f"{path}/pictures/1/roll-call", {"group": "Year 4"}).status_code == 303
    assert "9 faces, 9 accounted for" in teacher.page(path)
    assert "Who is face" in teacher.page(f"{path}?way=name&face={faces(page)[3]}")


def test_where_roll_calls_are_switched_off_the_page_offers_naming_only(
    as_: SIT, made: MadeSchool
) -> None:
    with made.begin() as uow:
        for number in range(7):
            made.enrol(uow, f"pupil{number}")
    teacher, head = as_("teacher"), as_("head")
    path = new(teacher, picture("class", faces=9))
    assert "Roll call:" in teacher.page(path)
    why = {"switch": "off", "why": "Every face by name this term."}
    assert head.send("/roll-call", why).headers["location"].startswith("/step-up")
    head.send("/step-up", {"passphrase": PASSPHRASE})
    assert head.send("/roll-call", why).headers["location"] == "/roll-call"
    assert "Switched off" in head.page("/roll-call")
    page = teacher.page(path)
    assert "Roll call:" not in page
    assert "Call the roll" not in page
    assert "Who is face" in page
    assert "switched roll calls off" in teacher.page(f"{path}/pictures/1/roll-call")
    refused = teacher.send(f"{path}/pictures/1/roll-call", {"group": "Year 4"})
    assert refused.status_code == 409


def test_the_page_says_what_to_do_before_the_post_can_be_sent(as_: SIT) -> None:
    deputy = as_("deputy")
    path = new(deputy, picture("a", faces=1))
    page = deputy.page(path)
    assert "To send it:" in page
    assert re.search(r"<button [^>]*/send\"[^>]* disabled>Send", page)


def test_proposed_descriptions_are_put_in_and_the_post_sent_with_one_tap(
    as_: SIT, made: MadeSchool
) -> None:
    deputy = as_("deputy")
    path = new(deputy, picture("a", faces=1))
    tap(deputy, path, sighting=faces(deputy.page(path))[0], pupil="amina")
    page = deputy.page(path)
    assert "Use this description and send" in page
    told = fields_of(page, "words-form")
    assert told["describe"] == ["One pupil from Year 4"]
    assert deputy.send(f"{path}/send", told | {"seen": "99"}).status_code == 409
    assert deputy.send(f"{path}/send", told).status_code == 303
    with made.begin() as uow:
        (version,) = uow.posts.all()
        assert len(uow.submissions.of(version.id)) == 1
    assert version.post.pictures[0].alt_text == "One pupil from Year 4"


def test_a_proposed_description_is_one_tap(as_: SIT) -> None:
    teacher = as_("teacher")
    path = new(teacher, picture("a", faces=1))
    tap(teacher, path, sighting=faces(teacher.page(path))[0], pupil="amina")
    page = teacher.page(path)
    form = re.search(r'class="describe">.*?</form>', page, re.DOTALL)
    assert form is not None
    fields = dict(re.findall(r'name="(decision|fix|value)" value="([^"]+)"', form[0]))
    assert teacher.send(f"{path}/fix", fields).status_code == 303
    assert "Described as: One pupil from Year 4" in teacher.page(path)


def test_faces_that_nobody_accounted_for_are_one_question(as_: SIT) -> None:
    page = as_("deputy").page(new(as_("deputy"), picture("a", faces=5, perhaps=1)))
    assert page.count("faces are not accounted for yet") == 1
    assert "6 faces are not accounted for yet" in page
    assert "Who is face 1 in picture 1?" not in page
    assert 'href="#picture-1">Go to picture 1' in page


def test_a_few_faces_keep_a_button_each(as_: SIT) -> None:
    page = as_("deputy").page(new(as_("deputy"), picture("a", faces=2, perhaps=1)))
    assert "not accounted for yet" not in page
    assert page.count(">Say who it is</a>") == 3
    assert ">It is nobody</button>" in page


def test_a_cover_that_points_at_somebody_is_said_to_point_at_nobody(as_: SIT) -> None:
    deputy = as_("deputy")
    path = new(deputy, picture("a", faces=3))
    tap(deputy, path, sighting=faces(deputy.page(path))[0], say="cover")
    page = deputy.page(path)
    assert ">The cover points at nobody</button>" in page
    # Whoever is meant is covered: only the two who are not are offered a cover.
    assert page.count(">Cover the face</button>") == 2
    assert ">It is nobody</button>" not in page


def test_the_button_beside_the_finding_carries_the_words_that_it_shows(as_: SIT) -> None:
    teacher = as_("teacher")
    path = new(teacher, picture("a", faces=1))
    tap(teacher, path, sighting=faces(teacher.page(path))[0], pupil="amina")
    page = teacher.page(path)
    forms = re.findall(r"<form.*?</form>", page[: page.index("</ul>")], re.DOTALL)
    (form,) = [form for form in forms if ">Use “One pupil from Year 4”" in form]
    fields = dict(re.findall(r'name="(decision|fix|value)" value="([^"]+)"', form))
    assert teacher.send(f"{path}/fix", fields).status_code == 303
    assert "Described as: One pupil from Year 4" in teacher.page(path)


def test_a_look_that_ends_while_the_page_is_made_leaves_no_page_without_buttons(
    as_: SIT, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    teacher = as_("teacher")
    path = new(teacher, picture("a", faces=1))
    under_way = iter([True])  # and ended whenever the page asks once more
    monkeypatch.setattr(site.work, "busy", lambda _: next(under_way, False))
    assert "data-progress" in teacher.page(path)


def test_a_picture_in_which_nobody_has_looked_for_faces_is_not_said_to_have_none(
    as_: SIT, monkeypatch: pytest.MonkeyPatch
) -> None:
    teacher = as_("teacher")
    path = new(teacher, picture("a", faces=0))
    assert "Picture 1: 0 faces" in (page := teacher.page(path))
    assert "No face was found" in page
    monkeypatch.setattr("gatekeeper.web.looks.step_of", lambda *_: Step.OPENED)
    assert "0 faces" not in (page := teacher.page(path))
    assert "No face was found" not in page


def test_a_page_without_buttons_says_why_and_checks_again_by_itself(
    as_: SIT, made: MadeSchool
) -> None:
    teacher = as_("teacher")
    path = new(teacher, picture("a", faces=1))
    assert "data-again" not in teacher.page(path)
    with made.begin() as uow:
        (version,) = uow.posts.all()
    made.say("amina", post=version.slug)
    page = teacher.page(path)
    assert re.search(r'action="[^"]+/check" data-again>', page)
    assert "Something has changed since this was checked" in page
    assert teacher.send(f"{path}/check").status_code == 303
    assert "data-again" not in teacher.page(path)


def test_a_second_press_answers_for_nobody_who_was_not_asked_about(
    as_: SIT, made: MadeSchool
) -> None:
    with made.begin() as uow:
        for number in range(7):
            made.enrol(uow, f"pupil{number}")
    for child in ("ben", "cleo"):
        made.change(child, ConsentState.REFUSED)
    teacher = as_("teacher")
    path = new(teacher, picture("class", faces=9))
    first, second, *_ = faces(teacher.page(path))
    assert 'name="asked" value="ben"' in teacher.page(path)
    pressed = {"covered": "ben", "asked": "ben"}
    assert tap(teacher, path, sighting=first, **pressed) == 303
    assert tap(teacher, path, sighting=second, **pressed) == 409
    assert said(made) == [(Said.COVERED, "ben")]
    refused = teacher.send(f"{path}/pictures/1/not-here", {"pupil": "ben"})
    assert (refused.status_code, "answered for already: face 1" in refused.text) == (409, True)
    assert "Is Cleo Test in this picture?" in teacher.page(path)


def test_an_answer_of_the_roll_call_is_undone_with_one_press(as_: SIT, made: MadeSchool) -> None:
    with made.begin() as uow:
        for number in range(7):
            made.enrol(uow, f"pupil{number}")
    for child in ("ben", "cleo"):
        made.change(child, ConsentState.REFUSED)
    teacher = as_("teacher")
    path = new(teacher, picture("class", faces=9))
    assert "data-undo" not in teacher.page(path)
    tap(teacher, path, sighting=faces(teacher.page(path))[0], covered="ben")
    page = teacher.page(path)
    assert "Face 1: Ben Test, covered." in page
    form = re.search(r"<form[^>]*data-undo>.*?</form>", page, re.DOTALL)
    assert form is not None
    fields = dict(re.findall(r'name="(picture|sighting|seen|say)" value="([^"]+)"', form[0]))
    assert teacher.send(f"{path}/faces", fields).status_code == 303
    page = teacher.page(path)
    assert "Is Ben Test in this picture?" in page
    assert page.count('class="face covered"') == 1  # it stays covered, and may be anybody
    gone = teacher.send(f"{path}/pictures/1/not-here", {"pupil": "ben"})
    page = teacher.page(gone.headers["location"])
    form = re.search(r"<form[^>]*data-undo>.*?</form>", page, re.DOTALL)
    assert form is not None
    assert "Ben Test: not in this picture." in form[0]
    assert 'name="back" value="yes"' in form[0]


def test_with_a_lost_tablet_goes_the_session_in_which_it_was_enrolled(
    as_: SIT, made: MadeSchool
) -> None:
    head, public = as_("head"), base64.b64encode(b"k" * 32).decode()
    fields = {"public": public, "name": "Second tablet", "passphrase": PASSPHRASE}
    device = head.send("/tablet", fields).json()["device"]
    assert head.get("/keys").status_code == 200
    office = made.actor("office")
    with made.begin() as uow:
        end_device(uow, office, device)
    assert head.get("/keys").status_code == 303
