"""The pages of a school that suggests names: every fix is there, and no name outlives a no."""

from __future__ import annotations

import pytest

from gatekeeper.desk.matching.record_biometrics import SaidOfMeasuring, record_biometrics
from gatekeeper.domain.biometrics import BiometricKind
from tests.desk.made_matching import MatchingSchool
from tests.desk.made_school import DAY
from tests.fakes.examiners import picture
from tests.web.conftest import as_, site  # noqa: F401  fixtures
from tests.web.test_path import SIT, new


@pytest.fixture
def made() -> MatchingSchool:
    """Return a school whose lock is open."""
    return MatchingSchool()


def test_every_fix_is_one_tap_beside_suggested_names_too(as_: SIT) -> None:  # noqa: F811
    teacher = as_("teacher")
    page = teacher.page(new(teacher, picture("a", 3), comments_off=""))

    assert page.count("Cover the face</button>") >= 3
    assert "Leave this picture out</button>" in page


def test_what_a_face_resembles_leaves_the_kept_decisions_with_the_consent(
    made: MatchingSchool,
) -> None:
    made.write(picture("a", 3))
    made.check()
    made.say_some({0: "ben"})
    assert "Amina" in " ".join(f.sentence for f in made.check().findings if f.rule == "P14")
    actor = made.actor("office")
    with made.begin() as uow:
        said = SaidOfMeasuring("amina", BiometricKind.REFUSED, ("Amina",), DAY)
        record_biometrics(uow, actor, said)
        kept = repr(uow.decisions.all())

    assert "Amina" not in kept


def test_a_post_with_an_alarm_can_be_signed_as_it_was_shown(made: MatchingSchool) -> None:
    made.signed(picture("a", 3), names=("ben", "amina", "cleo"))

    assert any(f.rule == "P14" for f in made.check().findings)
    assert made.granted().ended is None
