"""Words are judged while they are typed: what they bring about is told, and nothing is kept."""

from __future__ import annotations

import pytest

from gatekeeper.desk.checking.judge_words import Typed, judge_words
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.finding import Finding
from gatekeeper.domain.register import ConsentState
from gatekeeper.errors import NotAllowed
from tests.desk.made_school import MadeSchool


def found(school: MadeSchool, words: str, who: str = "teacher") -> tuple[Finding, ...]:
    actor = school.actor(who)
    typed = Typed(words, (ChannelName.INSTAGRAM,), frozenset({"Year 4"}))
    with school.begin() as uow:
        return judge_words(uow, school.school, school.examiners.bundle(), actor, typed)


def test_a_name_in_the_words_is_found_while_they_are_typed() -> None:
    school = MadeSchool()
    school.change("amina", ConsentState.REFUSED)
    assert "pupil_named_in_words" in {f.check for f in found(school, "Well done Amina Test!")}


def test_what_would_stand_against_any_words_is_not_told_of_these() -> None:
    assert found(MadeSchool(), "Lovely work this week.") == ()


def test_nothing_that_was_typed_is_kept() -> None:
    school = MadeSchool()
    with school.begin() as uow:
        before = len(uow.ledger.entries())
    found(school, "Well done Amina Test!")
    with school.begin() as uow:
        assert (uow.posts.all(), uow.decisions.all()) == ((), ())
        assert len(uow.ledger.entries()) == before


def test_who_may_not_write_has_no_words_judged() -> None:
    with pytest.raises(NotAllowed):
        found(MadeSchool(), "Hello", who="governor")
