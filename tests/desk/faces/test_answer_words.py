"""Answers about words: no pupil, remembered until July; and words that may stand."""

from __future__ import annotations

import re
from typing import Any

import pytest

from gatekeeper.desk.book.not_a_pupil import remember_phrase
from gatekeeper.desk.faces.answer import Given, answer
from gatekeeper.domain.answer import Answer, Answered, Said
from gatekeeper.domain.canonical import digest
from gatekeeper.domain.decision import Decision
from gatekeeper.domain.dossier import NameFound, Sureness
from gatekeeper.domain.finding import Finding
from gatekeeper.domain.register import ConsentState
from gatekeeper.domain.verdict import Verdict
from gatekeeper.domain.words import Kind, Passage
from gatekeeper.errors import NotAllowed, NotFound, UsageError
from tests.desk.made_school import MadeSchool
from tests.fakes.examiners import picture

LINK = Passage(Kind.LINK, "words", "bit.ly/oak")
ACCOUNT = Passage(Kind.OWN_ACCOUNT, "words", "@bens_mum")


def asks(decision: Decision) -> list[Finding]:
    """Return what is asked about words."""
    asked = (finding for finding in decision.findings if finding.verdict is Verdict.ASK)
    return [finding for finding in asked if finding.rule.startswith("W")]


def with_passages(*passages: Passage, words: str = "See bit.ly/oak and @bens_mum") -> MadeSchool:
    school = MadeSchool()
    school.examiners.words.found = passages
    school.write(words=words)
    return school


def with_uncle_ben() -> MadeSchool:
    """Return a school whose finder sees a pupil's first name in "Uncle Ben"."""
    school = MadeSchool()
    school.change("ben", ConsentState.REFUSED)

    def firsts(texts: Any, _pupils: Any) -> tuple[NameFound, ...]:
        return tuple(
            NameFound("ben", where, "Ben", Sureness.FIRST, piece, at.start())
            for where, text in texts.items()
            for piece in text.split(".")
            for at in re.finditer("Ben", piece)
        )

    school.examiners.names.find = firsts  # type: ignore[method-assign, assignment]
    return school


def test_words_that_somebody_looked_at_may_stand() -> None:
    school = with_passages(LINK)
    (asked,) = asks(school.check())
    teacher = school.actor("teacher")
    with school.begin() as uow:
        answer(uow, teacher, "news", [Given(asked.subject, Said.MAY_STAND)])
    assert asks(school.check()) == []


def test_the_answer_ends_with_the_next_change_of_the_words() -> None:
    school = with_passages(LINK)
    (asked,) = asks(school.check())
    teacher = school.actor("teacher")
    with school.begin() as uow:
        answer(uow, teacher, "news", [Given(asked.subject, Said.MAY_STAND)])
    school.write(words="Look at bit.ly/oak")
    assert len(asks(school.check())) == 1


def test_nobody_can_let_a_personal_account_stand() -> None:
    school = with_passages(ACCOUNT)
    (found,) = [f for f in school.check().findings if f.verdict is Verdict.BLOCK]
    teacher = school.actor("teacher")
    with school.begin() as uow, pytest.raises(NotFound):
        answer(uow, teacher, "news", [Given(found.subject, Said.MAY_STAND)])


def test_a_face_cannot_stand_like_words() -> None:
    school = MadeSchool()
    school.write(picture("a", 1))
    school.check()
    teacher = school.actor("teacher")
    with school.begin() as uow:
        (face,) = uow.sightings.all()
        with pytest.raises(UsageError, match="say who it is"):
            answer(uow, teacher, "news", [Given(face.id, Said.MAY_STAND)])


def test_what_an_answer_hangs_on_does_not_show_the_words() -> None:
    (asked,) = asks(with_passages(LINK).check())
    assert "bit" not in asked.subject


