"""`faces evaluate`: with a home and without, on right pictures and on wrong ones."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from gatekeeper.cli import evaluating
from gatekeeper.evidence.evaluate.report import Side
from gatekeeper.evidence.evaluate.subject import Subject
from tests.cli.terminal import Terminal
from tests.evidence.evaluate.pretended import both, three

OURS = {Side.GATEKEEPER, Side.QUICK}


@pytest.fixture
def people(tmp_path: Path) -> Path:
    """Return a folder of two people with three made-up pictures each."""
    for who in (1, 2):
        folder = tmp_path / "people" / f"Maya Silva {who}"
        folder.mkdir(parents=True)
        for number in range(3):
            (folder / f"{number}.jpg").write_text(f"face {who} {who * 10 + number}")
    return tmp_path / "people"


@pytest.fixture
def pretended(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let both sides see what the made-up pictures say, without any model."""

    @contextmanager
    def subjects(_: Path, *, alone: bool, quick: bool) -> Iterator[Mapping[Side, Subject]]:
        every = three() if quick else both()
        yield {side: one for side, one in every.items() if side in OURS or not alone}

    monkeypatch.setattr(evaluating, "_subjects", subjects)
    monkeypatch.setattr(evaluating, "_need_models", lambda _: None)


@pytest.mark.usefixtures("pretended")
def test_without_a_home_it_measures_and_writes_page_and_figures(
    nowhere: Terminal, people: Path, tmp_path: Path
) -> None:
    page, figures = tmp_path / "page.html", tmp_path / "figures.json"
    told = nowhere.run("faces", "evaluate", people, "--page", page, "--json", figures)
    assert told.code == 0
    assert "right name is not the first" in told.text
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert json.loads(figures.read_text())["given"]["people"] == 2
    assert not nowhere.home.exists()


@pytest.mark.usefixtures("pretended")
def test_the_figures_go_to_the_screen_where_that_is_asked_for(
    nowhere: Terminal, people: Path
) -> None:
    told = nowhere.run("faces", "evaluate", people, "--alone", "--identities", 1, "--json", "-")
    assert told.facts["given"]["people"] == 1
    assert list(told.facts["results"]) == ["gatekeeper"]
    assert told.facts["made_on"] == date(2026, 11, 20).isoformat()


@pytest.mark.usefixtures("pretended")
def test_the_quick_way_of_an_audit_is_counted_beside_the_thorough_one(
    nowhere: Terminal, people: Path
) -> None:
    asked = ("faces", "evaluate", people, "--without", people, "--alone", "--quick")
    told = nowhere.run(*asked, "--json", "-")
    assert list(told.facts["results"]) == ["gatekeeper", "gatekeeper, quickly"]
    assert "6 of 6; 61.0 % to 100 %) gatekeeper, quickly: 0 % (0 of 6" in nowhere.run(*asked).text


@pytest.mark.usefixtures("pretended")
def test_nothing_measured_stays_on_the_disk(
    nowhere: Terminal, people: Path, tmp_path: Path
) -> None:
    before = {path for path in tmp_path.rglob("*") if path.is_file()}
    nowhere.run("faces", "evaluate", people, "--page", tmp_path / "page.html")
    after = {path for path in tmp_path.rglob("*") if path.is_file()}
    assert after - before == {tmp_path / "page.html"}


@pytest.mark.usefixtures("pretended")
def test_with_a_home_a_shut_lock_refuses(desk: Terminal, people: Path) -> None:
    told = desk.run("faces", "evaluate", people)
    assert told.code == 20
    assert "--not-our-children" in told.err
    assert "impact assessment" in told.text


@pytest.mark.usefixtures("pretended")
def test_with_a_home_pictures_of_others_are_measured_where_somebody_says_so(
    desk: Terminal, people: Path
) -> None:
    assert desk.run("faces", "evaluate", people, "--not-our-children").code == 0


@pytest.mark.usefixtures("pretended")
def test_finding_alone_needs_no_lock(desk: Terminal, people: Path) -> None:
    assert desk.run("faces", "evaluate", "--without", people).code == 0


@pytest.mark.usefixtures("pretended")
def test_only_children_who_may_be_measured_are(
    desk: Terminal, people: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evaluating, "find_measurable", lambda _, names: frozenset({min(names)}))
    told = desk.run("faces", "evaluate", people)
    assert told.code == 0
    assert "1 folder(s) not opened" in told.text
    assert "takes at least two people" not in told.err


@pytest.mark.usefixtures("pretended")
@pytest.mark.parametrize(
    ("arguments", "say"),
    [
        ((), "Nothing to measure was named"),
        (("gone",), "not a folder that can be read"),
        (("--groups", "gone.csv"), "cannot be read as UTF-8"),
        (("--without", "gone"), "not a folder that can be read"),
        (("people", "--identities", "0"), "--identities"),
        (("people", "--page", "people"), "cannot be written"),
    ],
)
def test_what_is_wrong_is_said(
    arguments: tuple[str, ...],
    say: str,
    nowhere: Terminal,
    people: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(people.parent)
    told = nowhere.run("faces", "evaluate", *arguments)
    assert told.code == 64
    assert say in told.text


@pytest.mark.usefixtures("pretended")
def test_a_file_that_cannot_be_opened_is_named_on_the_terminal_only(
    nowhere: Terminal, people: Path, tmp_path: Path
) -> None:
    (people / "Maya Silva 1" / "3.jpg").write_text("broken")
    page = tmp_path / "page.html"
    told = nowhere.run("faces", "evaluate", people, "--page", page)
    assert "3.jpg: cannot be opened as a picture" in told.text
    assert "3.jpg" not in page.read_text(encoding="utf-8")
    assert "Silva" not in page.read_text(encoding="utf-8")


def test_without_models_it_stops_before_it_reads_anything(
    nowhere: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GATEKEEPER_MODELS", str(tmp_path / "none"))
    told = nowhere.run("faces", "evaluate", "gone")
    assert told.code == 30
    assert "gatekeeper models fetch" in told.err


@pytest.mark.models
@pytest.mark.slow
@pytest.mark.usefixtures("true_models")
def test_on_real_models_a_folder_of_two_pictures_is_enough(
    nowhere: Terminal, tmp_path: Path, checkout: Path
) -> None:
    portraits = checkout / "fixtures" / "oakfield" / "portraits"
    (tmp_path / "people" / "alfie").mkdir(parents=True)
    for number in (0, 1):
        shutil.copy(portraits / f"alfie_{number}.jpg", tmp_path / "people" / "alfie")
    told = nowhere.run("faces", "evaluate", tmp_path / "people", "--json", "-")
    assert told.code == 0
    ours = told.facts["results"]["gatekeeper"]["telling"]
    assert ours["pairs"]["one_person"] == 1
    assert ours["in_class"] is None
    assert told.facts["ratios"]["memory"] > 0
