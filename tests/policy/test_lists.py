"""The school's own lists: `school.toml` and `curriculum.toml`."""

from __future__ import annotations

import pytest

from gatekeeper.domain.phrases import is_whole
from gatekeeper.domain.words import SchoolLists
from gatekeeper.policy.book import parse_book
from gatekeeper.policy.faults import RuleBookError
from tests.policy.shipped import BOOK, texts


def _with(path: str, text: str) -> SchoolLists:
    return parse_book(texts() | {path: text}).lists


def test_what_is_listed_is_part_of_the_book() -> None:
    lists = _with("school.toml", 'links = ["oakfield.example"]\naccounts = ["@oakfieldprimary"]')
    assert (lists.links, lists.accounts) == (("oakfield.example",), ("@oakfieldprimary",))


def test_another_list_is_another_book() -> None:
    other = parse_book(texts() | {"school.toml": 'links = ["oakfield.example"]'})
    assert other.digest != BOOK.digest


@pytest.mark.parametrize("said", ['"one"', "[1]", '["one", " "]', "true"])
def test_a_list_that_is_none_is_refused(said: str) -> None:
    with pytest.raises(RuleBookError) as refused:
        _with("school.toml", f"links = {said}")
    assert "`links` must be a list of texts" in str(refused.value)


def test_a_list_that_nobody_knows_is_refused() -> None:
    with pytest.raises(RuleBookError) as refused:
        _with("curriculum.toml", 'persons = ["Amelia Earhart"]')
    assert "`persons` is not known here" in str(refused.value)


def test_the_curriculum_holds_no_bare_first_name() -> None:
    single = [one for one in BOOK.lists.curriculum if not is_whole(one)]
    assert single == ["Tutankhamun"]
