"""Suggestions give no hold away: a held child who is suggested looks like any ordinary no."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from gatekeeper.cli import findings
from gatekeeper.desk.checking.assemble import assemble
from gatekeeper.desk.posts.find_post import find_post
from gatekeeper.domain.canonical import canonical
from gatekeeper.domain.suggestion import WhyAsk
from gatekeeper.domain.verdict import Verdict
from gatekeeper.errors import NotYet
from tests.desk.made_matching import MatchingSchool
from tests.desk.made_school import MadeSchool
from tests.desk.register.test_permission_changed import Deed, holds, objects, withdraws
from tests.fakes.examiners import picture

Step = Callable[[MatchingSchool], object]


def a_sister(school: MadeSchool) -> None:
    """Make Amina and Ben sister and brother."""
    with school.begin() as uow:
        ben = uow.pupils.get("ben")
        assert ben is not None
        uow.pupils.put(replace(ben, siblings=frozenset({"M-amina"})), seen=1)


def together(school: MadeSchool) -> None:
    school.say_some({1: "ben", 2: "cleo"})


def confirms(school: MatchingSchool) -> None:
    with pytest.raises(NotYet, match="one of those in reach may not be shown here"):
        school.confirm(1)


WAYS: dict[str, tuple[Step, ...]] = {
    "suggested first": (),
    "suggested second": (
        lambda school: setattr(school.matcher, "says", {0: (("ben", 950), ("amina", 40))}),
        lambda school: school.asks(0, WhyAsk.NARROW),
    ),
    "named otherwise": (lambda school: school.say_some({0: "ben"}),),
    "a brother is named": (a_sister, together),
}


def seen_after(deed: Deed, way: str) -> list[object]:
    """Return whatever people see and the ledger holds, with the deed before the second check."""
    school, seen = MatchingSchool(), list[object]()
    school.write(picture("a", 3))
    school.check()
    deed(school)
    for step in WAYS[way]:
        step(school)
    decision = school.check()
    with school.begin() as uow:
        version = find_post(uow, "news")
        made = assemble(uow, school.school, school.examiners.bundle(), version)
        said = tuple(replace(a, id="", at=version.at) for a in made.answers)
        seen.append(canonical("dossier", replace(made, now=version.at, answers=said)))
        seen.append([(e.what, e.actor, sorted(e.details)) for e in uow.ledger.entries()])
        seen.append([f for d in uow.decisions.all() for f in d.findings if not f.fixes])
        seen.append([(t.kind, t.say) for t in uow.tasks.all()])
    seen.append([(f.sentence, f.verdict, f.fixes, f.reasons) for f in decision.findings])
    seen.append(findings.told(decision)["findings"])
    return seen


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("ordinary", [withdraws, objects])
def test_a_held_child_in_reach_looks_like_an_ordinary_no(ordinary: Deed, way: str) -> None:
    assert seen_after(holds, way) == seen_after(ordinary, way)


@pytest.mark.parametrize("deed", [holds, withdraws, objects])
def test_a_held_child_cannot_be_confirmed_and_neither_can_any_other_no(deed: Deed) -> None:
    school = MatchingSchool()
    school.write(picture("a", 3))
    school.check()
    deed(school)
    confirms(school)


@pytest.mark.parametrize("way", WAYS)
def test_the_no_is_seen_at_all(way: str) -> None:
    assert seen_after(holds, way) != seen_after(lambda _: None, way)


def test_the_whole_path_is_walked_with_the_lock_shut_and_no_matcher() -> None:
    school = MadeSchool()
    assert school.examiners.bundle().matcher is None
    school.signed(picture("a", 2), names=("amina", "ben"))

    assert school.check().verdict <= Verdict.NOTE
