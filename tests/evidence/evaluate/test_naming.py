"""Naming: who is drawn, and what counts as a right name."""

from __future__ import annotations

from gatekeeper.evidence.evaluate.naming import (
    Enrol,
    Name,
    Named,
    Shown,
    classes,
    everybody,
    name_all,
)

FORTY = {who: (who * 10, who * 10 + 1) for who in range(40)}


def test_a_class_is_thirty_drawn_again_and_again_by_the_seed() -> None:
    drawn = classes(FORTY, 1)
    assert len(drawn) == 50
    assert {len(one.people) for one in drawn} == {30}
    assert len({one.people for one in drawn}) > 1
    assert drawn == classes(FORTY, 1) != classes(FORTY, 2)


def test_strangers_are_never_enrolled_and_everybody_of_the_class_is_shown() -> None:
    for one in classes(FORTY, 1):
        assert not {who for _, who in one.strangers} & set(one.people)
        assert {at for at, _ in one.theirs} == {at for who in one.people for at in FORTY[who]}


def test_too_few_people_are_one_class_and_one_person_is_none() -> None:
    assert len(classes({1: (1,), 2: (2,)}, 1)) == 1
    assert classes({1: (1,)}, 1) == ()
    assert everybody({}, (1, 2)) == everybody({1: (1,)}, (1,)) == ()
    (one,) = everybody({1: (5,)}, (1, 2))
    assert one == Shown((1, 2), ((5, 1),), ())
    assert name_all((), enrolling({}), 1) is None


def enrolling(said: dict[int, Named]) -> Enrol:
    def enrol(_: tuple[int, ...]) -> Name:
        return said.__getitem__

    return enrol


def test_each_answer_is_counted_where_it_belongs() -> None:
    said = {
        0: Named((1, 2)),  # right
        1: Named((2, 3, 1)),  # wrong, right among three, and nothing asks
        2: Named((2, 3, 4, 1), asks=True),  # wrong, right is fourth, but it asks
        3: Named(asks=True),  # nobody
        4: Named((1,)),  # a stranger who is given a name
        5: Named((1,), asks=True),  # another one, with a reason to look
        6: Named(),  # a stranger who is nobody: right
    }
    group = Shown((1, 2, 3, 4), ((0, 1), (1, 1), (2, 1), (3, 1)), ((4, 8), (5, 8), (6, 9)))
    told = name_all((group,), enrolling(said), 1)
    assert told is not None
    assert (told.enrolled, told.groups) == (4, 1)
    assert (told.first.count, told.first.total) == (1, 4)
    assert told.first_three.count == 2
    assert told.nobody.count == 1
    assert told.wrong_unasked.count == 1
    assert (told.strangers_named.count, told.strangers_named.total) == (2, 3)
    assert told.strangers_unasked.count == 1
