"""Promise 7: a hold looks like an ordinary no, value for value, from the permission to the page."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gatekeeper.domain.canonical import canonical
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.check import Applies
from gatekeeper.domain.decision import Decision
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.permission import Permission, Standing, permissions
from gatekeeper.domain.register import Bar, BarKind, Consent, ConsentState, Pupil, Use
from gatekeeper.pipeline import decide
from gatekeeper.policy.cases.harmless import NOON, TODAY
from tests.pipeline.made_posts import PUPILS, fine, peopled
from tests.policy.shipped import BOOK

EARLIER = date(2026, 9, 4)


def _consents(
    pupil: str, state: ConsentState, until: date | None = None, at: datetime = NOON
) -> tuple[Consent, ...]:
    return tuple(
        Consent(f"{pupil}-{c}-{u}", pupil, c, u, state, at, given_on=EARLIER, until=until)
        for c in ChannelName
        for u in Use
    )


def _bar(pupil: str, kind: BarKind, post: str | None = None) -> tuple[Bar, ...]:
    return (Bar("bar", pupil, kind, NOON, "dsl", post, sealed_reason=b"sealed"),)


def _standings(pupil: Pupil) -> dict[str, Standing]:
    """Return every way in which a child may come not to be shown."""
    yes = _consents(pupil.id, ConsentState.GIVEN)
    yesterday = TODAY - timedelta(days=1)
    return {
        "not answered": Standing(pupil),
        "refused": Standing(pupil, _consents(pupil.id, ConsentState.REFUSED)),
        "withdrawn": Standing(
            pupil,
            (
                *_consents(pupil.id, ConsentState.GIVEN, at=NOON - timedelta(days=9)),
                *_consents(pupil.id, ConsentState.WITHDRAWN),
            ),
        ),
        "expired": Standing(pupil, _consents(pupil.id, ConsentState.GIVEN, until=yesterday)),
        "left": Standing(replace(pupil, left_on=TODAY), yes),
        "objected": Standing(pupil, yes, _bar(pupil.id, BarKind.OBJECTION)),
        "objected today": Standing(pupil, yes, _bar(pupil.id, BarKind.OBJECTION, "post")),
        "parents disagree": Standing(pupil, yes, _bar(pupil.id, BarKind.DISAGREEMENT)),
        "held": Standing(pupil, yes, _bar(pupil.id, BarKind.HOLD)),
        "held and refused": Standing(
            pupil, _consents(pupil.id, ConsentState.REFUSED), _bar(pupil.id, BarKind.HOLD)
        ),
    }


GROUNDS = tuple(_standings(Pupil("alfie", "1", "Alfie", "Penrose")))


def _permissions(post: Dossier, ground: str, pupil: str) -> tuple[Permission, ...]:
    standing = _standings(Pupil(pupil, "1", pupil.title(), "Penrose"))[ground]
    mine = permissions(standing, post.post.channels, on=TODAY, about=frozenset({"post"}))
    return (*(p for p in post.permissions if p.pupil != pupil), *mine)


def _decision(post: Dossier) -> Decision:
    return decide(post, BOOK, decision_id="d", version=1, applies=Applies.DRAFT)


def test_the_same_child_may_be_shown_without_any_of_the_grounds() -> None:
    pupil = Pupil("alfie", "1", "Alfie", "Penrose")
    free = Standing(pupil, _consents("alfie", ConsentState.GIVEN))

    assert all(p.may for p in permissions(free, ChannelName, on=TODAY, about=frozenset({"post"})))


@pytest.mark.parametrize("ground", GROUNDS)
def test_every_ground_is_the_same_permission(ground: str) -> None:
    post = fine()

    assert _permissions(post, ground, "alfie") == _permissions(post, "refused", "alfie")
    assert not any(p.may for p in _permissions(post, ground, "alfie") if p.pupil == "alfie")


@settings(max_examples=40)  # each is judged once for every ground
@given(peopled, st.sampled_from(PUPILS))
def test_every_ground_is_the_same_dossier_decision_and_sentence(post: Dossier, pupil: str) -> None:
    held, *others = (
        replace(post, permissions=_permissions(post, ground, pupil)) for ground in GROUNDS
    )
    decision = _decision(held)
    for other in others:
        assert other == held
        assert canonical("dossier", other) == canonical("dossier", held)
        assert _decision(other) == decision
        assert _decision(other).digest == decision.digest
        assert _decision(other).basis.digest == decision.basis.digest


TELLING = re.compile(
    r"refus|withdr|expir|object|disagree|\bhold\b|on hold|consent|DSL|safeguard|court|parent|famil|"
    r"permission|protect",
    re.IGNORECASE,
)


ABOUT_NO_CHILD = {"R03", "R04", "R05", "R06", "R07", "U02"}
"""What is on record of a channel, and news for families: the same whoever is in the post."""


def test_no_sentence_of_the_rule_book_names_a_ground() -> None:
    for rule in (rule for rule in BOOK.rules if rule.code not in ABOUT_NO_CHILD):
        for said in (*rule.sentences.values(), *rule.remedies.values()):
            words = re.sub(r"{.*?}", "", said)
            assert not TELLING.search(words), (rule.code, said)


@pytest.mark.parametrize("said", ["There is a hold on this child.", "The parents refused."])
def test_a_word_that_names_a_ground_would_be_seen(said: str) -> None:
    assert TELLING.search(said)
