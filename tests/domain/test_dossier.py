"""The dossier: what it does not hold is no, and who can be seen is read off the recipes."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from gatekeeper.domain.answer import Answered, Said
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.dossier import AdultPermission
from gatekeeper.domain.permission import Permission
from gatekeeper.domain.register import Use
from gatekeeper.policy.cases.answers import answer
from tests.checks.case_language import dossier

HERE, THERE = ChannelName.INSTAGRAM, ChannelName.LINKEDIN
BARE = dossier({})


def test_a_permission_that_was_not_gathered_is_no() -> None:
    assert not BARE.may("alfie", HERE, Use.GROUP)
    assert not BARE.adult_may("bako", HERE)


def test_a_permission_is_for_one_child_one_channel_and_one_use() -> None:
    post = replace(BARE, permissions=(Permission("alfie", HERE, Use.GROUP, may=True),))

    assert post.may("alfie", HERE, Use.GROUP)
    assert not post.may("bea", HERE, Use.GROUP)
    assert not post.may("alfie", THERE, Use.GROUP)
    assert not post.may("alfie", HERE, Use.PORTRAIT)
    assert post.barred("alfie", Use.GROUP) == (THERE,)


@given(st.lists(st.booleans()))
def test_where_permissions_contradict_each_other_no_wins(said: list[bool]) -> None:
    post = replace(
        BARE,
        permissions=tuple(Permission("alfie", HERE, Use.GROUP, may=yes) for yes in said),
        adults=tuple(AdultPermission("bako", HERE, may=yes) for yes in said),
    )

    assert post.may("alfie", HERE, Use.GROUP) is (said != [] and all(said))
    assert post.adult_may("bako", HERE) is (said != [] and all(said))


def test_a_picture_that_nobody_looked_at_is_neither_read_nor_searched() -> None:
    seen = BARE.seen("unknown")

    assert (seen.readable, seen.searched, seen.sightings) == (False, False, ())


def test_a_picture_knows_everybody_seen_in_it() -> None:
    (seen,) = dossier({"pictures": [{"faces": ["", ""]}]}).pictures

    assert seen.ids == {"1.1", "1.2"}


def test_a_search_that_was_refused_is_no_search() -> None:
    post = dossier({"pictures": [{"search_refusal": "The model is missing."}, {}]})

    assert [seen.searched for seen in post.pictures] == [False, True]


def test_everybody_who_can_be_seen_is_listed_once() -> None:
    post = dossier(
        {
            "pictures": [
                {"faces": ["", "", ""], "crop": [0, 0, 400, 400], "cover": [1]},
                {"same_as": 1, "faces": ["", "", ""], "crop": [220, 0, 400, 400]},
            ]
        }
    )
    first, second = post.post.pictures

    assert [s.number for s in post.shown_in(first)] == [2]
    assert [s.number for s in post.shown_in(second)] == [2, 3]
    assert [s.number for s in post.shown] == [2, 3]
    assert len(post.sightings) == 6


def test_a_face_is_told_by_the_numbers_that_people_see() -> None:
    post = dossier({"pictures": [{}, {"faces": ["", ""]}]})

    assert post.place(post.sightings[1]) == {"picture": "2", "face": "2"}


def test_somebody_without_a_name_can_still_be_spoken_of() -> None:
    post = dossier({"pictures": [{"faces": ["pupil alfie"]}]})

    assert post.name("alfie") == "Alfie"
    assert post.name("x") == "somebody who is not on the register"


def test_an_answer_says_whose_word_it_was_and_only_where_all_agree() -> None:
    one = answer("words:x", 0, "teacher: stands")
    two = answer("words:x", 1, "deputy: stands")
    post = replace(BARE, answers=(one, two), called={"teacher": "Jo Bell", "deputy": "Sam Day"})

    assert post.stands("words:x") == Answered("Jo Bell and Sam Day", "these words may stand")
    assert post.stands("words:y") is None
    assert post.called_fine("words:x") is None
    other = replace(post, answers=(one, answer("words:x", 1, "deputy: nobody")))
    assert other.stands("words:x") is None


def test_what_an_answer_means_may_be_said_in_other_words_and_of_somebody_without_a_name() -> None:
    post = replace(BARE, answers=(answer("words:x", 0, "teacher: nobody"),), called={})

    assert post.answered("words:x", Said.NOBODY, "no pupil") == Answered("Somebody", "no pupil")
