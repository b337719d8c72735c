"""Faces are measured in the child only; what comes back is names, or an error."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime

import pytest

from gatekeeper.domain.biometrics import Engine, Enrolment, Gallery, Portrait, Template
from gatekeeper.domain.picture import Box
from gatekeeper.domain.suggestion import Candidate, Suggestion, WhyAsk
from gatekeeper.errors import CouldNotCheck, PictureRefused
from gatekeeper.evidence.guard import (
    MATCHER,
    DidNotFinish,
    Guard,
    GuardedMatcher,
    Limits,
)
from gatekeeper.evidence.pictures.limits import MAX_BYTES

LIMITS = Limits(seconds=60, memory=600_000_000)
TEMPLATES = (Template(Engine.SFACE, b"\x01\x02"), Template(Engine.DLIB, b"\x03"))
DAY = datetime(2026, 9, 1, tzinfo=UTC)
ENROLMENT = Enrolment("e1", "p1", TEMPLATES, "v1", date(2026, 9, 1), DAY, "office")
REGISTER = Gallery(
    (ENROLMENT,), frozenset({"p1"}), frozenset({frozenset({"p1", "p2"})}), date(2026, 11, 26)
)
FACES = {"s2": Box(1, 2, 3, 4), "s1": Box(5, 6, 7, 8)}


class Told:
    """A matcher that tells what reached it, and in which process; `b"bad"` breaks it."""

    def portrait(self, data: bytes) -> object:
        if data == b"refused":
            raise PictureRefused("Two.", "One.")
        if data == b"bad":
            return "no portrait"
        return Portrait(TEMPLATES, data, str(os.getpid()), 100, 200)

    def reference(self, data: bytes) -> object:
        return data[::-1] if data != b"bad" else None

    def resembling(self, templates: tuple[Template, ...], gallery: Gallery) -> object:
        if not templates:
            return (1, 2)
        assert (templates, gallery) == (TEMPLATES, REGISTER)
        return ("p1",)

    def suggest(self, data: bytes, faces: Mapping[str, Box], gallery: Gallery) -> object:
        if data == b"bad":
            return (Box(0, 0, 1, 1),)
        assert (dict(faces), gallery) == (FACES, REGISTER)
        ask = (WhyAsk.ALIKE,)
        return tuple(Suggestion(s, (Candidate("p1", 900),), 900, ask) for s in faces)


def make_told() -> Told:
    return Told()


@pytest.fixture(scope="module")
def matcher() -> Iterator[GuardedMatcher]:
    with Guard({MATCHER: make_told}, LIMITS) as guard:
        yield GuardedMatcher(guard, "all", "templates")


def test_templates_and_the_small_picture_come_back_from_another_process(
    matcher: GuardedMatcher,
) -> None:
    found = matcher.portrait(b"a picture")
    assert (found.templates, found.reference) == (TEMPLATES, b"a picture")
    assert found.version != str(os.getpid())
    assert matcher.reference(b"abc") == b"cba"


def test_suggestions_come_back_in_the_order_of_the_faces(matcher: GuardedMatcher) -> None:
    found = matcher.suggest(b"a picture", FACES, REGISTER)
    assert [one.sighting for one in found] == ["s2", "s1"]
    assert found[0].ask == (WhyAsk.ALIKE,)
    assert matcher.resembling(TEMPLATES, REGISTER) == ("p1",)


def test_a_refusal_comes_back_with_its_remedy(matcher: GuardedMatcher) -> None:
    with pytest.raises(PictureRefused) as refused:
        matcher.portrait(b"refused")
    assert (str(refused.value), refused.value.remedy) == ("Two.", "One.")


def test_what_is_of_another_kind_is_never_taken_for_a_result(matcher: GuardedMatcher) -> None:
    with pytest.raises(CouldNotCheck):
        matcher.portrait(b"bad")
    with pytest.raises(CouldNotCheck):
        matcher.reference(b"bad")
    with pytest.raises(DidNotFinish):
        matcher.suggest(b"bad", FACES, REGISTER)
    with pytest.raises(DidNotFinish):
        matcher.resembling((), REGISTER)


def test_a_file_that_is_too_large_is_sent_nowhere(matcher: GuardedMatcher) -> None:
    heavy = bytes(MAX_BYTES + 1)
    for ask in (matcher.portrait, matcher.reference):
        with pytest.raises(PictureRefused):
            ask(heavy)
    with pytest.raises(PictureRefused):
        matcher.suggest(heavy, FACES, REGISTER)


def test_the_versions_are_known_without_asking_the_child() -> None:
    with Guard({MATCHER: make_told}, LIMITS) as guard:
        matcher = GuardedMatcher(guard, "all", "templates")
        assert (matcher.version, matcher.template_version) == ("all", "templates")
        assert guard.pid is None
