"""The rule book is whole or it is refused, with everything that is wrong, file by file."""

from __future__ import annotations

import re

import pytest

from gatekeeper.checks import CHECKS
from gatekeeper.domain.verdict import Verdict
from gatekeeper.errors import CouldNotCheck
from gatekeeper.policy.book import parse_book
from gatekeeper.policy.faults import RuleBookError
from tests.policy.shipped import BOOK, texts

SHOWN = "people/P02_child_may_not_be_shown.toml"
TRIP = "trips/T01_trip_not_over.toml"
REGISTER = "records/R01_register_stale.toml"
ELSEWHERE = "purpose/U02_nowhere_else.toml"
TOLD = "records/R06_families_not_told.toml"
WAIVER = """
[[waiver]]
rule = "R02"
by = "Headteacher"
reason = "The governors meet in May."
first_day = 2026-04-20
last_day = 2026-05-15
"""


def _faults(files: dict[str, str]) -> tuple[str, ...]:
    with pytest.raises(RuleBookError) as caught:
        parse_book(files)
    return caught.value.faults


def _changed(path: str, written: str, instead: str) -> dict[str, str]:
    files = texts()
    assert len(re.findall(written, files[path], re.MULTILINE)) == 1
    return files | {path: re.sub(written, instead, files[path], flags=re.MULTILINE)}


def test_the_book_of_the_repository_is_whole() -> None:
    assert len(BOOK.rules) == len(CHECKS)
    assert [rule.code for rule in BOOK.rules] == sorted(rule.code for rule in BOOK.rules)


def test_a_rule_says_what_its_file_says() -> None:
    rule = next(rule for rule in BOOK.rules if rule.code == "R01")

    assert (rule.check.name, rule.clause, rule.owner) == ("register_stale", "O11", "School office")
    assert rule.params.school_days == 10
    assert rule.verdicts["stale"] is Verdict.UNCHECKED
    assert rule.sentences["stale"] == "The register is {days} school days old."
    assert rule.remedies["stale"].startswith("The office")


def test_the_digest_covers_every_file_but_the_page_made_from_them() -> None:
    files = texts()
    for path in files:
        longer = parse_book(files | {path: files[path] + "\n"}).digest
        assert (longer == BOOK.digest) == (path == "README.md")


def test_the_digest_does_not_depend_on_the_order_of_the_files() -> None:
    assert parse_book(dict(reversed(texts().items()))).digest == BOOK.digest


