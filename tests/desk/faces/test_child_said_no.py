"""A child said no today: for this post, at once, whatever the family agreed to."""

from __future__ import annotations

from gatekeeper.desk.faces.child_said_no import child_said_no
from gatekeeper.domain.verdict import Verdict
from tests.desk.made_school import MadeSchool
from tests.fakes.examiners import picture


def test_the_child_may_not_be_shown_in_this_post_and_may_in_others() -> None:
    school = MadeSchool()
    for slug in ("news", "other"):
        school.write(picture(slug, 1), picture(f"{slug} 2", 1), slug=slug)
        school.check(slug)
        school.say("amina", "ben", post=slug)
    actor = school.actor("teacher")
    with school.begin() as uow:
        amina = uow.pupils.get("amina")
        assert amina is not None
        child_said_no(uow, actor, "news", amina)

    assert school.check("news").verdict is Verdict.BLOCK
    assert school.check("other").verdict <= Verdict.NOTE


def test_it_voids_a_yes_that_was_given_before() -> None:
    school = MadeSchool()
    school.signed(picture("a", 1), names=("amina",))
    actor = school.actor("teacher")
    with school.begin() as uow:
        amina = uow.pupils.get("amina")
        assert amina is not None
        child_said_no(uow, actor, "news", amina)
        sign_off = uow.sign_offs.all()[0]
    assert sign_off.voided_at is not None
    assert "no longer be shown" in sign_off.voided_why
