"""A concern reaches the DSLs whom it is not about, and nobody else can read or guess it."""

from __future__ import annotations

import json

import pytest

from gatekeeper.desk.concerns.raise_concern import Worry, leaders, raise_concern
from gatekeeper.desk.concerns.read_concerns import (
    ConcernSeen,
    close_concern,
    list_concerns,
    share_concerns,
    waiting_concerns,
)
from gatekeeper.desk.people.end_key import end_key
from gatekeeper.desk.people.enrol_key import enrol_key
from gatekeeper.desk.people.find_person import open_keys
from gatekeeper.domain.people import SCHOOL, Role
from gatekeeper.errors import NotAllowed, NotFound, NotYet, UsageError
from tests.desk.opened_school import OpenedSchool

WORDS = "Pictures of children are on a private telephone."


@pytest.fixture
def school() -> OpenedSchool:
    return OpenedSchool()


def worry(school: OpenedSchool, *about: str, who: str = "teacher", words: str = WORDS) -> list[str]:
    """Raise a concern and return the names of those to whom it went."""
    ids = frozenset(school.people[name].id for name in about)
    with school.begin() as uow:
        readers = raise_concern(uow, school.no_step_up(who), school.keyring, Worry(words, ids))
    return sorted(person.name for person in readers)


def seen(school: OpenedSchool, who: str) -> tuple[ConcernSeen, ...]:
    actor = school.actor(who)
    with school.begin() as uow:
        return list_concerns(uow, actor)


def waiting(school: OpenedSchool, who: str) -> int:
    with school.begin() as uow:
        return waiting_concerns(uow, school.no_step_up(who))


def test_a_concern_about_nobody_here_goes_to_every_dsl(school: OpenedSchool) -> None:
    assert worry(school) == ["Mx Dsl", "Mx Pastoral"]
    for who in ("dsl", "pastoral"):
        [item] = seen(school, who)
        assert (item.told.words, item.told.by) == (WORDS, school.people["teacher"].id)
        assert waiting(school, who) == 1


@pytest.mark.parametrize("who", ["head", "deputy", "dsl", "office", "teacher", "dpo", "governor"])
def test_anybody_who_works_here_may_raise_one(school: OpenedSchool, who: str) -> None:
    assert worry(school, who=who)


def test_whom_it_is_about_learns_nothing_of_it(school: OpenedSchool) -> None:
    assert worry(school, "dsl") == ["Mx Pastoral"]
    assert seen(school, "dsl") == ()
    assert waiting(school, "dsl") == 0
    assert seen(school, "pastoral")[0].told.about == {school.people["dsl"].id}


def test_a_leader_who_is_no_dsl_can_be_named_and_is_told_nothing(school: OpenedSchool) -> None:
    with school.begin() as uow:
        names = {person.name for person in leaders(uow)}
    assert names == {"Ms Head", "Mx Deputy", "Mx Dsl", "Mx Pastoral"}
    assert worry(school, "head") == ["Mx Dsl", "Mx Pastoral"]
    assert waiting(school, "head") == 0


def test_one_about_everybody_who_could_read_it_is_not_kept(school: OpenedSchool) -> None:
    with pytest.raises(NotYet, match="Nobody is left") as stopped:
        worry(school, "dsl", "pastoral")
    assert "LADO" in stopped.value.remedy
    with school.begin() as uow:
        assert uow.concerns.all() == ()


def test_a_dsl_without_a_key_does_not_count_as_a_reader(school: OpenedSchool) -> None:
    school.add("new", frozenset({Role.DSL}), key=False)
    assert "Mx New" not in worry(school)


def test_it_has_to_say_something_and_about_somebody_here(school: OpenedSchool) -> None:
    with pytest.raises(UsageError, match="in a sentence"):
        worry(school, words="  Hm. ")
    with pytest.raises(NotFound, match="not a leader"):
        worry(school, "office")


