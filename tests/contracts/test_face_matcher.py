"""What every `FaceMatcher` keeps: the stand-in of the tests, and the real one behind its guard."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest

from gatekeeper.domain.biometrics import Engine, Enrolment, Gallery
from gatekeeper.domain.picture import Box
from gatekeeper.errors import CouldNotCheck, PictureRefused
from gatekeeper.evidence.faces.version import matcher_version, template_version
from gatekeeper.evidence.guard import MATCHER, Guard, GuardedMatcher
from gatekeeper.evidence.guard.tools import make_matcher
from gatekeeper.evidence.models.cache import missing_or_altered
from gatekeeper.evidence.models.manifest import FINDERS, MATCHERS
from gatekeeper.ports import FaceMatcher
from gatekeeper.settings import from_environment
from tests.fakes.examiners import picture
from tests.fakes.portraits import FakePortraits

DAY = datetime(2026, 9, 1, tzinfo=UTC)
FACES = {"s2": Box(80, 90, 120, 160), "s1": Box(0, 0, 40, 50)}


@dataclass(frozen=True, slots=True)
class Matched:
    """A matcher, a portrait of one person, and a picture without any."""

    matcher: FaceMatcher
    portrait: bytes
    nobody: bytes


@pytest.fixture(scope="module", params=["made up", pytest.param("real", marks=pytest.mark.models)])
def matched(request: pytest.FixtureRequest, checkout: Path) -> Iterator[Matched]:
    if request.param == "made up":
        yield Matched(FakePortraits(), picture("alfie 1", 1), picture("a wall", 0))
        return
    models = from_environment().models
    if missing_or_altered(models, FINDERS + MATCHERS):
        pytest.skip("the face models are not on this machine: run `gatekeeper models fetch`")
    oakfield = checkout / "fixtures" / "oakfield"
    with ExitStack() as stack:
        guard = stack.enter_context(Guard({MATCHER: partial(make_matcher, models)}))
        real = GuardedMatcher(guard, matcher_version(), template_version())
        alfie = (oakfield / "portraits" / "alfie_0.jpg").read_bytes()
        yield Matched(real, alfie, (oakfield / "masks" / "alfie_0.png").read_bytes())


@pytest.fixture(scope="module")
def register(matched: Matched) -> Gallery:
    """Return a register in which one person is enrolled under two names."""
    kept = matched.matcher.portrait(matched.portrait)
    enrolments = tuple(
        Enrolment(f"e{n}", f"p{n}", kept.templates, kept.version, date(2026, 9, 1), DAY, "office")
        for n in (1, 2)
    )
    return Gallery(enrolments, today=date(2026, 11, 26))


def test_a_portrait_holds_templates_of_both_engines_in_the_version_in_use(
    matched: Matched,
) -> None:
    kept = matched.matcher.portrait(matched.portrait)
    assert {template.engine for template in kept.templates} == set(Engine)
    assert {len(template.vector) for template in kept.templates} == {512}
    assert kept.version == matched.matcher.template_version
    assert kept.reference == matched.matcher.reference(matched.portrait)


def test_a_picture_without_a_face_is_refused_with_what_would_do(matched: Matched) -> None:
    for ask in (matched.matcher.portrait, matched.matcher.reference):
        with pytest.raises(PictureRefused) as refused:
            ask(matched.nobody)
        assert refused.value.remedy != PictureRefused.remedy


def test_each_face_has_one_suggestion_in_its_order(matched: Matched, register: Gallery) -> None:
    found = matched.matcher.suggest(matched.portrait, FACES, register)
    assert [one.sighting for one in found] == list(FACES)


def test_only_the_enrolled_are_named_and_nobody_first_twice(
    matched: Matched, register: Gallery
) -> None:
    twice = {"s1": FACES["s2"], "s2": FACES["s2"], "s3": FACES["s2"]}
    found = matched.matcher.suggest(matched.portrait, twice, register)
    named = {candidate.pupil for one in found for candidate in one.candidates}
    assert named <= {"p1", "p2"}
    first = [one.first.pupil for one in found if one.first]
    assert len(first) == len(set(first))
    for one in found:
        assert all(0 < candidate.closeness <= 1000 for candidate in one.candidates)
        assert all(a.closeness >= b.closeness for a, b in pairwise(one.candidates[1:]))
        assert 0 <= one.gap <= 1000


def test_who_is_like_the_templates_is_told(matched: Matched, register: Gallery) -> None:
    kept = matched.matcher.portrait(matched.portrait)
    assert set(matched.matcher.resembling(kept.templates, register)) == {"p1", "p2"}
    assert matched.matcher.resembling(kept.templates, Gallery(())) == ()


def test_templates_of_another_version_are_refused_with_the_command_that_mends_it(
    matched: Matched, register: Gallery
) -> None:
    one, two = register.enrolments
    old = replace(register, enrolments=(one, replace(two, version="templates 0")))
    with pytest.raises(CouldNotCheck) as refused:
        matched.matcher.suggest(matched.portrait, FACES, old)
    assert "gatekeeper enrol" in refused.value.remedy
    with pytest.raises(CouldNotCheck) as refused:
        matched.matcher.resembling(one.templates, old)
    assert "gatekeeper enrol" in refused.value.remedy
