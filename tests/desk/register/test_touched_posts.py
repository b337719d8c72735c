"""Before a file is taken over: which posts it touches, and which class names look mistyped."""

from __future__ import annotations

from dataclasses import replace

from gatekeeper.desk.register.import_register import difference
from gatekeeper.desk.register.register_difference import Difference
from gatekeeper.desk.register.register_file import parse
from gatekeeper.desk.register.touched_posts import Touched, mistyped, touched_posts
from gatekeeper.domain.register import Pupil
from tests.desk.made_school import MadeSchool
from tests.desk.opened_school import csv_of
from tests.desk.register.test_permission_changed import rows
from tests.fakes.examiners import picture

AMINA = Pupil("amina", "M-amina", "Amina", "Test", school_class="Reception")


def asked(name: str, *others: str) -> tuple[str, ...]:
    """Return what is asked of a class in a file, where Reception and Year 6 are known."""
    known = (AMINA, replace(AMINA, id="ben", school_class="Year 6", groups=frozenset({"Choir"})))
    return mistyped(known, [replace(AMINA, school_class=n) for n in (name, *others)])


def test_a_new_class_that_is_spelt_like_a_known_one_is_asked_about() -> None:
    assert asked("Receptoin") == (
        (
            "There is no class or club “Receptoin”: did you mean Reception? "
            "The file says it of Amina Test."
        ),
    )
    assert asked("reception", "reception")[0].endswith("Amina Test and 1 more.")


def test_a_known_class_and_one_that_is_like_none_are_not_asked_about() -> None:
    assert asked("Reception", "Choir", "Chess club", "Year 7", "") == ()


def found(made: MadeSchool, **cells: str) -> tuple[Difference, Touched]:
    office = made.actor("office")
    with made.begin() as uow:
        seen = difference(uow, office, parse(csv_of(*rows(**cells))))
        return seen, touched_posts(uow, seen)


def test_a_signed_post_with_a_child_who_changes_is_named_and_not_yet_touched() -> None:
    made = MadeSchool()
    post = made.signed(picture("a", 1), names=("amina",))
    _, touched = found(made, instagram_work="withdrawn")
    assert [v.id for v in touched.signed] == [post.id]
    assert touched.drafts == ()
    with made.begin() as uow:
        assert uow.sign_offs.of(post.id)[0].voided_at is None


def test_a_draft_of_a_class_that_changes_is_named_and_one_that_is_out_is_not() -> None:
    made = MadeSchool()
    made.write(slug="draft")
    made.write(slug="other", groups=frozenset({"Year 6"}))
    made.published()
    seen, touched = found(made, **{"class": "Year 44"})
    assert [v.slug for v in touched.drafts] == ["draft"]
    assert touched.signed == ()
    assert seen.notes == ()
