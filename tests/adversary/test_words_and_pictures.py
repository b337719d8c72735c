"""Attacks through words, pictures and erasing that once came through."""

from __future__ import annotations

from typing import Any

from gatekeeper.desk.faces.answer import Given, answer
from gatekeeper.desk.faces.child_said_no import child_said_no
from gatekeeper.desk.register.erase_child import Erasure, erase_child, posts_showing
from gatekeeper.domain.answer import Said
from gatekeeper.domain.dossier import NameFound, Sureness
from gatekeeper.domain.register import ConsentState
from gatekeeper.domain.verdict import Verdict
from gatekeeper.errors import GatekeeperError
from tests.desk.made_school import MadeSchool
from tests.fakes.examiners import picture

# --- erasing ------------------------------------------------------------------------------------


def a_draft_that_names_ben() -> MadeSchool:
    school = MadeSchool()
    school.change("ben", ConsentState.REFUSED)
    school.write(words="Ben Test won the spelling bee.")
    assert school.check().verdict is Verdict.BLOCK
    return school


def test_a_draft_that_names_the_child_is_listed_before_erasing() -> None:
    school = a_draft_that_names_ben()
    with school.begin() as uow:
        assert posts_showing(uow, "ben")


def test_erasing_a_child_does_not_let_a_draft_go_that_names_the_child() -> None:
    school = a_draft_that_names_ben()
    dpo = school.actor("dpo")
    try:
        with school.begin() as uow:
            erase_child(uow, dpo, Erasure("ben", "The parents asked for it."))
    except GatekeeperError:
        return
    assert school.check().verdict is Verdict.BLOCK


def test_a_child_who_said_no_to_a_picture_said_it_for_that_picture_in_every_post() -> None:
    school = MadeSchool()
    school.write(picture("a", 1))
    school.check()
    school.say("ben")
    teacher = school.actor("teacher")
    with school.begin() as uow:
        ben = uow.pupils.get("ben")
        assert ben is not None
        child_said_no(uow, teacher, "news", ben)
    school.write(picture("a", 1), slug="news-final")
    school.check("news-final")
    school.say("ben", post="news-final")
    assert school.check("news-final").verdict is Verdict.BLOCK


def test_a_first_name_that_is_a_word_can_be_answered() -> None:
    school = MadeSchool()
    school.change("ben", ConsentState.REFUSED)

    def firsts(texts: Any, _pupils: Any) -> tuple[NameFound, ...]:
        return tuple(NameFound("ben", w, "Big Ben", Sureness.FIRST) for w in texts)

    school.examiners.names.find = firsts  # type: ignore[method-assign, assignment]
    school.write(words="We drew Big Ben.")
    (asked,) = [f for f in school.check().findings if f.verdict is Verdict.ASK]
    teacher = school.actor("teacher")
    with school.begin() as uow:
        answer(uow, teacher, "news", [Given(asked.subject, Said.NOBODY)])
    assert school.check().verdict <= Verdict.NOTE
