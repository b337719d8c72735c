"""`gatekeeper audit`: what is out already, judged by the rules and permissions of today."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from gatekeeper.desk.audit.judge_live import keep_judgement
from gatekeeper.domain.audit import Judgement
from gatekeeper.ports import UnitOfWork
from tests.archive.meta_server import TOKEN, MetaServer, served
from tests.cli.terminal import DEPUTY, DPO, OFFICE, PASTORAL, TEACHER, Terminal
from tests.conftest import CHECKOUT
from tests.fakes.examiners import FakeExaminers, FakeFinder, picture
from tests.fakes.films import FakeFilms


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Return a folder of four posts: a name, three faces, nothing, and a broken text."""
    folder = tmp_path / "posts"
    folder.mkdir()
    told = {
        "2026-09-18 a name": "Well done Hari Menon!",
        "2026-09-25 faces": "Our garden grows.",
        "2026-10-02 nothing": "We built paper bridges.",
    }
    for faces, (name, words) in enumerate(told.items()):
        (folder / f"{name}.txt").write_text(words)
        (folder / f"{name}.jpg").write_bytes(picture(name, 3 if faces == 1 else 0))
    (folder / "2026-10-09 broken.txt").write_bytes(b"\xff\xfe\x00")
    return folder


def calls(told: dict[str, object]) -> dict[str, str]:
    """Return the call on each post by its name, without day and digest."""
    posts = told["posts"]
    assert isinstance(posts, list)
    return {re.sub(r"^\S+ | [0-9a-f]{16}$", "", post["post"]): post["call"] for post in posts}


def test_each_post_gets_its_call_and_the_worst_comes_first(desk: Terminal, archive: Path) -> None:
    told = desk.run("audit", "run", archive, "--json", by=PASTORAL)
    facts = desk.ask("audit", "show", by=PASTORAL)

    assert told.code == 20
    assert calls(facts) == {
        "a name": "take down",
        "faces": "could not check",
        "nothing": "could not check",
    }
    assert facts["posts"][0]["findings"][0]["rule"] == "W01"
    faces = {post["post"][:16]: post["faces"] for post in facts["posts"]}
    assert faces["2026-09-25 faces"] == 3
    assert "TAKE DOWN 2026-09-18 a name This child" in desk.run("audit", "show", by=DEPUTY).text
    assert facts["unreadable"][0][0] == "2026-10-09 broken.txt"


def test_how_it_was_looked_at_is_said_and_that_nobody_was_compared(
    desk: Terminal, archive: Path, tmp_path: Path
) -> None:
    told = desk.run("audit", "run", archive, "--report", tmp_path / "report", by=DEPUTY)

    looked = desk.ask("audit", "show", by=DEPUTY)["looked"]
    assert "(finder 1)" in looked[0]
    assert (
        looked[1] == "No face was compared with anybody: the lock on telling faces apart is shut."
    )
    page = next((tmp_path / "report").glob("*.html")).read_text("utf-8")
    assert all(how.split(" (")[0] in page for how in looked)
    assert "the lock on telling faces apart is shut" in told.text


def test_what_the_archive_cannot_tell_is_counted_and_never_clean(
    desk: Terminal, archive: Path
) -> None:
    told = desk.run("audit", "run", archive, by=DEPUTY)

    assert "Could not check in 3 of 3: whether comments are off." in told.text
    assert "COULD NOT READ 2026-10-09 broken.txt" in told.text


def test_faces_are_one_line_below_every_known_reason(desk: Terminal, archive: Path) -> None:
    told = desk.run("audit", "run", archive, by=DEPUTY)

    assert "3 faces of which nobody has said who they are" in told.text
    assert told.text.index("TAKE DOWN") < told.text.index("3 faces")


def test_a_script_can_follow_post_by_post(desk: Terminal, archive: Path) -> None:
    told = desk.run("audit", "run", archive, "--follow", "--json", by=DEPUTY)

    first, *_, last = (json.loads(line) for line in told.out.splitlines())
    assert (first["done"], first["of"]) == (0, 3)
    assert last["calls"]["take down"] == 1


def test_since_and_until_are_the_schools_days(desk: Terminal, archive: Path) -> None:
    desk.run("audit", "run", archive, "--since", "2026-09-25", "--until", "2026-09-25", by=DEPUTY)

    assert calls(desk.ask("audit", "show", by=PASTORAL)) == {"faces": "could not check"}


def test_a_second_audit_looks_at_no_picture_again(desk: Terminal, archive: Path) -> None:
    assert desk.examiners is not None
    desk.run("audit", "run", archive, by=DEPUTY)
    looked = desk.examiners.finder.found_count
    desk.run("audit", "run", archive, "--workers", "2", by=DEPUTY)

    assert looked == 3
    assert desk.examiners.finder.found_count == 3