@pytest.mark.parametrize(
    ("path", "written", "instead", "fault"),
    [
        (SHOWN, r"^\[verdict\]\n.*\n", "[verdict]\n", "[verdict]: `may_not_be_shown` is missing"),
        (SHOWN, r"^\[verdict\]\n.*\n", "", "`verdict` is missing"),
        (
            SHOWN,
            r"^\[sentence\]\n.*\n",
            "[sentence]\n",
            "[sentence]: `may_not_be_shown` is missing",
        ),
        (SHOWN, r"^\[remedy\]\n.*\n", "[remedy]\n", "[remedy]: `may_not_be_shown` is missing"),
        (
            SHOWN,
            r'"block"',
            '"block"\nharmless = "note"',
            "[verdict], line 10: `harmless` is not known here",
        ),
        (SHOWN, r"^owner  =.*", 'owner = "x"\ncolour = "red"', "`colour` is not known here"),
        (SHOWN, r'"block"', '"wait"', "the least that it can be is 'block'"),
        (SHOWN, r'"block"', '"pass"', "write a waiver"),
        (SHOWN, r'"block"', '"BLOCK"', "a verdict is one of note, ask, wait, unchecked, block"),
        (SHOWN, r'"block"', "5", "`may_not_be_shown` must be text"),
        (SHOWN, r'^clause = "O11"', 'clause = "O99"', "policy.md has no clause 'O99'"),
        (SHOWN, r'^title  = ".*"', 'title = " "', "`title` is empty"),
        (SHOWN, r'^title  = ".*"\n', "", "`title` is missing"),
        (SHOWN, r'^code   = "P02"', 'code = "P2"', "a letter and two digits"),
        (SHOWN, r'^code   = "P02"', 'code = "P03"', "must be called <family>/P03_child"),
        (SHOWN, r'^code   = "P02"', 'code = "P01"', "2 rules have the code P01"),
        (SHOWN, r'^check  = ".*"', 'check = "child_shown"', "there is no check 'child_shown'"),
        (SHOWN, r'^check  = ".*"', 'check = "child_shown"', "shown is bound by 0 rules"),
        (SHOWN, r'^check  = ".*"', 'check = "answers_differ"', "differ is bound by 2 rules"),
        (SHOWN, r"{channels}", "{ground}", "uses ground; the words that it has are: {channels}"),
        (SHOWN, r"{channels}", "{channels", "a brace without its other half"),
        (SHOWN, r"{channels}", "{channels.x}", "uses channels.x"),
        (SHOWN, r"{channels}", "{channels[0]}", "uses channels[0]"),
        (SHOWN, r"{channels}", "{channels!r}", "uses {channels!r:}"),
        (SHOWN, r"{channels}", "{channels:>9}", "uses {channels!None:>9}"),
        (SHOWN, r"{channels}", "{}", "uses ;"),
        (SHOWN, r"^\[verdict\]", "[verdict", "this is not TOML"),
        (SHOWN, r"^\[remedy_published\]\n.*\n", "", "`remedy_published` is missing"),
        (
            SHOWN,
            r"^\[remedy_published\]\n.*\n",
            "[remedy_published]\n",
            "[remedy_published]: `may_not_be_shown` is missing",
        ),
        (
            SHOWN,
            r"^\[remedy_published\]",
            '[sentence_published]\nmay = "x"\n[remedy_published]',
            "[sentence_published], line 18: `may` is not known here",
        ),
        (
            SHOWN,
            r"^\[remedy_published\]",
            '[sentence_published]\nmay_not_be_shown = "{x}"\n[remedy_published]',
            "[sentence_published]: `may_not_be_shown` uses x",
        ),
        (
            "audit/A01_comments_open.toml",
            r"^\[remedy\]",
            '[remedy_published]\nopen = "x"\ndrifted = "y"\n[remedy]',
            "`remedy_published` is for checks of drafts and of what is out",
        ),
        (TRIP, r"whether it is over", "{trip}", "uses trip; the words that it has are: none"),
        (
            REGISTER,
            r"^school_days = 10",
            "school_days = 11",
            "[params], line 8: `school_days` must be from 1 to 10 school days",
        ),
        (ELSEWHERE, r'"deadline", ', '"deadline", "deadline", ', "each of them once"),
        (ELSEWHERE, r'"deadline", ', '" ", ', "each of them once"),
        (ELSEWHERE, r'"deadline", ', "7, ", "each of them once"),
        (ELSEWHERE, r"^important = \[(.|\n)*?\]", "important = []", "from 1 to 200 words"),
        (ELSEWHERE, r"^important = \[(.|\n)*?\]", "important = 1", "must be a list"),
        (TOLD, r'^also   = \["M3"\]', 'also = ["M9"]', "policy.md has no clause 'M9'"),
        (TOLD, r'^also   = \["M3"\]', 'also = "M3"', "`also` must be a list"),
        (REGISTER, r"^school_days = 10", "school_days = 0", "must be from 1 to 10"),
        (REGISTER, r"^school_days = 10", 'school_days = "10"', "must be a whole number"),
        (REGISTER, r"^school_days = 10", "school_days = true", "must be a whole number"),
        (REGISTER, r"^school_days = 10", "", "[params]: `school_days` is missing"),
        (REGISTER, r"^school_days = 10", "school_days = 9\nhours = 1", "`hours` is not known here"),
        (REGISTER, r'^empty       = "unchecked"', 'empty = "wait"', "is 'unchecked'"),
        ("people/P07_answers_differ.toml", r'"ask"', '"wait"', "nothing that it could wait for"),
        (
            "people/P07_answers_differ.toml",
            r"^\[verdict\]",
            "[params]\nx = 1\n[verdict]",
            "`params`",
        ),
        ("policy.toml", r"^review_by = .*", "", "`review_by` is missing"),
        ("policy.toml", r"^review_by = .*", 'review_by = "soon"', "must be a date"),
        ("policy.toml", r"^review_by = .*", "review_by = 2026-09-01T09:00:00", "must be a date"),
        ("policy.toml", r"^(review_by = .*)", r"\1\nby = 'x'", "`by` is not known here"),
        ("policy.md", r"^## G1 \(General expectations\)", "## G1", "the heading 'G1' is not"),
        ("policy.md", r"^## G2 \(", "## G1 (", "clause G1 stands there twice"),
        ("policy.md", r"^Nobody posts anything.*", "*Ours:* Nothing.", "G1 says nothing of the"),
    ],
)
def test_a_half_written_book_is_refused(path: str, written: str, instead: str, fault: str) -> None:
    assert any(fault in found for found in _faults(_changed(path, written, instead)))


