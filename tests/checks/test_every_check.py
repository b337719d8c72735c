"""What holds for every check, and for the one that is written tomorrow."""

from __future__ import annotations

import ast
import re
from dataclasses import fields, replace
from string import Formatter
from typing import Any

import pytest

from gatekeeper.checks import CHECKS
from gatekeeper.domain.check import Applies, Check, FixKind
from gatekeeper.domain.verdict import Verdict
from gatekeeper.pipeline import judge
from gatekeeper.policy.cases.answers import answer
from tests.checks.case_language import dossier
from tests.checks.test_cases import CASES, cases_of
from tests.conftest import CHECKOUT
from tests.policy.shipped import BOOK

FOLDER = CHECKOUT / "gatekeeper" / "checks"
RULE_OF = {rule.check.name: rule for rule in BOOK.rules}
LONGEST_SENTENCE = 160

each_check = pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)


def _source(check: Check) -> str:
    return (FOLDER / f"{check.name}.py").read_text("utf-8")


def _open(case: dict[str, Any]) -> list[str]:
    """Return what a case finds that nobody has answered."""
    return [hit for hit in case["expect"] if not hit.endswith(" answered")]


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_the_list_and_the_folder_agree() -> None:
    files = sorted(path.stem for path in FOLDER.glob("*.py") if path.stem != "__init__")

    assert files == sorted(check.name for check in CHECKS)


def test_every_file_of_cases_belongs_to_a_check() -> None:
    assert {path.stem for path in CASES.glob("*.toml")} == {check.name for check in CHECKS}


def test_the_list_follows_the_codes_of_the_rules() -> None:
    families = [RULE_OF[check.name].code[0] for check in CHECKS]

    for family in set(families):
        codes = [RULE_OF[c.name].code for c in CHECKS if RULE_OF[c.name].code[0] == family]
        assert codes == sorted(codes)


@each_check
@pytest.mark.parametrize("section", ["\nPolicy: ", "\nReads: ", "\nDoes not read: "])
def test_the_docstring_has_its_sections(check: Check, section: str) -> None:
    assert section in (ast.get_docstring(ast.parse(_source(check))) or "")


@each_check
def test_the_docstring_names_the_clause_and_the_file_of_the_rule(check: Check) -> None:
    text = " ".join((ast.get_docstring(ast.parse(_source(check))) or "").split())
    rule = RULE_OF[check.name]

    assert rule.clause in text.partition("Reads:")[0]
    assert f"/{rule.code}_{check.name}.toml" in text


@each_check
def test_a_check_is_short(check: Check) -> None:
    code = [line for line in _source(check).splitlines() if line.strip()]

    assert len(code) <= 80


@each_check
def test_every_outcome_has_a_case_and_so_has_silence(check: Check) -> None:
    shown = {hit.partition(" ")[0] for case in cases_of(check) for hit in _open(case)}

    assert shown == {outcome.value for outcome in check.outcomes}
    assert any(not case["expect"] for case in cases_of(check))


@each_check
def test_near_misses_come_first(check: Check) -> None:
    finds = [bool(_open(case)) for case in cases_of(check)]

    assert finds == sorted(finds)


@each_check
def test_no_two_cases_make_the_same_claim(check: Check) -> None:
    names = [case["name"] for case in cases_of(check)]

    assert len(names) == len(set(names))


@each_check
def test_no_outcome_can_end_in_a_pass(check: Check) -> None:
    assert all(outcome.floor > Verdict.PASS for outcome in check.outcomes)


@each_check
def test_only_what_could_not_be_judged_may_be_accepted(check: Check) -> None:
    assert all(outcome.floor is Verdict.UNCHECKED for outcome in check.acceptable)


def test_only_a_look_at_an_account_may_be_accepted_unchecked() -> None:
    assert [check.name for check in CHECKS if check.acceptable] == ["channel_not_protected"]


def test_only_the_review_of_the_policy_may_be_waived() -> None:
    assert [check.name for check in CHECKS if check.waivable] == ["rule_book_out_of_date"]


@each_check
def test_an_arrangement_check_has_no_floor_below_ask(check: Check) -> None:
    assert not check.arrangement or all(o.floor >= Verdict.ASK for o in check.outcomes)


@each_check
def test_every_outcome_names_its_words(check: Check) -> None:
    assert set(check.words) == set(check.outcomes)


@each_check
def test_every_parameter_has_bounds_that_hold_its_default(check: Check) -> None:
    for item in fields(check.params):
        default = getattr(check.params(), item.name)
        size = default if isinstance(default, int) else len(default)
        assert item.metadata["low"] <= size <= item.metadata["high"]