def test_a_whole_phrase_is_remembered_for_the_next_post_until_july() -> None:
    school = with_uncle_ben()
    school.write(words="We drew Uncle Ben today")
    (asked,) = asks(school.check())
    assert "“Uncle Ben”" in asked.sentence
    teacher = school.actor("teacher")
    with school.begin() as uow:
        version = uow.posts.all()[0]
        assert remember_phrase(uow, school.school, teacher, version, "uncle ben")
    school.write(words="Uncle Ben again", slug="next")
    assert asks(school.check("next")) == []
    school.write(words="Ben again", slug="bare")
    assert len(asks(school.check("bare"))) == 1
    school.clock.move(days=300)
    assert len(asks(school.check("next"))) == 1


def test_that_one_phrase_is_no_pupil_answers_for_no_other() -> None:
    school = with_uncle_ben()
    school.write(words="Uncle Ben climbed Ben Nevis. Well done Ben. Bye Ben")
    asked = {finding.fixes[0].value: finding.subject for finding in asks(school.check())}
    assert set(asked) == {"Uncle Ben", "Ben Nevis", "Ben", "Bye Ben"}
    assert not [subject for subject in asked.values() if "nevis" in subject.casefold()]
    teacher = school.actor("teacher")
    with school.begin() as uow:
        answer(uow, teacher, "news", [Given(asked["Ben Nevis"], Said.NOBODY)])
    left = {finding.subject for finding in asks(school.check())}
    assert left == set(asked.values()) - {asked["Ben Nevis"]}


def test_what_was_said_before_phrases_were_told_apart_is_asked_again() -> None:
    school = with_uncle_ben()
    school.write(words="Well done Ben.")
    (asked,) = asks(school.check())
    with school.begin() as uow:
        version = uow.posts.all()[0]
        before = f"words:ben:{digest('text', version.post.words)[:12]}"
        old = Answer("old", version.id, before, Said.NOBODY, "teacher", uow.now)
        uow.answers.put(old)
    assert [finding.subject for finding in asks(school.check())] == [asked.subject]


@pytest.mark.parametrize("phrase", ["Ben", "Little Ben", "Well Done Ben"])
def test_a_bare_name_and_what_nobody_asked_about_are_not_remembered(phrase: str) -> None:
    school = with_uncle_ben()
    school.write(words="We drew Ben and Uncle Ben today. Well Done Ben")
    school.check()
    teacher = school.actor("teacher")
    with school.begin() as uow:
        version = uow.posts.all()[0]
        assert not remember_phrase(uow, school.school, teacher, version, phrase)
        assert uow.not_pupils.all() == ()


def test_saying_it_again_next_year_is_no_second_entry() -> None:
    school = with_uncle_ben()
    school.write(words="We drew Uncle Ben today")
    school.check()
    teacher = school.actor("teacher")
    for _ in range(2):
        with school.begin() as uow:
            version = uow.posts.all()[0]
            assert remember_phrase(uow, school.school, teacher, version, "Uncle Ben")
    with school.begin() as uow:
        assert len(uow.not_pupils.all()) == 1
        assert "Ben" not in str(uow.ledger.entries()[-1])


def test_a_governor_does_not_answer() -> None:
    school = with_uncle_ben()
    school.write(words="We drew Uncle Ben today")
    school.check()
    governor = school.actor("governor")
    with school.begin() as uow, pytest.raises(NotAllowed):
        remember_phrase(uow, school.school, governor, uow.posts.all()[0], "Uncle Ben")


def test_a_small_group_that_may_stand_is_asked_about_once() -> None:
    school = MadeSchool()
    school.write(words="Both Year 4 boys planted beans.")
    (asked,) = (f for f in school.check().findings if f.rule == "W17")
    assert asked.sentence.startswith("“Both Year 4 boys” in the words points at two children.")
    teacher = school.actor("teacher")
    with school.begin() as uow:
        answer(uow, teacher, "news", [Given(asked.subject, Said.MAY_STAND)])

    (told,) = (f for f in school.check().findings if f.rule == "W17")
    assert told.answered == Answered("Teacher", "these words may stand")