def test_without_the_models_no_audit_begins_and_it_is_said_what_helps(
    desk: Terminal, archive: Path
) -> None:
    assert desk.examiners is not None
    desk.examiners.finder.broken = True
    told = desk.run("audit", "run", archive, by=DEPUTY)

    assert told.code != 0
    assert "The face model is missing." in told.text
    assert "There was no audit yet." in desk.run("audit", "show", by=PASTORAL).text


def test_a_search_that_fails_twice_is_could_not_check_and_the_others_go_on(
    desk: Terminal, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert desk.examiners is not None
    desk.examiners.finder.broken = True
    monkeypatch.setattr(FakeFinder, "get_ready", lambda _: None)
    desk.run("audit", "run", archive, by=DEPUTY)

    facts = desk.ask("audit", "show", by=PASTORAL)
    assert len(facts["posts"]) == 3
    assert facts["calls"]["could not check"] == 2
    assert any("faces" in f["say"] for post in facts["posts"] for f in post["findings"])


@pytest.mark.parametrize("who", [OFFICE, TEACHER])
def test_only_leaders_dsls_and_the_dpo_may_audit(desk: Terminal, archive: Path, who: str) -> None:
    assert desk.run("audit", "run", archive, by=who).code == 20
    assert desk.run("audit", "run", archive, by=DPO).code == 20
    assert "may not audit" in desk.run("audit", "run", archive, by=who).text


def test_a_folder_without_posts_is_said_and_nothing_is_closed(
    desk: Terminal, tmp_path: Path
) -> None:
    told = desk.run("audit", "run", tmp_path / "nowhere", by=DEPUTY)

    assert told.code == 64
    assert "is not a folder" in told.text


def test_an_audit_that_was_cut_off_is_taken_up_where_it_stopped(
    desk: Terminal, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = desk.run("audit", "run", archive, by=DEPUTY)
    expected = desk.ask("audit", "show", by=PASTORAL)
    judged = iter(range(1, 100))

    def cut_off(*arguments: object) -> object:
        if next(judged) > 1:
            raise KeyboardInterrupt
        return keep_judgement(*arguments)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr("gatekeeper.batch.judge.keep_judgement", cut_off)
        patch.setattr("gatekeeper.batch.audit.READ_TOGETHER", 1)
        assert desk.run("audit", "run", archive, by=DEPUTY).code == 10
    half = desk.ask("audit", "show", by=PASTORAL)
    assert half["finished"] is None
    assert len(half["posts"]) == 1
    assert "was cut off" in desk.run("audit", "show", by=PASTORAL).text

    assert desk.run("audit", "run", archive, "--resume", by=DEPUTY).code == whole.code
    facts = desk.ask("audit", "show", by=PASTORAL)
    assert facts["audit"] == half["audit"]
    assert facts["posts"] == expected["posts"]
    assert facts["calls"] == expected["calls"]


def test_posts_do_not_wait_for_the_disk_one_by_one(
    desk: Terminal, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    transactions: list[object] = []

    def noted(uow: UnitOfWork, one: Judgement) -> Judgement:
        transactions.append(uow)
        return keep_judgement(uow, one)

    monkeypatch.setattr("gatekeeper.batch.judge.keep_judgement", noted)
    desk.run("audit", "run", archive, by=DEPUTY)
    first, *others = transactions
    assert len(others) == 2
    assert all(one is first for one in others)


def test_the_schools_own_account_is_audited_with_its_token(
    desk: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    with served(MetaServer()) as meta:
        meta.media = [
            {
                "id": "1",
                "media_type": "IMAGE",
                "caption": "Well done Hari Menon!",
                "timestamp": "2026-09-18T12:00:00+0000",
                "is_comment_enabled": True,
            }
        ]
        monkeypatch.setenv("GATEKEEPER_INSTAGRAM_TOKEN", TOKEN)
        monkeypatch.setenv("GATEKEEPER_INSTAGRAM_HOST", meta.url)
        told = desk.run("audit", "run", "@instagram", "--json", by=DEPUTY)
    assert [post["call"] for post in told.facts["posts"]] == ["take down"]
    assert TOKEN not in told.text
    assert not [file for file in desk.home.rglob("*") if _holds(file, TOKEN)]


def _holds(file: Path, text: str) -> bool:
    return file.is_file() and text.encode() in file.read_bytes()


def test_the_account_without_a_token_is_said(desk: Terminal) -> None:
    told = desk.run("audit", "run", "@instagram", "--json", by=DEPUTY)
    assert told.code == 64
    assert "no token" in told.facts["error"]


def test_every_second_of_a_film_is_looked_at(desk: Terminal, tmp_path: Path) -> None:
    assert desk.examiners is not None
    desk.examiners.films = FakeFilms({ord("a"): picture("one", 2), ord("b"): picture("two", 1)})
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts" / "hall.mp4").write_bytes(b"aab")
    desk.run("audit", "run", tmp_path / "posts", by=DEPUTY)
    facts = desk.ask("audit", "show", by=PASTORAL)
    assert [post["faces"] for post in facts["posts"]] == [3]


def test_an_audit_as_of_a_day_says_so_wherever_it_is_shown(
    desk: Terminal, archive: Path, tmp_path: Path
) -> None:
    told = desk.run(
        "audit", "run", archive, "--as-of", "2026-09-01", "--report", tmp_path / "r", by=DEPUTY
    )
    said = "Permissions as they were on record at the end of 1 September 2026"

    assert said in told.text
    assert said in desk.run("audit", "show", by=PASTORAL).text
    assert desk.ask("audit", "show", by=PASTORAL)["as_of"] == "2026-09-01"
    assert said in (tmp_path / "r" / "report.html").read_text("utf-8")


def test_nobody_audits_as_of_a_day_to_come(desk: Terminal, archive: Path) -> None:
    assert desk.run("audit", "run", archive, "--as-of", "2099-01-01", by=DEPUTY).code == 64


def test_a_trial_by_another_rule_book_is_marked_and_needs_no_adoption(
    desk: Terminal, archive: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    shutil.copytree(CHECKOUT / "rules", other)
    named = other / "words" / "W01_pupil_named_in_words.toml"
    named.write_text(named.read_text("utf-8").replace("This child may not", "A pupil may not"))
    told = desk.run(
        "audit", "run", archive, "--rules", other, "--report", tmp_path / "r", by=DEPUTY
    )
    said = "A trial: judged by a rule book that the headteacher has not adopted."

    assert said in told.text
    assert "A pupil may not be named here" in told.text
    assert desk.ask("audit", "show", by=PASTORAL)["trial"] is True
    assert said in (tmp_path / "r" / "report.html").read_text("utf-8")
    ordinary = desk.run("audit", "run", archive, "--resume", by=DEPUTY)
    assert said not in ordinary.text
    assert "This child may not be named here" in ordinary.text


def test_a_folder_without_a_rule_book_is_said(
    desk: Terminal, archive: Path, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    told = desk.run("audit", "run", archive, "--rules", tmp_path / "empty", by=DEPUTY)

    assert told.code != 0
    assert "cannot be used" in told.text


def test_every_finding_ends_in_what_one_can_do(desk: Terminal, archive: Path) -> None:
    told = desk.run("audit", "run", archive, by=DEPUTY)

    assert "→ Edit the name out in the app, or take the post down." in told.text
    found = [
        f for post in desk.ask("audit", "show", by=PASTORAL)["posts"] for f in post["findings"]
    ]
    assert all(f["do"] for f in found)


def test_what_an_audit_said_is_shown_to_nobody_unnamed_and_to_no_teacher(
    desk: Terminal, archive: Path
) -> None:
    desk.run("audit", "run", archive, by=PASTORAL)
    for by, code in (("", 64), (TEACHER, 20)):
        told = desk.run("audit", "show", by=by)
        assert told.code == code
        assert "Hari" not in told.text
    for by, code in (("", 64), ("Mx Nobody", 64)):
        assert desk.run("explain", "some-decision", by=by).code == code


def test_an_audit_that_judged_no_post_is_not_fine(desk: Terminal, archive: Path) -> None:
    (archive / "2026-10-09 broken.txt").unlink()
    told = desk.run("audit", "run", archive, "--since", "2027-09-01", by=PASTORAL)
    assert told.code == 30
    assert "counts as no audit" in told.text


@pytest.mark.parametrize("workers", [1, 2])
def test_a_thorough_audit_looks_as_at_a_draft_and_says_so(
    desk: Terminal, archive: Path, monkeypatch: pytest.MonkeyPatch, workers: int
) -> None:
    quick = FakeFinder(version="quick-finder")
    whole = FakeExaminers.bundle
    monkeypatch.setattr(
        FakeExaminers, "bundle", lambda self: replace(whole(self), quick_finder=quick)
    )
    run = ("audit", "run", archive, "--workers", workers)

    assert "quickly" in desk.run(*run, by=DEPUTY).text
    assert quick.found_count == 3
    assert (
        "as thoroughly as in a post that is to go out"
        in desk.run(*run, "--thorough", by=DEPUTY).text
    )
    assert desk.examiners is not None
    assert (quick.found_count, desk.examiners.finder.found_count) == (3, 3)


@pytest.mark.parametrize(
    ("other", "say"),
    [(("--resume",), "may have looked quickly"), (("--cluster", "tls://here:8786"), "quickly")],
)
def test_what_may_have_been_looked_at_quickly_is_never_called_thorough(
    desk: Terminal, archive: Path, other: tuple[str, ...], say: str
) -> None:
    told = desk.run("audit", "run", archive, "--thorough", *other, by=DEPUTY)

    assert told.code == 64
    assert say in told.text
    assert "There was no audit yet" in desk.run("audit", "show", by=DEPUTY).text
