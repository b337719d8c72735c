"""A post's whole way through the pages, and every no on it."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from gatekeeper.desk.posts.find_post import find_post, stage_of
from gatekeeper.domain.register import ConsentState
from gatekeeper.domain.stage import Stage
from gatekeeper.domain.trip import Trip
from gatekeeper.web.looks import short_name
from tests.desk.made_school import PASSPHRASE, MadeSchool
from tests.fakes.examiners import picture
from tests.web.conftest import Browser

SIT = Callable[[str], Browser]


def new(teacher: Browser, *pictures: bytes, **fields: object) -> str:
    """Send a new post and return the address of its page."""
    files = [("pictures", (f"IMG_{n}.HEIC", data)) for n, data in enumerate(pictures)]
    purpose = {"objective": "celebrate learning", "intended_outcome": "families see the work"}
    told = {"words": "Lovely work.", "channels": ["instagram"], "groups": ["Year 4"]} | fields
    answer = teacher.send("/new", {"comments_off": "yes", **purpose, **told}, files=files or None)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def faces(page: str) -> list[str]:
    """Return the sightings that a page asks about, in order."""
    return re.findall(r'data-face="([^"]+)"', page)


def described(teacher: Browser, path: str, *texts: str, **fields: object) -> None:
    """Describe the pictures of a post."""
    seen = re.search(r'name="seen" value="(\d+)"', teacher.page(path))
    assert seen is not None
    told = {"seen": seen[1], "words": "Lovely work.", "alt_text": list(texts)} | fields
    answer = teacher.send(f"{path}/words", {"comments_off": "yes", **told})
    assert answer.status_code == 303, answer.text


def sent(as_: SIT) -> str:
    """Walk a post with one child to the headteacher's queue, through the pages."""
    teacher = as_("teacher")
    path = new(teacher, picture("a", faces=2))
    for sighting, name in zip(faces(teacher.page(path)), ("Amina Test", "Ben Test"), strict=True):
        assert teacher.send(
            f"{path}/faces", {"sighting": sighting, "say": "name", "who": name, "picture": "1"}
        ).is_redirect
    described(teacher, path, "Two children at work.")
    answer = as_("deputy").send(f"{path}/send")
    assert answer.status_code == 303, answer.text
    return path


def stage(made: MadeSchool, path: str) -> Stage:
    with made.begin() as uow:
        return stage_of(uow, find_post(uow, path.rpartition("/")[2]).id)


def request_of(page: str) -> str:
    found = re.search(r'name="request" value="([^"]+)"', page)
    assert found is not None
    return found[1]


def signed(as_: SIT, path: str, **fields: object) -> Browser:
    head = as_("head")
    told = {"request": request_of(head.page(f"{path}/sign-off")), "passphrase": PASSPHRASE}
    answer = head.send(f"{path}/sign-off", told | fields)
    assert answer.status_code == 303, answer.text
    return head


def test_every_face_is_asked_about_until_somebody_says_who_it_is(as_: SIT) -> None:
    teacher = as_("teacher")
    path = new(teacher, picture("a", faces=2))
    page = teacher.page(path)
    assert "2 faces, 0 accounted for" in page
    teacher.send(f"{path}/faces", {"sighting": faces(page)[0], "say": "name", "who": "Amina Test"})
    assert "2 faces, 1 accounted for" in teacher.page(path)


def test_a_face_may_be_an_adult_s(as_: SIT) -> None:
    teacher = as_("teacher")
    path = new(teacher, picture("a", faces=1))
    (face,) = faces(teacher.page(path))
    teacher.send(f"{path}/faces", {"sighting": face, "say": "name", "who": "Mr Dunn"})
    assert "Mr Dunn" in teacher.page(path)


