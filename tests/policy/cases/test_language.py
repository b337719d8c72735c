"""The language of cases: nothing in it is misspelt, and nothing of another form is believed."""

from __future__ import annotations

from typing import Any

import pytest

from gatekeeper.policy.cases.file import cases_in
from gatekeeper.policy.cases.told import CaseFault
from tests.checks.case_language import dossier

WRONG: dict[str, dict[str, Any]] = {
    "the case says `wrods`": {"wrods": "Hello."},
    "picture 1 says `alt`": {"pictures": [{"alt": "a tree"}]},
    "a face says `tall`": {"pictures": [{"faces": [{"tall": 3}]}]},
    "a name says `child`": {"names": [{"pupil": "alfie", "text": "Alfie", "child": "alfie"}]},
    "a name does not say `text`": {"names": [{"pupil": "alfie"}]},
    "a passage does not say `kind`": {"passages": [{"text": "07700 900123"}]},
    "a passage says `what`": {"passages": [{"kind": "view", "text": "I", "what": 1}]},
    "a trip does not say `id`": {"under_way": [{"name": "Zoo"}]},
    "a worker says `signs`": {"workers": [{"id": "deputy", "signs": True}]},
    "the channels' records says `two_factor`": {"records": {"two_factor": ""}},
    "a picture seen before says `bit`": {"seen_before": [{"fate": "refused", "bits": 1, "bit": 2}]},
    "the register does not say `pupils`": {"register": {"age": 3}},
    "a roll call says `there`": {"roll_calls": [{"there": ["alfie"]}]},
    "says 'Year 4' under `groups`": {"groups": "Year 4"},
    "says 4 under `words`": {"words": 4},
    "says True under `height`": {"pictures": [{"faces": [{"height": True}]}]},
    "`true` or `false` under `comments_off`": {"comments_off": "yes"},
    "a day such as 2026-11-16 under `review_by`": {"review_by": "soon"},
    "a form that is not known": {"channels": ["facebook"]},
    "a form that is not known .*": {"pictures": [{"faces": ["teacher: pupils alfie"]}]},
}


@pytest.mark.parametrize("said", WRONG)
def test_what_the_language_does_not_have_is_refused(said: str) -> None:
    with pytest.raises(CaseFault, match=said):
        dossier(WRONG[said])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name = ", r"a\.toml: this is not TOML"),
        ("", r"a\.toml: it must hold cases"),
        ("case = []", "it must hold cases"),
        ("case = [1]", "case 1: each case is written"),
        ("other = 1\n[[case]]\nname = 'a'\nexpect = []", "and nothing else"),
        ("[[case]]\nname = ' '\nexpect = []", "case 1: `name` must say"),
        ("[[case]]\nname = 'a'\nexpect = 'b'", "case 1: `expect` must be a list"),
        ("[[case]]\nname = 'a'\nexpect = [1]", "case 1: `expect` must be a list"),
    ],
)
def test_a_file_that_holds_something_else_is_refused(text: str, said: str) -> None:
    with pytest.raises(CaseFault, match=said):
        cases_in("a.toml", text)


def test_a_case_of_nothing_is_a_harmless_post_of_today() -> None:
    made = dossier({"name": "nothing", "expect": []})

    assert made.post.comments_off
    assert made.words_read
    assert made.register.pupils == 28
    assert dossier({"review_by": ""}).rules_review_by is None
