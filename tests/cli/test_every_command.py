"""What holds for every command: it takes --json, it succeeds, and it fails, in one line of JSON."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from gatekeeper.cli import setup
from tests.cli.brought import bring, with_faces
from tests.cli.terminal import (
    COMMAND,
    DEPUTY,
    DPO,
    HEAD,
    OFFICE,
    PASSPHRASE,
    PASTORAL,
    REGISTER,
    TEACHER,
    Terminal,
)
from tests.fakes.examiners import picture
from tests.fakes.portraits import FakePortraits

BY_ITSELF = {
    *("models list", "models fetch", "init", "demo", "rules readme", "rules docs"),
    *("faces evaluate", "audit fetch"),
}
"""Commands that need no home."""
TRIP = """
[[trip]]
id = "forest"
name = "Forest day"
place = "Oak Wood"
groups = ["Year 5"]
starts = 2026-11-20T09:00:00+00:00
ends = 2026-11-20T15:30:00+00:00
leader = "Miss Hale"
"""


def leaves(command: Any, *path: str) -> Iterator[tuple[str, Any]]:
    """Yield every command by what is typed for it."""
    groups = getattr(command, "commands", None)
    if groups is None:
        yield " ".join(path), command
        return
    for name, below in groups.items():
        yield from leaves(below, *path, name)


EVERY = dict(leaves(COMMAND))


PLAUSIBLE = {
    "picture": "1",
    "box": "0,0,10,10",
    "role": "teacher",
    "given_on": "2026-11-20",
    "use": "group",
    "fact": "review_by=2027-09-01",
    "first_day": "2026-11-20",
    "last_day": "2026-11-20",
    "scope": "group",
    "what": "agreed",
    "said_on": "2026-11-20",
    "switch": "on",
    "why": "drill",
}


def least(command: Any) -> list[str]:
    """Return something plausible for each argument and option that must be given."""
    typed: list[str] = []
    for parameter in command.params:
        if parameter.required:
            option = [opt for opt in parameter.opts if opt.startswith("-")]
            typed += [*option, PLAUSIBLE.get(parameter.name, "instagram")]
    return typed


@pytest.mark.parametrize("name", EVERY)
def test_it_takes_json(name: str) -> None:
    assert any("--json" in parameter.opts for parameter in EVERY[name].params)


@pytest.mark.parametrize("name", EVERY)
def test_it_says_what_it_does(name: str) -> None:
    assert EVERY[name].help
    assert all(
        getattr(parameter, "help", None) for parameter in EVERY[name].params if parameter.opts
    )


@pytest.mark.parametrize("name", EVERY)
def test_an_unknown_option_is_misuse(name: str, nowhere: Terminal) -> None:
    told = nowhere.run(*name.split(), "--surprise", "--json")
    assert told.code == 64
    assert told.facts["ok"] is False
    assert not nowhere.home.exists()


@pytest.mark.parametrize("name", sorted(set(EVERY) - BY_ITSELF))
def test_without_a_home_it_stops_and_says_so_in_one_line(name: str, nowhere: Terminal) -> None:
    told = nowhere.run(*name.split(), *least(EVERY[name]), "--json")
    assert told.code in {30, 64}
    assert told.facts["ok"] is False
    assert not nowhere.home.exists()


def test_every_command_succeeds_in_one_line_of_json(
    desk: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fortnight at a school, most of it what one hopes never to need."""
    monkeypatch.setattr(setup, "fetch_models", lambda *_: ())
    used: set[str] = set()

    def do(name: str, *arguments: object, by: str = "") -> dict[str, Any]:
        used.add(name)
        return desk.do(*name.split(), *arguments, by=by)

    look_around(do, tmp_path)
    draft = with_faces(tmp_path / "news", 2)
    go_all_the_way(do, draft, desk.tablet)
    stop_and_send_back(do, tmp_path, desk.tablet)
    make_a_notice(do)
    be_told_of_a_trip(do, tmp_path)
    be_told_of_children(do, tmp_path)
    assert desk.examiners is not None
    desk.examiners.matcher = FakePortraits()
    tell_faces_apart(do, tmp_path)
    end_what_began(do, tmp_path, desk)
    their_own_tests = {
        *("demo", "init", "claim", "doctor", "rules adopt", "serve", "faces evaluate"),
        *("audit fetch", "audit run", "audit show", "audit report", "key sign", "reconcile"),
    }
    assert set(EVERY) - used == their_own_tests


