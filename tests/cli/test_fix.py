"""`gatekeeper fix`: what was shown beside the mark is done, or nothing."""

from __future__ import annotations

import re
from pathlib import Path

from tests.cli.brought import bring
from tests.cli.terminal import DEPUTY, TEACHER, Terminal


def test_a_mark_is_shown_carried_out_and_then_gone(desk: Terminal, tmp_path: Path) -> None:
    shown = desk.run("check", bring(tmp_path / "tagged", location_tag="Oak Wood"), by=TEACHER)
    mark = re.search(r"fix (\d+-[a-z]{4}): take the tag out", shown.out)

    assert mark
    assert re.search(r"gatekeeper fix tagged --apply \d+-[a-z]{4}", shown.out)
    mended = desk.run("fix", "tagged", "--apply", mark[1], by=TEACHER)
    assert "take the tag out" not in mended.out
    again = desk.run("fix", "tagged", "--apply", mark[1], by=TEACHER)
    assert again.code == 10
    assert f"Fix {mark[1]} is not offered any more." in again.text


def test_a_bare_number_is_refused_after_somebody_elses_check(
    desk: Terminal, tmp_path: Path
) -> None:
    draft = bring(tmp_path / "tagged", location_tag="Oak Wood")
    desk.run("check", draft, by=TEACHER)
    desk.run("check", "tagged", by=DEPUTY)
    told = desk.run("fix", "tagged", "--apply", "1", by=TEACHER)

    assert told.code == 10
    assert re.search(r"If you mean that, use 1-[a-z]{4}\.", told.text)
