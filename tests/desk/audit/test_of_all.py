"""The same few children are counted over all that is out, each post once, when each was judged."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from gatekeeper.desk.audit.of_all import found_in_all, shown_together
from gatekeeper.desk.audit.outline import begin_judging
from gatekeeper.desk.childposts.ask_posts import AskPosts, ask_posts
from gatekeeper.desk.childposts.look_through import Looked, say_looked
from gatekeeper.domain.audit import AuditRun, Judgement
from gatekeeper.domain.finding import Finding
from tests.desk.audit.test_release_of import LINK, OTHER_LINK, judged, release
from tests.desk.made_school import MadeSchool
from tests.fakes.examiners import picture

AMINA, BEN = frozenset({"amina"}), frozenset({"ben"})


@pytest.fixture
def school() -> MadeSchool:
    return MadeSchool()


def run_of(school: MadeSchool, said: Judgement) -> AuditRun:
    with school.begin() as uow:
        run = uow.audits.get(said.run)
    assert run is not None
    return run


def together(school: MadeSchool, *said: Judgement, **scope: object) -> list[frozenset[str]]:
    run = replace(run_of(school, said[0]), **scope)  # type: ignore[arg-type]
    with school.begin() as uow:
        return list(shown_together(run, uow.published.all(), said))


def found(school: MadeSchool, said: Judgement) -> tuple[Finding, ...]:
    run, examiners = run_of(school, said), school.examiners.bundle()
    with school.begin() as uow:
        return found_in_all(uow, begin_judging(uow, school.school, examiners, run))


def same_few(school: MadeSchool, posts: int = 8) -> None:
    """Release so many posts, most of them with amina and ben."""
    for number in range(posts):
        shows = frozenset({"amina", "ben"} if number < posts - 2 else {f"child {number}"})
        name, link = f"p{number}", f"{OTHER_LINK}{number}"
        prints = (school.examiners.reader.read(picture(name), name).fingerprint,)
        release(school, id=name, link=link, shows=shows, fingerprints=prints)


def test_the_same_few_are_told_once_and_no_post_comes_down_for_them(school: MadeSchool) -> None:
    same_few(school)
    said = judged(school, link=f"{OTHER_LINK}0", shown=picture("p0"))
    assert [f.rule for f in (*said.findings, *said.school) if f.rule == "A07"] == []
    (few,) = found(school, said)
    assert few.rule == "A07"
    assert "7 of the 8 posts" in few.sentence
    assert "Amina" not in few.sentence


def test_what_is_live_counts_beside_what_was_released(school: MadeSchool) -> None:
    """Of seven releases nothing would be said; an eighth post is a copy that nobody released."""
    same_few(school, 7)
    said = judged(school, link=LINK, shown=picture("p0"))
    assert (said.release, said.shows) == ("", AMINA | BEN)
    (few,) = found(school, said)
    assert "7 of the 8 posts" in few.sentence


def test_a_release_that_an_archive_tells_of_too_is_one_post(school: MadeSchool) -> None:
    same_few(school, 7)
    for shown in (picture("p0"), picture("cut since")):
        said = judged(school, link=f"{OTHER_LINK}0", shown=shown)
        assert said.release == "p0"
        assert found(school, said) == ()
        assert len(together(school, said)) == 7


def test_a_post_in_which_nobody_was_named_is_not_counted(school: MadeSchool) -> None:
    release(school, shows=frozenset())
    said = judged(school, link=OTHER_LINK)
    assert together(school, said) == []
    assert found(school, said) == ()


def test_only_releases_of_the_audits_time_are_counted_and_every_post_that_it_judged(
    school: MadeSchool,
) -> None:
    release(school, shows=AMINA)
    old = picture("old")
    prints = (school.examiners.reader.read(old, "old").fingerprint,)
    at = school.clock.now() - timedelta(days=400)
    release(school, id="old", link=OTHER_LINK, shows=BEN, fingerprints=prints, at=at)
    said = judged(school, link=LINK)
    since = school.clock.now() - timedelta(days=30)
    assert together(school, said, since=since) == [AMINA]
    assert together(school, said) == [AMINA, BEN]
    of_old = judged(school, link=OTHER_LINK, shown=old)
    assert together(school, said, of_old, since=since) == [AMINA, BEN]


def test_whom_a_look_through_found_is_not_counted_since_nobody_else_was_looked_for(
    school: MadeSchool,
) -> None:
    said = judged(school, link=LINK)
    dsl = school.actor("dsl")
    with school.begin() as uow:
        ask_posts(uow, dsl, AskPosts("amina", "A solicitor asked."))
        say_looked(uow, dsl, Looked("amina", shows=frozenset({said.live})))
    assert together(school, judged(school, link=LINK)) == []


def test_an_audit_that_judged_nothing_finds_nothing(school: MadeSchool) -> None:
    same_few(school)
    said = judged(school, link=LINK)
    with school.begin() as uow:
        uow.erase(said.live)
    assert found(school, said) == ()