@pytest.mark.parametrize("path", [p for p in texts() if p not in ("README.md", "waivers.toml")])
def test_a_book_with_a_file_missing_is_refused_or_is_another_book(path: str) -> None:
    files = texts()
    del files[path]
    if path.startswith(("channels/", "notices/")) or path in ("school.toml", "curriculum.toml"):
        assert parse_book(files).digest != BOOK.digest
    else:
        assert _faults(files)


def test_an_empty_book_is_refused() -> None:
    faults = _faults({})

    assert "there is no rule in it." in faults
    assert "policy.md: there is no clause." in faults


@pytest.mark.parametrize(
    "path",
    ["P02_child_may_not_be_shown.toml", "a/b/P02_child_may_not_be_shown.toml", "people/P02.toml"],
)
def test_a_rule_has_its_place_and_its_name(path: str) -> None:
    files = texts()
    files[path] = files.pop(SHOWN)

    assert any("must be called <family>/P02_child" in fault for fault in _faults(files))


def test_a_check_bound_twice_is_refused() -> None:
    files = texts()
    files["people/P12_child_may_not_be_shown.toml"] = files[SHOWN].replace("P02", "P12")

    assert any("child_may_not_be_shown is bound by 2 rules" in f for f in _faults(files))


def test_a_file_that_nobody_reads_is_refused() -> None:
    assert any("notes.txt" in f for f in _faults(texts() | {"notes.txt": "Remember the milk."}))


def test_everything_that_is_wrong_is_said_at_once() -> None:
    files = _changed(SHOWN, r'"block"', '"note"') | {"trips/T01_trip_not_over.toml": "x"}
    faults = _faults(files)

    assert any(SHOWN in fault for fault in faults)
    assert any(TRIP in fault for fault in faults)


def test_the_error_can_be_read_and_acted_on() -> None:
    with pytest.raises(RuleBookError) as caught:
        parse_book({})

    assert isinstance(caught.value, CouldNotCheck)
    assert "\n- there is no rule in it." in str(caught.value)
    assert "Mend the files" in caught.value.remedy


def _with_waiver(written: str = "", instead: str = "") -> dict[str, str]:
    assert written in WAIVER
    return texts() | {"waivers.toml": WAIVER.replace(written, instead, 1)}


def test_a_waiver_is_read() -> None:
    (waiver,) = parse_book(_with_waiver()).waivers

    assert (waiver.rule, waiver.by) == ("R02", "Headteacher")
    assert (waiver.first_day.isoformat(), waiver.last_day.isoformat()) == (
        "2026-04-20",
        "2026-05-15",
    )


def test_without_a_file_of_waivers_there_are_none() -> None:
    files = texts()
    del files["waivers.toml"]

    assert parse_book(files).waivers == ()


def test_ninety_days_are_the_most() -> None:
    assert parse_book(_with_waiver("2026-05-15", "2026-07-18")).waivers
    assert _faults(_with_waiver("2026-05-15", "2026-07-19"))


@pytest.mark.parametrize(
    ("written", "instead", "fault"),
    [
        ('rule = "R02"', 'rule = "P02"', "P02 (A child who may not be shown) can never be waived"),
        ('rule = "R02"', 'rule = "Z99"', "there is no rule 'Z99'"),
        ('reason = "The governors meet in May."', 'reason = ""', "`reason` is empty"),
        ('reason = "The governors meet in May."\n', "", "`reason` is missing"),
        ('by = "Headteacher"\n', "", "`by` is missing"),
        ("first_day = 2026-04-20\n", "", "`first_day` is missing"),
        ("last_day = 2026-05-15\n", "", "`last_day` is missing"),
        ("2026-05-15", "2026-05-15T12:00:00Z", "`last_day` must be a date"),
        ("2026-05-15", "2026-04-19", "the last day lies before the first"),
        ("2026-05-15", "2027-05-15", "more than 90 days"),
        ("last_day", "why = 1\nlast_day", "waiver 1: `why` is not known here"),
        ("[[waiver]]", "[waiver]", "`waiver` must be a list"),
        ("[[waiver]]", "[[waivers]]", "`waivers` is not known here"),
        ("[[waiver]]", "waiver = [1]\n[x]", "each waiver is written as [[waiver]]"),
    ],
)
def test_a_waiver_that_says_too_little_or_too_much_is_refused(
    written: str, instead: str, fault: str
) -> None:
    assert any(fault in found for found in _faults(_with_waiver(written, instead)))


@pytest.mark.parametrize("rule", [r.code for r in BOOK.rules if r.code != "R02"])
def test_consent_trip_comments_sign_off_and_metadata_are_never_waived(rule: str) -> None:
    assert _faults(_with_waiver('"R02"', f'"{rule}"'))
