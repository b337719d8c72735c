"""The path from check to proof, with the real examiners on the made-up school's pictures."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PIL import Image

from tests.cli.terminal import DEPUTY, DRAFTS, HEAD, TEACHER, Terminal

pytestmark = [pytest.mark.models, pytest.mark.slow, pytest.mark.usefixtures("true_models")]

CHANNELS = ("instagram", "linkedin")


def brought(desk: Terminal, name: str, folder: Path) -> Path:
    """Bring a draft, check it, answer as its file says, and return its folder."""
    draft = shutil.copytree(DRAFTS / name, folder / name)
    first = desk.run("check", draft, by=TEACHER)
    assert first.code == 10
    desk.do("answer", name, "--file", draft / "answers.toml", by=TEACHER)
    return draft


def signed_off(desk: Terminal, name: str) -> None:
    desk.do("submit", name, by=DEPUTY)
    shown = desk.run("sign-off", name, "--yes", by=HEAD)
    assert shown.code == 0
    assert "Signed off" in shown.out


def stage(desk: Terminal, name: str) -> str:
    rows = desk.do("posts")["posts"]
    return str(next(row["stage"] for row in rows if row["post"] == name))


def test_the_good_post_goes_from_check_to_proof_on_both_channels(
    looking: Terminal, tmp_path: Path
) -> None:
    name = "nothing_wrong"
    draft = brought(looking, name, tmp_path)
    numbered = sorted(path.name for path in (draft / "checked").iterdir())
    assert numbered == ["picture-1.jpg", "picture-2.jpg"]
    assert looking.run("check", draft, by=TEACHER).code == 0
    signed_off(looking, name)
    for channel in CHANNELS:
        gallery = tmp_path / channel
        on = ("--channel", channel)
        tablet = ("--device", looking.tablet, "--to", gallery)
        package = looking.do("release", name, *on, *tablet, by=DEPUTY)
        require_as_signed(looking, gallery, package["words"])
        said = looking.run(
            "published", name, *on, "--link", f"https://www.{channel}.com/p/1", by=DEPUTY
        )
        assert "COMMENTS NOT PROVED" in said.out
        assert stage(looking, name) == "published, comments not proved"
        proved = looking.do("prove-comments-off", name, *on, "--how", "looked", by=DEPUTY)
        assert proved["proved"] is True
    assert stage(looking, name) == "published, comments seen off"
    assert looking.do("tasks")["tasks"] == []
    verified = looking.do("ledger", "verify", "--trust", looking.fingerprint)["verification"]
    assert verified["fingerprint"] == "matched"
    assert verified["signatures"] > 8


def require_as_signed(desk: Terminal, gallery: Path, words: str) -> None:
    """Insist on the words, texts and pictures, and that nothing rides along in the pictures."""
    files = {path.name for path in gallery.iterdir()}
    texts = {"words.txt", "alt-text-1.txt", "alt-text-2.txt"}
    assert files == {"picture-1.jpg", "picture-2.jpg"} | texts
    assert (gallery / "words.txt").read_text("utf-8") == words
    for number in (1, 2):
        with Image.open(gallery / f"picture-{number}.jpg") as picture:
            assert not picture.getexif()
            assert not {"exif", "xmp", "comment", "photoshop"} & set(picture.info)
    assert desk.home not in gallery.parents


def test_a_post_about_a_trip_waits_until_everybody_is_back(
    looking: Terminal, tmp_path: Path
) -> None:
    name = "trip_not_over"
    trips = DRAFTS.parent / "oakfield" / "trips.toml"
    text = trips.read_text("utf-8").replace('leader = "teacher"', f'leader = "{TEACHER}"')
    (tmp_path / "trips.toml").write_text(text, "utf-8")
    looking.do("trip", "plan", tmp_path / "trips.toml", by=HEAD)
    draft = brought(looking, name, tmp_path)
    waits = looking.ask("check", draft, by=TEACHER)
    assert waits["verdict"] == "wait"
    signed_off(looking, name)
    tablet = ("--channel", "instagram", "--device", looking.tablet, "--to", tmp_path / "gallery")
    assert looking.run("release", name, *tablet, by=DEPUTY).code == 10
    looking.clock.move(days=3)
    assert looking.run("release", name, *tablet, by=DEPUTY).code == 10, "the clock never says it"
    looking.do("trip", "part-back", "oak-wood", by=TEACHER)
    assert looking.run("release", name, *tablet, by=DEPUTY).code == 10
    assert not (tmp_path / "gallery").exists()
    looking.do("trip", "all-back", "oak-wood", by=TEACHER)
    looking.do("release", name, *tablet, by=DEPUTY)
    assert stage(looking, name) == "on the tablet"


def test_a_covered_face_is_gone_from_what_goes_out(looking: Terminal, tmp_path: Path) -> None:
    """A child who may not be shown blocks; covering that face is enough, and it is really gone."""
    name = "refused_child_shown"
    draft = brought(looking, name, tmp_path)
    blocked = looking.ask("check", draft, by=TEACHER)
    assert blocked["verdict"] == "block"
    faces = [f["subject"] for f in blocked["findings"] if f["verdict"] == "block"]
    assert len(set(faces)) == 1
    said = (draft / "answers.toml").read_text("utf-8").split("[[answer]]")[1:]
    (refused,) = [number for number, one in enumerate(said, start=1) if "Omar Haddad" in one]
    looking.do("answer", name, f"1.{refused}", "--cover", by=TEACHER)
    pointed = looking.ask("check", draft, by=TEACHER)["findings"]
    assert [f["check"] for f in pointed if f["verdict"] == "ask"] == ["singled_out_by_covering"]
    looking.do("answer", name, "--keep-covers", 1, by=TEACHER)
    assert looking.run("check", draft, by=TEACHER).code == 0
