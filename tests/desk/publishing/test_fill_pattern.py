"""A notice of a signed pattern: no further sign-off, and let off nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gatekeeper.desk.book.sign_patterns import sign_patterns
from gatekeeper.desk.checking.check_post import check_post
from gatekeeper.desk.ledger.verify_ledger import verify
from gatekeeper.desk.posts.find_post import stage_of
from gatekeeper.desk.publishing.fill_pattern import (
    FillPattern,
    fill_pattern,
    filled_of,
    offered,
    ready_notice,
)
from gatekeeper.desk.publishing.stop_queue import stop_queue
from gatekeeper.domain.pattern import PatternsSigned
from gatekeeper.domain.post import Version
from gatekeeper.domain.queue_stop import WhyStopped
from gatekeeper.domain.register import ConsentState
from gatekeeper.domain.release import TaskKind
from gatekeeper.domain.sign_off import SignOff
from gatekeeper.domain.stage import Stage
from gatekeeper.errors import NotAllowed, NotFound, NotYet, Refused, UsageError
from tests.desk.made_school import DAY, MadeSchool

CHOSEN: dict[str, tuple[str, ...]] = {
    "day": ("Monday 16 November",),
    "reason": ("There is no water.",),
    "more": ("Please see the school's website.",),
}
WORDS = (
    "Oakfield Primary is closed on Monday 16 November. There is no water. "
    "Please see the school's website."
)


def sign(school: MadeSchool) -> PatternsSigned:
    head = school.actor("head")
    with school.begin() as uow:
        return sign_patterns(uow, school.school, head, school.school.patterns.digest)


@pytest.fixture
def school() -> MadeSchool:
    """Return a school whose patterns are signed."""
    made = MadeSchool()
    sign(made)
    return made


def filled(
    school: MadeSchool, who: str = "office", pattern: str = "closed", **chosen: tuple[str, ...]
) -> Version:
    actor, command = school.actor(who), FillPattern(pattern, CHOSEN | chosen)
    return fill_pattern(school.records, school.approval, actor, command)


def checked(school: MadeSchool, version: Version) -> None:
    bundle, actor = school.examiners.bundle(), school.actor("office")
    check_post(school.records, school.school, bundle, actor, version.id)
    school.clock.move(seconds=1)


def ready(school: MadeSchool, version: Version, who: str = "office") -> SignOff:
    actor = school.actor(who)
    with school.begin() as uow:
        return ready_notice(uow, school.approval, actor, version.id)


def made(school: MadeSchool) -> Version:
    version = filled(school)
    checked(school, version)
    ready(school, version)
    return version


def stage(school: MadeSchool, version: Version) -> Stage:
    with school.begin() as uow:
        return stage_of(uow, version.id)


def test_it_goes_the_same_way_to_the_tablet_without_a_sign_off_of_its_own(
    school: MadeSchool,
) -> None:
    version = made(school)
    assert stage(school, version) is Stage.APPROVED
    package = school.fetch(school.granted(version.slug)).package
    assert package is not None
    assert package.words == WORDS
    assert package.alt_texts == (WORDS,)
    assert len(package.files) == 1


def test_who_makes_it_is_the_office_or_leadership_and_nobody_else(school: MadeSchool) -> None:
    for who in ("head", "deputy", "office"):
        assert filled(school, who).by == who
    for who in ("teacher", "dsl", "dpo", "governor"):
        with pytest.raises(NotAllowed):
            filled(school, who)
    version = filled(school)
    checked(school, version)
    with pytest.raises(NotAllowed):
        ready(school, version, "teacher")


def test_headteacher_and_dsl_are_told(school: MadeSchool) -> None:
    version = made(school)
    with school.begin() as uow:
        told = [t for t in uow.tasks.all() if t.kind is TaskKind.READ_NOTICE]
    assert [task.say.split(":")[0] for task in told] == ["Headteacher", "DSL"]
    assert {task.subject for task in told} == {version.id}


def test_unsigned_patterns_make_no_notice() -> None:
    with pytest.raises(NotYet, match="not signed"):
        filled(MadeSchool())


def test_a_word_of_somebody_else_s_makes_no_notice(school: MadeSchool) -> None:
    with pytest.raises(UsageError):
        filled(school, reason=("Amina is ill.",))
    with pytest.raises(NotFound):
        filled(school, pattern="party")
    with school.begin() as uow:
        assert uow.posts.all() == ()


@pytest.mark.parametrize("stopped", ["before it is made", "before it is ready"])
def test_while_everything_is_stopped_there_is_no_notice(stopped: str, school: MadeSchool) -> None:
    version = filled(school)
    checked(school, version)
    teacher = school.actor("teacher")
    with school.begin() as uow:
        stop_queue(uow, teacher, WhyStopped.LOOK)
    with pytest.raises(NotYet, match="Everything is stopped"):
        filled(school) if stopped.endswith("made") else ready(school, version)


def test_what_nobody_looked_at_yet_is_not_ready(school: MadeSchool) -> None:
    version = filled(school)
    with pytest.raises(Refused):
        ready(school, version)
    assert stage(school, version) is Stage.DRAFT


def test_a_finding_above_a_note_stops_it_and_keeps_the_draft(school: MadeSchool) -> None:
    school.change("amina", ConsentState.REFUSED)
    school.examiners.maker.written = ("Amina Test",)
    version = filled(school)
    checked(school, version)
    with pytest.raises(Refused, match="cannot go out by its pattern"):
        ready(school, version)
    assert stage(school, version) is Stage.DRAFT
    with school.begin() as uow:
        assert uow.sign_offs.all() == ()


def test_an_edited_notice_is_a_post_like_any_other(school: MadeSchool) -> None:
    version = made(school)
    school.write(slug=version.slug, who="office", words="Free words.")
    with school.begin() as uow:
        assert filled_of(uow, uow.posts.all()[0]) is None
    with pytest.raises(NotYet, match="the post changed"):
        school.release(version.slug)
    with pytest.raises(NotYet, match="no notice as its pattern made it"):
        ready(school, version)


def test_it_is_ready_once(school: MadeSchool) -> None:
    version = made(school)
    with pytest.raises(NotYet, match="no notice as"):
        ready(school, version)


@pytest.mark.parametrize("ended", ["the key", "the year", "the patterns"])
def test_a_signature_that_no_longer_holds_stops_it_at_the_tablet(
    ended: str, school: MadeSchool
) -> None:
    version = made(school)
    if ended == "the key":
        with school.begin() as uow:
            key = uow.keys.get(uow.patterns_signed.all()[0].key)
            assert key is not None
            uow.keys.put(replace(key, ended_at=uow.now), seen=uow.keys.version(key.id))
    elif ended == "the year":
        with school.begin() as uow:
            (mine,) = uow.patterns_signed.all()
            uow.patterns_signed.put(replace(mine, last_day=DAY.replace(day=1)), seen=1)
    else:
        sign(school)
    released = school.release(version.slug)
    assert released.grant is None
    assert "signature no longer holds" in released.voided[0]
    assert stage(school, version) is Stage.DRAFT


def test_a_rule_that_finds_something_later_stops_it_at_the_tablet(school: MadeSchool) -> None:
    version = made(school)
    school.examiners.names.version = "names 2"
    assert school.release(version.slug).voided


def test_the_office_s_notice_lapses_like_any_yes(school: MadeSchool) -> None:
    version = made(school)
    school.clock.move(days=5)
    assert school.release(version.slug).voided


def test_the_ledger_binds_it_to_the_signature_and_holds_no_word(school: MadeSchool) -> None:
    version = made(school)
    with school.begin() as uow:
        (entry,) = [e for e in uow.ledger.entries() if e.what == "post.signed_by_pattern"]
        (signing,) = uow.patterns_signed.all()
    assert entry.subject == version.id
    assert entry.details["patterns"] == signing.id
    assert "water" not in str(entry)
    assert verify([entry], school.keyring.verifies).valid is False


def test_what_may_be_filled_in_is_the_school_its_classes_and_a_week(school: MadeSchool) -> None:
    with school.begin() as uow:
        uow.enrol_pupil(replace(uow.pupils.all()[0], id="old", mis_id="M-old", left_on=DAY))
        may = offered(uow)
    assert (may.school, may.classes) == ("Oakfield Primary", ("Year 4",))
    assert (may.days[0], may.days[-1]) == ("Monday 16 November", "Monday 23 November")