def test_a_named_face_says_on_the_picture_whose_name_it_carries(as_: SIT) -> None:
    teacher = as_("teacher")
    path = new(teacher, picture("a", faces=2))
    first, second = faces(teacher.page(path))
    told = {"sighting": first, "pupil": "amina", "next": second, "picture": "1"}
    answer = teacher.send(f"{path}/faces", told)
    assert answer.headers["location"] == f"{path}?face={second}#picture-1"
    page = teacher.page(path)
    assert re.search(r">1✔ <tspan[^>]*>Amina T</tspan></text>", page)
    assert re.search(r'value="amina" data-short="Amina T" disabled>Amina Test<', page)
    assert short_name("Mr Dunn") == "Mr Dunn"  # an initial would say nothing


def test_a_name_that_nobody_has_is_said_and_nothing_is_kept(as_: SIT) -> None:
    teacher = as_("teacher")
    path = new(teacher, picture("a", faces=1))
    (face,) = faces(teacher.page(path))
    for who in ("", "Nobody Here"):
        answer = teacher.send(f"{path}/faces", {"sighting": face, "say": "name", "who": who})
        assert answer.status_code in {400, 404}
    assert "0 accounted for" in teacher.page(path)


def test_a_child_who_may_not_be_shown_stops_it_and_a_cover_mends_it(
    as_: SIT, made: MadeSchool
) -> None:
    made.change("ben", ConsentState.REFUSED)
    teacher = as_("teacher")
    path = new(teacher, picture("a", faces=1))
    (face,) = faces(teacher.page(path))
    teacher.send(f"{path}/faces", {"sighting": face, "say": "name", "who": "Ben Test"})
    page = teacher.page(path)
    assert 'class="finding block"' in page
    assert as_("deputy").send(f"{path}/send").status_code == 409
    teacher.send(f"{path}/faces", {"sighting": face, "say": "cover"})
    assert 'class="finding block"' not in teacher.page(path)


def test_a_picture_that_cannot_be_opened_is_said_on_the_page(as_: SIT) -> None:
    teacher = as_("teacher")
    path = new(teacher, picture("a", refuse="This is not a picture."))
    assert "This is not a picture" in teacher.page(path)


@pytest.mark.parametrize(
    "fields", [{"words": "", "channels": ["instagram"]}, {"words": "Hello", "channels": []}]
)
def test_a_post_of_nothing_or_for_nowhere_is_refused(fields: dict[str, object], as_: SIT) -> None:
    answer = as_("teacher").send("/new", fields)
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text


def test_a_file_s_name_leads_nowhere(as_: SIT, made: MadeSchool) -> None:
    teacher = as_("teacher")
    files = [("pictures", ("../../etc/pass:wd", picture("a")))]
    teacher.send("/new", {"words": "Hello", "channels": "instagram"}, files=files)
    with made.begin() as uow:
        (version,) = uow.posts.all()
    assert version.post.pictures[0].original.filename == "01-pass_wd"


def test_two_posts_of_the_same_words_keep_apart(as_: SIT) -> None:
    teacher = as_("teacher")
    assert new(teacher) != new(teacher)


def test_the_second_of_two_browsers_is_told_what_changed_and_overwrites_nothing(as_: SIT) -> None:
    teacher, deputy = as_("teacher"), as_("deputy")
    path = new(teacher)
    fields = {"seen": "1", "words": "The deputy's words.", "comments_off": "yes"}
    assert deputy.send(f"{path}/words", fields).status_code == 303
    answer = teacher.send(f"{path}/words", {**fields, "words": "The teacher's words."})
    assert answer.status_code == 409
    assert "Deputy changed this post in the meantime" in answer.text
    assert "The deputy&#39;s words." in teacher.page(path)


def test_the_headteacher_signs_exactly_what_was_shown(as_: SIT, made: MadeSchool) -> None:
    path = sent(as_)
    head = as_("head")
    assert "waiting for you" in head.page("/")
    page = head.page(f"{path}/sign-off")
    assert "Lovely work." in page
    assert "Everything could be checked" in page
    told = {"request": request_of(page), "passphrase": PASSPHRASE}
    assert head.send(f"{path}/sign-off", told).status_code == 303
    assert stage(made, path) is Stage.APPROVED


