"""A post that is out beside what was released: found again, compared, and held to today's yes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

import pytest

from gatekeeper.desk.audit.audit_run import Scope, start_audit
from gatekeeper.desk.audit.judge_live import judge_live
from gatekeeper.desk.audit.outline import begin_judging
from gatekeeper.desk.audit.release_of import NEARER
from gatekeeper.desk.audit.take_in import take_in
from gatekeeper.desk.checking.gather import missing_of, store
from gatekeeper.domain.audit import Call, Judgement
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.known_picture import SAME
from gatekeeper.domain.picture import Box, Fingerprint, Recipe, Rendition
from gatekeeper.domain.published_post import Media, MediaKind, PublishedPost
from gatekeeper.domain.register import ConsentState, Use
from gatekeeper.domain.release import Comments, CommentsSeen, Published, Recall
from gatekeeper.domain.trip import Trip
from tests.desk.made_school import MadeSchool
from tests.fakes.examiners import picture

LINK = "https://www.instagram.com/p/Cx1/"
WORDS = "We built paper bridges."
SHOWN = picture("bridges", 2)
NOON = datetime(2026, 11, 16, 12, tzinfo=UTC)


@pytest.fixture
def school() -> MadeSchool:
    return MadeSchool()


def release(school: MadeSchool, link: str = LINK, **changes: Any) -> None:
    """Put a release of ours on record, with amina and ben named in its picture."""
    with school.begin() as uow:
        facts = school.examiners.reader.read(SHOWN, "a.jpg")
        item = Published(
            id="published",
            post="post",
            channel=ChannelName.INSTAGRAM,
            link=link,
            at=uow.now,
            by="deputy",
            words=WORDS,
            fingerprints=(facts.fingerprint,),
            shows=frozenset({"amina", "ben"}),
        )
        uow.published.put(replace(item, **changes))


def judged(
    school: MadeSchool,
    link: str = "",
    words: str | None = WORDS,
    shown: bytes = SHOWN,
    **out: object,
) -> Judgement:
    """Take in a post with one picture, look at it and judge it."""
    deputy, examiners = school.actor("deputy"), school.examiners.bundle()
    media = (Media("a.jpg", MediaKind.PICTURE, sha256(shown).hexdigest(), len(shown), "Bridges"),)
    told: dict[str, Any] = {"comments": Comments.OFF, "place": "", "tagged": ()} | out
    with school.begin() as uow:
        at = uow.now + timedelta(hours=1)
        post = PublishedPost("C1", ChannelName.INSTAGRAM, words, at, media, link=link)
        live = take_in(uow, replace(post, **told))
        for job in missing_of(uow, examiners, live.as_version().post):
            store(uow, job, job.work(job, shown))
        run = start_audit(uow, school.school, deputy, Scope("here"))
        return judge_live(uow, begin_judging(uow, school.school, examiners, run), live)


def rules(said: Judgement) -> set[str]:
    return {f"{finding.rule} {finding.outcome}" for finding in said.findings}


def test_what_is_out_as_it_was_released_has_its_faces_accounted_for(school: MadeSchool) -> None:
    release(school)

    said = judged(school, link=f"{LINK}?utm_source=x")
    assert not {rule for rule in rules(said) if rule.startswith("A")}
    assert said.faces == 0


def test_without_a_link_it_is_known_by_its_picture_or_its_words(school: MadeSchool) -> None:
    release(school)

    assert "A02 no_release" not in rules(judged(school))
    assert "A02 pictures_changed" in rules(judged(school, shown=picture("another", 2)))
    by_picture = judged(school, words="Quite different.")
    assert "A02 words_changed" in rules(by_picture)
    assert by_picture.faces == 0


def test_another_picture_under_the_same_link_has_nobody_accounted_for(school: MadeSchool) -> None:
    release(school)

    said = judged(school, link=LINK, shown=picture("another", 3))
    assert "A02 pictures_changed" in rules(said)
    assert said.faces == 3


def test_a_post_that_nobody_released_asks(school: MadeSchool) -> None:
    release(school, link="https://www.linkedin.com/x", channel=ChannelName.LINKEDIN)

    said = judged(school, link=LINK)
    assert "A02 no_release" in rules(said)
    assert said.call is Call.ASK
    assert said.faces == 2


def test_what_was_said_to_be_taken_down_and_is_still_out_is_to_take_down(
    school: MadeSchool,
) -> None:
    release(school, taken_down_at=NOON)

    said = judged(school, link=LINK)
    assert "A02 withdrawn" in rules(said)
    assert said.call is Call.TAKE_DOWN


def test_what_was_recalled_and_is_still_out_is_to_take_down_until_that_is_lifted(
    school: MadeSchool,
) -> None:
    release(school)
    with school.begin() as uow:
        uow.recalls.put(Recall("recall", "post", "teacher", uow.now, "", ""))

    said = judged(school, link=LINK)
    assert "A02 withdrawn" in rules(said)
    assert said.call is Call.TAKE_DOWN
    with school.begin() as uow:
        lifted = Recall("recall", "post", "teacher", uow.now, "", "", lifted_at=uow.now)
        uow.recalls.put(lifted, seen=1)
    assert "A02 withdrawn" not in rules(judged(school, link=LINK))


def test_what_was_taken_down_and_released_again_is_out_rightly(school: MadeSchool) -> None:
    release(school, link="", taken_down_at=NOON)
    release(school, link="", id="again")

    assert not {rule for rule in rules(judged(school, link=LINK)) if "A02" in rule}


def test_before_the_school_was_opened_nothing_was_released(school: MadeSchool) -> None:
    with school.begin() as uow:
        before = uow.now - timedelta(days=400)

    assert "A02 no_release" not in rules(judged(school, at=before))
    assert "A02 no_release" not in rules(judged(school, at=None))


def test_open_comments_are_to_take_down(school: MadeSchool) -> None:
    release(school)

    said = judged(school, link=LINK, comments=Comments.ON)
    assert "A01 open" in rules(said)
    assert said.call is Call.TAKE_DOWN


def test_a_permission_lost_since_takes_an_old_post_down(school: MadeSchool) -> None:
    release(school, shows=frozenset({"amina", "nobody on record"}))
    with school.begin() as uow:
        left = uow.pupils.get("amina")
        assert left is not None
        uow.pupils.put(replace(left, left_on=school.school.day(uow.now)), seen=1)

    said = judged(school, link=LINK)
    assert said.call is Call.TAKE_DOWN
    lost = [(f.rule, f.subject) for f in said.findings if f.rule in ("A03", "A06")]
    assert lost == [("A03", "nobody on record"), ("A06", "amina")]


def test_a_picture_too_plain_to_be_recognised_has_nobody_accounted_for(
    school: MadeSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    release(school)
    monkeypatch.setattr(Fingerprint, "telling", property(lambda self: self.pdq == "known"))

    assert judged(school, link=LINK, shown=picture("plain", 3)).faces == 3


OTHER_LINK = "https://www.instagram.com/p/Cx2/"


def test_a_copy_under_another_link_was_signed_by_nobody_and_still_shows_who_is_in_it(
    school: MadeSchool,
) -> None:
    release(school, shows=frozenset({"nobody on record"}))

    said = judged(school, link=OTHER_LINK)
    assert {"A02 no_release", "A03 may_not"} <= rules(said)
    assert said.faces == 2


def test_pictures_alike_are_not_the_same_picture(
    school: MadeSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    release(school)
    monkeypatch.setattr(Fingerprint, "distance", lambda *_: SAME + 1)

    said = judged(school, link=LINK)
    assert "A02 pictures_changed" in rules(said)
    assert said.faces == 2
    monkeypatch.setattr(Fingerprint, "distance", lambda *_: SAME)
    assert judged(school, link=LINK).faces == 0


def test_comments_that_were_seen_off_and_are_on_have_drifted(school: MadeSchool) -> None:
    seen = CommentsSeen(Comments.OFF, "deputy", NOON, "seen in the app")
    release(school, comments=(seen,))

    assert "A01 drifted" in rules(judged(school, link=LINK, comments=Comments.ON))


def test_a_habit_is_seen_in_all_that_is_out_whatever_was_judged_before(
    school: MadeSchool,
) -> None:
    with school.begin() as uow:
        for week in (1, 2):
            at = uow.now - timedelta(weeks=week)
            take_in(uow, PublishedPost(f"W{week}", ChannelName.INSTAGRAM, "", at, place="Pool"))
        at = uow.now

    assert "A05 same_hour" in rules(judged(school, at=at, place="Pool"))
    assert "A05 same_day" in rules(judged(school, at=at, place="Pool", day_only=True))
    assert not {rule for rule in rules(judged(school, at=at, place="")) if "A05" in rule}
    assert "A05 day_unknown" in rules(judged(school, at=None, place="Pool"))


def test_the_trip_of_the_release_is_where_it_was(school: MadeSchool) -> None:
    release(school, traits={"place": "Pool"})
    with school.begin() as uow:
        trip = Trip("pool", "The pool", "Pool", frozenset(), uow.now, uow.now, "teacher")
        uow.trips.put(trip)

    assert "A04 still_away" in rules(judged(school, link=LINK))


CUT = Recipe(crop=Box(0, 0, 500, 500))


def seen(school: MadeSchool, shown: bytes) -> tuple[Fingerprint, ...]:
    """Return by what a picture is known again."""
    return (school.examiners.reader.read(shown, "a.jpg").fingerprint,)


def handed_out(original: str, faces: int) -> Rendition:
    """Return a finished file in which so many faces were found."""
    found = tuple(Box(120 * n, 100, 100, 100) for n in range(faces))
    return Rendition(original, ChannelName.INSTAGRAM, "made", 1080, 1080, 9, faces=found)


def release_cut(school: MadeSchool, left: int | None = 2, **changes: Any) -> None:
    """Put a release of ours on record whose picture was cut for it, with so many faces left."""
    version = school.write(SHOWN, slug="bridges")
    (shown,) = version.post.pictures
    with school.begin() as uow:
        made = () if left is None else (handed_out(shown.original.digest, left),)
        post = replace(version.post, pictures=(replace(shown, recipe=CUT, renditions=made),))
        uow.posts.put(replace(version, post=post), seen=uow.posts.version(version.id))
    release(school, post=version.id, **changes)


def test_what_was_cut_is_compared_as_it_went_out(school: MadeSchool) -> None:
    cut = picture("cut", 2)
    release_cut(school, finished=seen(school, cut))

    as_it_went_out = judged(school, link=LINK, shown=cut)
    assert not {rule for rule in rules(as_it_went_out) if rule.startswith("A")}
    assert as_it_went_out.faces == 0
    assert "A02 pictures_changed" in rules(judged(school, link=LINK, shown=picture("other", 2)))


def test_the_original_in_the_place_of_what_was_made_of_it_is_another_picture(
    school: MadeSchool,
) -> None:
    release_cut(school, finished=seen(school, picture("cut", 2)))

    said = judged(school, link=LINK, shown=SHOWN)
    assert "A02 pictures_changed" in rules(said)
    assert said.faces == 2, "nobody said who is in what was cut away"


@pytest.mark.parametrize(("bits", "changed"), [(NEARER, False), (NEARER + 1, True)])
def test_a_cover_may_be_so_small_that_both_are_nearly_alike(
    school: MadeSchool, bits: int, *, changed: bool
) -> None:
    """The original is out; what was to go out differs from it in so many bits."""
    (original,) = seen(school, SHOWN)
    covered = f"{int(original.pdq, 16) ^ (2**bits - 1):064x}"
    release_cut(school, finished=(Fingerprint(covered, 100),))

    said = judged(school, link=LINK)
    assert ("A02 pictures_changed" in rules(said)) is changed
    assert (said.faces == 2) is changed


@pytest.mark.parametrize(("left", "told"), [(3, False), (2, False), (1, True), (None, True)])
def test_more_faces_than_went_out_are_a_cover_that_is_not_there(
    school: MadeSchool, left: int | None, *, told: bool
) -> None:
    """By its fingerprint it is what went out; two faces are found in it."""
    release_cut(school, left, finished=seen(school, SHOWN))

    said = judged(school, link=LINK)
    assert ("A02 pictures_changed" in rules(said)) is told
    assert (said.faces == 2) is told


def test_of_what_was_neither_cut_nor_covered_faces_are_not_counted(school: MadeSchool) -> None:
    version = school.write(SHOWN, slug="bridges")
    release(school, post=version.id, finished=seen(school, SHOWN))

    said = judged(school, link=LINK)
    assert "A02 pictures_changed" not in rules(said)
    assert said.faces == 0


@pytest.mark.parametrize(("film", "lost"), [("hall.mp4", ["amina"]), ("", [])])
def test_a_film_wants_a_yes_for_films(school: MadeSchool, film: str, lost: list[str]) -> None:
    release(school)
    no, channel = ConsentState.REFUSED, ChannelName.INSTAGRAM
    with school.begin() as uow:
        uow.consents.put(school.consent(uow, "amina", channel, Use.VIDEO, no))
    name, size = sha256(SHOWN).hexdigest(), len(SHOWN)
    shown = Media("a.jpg", MediaKind.PICTURE, name, size, "Bridges", film)

    said = judged(school, link=LINK, media=(shown,))
    assert [f.subject for f in said.findings if f.rule == "A03"] == lost


def test_a_copy_of_what_was_made_shows_who_is_in_it(school: MadeSchool) -> None:
    cut = picture("cut", 2)
    release_cut(school, finished=seen(school, cut), shows=frozenset({"nobody on record"}))

    assert "A03 may_not" in rules(judged(school, link=OTHER_LINK, shown=cut))
    assert "A03 may_not" in rules(judged(school, link=OTHER_LINK))
    assert "A03 may_not" not in rules(judged(school, link=OTHER_LINK, shown=picture("else", 2)))


@pytest.mark.parametrize("shown", [picture("cut", 2), SHOWN], ids=["what went out", "original"])
def test_of_an_earlier_release_that_was_cut_nobody_knows_what_is_out(
    school: MadeSchool, shown: bytes
) -> None:
    release_cut(school)

    said = judged(school, link=LINK, shown=shown)
    assert "A02 not_compared" in rules(said)
    assert "A02 pictures_changed" not in rules(said)
    assert said.faces == 2


def test_an_earlier_release_that_was_not_cut_is_compared_with_its_original(
    school: MadeSchool,
) -> None:
    version = school.write(SHOWN, slug="bridges")
    release(school, post=version.id)

    assert not {rule for rule in rules(judged(school, link=LINK)) if rule.startswith("A")}
    assert "A02 pictures_changed" in rules(judged(school, link=LINK, shown=picture("cut", 2)))
