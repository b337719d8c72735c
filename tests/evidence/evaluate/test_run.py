"""A whole run on pictures of which everything is known, as figures, as JSON and as a page."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

from gatekeeper.domain.picture import Box
from gatekeeper.evidence.evaluate import summary
from gatekeeper.evidence.evaluate.ground_truth import GroupPicture
from gatekeeper.evidence.evaluate.page import page
from gatekeeper.evidence.evaluate.people_folder import read_people
from gatekeeper.evidence.evaluate.report import FORM, Report, Side, facts, ratios
from gatekeeper.evidence.evaluate.run import Outcome, Pictures, evaluate
from gatekeeper.evidence.evaluate.subject import Subject
from tests.evidence.evaluate.pretended import both, three

TODAY = date(2026, 11, 26)
SECRET = "Zebedee Quint"


def write(folder: Path, *pictures: str) -> Path:
    folder.mkdir(parents=True)
    for number, words in enumerate(pictures):
        (folder / f"{SECRET} {number}.jpg").write_text(words)
    return folder


def measured(pictures: Pictures, subjects: Mapping[Side, Subject] | None = None) -> Outcome:
    return evaluate(
        pictures, subjects or both(), seed=1, today=TODAY, step=lambda _what, _done, _all: None
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve people with four pictures, one with two, one with one, and what is broken."""
    folder = tmp_path_factory.mktemp("people")
    for who in range(12):
        write(folder / f"{SECRET} {who}", *(f"face {who} {who * 10 + n}" for n in range(4)))
    write(folder / "two", "face 50 501", "face 50 502")
    write(folder / "one", "face 51 511", "nobody", "broken")
    return folder