def look_around(do: Any, tmp_path: Path) -> None:
    assert do("models fetch")["fetched"] == []
    assert do("models list")["models"]
    assert do("people list")["people"]
    assert do("device list")["devices"]
    assert do("rules list")["in_force"] is True
    assert do("rules show", "r01")["parameters"][0]["allowed"] == "from 1 to 10 school days"
    assert do("register confirm", by=OFFICE)
    assert do("register status")["pupils"] > 20
    do("register import", _register(tmp_path), by=OFFICE)
    facts = ("--fact", "risk_assessed=2026-09-01", "--fact", "review_by=2027-09-01")
    do("people aup", TEACHER, "--read", "2026-09-08", by=DEPUTY)
    do("people classes", TEACHER, by=HEAD)
    reason = ("--reason", "Every face by name this term.")
    assert do("roll-call", "off", *reason, by=HEAD)["on"] is False
    assert do("roll-call", "on", *reason, by=HEAD)["on"] is True
    do("people address", TEACHER, "hale@oakfield.test", by=TEACHER)
    do("channel record", "instagram", *facts, "--account", "oakfield", by=DEPUTY)
    two_pages = tmp_path / "governors.html"
    assert do("report governors", "--out", two_pages, by=HEAD)["report"] == str(two_pages)
    assert "Oakfield" in two_pages.read_text("utf-8")


def make_a_notice(do: Any) -> None:
    listed = do("pattern list")
    assert listed["signed_until"] is None
    until = do("pattern sign", listed["digest"], by=HEAD)["signed_until"]
    assert do("pattern list")["signed_until"] == until
    first = listed["patterns"][0]
    blanks = [f"{blank}={choices[0]}" for blank, choices in first["blanks"].items()]
    typed = [part for item in blanks for part in ("--blank", item)]
    assert do("pattern fill", first["name"], *typed, by=DEPUTY)["post"].startswith("notice-")


def _register(tmp_path: Path) -> Path:
    file = tmp_path / "adults.csv"
    file.write_text(
        "adult_id,title,first_name,surname,kind,instagram,linkedin,given_on,until\n"
        "A99,Mr,Robin,Fletcher,volunteer,yes,no,2026-09-03,2027-07-21\n"
    )
    return file


def go_all_the_way(do: Any, draft: Path, tablet: str) -> None:
    where = ("--channel", "instagram")
    do("add-face", _checked(do, draft), 1, "700,100,90,90", "--behind", by=TEACHER)
    do("answer", "news", "1.1", "--pupil", "Maya Silva", by=TEACHER)
    do("answer", "news", "1.2", "--cover", by=TEACHER)
    do("answer", "news", "1.3", "--unrecognisable", by=TEACHER)
    do("crop", "news", 1, "0,0,900,800", by=TEACHER)
    with pytest.raises(AssertionError, match="NOT_YET"):
        do("check", "news", by=TEACHER)
    do("answer", "news", "--keep-covers", 1, by=TEACHER)
    assert do("check", "news", by=TEACHER)["ok"] is True
    do("submit", "news", by=DEPUTY)
    do("sign-off", "news", "--yes", by=HEAD)
    to = draft.parent / "gallery"
    do("release", "news", *where, "--device", tablet, "--to", to, by=DEPUTY)
    out = do("published", "news", *where, "--link", "https://www.instagram.com/1", by=DEPUTY)
    assert do("prove-comments-off", "news", *where, "--how", "looked", by=DEPUTY)["proved"] is True
    assert [row["stage"] for row in do("posts")["posts"]] == ["published, comments seen off"]
    do("tasks")
    item = do("take-down ask", out["published"], by=DEPUTY)["take_down"]
    do("taken-down", "news", *where, by=DEPUTY)
    with pytest.raises(AssertionError, match="taken down already"):
        do("take-down done", item, by=DEPUTY)
    do("take-down gone", item, "--proof", "Opened its link.", by=OFFICE)
    assert do("take-down list", by=OFFICE)["take_downs"][0]["gone"]["by"]