@pytest.mark.parametrize("who", ["head", "deputy", "office", "teacher", "dpo", "governor"])
def test_whoever_is_no_dsl_neither_reads_nor_closes_nor_shares(
    school: OpenedSchool, who: str
) -> None:
    worry(school)
    concern, actor = seen(school, "dsl")[0].id, school.actor(who)
    with pytest.raises(NotAllowed, match="read concerns"), school.begin() as uow:
        list_concerns(uow, actor)
    with pytest.raises(NotAllowed, match="read concerns"), school.begin() as uow:
        close_concern(uow, actor, school.keyring, concern, "Nothing in it.")
    with pytest.raises(NotAllowed, match="read concerns"), school.begin() as uow:
        share_concerns(uow, actor, school.keyring)


def test_reading_needs_a_fresh_step_up(school: OpenedSchool) -> None:
    worry(school)
    with pytest.raises(NotAllowed, match="unlocked just now"), school.begin() as uow:
        list_concerns(uow, school.no_step_up("dsl"))


def test_what_came_of_it_is_sealed_to_the_same_readers(school: OpenedSchool) -> None:
    worry(school, "dsl")
    worry(school, words="A second worry, not dealt with.")
    concern, actor = seen(school, "pastoral")[0].id, school.actor("pastoral")
    with pytest.raises(UsageError, match="what came of it"), school.begin() as uow:
        close_concern(uow, actor, school.keyring, concern, " ")
    with school.begin() as uow:
        close_concern(uow, actor, school.keyring, concern, "Spoke to both.")
    assert [(i.closed, i.told.outcome) for i in seen(school, "pastoral")] == [
        (False, ""),
        (True, "Spoke to both."),
    ]
    assert (waiting(school, "pastoral"), len(seen(school, "dsl"))) == (1, 1)
    with pytest.raises(NotFound), school.begin() as uow:
        close_concern(uow, actor, school.keyring, concern, "Once more.")


def test_whom_it_is_about_cannot_close_it(school: OpenedSchool) -> None:
    worry(school, "dsl")
    concern, actor = seen(school, "pastoral")[0].id, school.actor("dsl")
    for wrong in (concern, "none"):
        with pytest.raises(NotFound), school.begin() as uow:
            close_concern(uow, actor, school.keyring, wrong, "Nothing in it.")


def test_a_dsl_who_joins_reads_it_once_it_was_shared_unless_it_is_about_her(
    school: OpenedSchool,
) -> None:
    worry(school, "dsl")
    school.add("new", frozenset({Role.DEPUTY_DSL}))
    head = school.actor("head")
    with school.begin() as uow:
        enrol_key(uow, head, school.people["dsl"].id, school.make_key)
    assert seen(school, "new") == ()
    actor = school.actor("pastoral")
    with school.begin() as uow:
        assert share_concerns(uow, actor, school.keyring) == 1
    assert seen(school, "new")[0].told.words == WORDS
    assert waiting(school, "new") == 1
    assert seen(school, "dsl") == ()
    actor = school.actor("dsl")
    with school.begin() as uow:
        assert share_concerns(uow, actor, school.keyring) == 0


def test_a_key_that_ended_reads_nothing(school: OpenedSchool) -> None:
    worry(school)
    actor, head = school.actor("dsl"), school.actor("head")
    with school.begin() as uow:
        for key in open_keys(uow, actor.id):
            end_key(uow, head, key.id)
    with pytest.raises(NotAllowed), school.begin() as uow:
        list_concerns(uow, actor)


def test_the_ledger_tells_neither_who_nor_what_nor_about_whom(school: OpenedSchool) -> None:
    worry(school, "dsl")
    [entry] = school.ledger("concern.raised")
    assert (entry.actor, dict(entry.details)) == (SCHOOL, {})
    with school.begin() as uow:
        [concern] = uow.concerns.all()
    held = json.dumps([str(concern.sealed), sorted(concern.readers), entry.subject])
    assert WORDS not in held
    assert school.people["teacher"].id not in held
    assert school.people["dsl"].id not in held