def test_a_wrong_passphrase_signs_nothing(as_: SIT, made: MadeSchool) -> None:
    path, head = sent(as_), as_("head")
    told = {"request": request_of(head.page(f"{path}/sign-off")), "passphrase": "not this one"}
    assert head.send(f"{path}/sign-off", told).status_code == 403
    assert stage(made, path) is Stage.SUBMITTED


def test_what_changed_since_the_page_was_opened_cannot_be_signed(
    as_: SIT, made: MadeSchool
) -> None:
    path, head = sent(as_), as_("head")
    request = request_of(head.page(f"{path}/sign-off"))
    made.change("ben", ConsentState.WITHDRAWN)
    answer = head.send(f"{path}/sign-off", {"request": request, "passphrase": PASSPHRASE})
    assert answer.status_code == 409
    assert "Something changed since the page was opened" in answer.text
    assert stage(made, path) is not Stage.APPROVED


def test_nobody_signs_what_she_helped_to_make(as_: SIT, made: MadeSchool) -> None:
    head = as_("head")
    path = new(head)
    as_("deputy").send(f"{path}/send")
    answer = head.get(f"{path}/sign-off")
    assert answer.status_code == 403
    assert "helped to make this post" in answer.text
    assert stage(made, path) is Stage.SUBMITTED


def test_a_no_goes_back_with_its_reason(as_: SIT, made: MadeSchool) -> None:
    path, head = sent(as_), as_("head")
    assert head.send(f"{path}/return", {"own_reason": ""}).status_code == 400
    assert head.send(f"{path}/return", {"reason": "A different picture, please."}).is_redirect
    assert stage(made, path) is Stage.RETURNED
    assert "A different picture, please." in as_("teacher").page("/")


def test_neither_a_no_nor_sending_is_about_another_version_than_the_one_on_the_page(
    as_: SIT, made: MadeSchool
) -> None:
    path, head, deputy = sent(as_), as_("head"), as_("deputy")
    shown = re.findall('name="seen" value="([0-9]+)"', head.page(f"{path}/sign-off"))
    assert len(shown) == 1
    late = {"seen": str(int(shown[0]) - 1)}
    answer = head.send(f"{path}/return", {"reason": "A different picture, please.", **late})
    assert (answer.status_code, stage(made, path)) == (409, Stage.SUBMITTED)
    no = {"reason": "A different picture, please.", "seen": shown[0]}
    assert head.send(f"{path}/return", no).is_redirect
    assert deputy.send(f"{path}/send", late).status_code == 409
    assert stage(made, path) is Stage.RETURNED
    assert deputy.send(f"{path}/send", {"seen": shown[0]}).is_redirect


def test_other_words_can_be_proposed(as_: SIT, made: MadeSchool) -> None:
    path, head = sent(as_), as_("head")
    fields = {"own_reason": "Shorter.", "words": "Good work."}
    assert head.send(f"{path}/return", fields).is_redirect
    assert stage(made, path) is Stage.PROPOSED


def handed_over(deputy: Browser, made: MadeSchool, path: str) -> dict[str, object]:
    """Let the enrolled tablet fetch the post, as its script does."""
    asked = deputy.send(f"{path}/publish/ask", {"channel": "instagram", "device": "tablet"})
    assert asked.status_code == 200, asked.text
    with made.begin() as uow:
        key = next(k for k in uow.keys.all() if k.holder == "tablet")
    signer = made.keyring.unlock(key, PASSPHRASE)
    proof = base64.b64encode(signer.sign(base64.b64decode(asked.json()["sign"]))).decode()
    fields = {"grant": asked.json()["grant"], "proof": proof}
    taken = deputy.send(f"{path}/publish/take", fields)
    assert taken.status_code == 200, taken.text
    told: dict[str, object] = taken.json()
    return told