def _checked(do: Any, draft: Path) -> str:
    """Check a draft whose faces nobody has named, which is not a pass."""
    with pytest.raises(AssertionError, match="NOT_YET"):
        do("check", draft, by=TEACHER)
    return draft.name


def stop_and_send_back(do: Any, tmp_path: Path, tablet: str) -> None:
    with pytest.raises(AssertionError, match="BLOCKED"):
        do("check", bring(tmp_path / "tagged", location_tag="Oak Wood"), by=TEACHER)
    mended = do("fix", "tagged", "--apply", 1, by=TEACHER)
    assert do("explain", mended["decision"], by=DEPUTY)["since"] is None
    for name in ("returned", "stopped"):
        do("check", bring(tmp_path / name), by=TEACHER)
        do("submit", name, by=DEPUTY)
    do("sign-off", "returned", "--return", "Warmer.", "--propose", "Wonderful work!", by=HEAD)
    assert do("accept-proposal", "returned", by=TEACHER)["version"] == 2
    do("sign-off", "stopped", "--yes", by=HEAD)
    where = ("--channel", "instagram", "--device", tablet, "--to", tmp_path / "stopped gallery")
    grant = do("release", "stopped", *where, by=DEPUTY)["grant"]
    do("recall", "stopped", "--why", "wrong week", by=TEACHER)
    do("outcome", grant, by=DEPUTY)
    assert do("break-glass", "--reason", "she is ill", by=HEAD)["until"]
    stopped = do("stop", "--why", "look", "--words", "is it she?", by=TEACHER)["stop"]
    assert do("start", "--why", "false-alarm", by=HEAD)["ended"] == [stopped]


def be_told_of_a_trip(do: Any, tmp_path: Path) -> None:
    table = tmp_path / "trips.csv"
    heading = "id,name,place,groups,starts,ends,leader"
    row = f"pool,Swimming,The pool,Year 4,2026-11-27 09:00,2026-11-27 11:00,{TEACHER}"
    table.write_text(f"{heading}\n{row}\n", encoding="utf-8")
    assert do("trip import", table, by=OFFICE)["trips"] == ["pool"]
    assert do("trip import", table, by=OFFICE)["trips"] == []
    file = tmp_path / "trips.toml"
    file.write_text(TRIP)
    assert do("trip plan", file, by=TEACHER)["trips"] == ["forest"]
    assert do("trip list")["trips"]
    assert do("trip late", "forest", "--words", "traffic", by=TEACHER)["all_back"] is False
    assert do("trip part-back", "forest", "--words", "one bus", by=TEACHER)["all_back"] is False
    assert do("trip all-back", "forest", by=TEACHER)["all_back"] is True
    do("trip not-back", "forest", "--reason", "one bus was missing", by=OFFICE)


def be_told_of_children(do: Any, tmp_path: Path) -> None:
    held = do("hold place", "Maya Silva", "--reason", "made up", by=PASTORAL)["hold"]
    assert do("hold list", by=PASTORAL)["holds"]
    do("hold lift", held, by=PASTORAL)
    done = do("withdraw-consent", "Maya Silva", "--said-by", "Mrs Silva", by=OFFICE)
    assert (done["voided"], done["shows"]) == ([], [])
    asked = [task for task in do("tasks")["tasks"] if task["kind"].startswith("look again")]
    assert do("done", asked[0]["id"], "--outcome", "looked", by=TEACHER)["ok"] is True
    said = ("--given-by", "Mrs Silva", "--given-on", "2026-11-20", "--paper", "Folder 1")
    what = ("--channel", "instagram", "--use", "group", "--until", "2027-07-21")
    assert do("record-consent", "Maya Silva", *said, *what, by=OFFICE)["voided"] == []
    asked = do("child posts", "Zain Rahman", "--reason", "the family asks for it", by=OFFICE)
    assert (asked["shows"], asked["to_look_at"]) == ([], 0)
    assert do("child look-through", "Zain Rahman", by=OFFICE)["of"] == 0
    assert "No post is known" in do("child letter", "Zain Rahman", by=OFFICE)["letter"]
    file = tmp_path / "without Zain.csv"
    lines = REGISTER.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text("".join(line for line in lines if ",Zain," not in line), encoding="utf-8")
    again = ("--agreed-again", "OP2502", "--another-child", "OP2502")
    shown = do("register import", file, *again, by=OFFICE)
    assert shown["changes"]["leavers"] == ["Zain Rahman"]
    assert do("register import", file, *again, "--apply", shown["id"], by=OFFICE)["applied"]
    do("register renumber", "op2502", "OP2502-B", by=OFFICE)
    do("child erase", "Zain Rahman", "--reason", "moved away, asked for it", by=DPO)


