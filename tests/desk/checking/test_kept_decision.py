"""What of a decision is kept: no name that a face was only measured to resemble."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gatekeeper.desk.checking.kept_decision import WITHOUT_NAME, kept
from gatekeeper.domain.finding import Finding
from gatekeeper.domain.verdict import Verdict
from tests.desk.made_school import MadeSchool


@pytest.mark.parametrize("check", sorted(WITHOUT_NAME))
def test_a_child_whom_a_face_resembles_is_not_named(check: str) -> None:
    made = MadeSchool()
    made.write()
    finding = Finding("P", check, "O16", "pair", Verdict.NOTE, "s:ben", "Amina or Ben Test?", "")
    decision = replace(made.check(), findings=(finding,))
    (stored,) = kept(decision, {}).findings
    assert "Ben" not in stored.sentence
    assert stored.key == finding.key


def test_any_other_sentence_is_kept_as_it_was_shown() -> None:
    made = MadeSchool()
    made.write()
    decision = made.check()
    assert kept(decision, {}) == decision