@pytest.fixture(scope="module")
def outcome(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    others = write(tmp_path_factory.mktemp("o") / "g", "face 1", "nobody", "nobody", "face 3")
    seen, missing, none, wrong = sorted(others.iterdir())
    groups = (GroupPicture(seen, (Box(0, 0, 90, 90),)), GroupPicture(missing, (BIG,)))
    return measured(Pictures(read_people(folder), groups, (none, wrong)))


BIG = Box(0, 0, 30, 30)


def test_what_was_seen_is_counted(outcome: Outcome) -> None:
    finding = outcome.report.ours.finding
    assert finding.missed is not None
    assert (finding.missed.counting.count, finding.missed.counting.total) == (1, 2)
    assert finding.false == 1
    assert finding.empty_with_false is not None
    assert finding.empty_with_false.count == 1
    assert finding.seconds_a_picture == 0.5
    assert finding.seconds_a_post == 1.0


def test_who_was_measured_is_counted(outcome: Outcome) -> None:
    told = outcome.report.ours.telling
    assert told is not None
    assert (told.no_face.count, told.no_face.total) == (1, 52)
    assert told.pairs.one_person == 12 * 6 + 1
    assert told.pairs.strangers == 51 * 50 // 2 - told.pairs.one_person
    assert told.pairs.eer == (0, 0, 0)
    assert told.in_class is not None
    assert (told.in_class.enrolled, told.in_class.first.total) == (12, 24)
    assert told.in_class.first.count == 24
    assert told.in_folder is not None
    assert told.in_folder.enrolled == 14
    assert told.seconds_a_face == 0.25


def test_a_picture_that_cannot_be_opened_is_left_out_and_said(outcome: Outcome) -> None:
    assert [one.why for one in outcome.left_out] == ["cannot be opened as a picture"]
    assert outcome.report.given.left_out == {"cannot be opened as a picture": 1}


def test_what_one_side_cannot_finish_counts_for_neither(tmp_path: Path) -> None:
    write(tmp_path / "a", "face 1", "slow")
    told = measured(Pictures(read_people(tmp_path)), both(slow=True)).report
    assert told.given.left_out == {"face_recognition could not finish it": 1}
    assert {one.telling.no_face.total for one in told.results.values() if one.telling} == {1}


def test_what_one_side_does_not_see_is_no_pair_for_either(folder: Path) -> None:
    told = measured(Pictures(read_people(folder)), both(blind=True)).report
    assert told.theirs is not None
    for one in told.results.values():
        assert one.telling is not None
        assert one.telling.pairs.strangers == 0
    assert told.theirs.telling is not None
    assert told.theirs.telling.in_class is not None
    assert told.theirs.telling.in_class.nobody.count == 24


def test_who_is_turned_down_for_enrolling_is_counted_and_shown_instead(tmp_path: Path) -> None:
    for who in (1, 2):
        write(tmp_path / str(who), *(f"face {who} {n}" for n in (1, 2, 99)))
    told = measured(Pictures(read_people(tmp_path))).report.ours.telling
    assert told is not None
    assert told.not_enrolled is not None
    assert told.in_class is not None
    assert told.in_class.first.total == 2
    assert told.not_enrolled.total == 4 + told.not_enrolled.count


@pytest.mark.parametrize("pictures", [("face 1", "face 1 2"), ("face 1",), ("nobody",)])
def test_one_folder_is_enough_for_a_report(pictures: tuple[str, ...], tmp_path: Path) -> None:
    write(tmp_path / "a", *pictures)
    report = measured(Pictures(read_people(tmp_path))).report
    assert "takes at least two people" in page(report)
    assert json.dumps(facts(report))


def test_the_same_seed_gives_the_same_report(folder: Path, outcome: Outcome) -> None:
    again = measured(Pictures(read_people(folder))).report
    assert again.ours.telling == outcome.report.ours.telling


@pytest.fixture(scope="module")
def with_quick(tmp_path_factory: pytest.TempPathFactory) -> Report:
    folder = tmp_path_factory.mktemp("quick")
    write(folder / "people" / "a", "face 1", "face 1 2", "face 1 3")
    (seen,) = write(folder / "groups", "face 1").iterdir()
    groups = (GroupPicture(seen, (Box(0, 0, 90, 90),)),)
    return measured(Pictures(read_people(folder / "people"), groups, (seen,)), three()).report


def test_what_the_quick_way_misses_stands_beside_what_the_thorough_one_does(
    with_quick: Report,
) -> None:
    missed = {side: one.finding.missed for side, one in with_quick.results.items()}
    counts = {side: one.counting.count for side, one in missed.items() if one}
    assert counts == {Side.GATEKEEPER: 0, Side.QUICK: 1, Side.FACE_RECOGNITION: 0}
    said = list(summary.lines(with_quick))
    at = next(n for n, line in enumerate(said) if "is not found" in line)
    assert said[at + 1].startswith("    gatekeeper, quickly: 100")
    assert said[at + 2].startswith("    face_recognition: 0")


def test_the_quick_way_measures_nobody(with_quick: Report) -> None:
    quick = with_quick.results[Side.QUICK]
    assert quick.telling is None
    assert quick.finding.pictures == 2
    assert with_quick.ours.telling is not None


def test_the_page_has_a_column_for_the_quick_way(with_quick: Report) -> None:
    rows = re.findall(r"<tr>.*?</tr>", page(with_quick))
    heads = [row for row in rows if "gatekeeper, quickly" in row]
    assert len(heads) == 3
    (cost,) = [row for row in rows if "a picture as it came" in row]
    assert cost.count("0.50 s") == 3
    assert 'class="quick"' in page(with_quick)


def test_alone_there_is_nothing_beside_it(tmp_path: Path) -> None:
    write(tmp_path / "a", "face 1", "face 1 2")
    ours = {Side.GATEKEEPER: both()[Side.GATEKEEPER]}
    report = measured(Pictures(read_people(tmp_path)), ours).report
    assert (report.theirs, ratios(report)) == (None, {})
    assert "beside face_recognition" not in page(report)


def shape(value: object) -> object:
    """Return what kind of thing stands where, without the figures."""
    if isinstance(value, dict):
        return {key: shape(one) for key, one in value.items()}
    if isinstance(value, list):
        return [shape(one) for one in value[:1]]
    return type(value).__name__


RATE = dict.fromkeys(("low", "high", "share"), "float") | {
    "count": "int",
    "total": "int",
    "method": "str",
}


def test_the_json_has_its_form(outcome: Outcome) -> None:
    told = json.loads(json.dumps(facts(outcome.report)))
    assert told["form"] == FORM
    assert list(told) == [
        *("form", "made_on", "version", "machine", "seed", "given", "results", "seconds", "ratios")
    ]
    ours = shape(told["results"]["gatekeeper"])
    assert ours == {
        "finding": {
            "missed": {
                "counting": RATE,
                "bands": {"24 to 48": RATE, "48 to 96": RATE},
                "besides": "int",
            },
            "false": "int",
            "false_perhaps": "int",
            "empty_with_false": RATE,
            "pictures": "int",
            "seconds_a_picture": "float",
            "seconds_a_post": "float",
        },
        "telling": {
            "no_face": RATE,
            "not_enrolled": RATE,
            "pairs": {
                **dict.fromkeys(("people", "pictures", "one_person", "strangers"), "int"),
                "eer": ["float"],
                "wanted": {"0.01": AT, "0.001": AT, "0.0001": "NoneType"},
                "thresholds": [AT],
            },
            "in_class": NAMING,
            "in_folder": NAMING,
            "faces": "int",
            "seconds_a_face": "float",
        },
        "memory": "int",
    }
    assert told["ratios"] == dict.fromkeys(
        ("cpu_a_picture", "cpu_a_post", "memory", "cpu_a_face"), 1.0
    )


AT = {"threshold": "float", "strangers_accepted": RATE, "right_refused": RATE}
NOBODY = RATE | {"share": "NoneType"}
NAMING = {
    "enrolled": "int",
    "groups": "int",
    **dict.fromkeys(("first", "first_three", "nobody", "wrong_unasked"), RATE),
    "strangers_named": NOBODY,
    "strangers_unasked": NOBODY,
}


def test_neither_page_nor_json_names_anybody(outcome: Outcome) -> None:
    assert SECRET not in page(outcome.report)
    assert SECRET not in json.dumps(facts(outcome.report))


class Read(HTMLParser):
    """Reads a page and remembers its tags; every one that is opened must be closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in {"meta", "br"}:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def text(outcome: Outcome) -> str:
    return page(outcome.report)


def test_the_page_asks_nobody_for_anything(text: str) -> None:
    read = Read(text)
    assert not read.open
    assert not {tag for tag, _ in read.tags} & {
        *("script", "link", "img", "iframe", "object", "embed", "form", "base", "use", "image")
    }
    names = {name for _, attributes in read.tags for name in attributes}
    assert not {name for name in names if name in {"src", "href", "srcset"} or name[:2] == "on"}
    assert not re.search(r"https?:|url\(|@import|//", text)


def test_every_plot_can_be_heard_and_has_its_table(text: str) -> None:
    read = Read(text)
    plots = [attributes for tag, attributes in read.tags if tag == "svg"]
    ids = [attributes["id"] for _, attributes in read.tags if "id" in attributes]
    assert len(plots) == 4
    assert len(ids) == len(set(ids)) == 8
    for plot in plots:
        assert plot["role"] == "img"
        assert set((plot["aria-labelledby"] or "").split()) <= set(ids)
    assert text.count("<title id=") == text.count("<desc id=") == 4
    assert text.count("<table>") > 6
    assert "nan" not in text
    assert "inf" not in re.findall(r'(?:x|y|d|points|width)="([^"]*)"', text)


def test_the_page_says_what_was_not_measured(text: str) -> None:
    assert "What was not measured" in text
    assert "A class of 30: only 12 people" in text
    assert "pairs of two people or more" in text


def test_the_worst_comes_first(outcome: Outcome) -> None:
    shares = [rate.share or 0 for _, rate in summary.worst_first(outcome.report.ours)]
    assert shares == sorted(shares, reverse=True)
    said = list(summary.lines(outcome.report))
    assert any(line.startswith("    face_recognition: ") for line in said)
    assert "50.0" in said[0]


def test_nothing_usable_is_said_and_not_divided_by(tmp_path: Path) -> None:
    write(tmp_path / "a", "broken")
    report: Report = measured(Pictures(read_people(tmp_path))).report
    assert "Nothing could be counted" in page(report)
    assert report.given.left_out
