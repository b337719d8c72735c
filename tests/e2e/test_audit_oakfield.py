"""The made-up school's own archive through the whole audit, with the real models."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from gatekeeper.cli.main import app
from tests.conftest import CHECKOUT
from tests.fixtures.test_archive import WRITTEN

pytestmark = [
    pytest.mark.models,
    pytest.mark.slow,
    pytest.mark.usefixtures("true_models"),
]


def test_each_post_is_found_to_have_what_was_written_into_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GATEKEEPER_HOME", str(tmp_path / "none"))
    archive = CHECKOUT / "fixtures" / "archive" / "oakfield"
    told = CliRunner().invoke(app, ["audit", "run", str(archive), "--json"])

    facts = json.loads(told.stdout)
    found = {
        post["post"]: [
            f"{f['rule']} {f['outcome']}"
            for f in sorted(post["findings"], key=lambda f: f["rule"])
            if f["rule"].startswith("A")
        ]
        for post in facts["posts"]
    }
    assert found == {code: post["found"] for code, post in WRITTEN.items()}
    assert [one["rule"] for one in facts["school"] if one["rule"].startswith("A")] == ["A07"]
    assert facts["calls"]["fine"] == 1