def test_only_the_enrolled_tablet_gets_the_files_and_comments_off_ends_it(
    as_: SIT, made: MadeSchool
) -> None:
    path = sent(as_)
    signed(as_, path)
    deputy = as_("deputy")
    told = handed_over(deputy, made, path)
    assert told["words"] == "Lovely work."
    assert told["alt_texts"] == ["Two children at work."]
    assert (told["steps"], told["switch"]) == (["Share it.", "Turn them off."], 1)
    fields = {"channel": "instagram", "link": "https://www.instagram.com/p/1"}
    assert deputy.send(f"{path}/publish/out", fields).is_redirect
    assert stage(made, path) is Stage.PUBLISHED
    page = deputy.page(f"{path}/publish")
    assert "comments not proved" in page
    item = re.search(r'name="published" value="([^"]+)"', page)
    assert item is not None
    for seen, after in (("unknown", Stage.PUBLISHED), ("off", Stage.DONE)):
        deputy.send(f"{path}/publish/seen", {"published": item[1], "seen": seen})
        assert stage(made, path) is after


def test_another_device_gets_nothing(as_: SIT, made: MadeSchool) -> None:
    path = sent(as_)
    signed(as_, path)
    deputy = as_("deputy")
    asked = deputy.send(f"{path}/publish/ask", {"channel": "instagram", "device": "tablet"})
    for proof in ("", "AAAA", "not base64!"):
        fields = {"grant": asked.json()["grant"], "proof": proof}
        assert deputy.send(f"{path}/publish/take", fields).status_code in {400, 403}
    elsewhere = {"channel": "instagram", "device": "another"}
    assert deputy.send(f"{path}/publish/ask", elsewhere).status_code == 404
    assert stage(made, path) is Stage.RELEASED


def test_a_yes_that_no_longer_holds_hands_nothing_out(as_: SIT, made: MadeSchool) -> None:
    path = sent(as_)
    signed(as_, path)
    made.change("ben", ConsentState.WITHDRAWN)
    fields = {"channel": "instagram", "device": "tablet"}
    answer = as_("deputy").send(f"{path}/publish/ask", fields)
    assert answer.status_code == 409
    assert "no longer holds" in answer.json()["said"]


def test_a_tablet_is_enrolled_by_the_headteacher_alone(as_: SIT, made: MadeSchool) -> None:
    head, public = as_("head"), base64.b64encode(b"k" * 32).decode()
    fields = {"name": "New tablet", "public": public, "passphrase": PASSPHRASE}
    assert as_("deputy").send("/tablet", fields).status_code == 403
    for wrong in ({"public": "AAAA"}, {"public": "?"}, {"passphrase": "not this one"}):
        assert head.send("/tablet", fields | wrong).status_code in {400, 403}
    told = head.send("/tablet", fields).json()
    with made.begin() as uow:
        key = next(k for k in uow.keys.all() if k.holder == told["device"])
    assert key.public == b"k" * 32


def test_anybody_can_stop_a_post(as_: SIT, made: MadeSchool) -> None:
    path = sent(as_)
    assert as_("office").send(f"{path}/stop", {"why": "wrong picture"}).is_redirect
    assert stage(made, path) is Stage.RECALLED


def test_the_finished_file_is_shown_as_it_goes_out(as_: SIT) -> None:
    path = sent(as_)
    head = as_("head")
    assert head.get(f"{path}/pictures/1/instagram.jpg").headers["content-type"] == "image/jpeg"
    for wrong in ("2/instagram", "1/linkedin", "1/nowhere", "x/instagram"):
        assert head.get(f"{path}/pictures/{wrong}.jpg").status_code == 404


def test_the_approver_does_not_see_what_is_under_a_cover(as_: SIT, made: MadeSchool) -> None:
    path = sent(as_)
    with made.begin() as uow:
        uow.stand_ins.all()
    assert as_("dsl").get(f"{path}/pictures/1/upright.jpg").status_code == 403
    assert "upright.jpg" not in as_("head").page(f"{path}/sign-off")


