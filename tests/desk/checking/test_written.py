"""What only a cut makes readable is read: in the finished file."""

from __future__ import annotations

from dataclasses import replace

from gatekeeper.desk.checking.gather import unfinished
from gatekeeper.desk.faces.answer import crop
from gatekeeper.domain.finding import Finding
from gatekeeper.domain.picture import Box
from gatekeeper.domain.picture_text import PictureText, TextLine
from gatekeeper.domain.register import ConsentState
from gatekeeper.errors import CouldNotCheck, PictureRefused
from tests.desk.made_school import MadeSchool
from tests.fakes.examiners import picture

CUT = Box(3000, 2000, 1000, 800)
BADGE = TextLine("Ben Test", Box(500, 400, 100, 20), 990)
"""In the finished file, of 1,000 by 800 pixels."""


def school_with(side: int, *lines: TextLine) -> MadeSchool:
    """Return a school with a picture of this many pixels; its finished file alone shows lines."""
    school = MadeSchool()
    school.change("ben", ConsentState.REFUSED)
    look, read = school.examiners.reader.read, school.examiners.text.read

    def large(data: bytes, filename: str) -> object:
        return replace(look(data, filename), width=side, height=side)

    def closer(data: bytes) -> PictureText:
        return PictureText(lines) if data.startswith(b"[") else read(data)

    school.examiners.reader.read = large  # type: ignore[method-assign, assignment]
    school.examiners.text.read = closer  # type: ignore[method-assign]
    school.write(picture("hall"))
    school.check()
    return school


def cut(school: MadeSchool, box: Box = CUT) -> None:
    teacher = school.actor("teacher")
    with school.begin() as uow:
        crop(uow, teacher, "news", 1, box)


def named(school: MadeSchool) -> list[Finding]:
    return [f for f in school.check().findings if f.check == "text_names_pupil"]


def test_a_badge_that_only_the_cut_makes_readable_names_its_child() -> None:
    school = school_with(6000, BADGE)
    assert named(school) == []
    cut(school)
    (found,) = named(school)
    assert found.outcome == "full_name"
    assert [fix.value for fix in found.fixes if fix.kind == "cover_box"] == ["3500,2400,100,20"]


def test_what_a_picture_shows_that_is_read_at_its_own_size_is_read_once() -> None:
    school = school_with(2000, BADGE)
    cut(school, Box(0, 0, 1000, 800))
    assert named(school) == []


def test_a_cut_that_was_not_read_is_said_to_be_so_and_is_not_finished() -> None:
    school = school_with(6000)
    cut(school)

    def fails(_: bytes) -> PictureText:
        raise CouldNotCheck("A model is missing.")

    school.examiners.text.read = fails  # type: ignore[method-assign, assignment]
    (found,) = named(school)
    assert found.outcome == "not_read"
    with school.begin() as uow:
        assert unfinished(uow, school.examiners.bundle(), uow.posts.all()[0])


def test_a_cut_whose_file_cannot_be_opened_is_not_read() -> None:
    school = school_with(6000)
    cut(school)

    def refuses(_: bytes) -> PictureText:
        raise PictureRefused("It cannot be opened.")

    school.examiners.text.read = refuses  # type: ignore[method-assign, assignment]
    assert [found.outcome for found in named(school)] == ["not_read"]


def test_a_finished_file_that_could_not_be_made_is_told_by_its_own_rule() -> None:
    school = school_with(6000, BADGE)
    cut(school)
    school.examiners.maker.broken = True
    assert named(school) == []
    assert [f for f in school.check().findings if f.verdict.name in {"BLOCK", "UNCHECKED"}]
