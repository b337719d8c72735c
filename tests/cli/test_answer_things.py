"""What `gatekeeper answer` takes for an answer about words."""

from __future__ import annotations

import pytest

from gatekeeper.cli.answer_things import asked_about
from gatekeeper.errors import NotFound
from tests.desk.faces.test_answer_words import asks, with_uncle_ben


def test_a_bare_name_answers_for_no_phrase_that_holds_it() -> None:
    school = with_uncle_ben()
    school.write(words="We drew Uncle Ben. Well done Ben.")
    asked = {finding.fixes[0].value: finding.subject for finding in asks(school.check())}
    with school.begin() as uow:
        (version,) = uow.posts.all()
        assert asked_about(uow, version, "ben") == [asked["Ben"]]
        assert asked_about(uow, version, "Uncle Ben") == [asked["Uncle Ben"]]


def test_a_bare_name_that_stands_in_a_phrase_alone_is_not_asked_about() -> None:
    school = with_uncle_ben()
    school.write(words="We drew Uncle Ben today")
    school.check()
    with school.begin() as uow, pytest.raises(NotFound, match="Nothing is asked about 'Ben'"):
        asked_about(uow, uow.posts.all()[0], "Ben")