@each_check
def test_every_word_is_used_in_the_sentence_or_the_remedy(check: Check) -> None:
    rule = RULE_OF[check.name]
    for outcome in check.outcomes:
        used = _placeholders(rule.sentences[outcome.value] + rule.remedies[outcome.value])
        assert used == check.words[outcome]


def test_each_check_is_bound_by_exactly_one_rule() -> None:
    assert sorted(rule.check.name for rule in BOOK.rules) == sorted(c.name for c in CHECKS)


@each_check
def test_what_people_read_is_short_and_ends_like_a_sentence(check: Check) -> None:
    for case in cases_of(check):
        made = dossier(case)
        for applies in check.applies:
            for finding in judge(made, BOOK, applies):
                assert bool(finding.remedy) is not bool(finding.answered)
                for said in filter(None, (finding.sentence, finding.remedy)):
                    assert said[-1] in ".?"
                    assert len(said) < LONGEST_SENTENCE


ONLY_A_DRAFT = re.compile(
    r"(?:choose|crop|cover|name the trip|check the post|the draft|undo|make it a plain|post it on)",
    re.IGNORECASE,
)
A_LIVE_DEED = re.compile(
    r"(?:if|take|edit|put|switch|ask|look|say|find out|watch|read|run|nothing to do|the office)\b",
    re.IGNORECASE,
)
PUBLISHED = [check for check in CHECKS if Applies.PUBLISHED in check.applies]


@pytest.mark.parametrize("check", PUBLISHED, ids=lambda check: check.name)
def test_what_is_out_is_told_what_one_can_do_to_what_is_out(check: Check) -> None:
    rule = RULE_OF[check.name]
    for outcome in check.outcomes:
        _, remedy = rule.wording(outcome.value, Applies.PUBLISHED)

        assert not ONLY_A_DRAFT.search(remedy), remedy
        assert A_LIVE_DEED.match(remedy), remedy
        assert rule.verdicts[outcome.value] is Verdict.NOTE or "Nothing to do" not in remedy


@each_check
def test_what_is_out_has_a_remedy_of_its_own_wherever_drafts_have_one(check: Check) -> None:
    both = check.applies == frozenset(Applies)

    assert bool(RULE_OF[check.name].remedies_published) is both


HIDING = [FixKind.OTHER_PICTURE, FixKind.CROP, FixKind.COVER_FACE]


@each_check
def test_where_a_cover_is_offered_another_picture_and_a_crop_come_first(check: Check) -> None:
    for case in cases_of(check):
        for hit in check.run(dossier(case), check.params()):
            kinds = [fix.kind for fix in hit.fixes if fix.kind in HIDING]
            assert FixKind.COVER_FACE not in kinds or kinds == HIDING


@each_check
def test_what_people_read_offers_them_in_the_same_order(check: Check) -> None:
    for remedy in RULE_OF[check.name].remedies.values():
        text = remedy.lower()
        places = [text.find(word) for word in ("another picture", "crop", "cover ")]
        named = [place for place in places if place >= 0]
        assert named == sorted(named), remedy


@each_check
def test_a_check_imports_nothing_but_the_domain(check: Check) -> None:
    tree = ast.parse(_source(check))
    imported = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Import)]

    ours = {name for name in imported if name.startswith("gatekeeper.")}
    assert all(name.startswith("gatekeeper.domain.") for name in ours)
    assert imported - ours <= {"__future__", "collections", "collections.abc", "dataclasses"}


@each_check
def test_importing_a_check_does_nothing(check: Check) -> None:
    docstring, *body = ast.parse(_source(check)).body

    assert isinstance(docstring, ast.Expr)
    assigned = (ast.Assign, ast.AnnAssign)
    kinds = (ast.ImportFrom, ast.ClassDef, ast.FunctionDef, *assigned, ast.Expr)
    assert all(isinstance(node, kinds) for node in body)
    assert all(isinstance(n.value, ast.Constant) for n in body if isinstance(n, ast.Expr))


SAYS = {
    FixKind.SAY_NOBODY: "nobody",
    FixKind.SAY_FINE: "fine",
    FixKind.LET_STAND: "stands",
}


@each_check
def test_what_an_answer_lifts_is_not_silenced_by_it(check: Check) -> None:
    for case in cases_of(check):
        made = dossier(case)
        faces = {sighting.id for sighting in made.sightings}
        for hit in check.run(made, check.params()):
            for fix in hit.fixes:
                if fix.kind in SAYS and fix.target == hit.subject not in faces:
                    before = (a for a in made.answers if a.sighting != hit.subject)
                    said = (*before, answer(hit.subject, 0, SAYS[fix.kind]))
                    after = check.run(replace(made, answers=said), check.params())
                    same = [h.answered for h in after if h.subject == hit.subject]
                    assert same
                    assert all(same)
