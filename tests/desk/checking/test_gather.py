"""Gathering: each picture is looked at once, by one process, and a failure is never a finding."""

from __future__ import annotations

from datetime import timedelta

import pytest

from gatekeeper.desk.checking.gather import LEASE, gather, gather_text, missing, unfinished
from gatekeeper.desk.posts.edit_post import EditPost, edit_post
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.verdict import Verdict
from gatekeeper.errors import NotYet
from tests.desk.made_school import MadeSchool
from tests.fakes.examiners import picture


def test_a_second_check_looks_at_nothing_again() -> None:
    school = MadeSchool()
    school.write(picture("a", 1))
    school.check()
    school.check()

    assert school.examiners.reader.read_count == 2, "the picture, and the file made of it"
    assert school.examiners.finder.found_count == 1


def test_a_finished_file_that_two_channels_take_alike_is_read_once() -> None:
    school = MadeSchool()
    school.examiners.maker.alike = True
    school.write(picture("a", 1), channels=tuple(ChannelName))
    school.check()

    assert school.examiners.reader.read_count == 2


def test_another_version_of_a_detector_looks_again_and_keeps_the_ids() -> None:
    school = MadeSchool()
    school.write(picture("a", 2))
    school.check()
    before = school.sightings()
    school.say("amina", "ben")

    school.examiners.finder.version = "finder 2"
    school.check()

    assert school.examiners.finder.found_count == 2
    assert [s.id for s in school.sightings()] == [s.id for s in before]


def test_a_search_that_could_not_be_made_is_unchecked_and_tried_again() -> None:
    school = MadeSchool()
    school.examiners.finder.broken = True
    school.write(picture("a", 1))

    assert school.check().verdict is Verdict.UNCHECKED

    school.examiners.finder.broken = False
    assert school.check().verdict is Verdict.ASK


def test_a_refused_picture_is_a_result_and_stops_the_post() -> None:
    school = MadeSchool()
    school.write(picture("a", refuse="This is a video."))

    decision = school.check()

    assert decision.verdict is Verdict.UNCHECKED
    assert any("This is a video." in f.sentence for f in decision.findings)
    school.check()
    assert school.examiners.finder.found_count == 1


def test_two_processes_never_do_the_same_job_at_once() -> None:
    school = MadeSchool()
    version = school.write(picture("a", 1))
    examiners = school.examiners.bundle()
    with school.begin() as uow:
        job = missing(uow, examiners, version.id)[0]
        assert uow.jobs.claim(job.key, LEASE)

    with pytest.raises(NotYet, match="another check"):
        gather(school.records, examiners, version.id)

    school.clock.move(seconds=(LEASE + timedelta(seconds=1)).total_seconds())
    gather(school.records, examiners, version.id)
    with school.begin() as uow:
        assert not missing(uow, examiners, version.id)


def test_a_job_that_another_process_finished_is_not_done_again() -> None:
    school = MadeSchool()
    version = school.write(picture("a", 1))
    examiners = school.examiners.bundle()
    original = school.examiners.reader.read

    def read_after_somebody_else(data: bytes, filename: str) -> object:
        if school.examiners.reader.read_count == 0:
            facts = original(data, filename)
            with school.begin() as uow:
                job = missing(uow, examiners, version.id)[0]
                uow.jobs.release(job.key)
            gather(school.records, examiners, version.id)
            return facts
        return original(data, filename)

    school.examiners.reader.read = read_after_somebody_else  # type: ignore[method-assign, assignment]
    gather(school.records, examiners, version.id)

    with school.begin() as uow:
        assert len(uow.readings.of(version.id)) == 1
        assert len(uow.sightings.of(version.id)) == 1


def test_a_look_is_unfinished_until_the_draft_as_it_is_now_was_judged() -> None:
    school = MadeSchool()
    school.write(picture("a", 1))

    def left() -> bool:
        with school.begin() as uow:
            return unfinished(uow, school.examiners.bundle(), uow.posts.all()[0])

    assert left(), "nobody looked at the picture"
    gather(school.records, school.examiners.bundle(), "news")
    assert left(), "nobody read the text in it"
    gather_text(school.records, school.examiners.bundle(), "news")
    assert left(), "nobody judged it"
    school.check()
    assert not left()
    teacher = school.actor("teacher")
    with school.begin() as uow:
        command = EditPost("news", 1, "Lovely drawings.", ("",), comments_off=True)
        edit_post(uow, teacher, command)
    assert left(), "other words were judged"
