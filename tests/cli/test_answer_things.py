"""What `gatekeeper answer` takes for an answer about words."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from gatekeeper.cli.answer_things import asked_about, only_words
from gatekeeper.cli.options import Desk
from gatekeeper.errors import NotFound, UsageError
from tests.cli.terminal import BEGINS, Terminal
from tests.desk.faces.test_answer_words import asks, with_uncle_ben
from tests.desk.made_school import MadeSchool
from tests.fakes.clock import FrozenClock


def asked_of(words: str) -> tuple[MadeSchool, dict[str, str]]:
    """Return a school with these words in a post, and what is asked about each phrase."""
    school = with_uncle_ben()
    school.write(words=words)
    return school, {finding.fixes[0].value: finding.subject for finding in asks(school.check())}


def say(school: MadeSchool, text: str, *, remember: bool) -> str:
    """Type that words are no pupil, and return what is printed."""
    told: list[str] = []
    app = SimpleNamespace(records=school, school=school.school)
    home = SimpleNamespace(app=app, done=lambda said, **_: told.append(said))
    only_words(
        cast("Desk", cast("Any", home)), school.actor("teacher"), "news", text, remember=remember
    )
    return told[0]


def test_a_bare_name_answers_for_no_phrase_that_holds_it() -> None:
    school, asked = asked_of("We drew Uncle Ben. Well done Ben.")
    with school.begin() as uow:
        (version,) = uow.posts.all()
        assert asked_about(uow, version, "ben") == [asked["Ben"]]
        assert asked_about(uow, version, "Uncle Ben") == [asked["Uncle Ben"]]


def test_a_bare_name_that_stands_in_a_phrase_alone_is_not_asked_about() -> None:
    school, _ = asked_of("We drew Uncle Ben today")
    with school.begin() as uow, pytest.raises(NotFound, match="Nothing is asked about 'Ben'"):
        asked_about(uow, uow.posts.all()[0], "Ben")


@pytest.mark.parametrize(("remember", "kept"), [(False, 0), (True, 1)])
def test_a_phrase_is_remembered_until_july_only_if_somebody_says_so(
    remember: bool,  # noqa: FBT001 - the way in which it is typed
    kept: int,
) -> None:
    school, _ = asked_of("We drew Uncle Ben today")
    told = say(school, "Uncle Ben", remember=remember)
    assert ("until July" in told) == remember
    assert asks(school.check()) == []
    with school.begin() as uow:
        assert len(uow.not_pupils.all()) == kept


def test_everyday_words_with_a_name_are_not_remembered_and_nothing_is_answered() -> None:
    school, _ = asked_of("Well Done Ben")
    with pytest.raises(UsageError, match="may be a pupil elsewhere"):
        say(school, "Well Done Ben", remember=True)
    assert len(asks(school.check())) == 1
    say(school, "Well Done Ben", remember=False)
    assert asks(school.check()) == []


def test_until_july_alone_is_not_passed_over(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, FrozenClock(BEGINS))
    told = terminal.run("answer", "news", "--pupil", "Maya Silva", "--until-july")
    assert told.code != 0
    assert "--until-july goes with --not-a-pupil" in told.text