def test_a_finding_s_fix_is_one_tap_and_checked_again(as_: SIT) -> None:
    teacher = as_("teacher")
    path = new(teacher, comments_off="")
    teacher.send(f"{path}/words", {"seen": "1", "words": "Ring 01632 960555 to book."})
    page = teacher.page(path)
    assert "Comments will be off</button>" in page
    tap = re.search(r'name="fix" value="([\w-]+)">\s*<button>Comments will be off', page)
    assert tap is not None
    seen = re.search(r'name="decision" value="(\w+)"', page)
    assert seen is not None
    assert teacher.send(f"{path}/fix", {"fix": tap[1], "decision": seen[1]}).is_redirect
    assert "Comments will be off</button>" not in teacher.page(path)


def test_a_fix_that_is_not_offered_changes_nothing(as_: SIT) -> None:
    teacher = as_("teacher")
    path = new(teacher)
    for number in ("", "x", "99"):
        assert teacher.send(f"{path}/fix", {"fix": number}).status_code == 404


def test_what_a_post_is_about_can_be_said_again_on_its_page(as_: SIT, made: MadeSchool) -> None:
    with made.begin() as uow:
        made.enrol(uow, "dora", "Reception")
        groups = frozenset({"Year 4"})
        uow.trips.put(Trip("wood", "Oak Wood", "Mere", groups, uow.now, uow.now, "teacher"))
    teacher = as_("teacher")
    path = new(teacher, picture("a"))
    page = teacher.page(path)
    assert '<input type="checkbox" name="groups" value="Reception">' in page
    told = {"groups": ["Year 4", "Reception"], "channels": "linkedin", "trip": "wood"}
    described(teacher, path, "A painting.", about="yes", objective="tell of the wood", **told)
    page = teacher.page(path)
    for chosen in (
        'name="groups" value="Reception" checked>',
        'name="channels" value="linkedin" checked>',
        '<option value="wood" selected>',
        'name="objective" list="objectives" value="tell of the wood"',
    ):
        assert chosen in page
    described(teacher, path, "A painting.")
    assert 'value="Reception" checked>' in teacher.page(path)  # a form without them changes none


def test_whoever_sent_it_is_told_to_whom_it_went_and_what_happens_next(
    as_: SIT, made: MadeSchool
) -> None:
    deputy, path = as_("deputy"), sent(as_)
    page = deputy.page(path)
    assert "Sent to Head" in page
    assert "No e-mail goes out" in page
    assert "After a yes, <strong>Publish</strong> appears on this page" in page
    assert "has to be sent again" in page
    assert "It is signed" not in page
    made.sign(path.rpartition("/")[2])
    page = deputy.page(path)
    assert "Whatever you change here" in page
    assert "Signed it off: Head." in page


def test_the_headteacher_is_shown_what_was_answered_before_she_signs_and_the_drafter_is_not(
    as_: SIT, made: MadeSchool
) -> None:
    start = made.clock.now() - timedelta(hours=2)
    with made.begin() as uow:
        uow.trips.put(
            Trip("zoo", "Zoo", "Chester Zoo", frozenset({"Year 4"}), start, start, "lead")
        )
    teacher = as_("teacher")
    path = new(teacher)
    page = teacher.page(path)
    tap = re.search(r'name="fix" value="([\w-]+)">\s*<button>[^<]*not about', page)
    seen = re.search(r'name="decision" value="(\w+)"', page)
    assert tap is not None
    assert seen is not None
    assert teacher.send(f"{path}/fix", {"fix": tap[1], "decision": seen[1]}).is_redirect
    said = "Is this post about it? <strong>Teacher: it is not about it.</strong>"
    assert "Is this post about it?" not in teacher.page(path)
    assert as_("deputy").send(f"{path}/send").status_code == 303

    before, _, after = as_("head").page(f"{path}/sign-off").partition("Yes, sign it off")

    assert said in before
    assert after
    inside = before.partition(said)[0]
    assert inside.count("<details") == inside.count("</details>")