def tell_faces_apart(do: Any, tmp_path: Path) -> None:
    grounds = ("--dpia", "DPIA 7", "--noticed-on", "2026-11-02", "--review-by", "2027-07-21")
    why = ("--reason", "Only classes of which every family agreed.")
    offered = ("--alternative", "A person names every face.")
    assert do("biometrics enable", *grounds, *offered, *why, by=DPO)["scope"] == "group"
    assert do("biometrics scope", "school", *why, by=DPO)["scope"] == "school"
    said = ("--said-by", "Mrs Lamb", "--said-on", "2026-11-03", "--paper", "Folder 7")
    do("biometrics record", "Poppy Lamb", "notified", *said, "--every-parent", by=OFFICE)
    done = do("biometrics record", "Poppy Lamb", "agreed", *said, by=OFFICE)
    assert done["against"] == []
    file = tmp_path / "poppy.jpg"
    file.write_bytes(picture("poppy 1", 1))
    assert do("enrol", "Poppy Lamb", file, by=OFFICE)["enrolled"][0]["pictures"] == 1
    assert do("biometrics status", by=DPO)["open"] is True
    assert do("biometrics pictures", "off", by=DPO)["destroyed"] == 1
    assert do("biometrics disable", *why, by=DPO)["before"]["enrolled pictures"] == 1


def end_what_began(do: Any, tmp_path: Path, desk: Terminal) -> None:
    days = ("--from", "2026-11-23", "--to", "2026-11-27")
    appointed = do("stand-in appoint", PASTORAL, *days, by=HEAD)["stand_in"]
    do("stand-in end", appointed, by=HEAD)
    do("key end", do("key enrol", DPO, by=HEAD)["key"], by=HEAD)
    do("people shut-out", DPO, by=HEAD)
    assert do("key invite", DPO, by=HEAD)["code"].count("-") == 3
    assert do("key offered")["offered"] == []
    do("people end", do("people add", "Mr New", "--role", "teacher", by=HEAD)["person"], by=HEAD)
    do("device end", do("device enrol", "Spare", by=HEAD)["device"], by=HEAD)
    do("key replace-headteacher", HEAD, "--first", PASTORAL, "--second", DPO)
    do("rules docs", desk.home / "rules")
    do("rules readme", desk.home / "rules")
    do("rules docs", desk.home / "rules", "--check")
    assert do("rules preview", desk.home / "rules")["differ"] == []
    assert do("rules test", "R01", "R02")["book"] == "this school's book, in force"
    assert do("ledger show", "--last", 3)["entries"]
    head = do("ledger head")["head"]
    do("ledger export", tmp_path / "ledger.jsonl")
    found = do("ledger verify", tmp_path / "ledger.jsonl", "--head", head)
    assert found["verification"]["head"] == "matched"


def test_where_no_school_is_set_up_doctor_says_so_once(nowhere: Terminal) -> None:
    told = nowhere.run("doctor", "--json")
    found = {item["what"]: item["well"] for item in told.facts["found"]}
    assert (told.code, found["home"], found["disk"]) == (30, False, True)
    assert set(found) == {"models", "home", "disk"}
    assert told.out.count("gatekeeper init") == 1


def test_a_home_is_made_claimed_and_well(nowhere: Terminal, tmp_path: Path) -> None:
    code = nowhere.do("init", "--school", "Oakfield Primary")["code"]
    opened = nowhere.do("claim", code, "--name", HEAD, "--also", "dsl")
    assert opened["recovery"].startswith("AGE-SECRET-KEY")
    nowhere.do("rules", "adopt", by=opened["person"])
    found = {item["what"]: item["well"] for item in nowhere.ask("doctor")["found"]}
    assert found["home"]
    assert found["rule book"]
    assert found["disk"]
    assert PASSPHRASE not in str(opened)
    assert not list(tmp_path.glob("*.json"))
