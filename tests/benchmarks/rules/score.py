"""Counting what the words checks catch in the corpus, and how often they cry wolf."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import sqrt

from gatekeeper.domain.finding import Finding
from gatekeeper.domain.spelling import squash
from gatekeeper.domain.verdict import Verdict
from tests.benchmarks.rules.corpus_file import Label, Labelled

Z = 1.96

CHECKS_OF: Mapping[str, frozenset[str]] = {
    "pupil_named": frozenset({"pupil_named_in_words"}),
    "staff_or_family": frozenset({"colleague_or_family_in_words"}),
    "personal_data": frozenset({"personal_data_in_words"}),
    "whereabouts_now": frozenset({"whereabouts_in_words", "trip_not_declared", "trip_not_over"}),
    "whereabouts_future": frozenset({"whereabouts_in_words", "trip_not_over"}),
    "whereabouts_pattern": frozenset({"whereabouts_in_words", "same_place_again"}),
    "location_tag": frozenset({"location_tagged", "posting_told_in_words"}),
    "absence": frozenset({"child_left_out", "small_group_told"}),
    "sensitive": frozenset({"sensitive_in_words"}),
    "hurtful": frozenset({"hurtful_words"}),
    "accusation": frozenset({"accusation_in_words"}),
    "personal_view": frozenset({"personal_view_in_words"}),
    "private_message": frozenset({"private_message_invited"}),
    "personal_account": frozenset({"personal_account_in_words"}),
    "link": frozenset({"link_not_on_the_list"}),
    "commitment": frozenset({"commitment_in_words"}),
    "important": frozenset({"nowhere_else"}),
    "credit": frozenset({"credit_missing", "posting_told_in_words"}),
    "format": frozenset({"format_not_allowed", "posting_told_in_words"}),
}
"""The checks that are for a family of labels; a check that is not there counts for none."""

OF_WORDS = frozenset().union(*CHECKS_OF.values())


@dataclass(frozen=True, slots=True)
class Judged:
    """A post with what the rule book found in its words, and the CPU seconds that it took."""

    post: Labelled
    findings: tuple[Finding, ...]
    seconds: float


@dataclass(slots=True)
class Count:
    """Out of how many, how many."""

    hits: int = 0
    of: int = 0
    missed: list[str] = field(default_factory=list)

    def add(self, hit: bool, what: str = "") -> None:  # noqa: FBT001 - it is what is counted
        """Count one more."""
        self.of += 1
        self.hits += hit
        if not hit:
            self.missed.append(what)

    def __str__(self) -> str:
        """Return `7/8 (53-98 %)`: the count with Wilson's interval of 95 %."""
        if not self.of:
            return "none"
        low, high = interval(self.hits, self.of)
        return f"{self.hits}/{self.of} ({100 * low:.0f}-{100 * high:.0f} %)"


def interval(hits: int, of: int) -> tuple[float, float]:
    """Return Wilson's interval of 95 % for a share."""
    share, spread = hits / of, Z * Z / of
    middle = (share + spread / 2) / (1 + spread)
    half = Z / (1 + spread) * sqrt(share * (1 - share) / of + spread / (4 * of))
    return max(0.0, middle - half), min(1.0, middle + half)


def of_words(finding: Finding) -> bool:
    """Whether a finding is about words: every check of the words' family, and those named above."""
    return finding.rule.startswith("W") or finding.check in OF_WORDS


def caught(label: Label, findings: Iterable[Finding]) -> bool:
    """Whether a check of the label's family asked or did more about the words at fault.

    Where a finding quotes nothing it counts for the whole post.
    """
    about = [f for f in findings if f.check in CHECKS_OF[label.family] and f.verdict >= Verdict.ASK]
    return any(_meets(finding, label) for finding in about)


def _meets(finding: Finding, label: Label) -> bool:
    quoted = [squash(fix.value) for fix in finding.fixes if fix.value]
    wanted = [squash(what) for what in label.what]
    meets = any(quote in what or what in quote for quote in quoted for what in wanted if quote)
    words = {squash(word) for what in label.what for word in re.split(r"\W+", what)}
    alike = any(word in quote for word in words for quote in quoted if len(word) > 2)
    return meets or alike or not quoted


def severe_enough(label: Label, findings: Iterable[Finding]) -> bool:
    """Whether the worst of the family is at least what a careful deputy head would want."""
    checks = CHECKS_OF[label.family]
    return any(f.check in checks and f.verdict >= Verdict[label.expect.upper()] for f in findings)


def is_full_name(label: Label) -> bool:
    """Whether a label is of a pupil's full name that must not stand there."""
    words = [word for what in label.what for word in what.replace(",", " ").split()]
    full = sum(len(squash(word)) > 1 for word in words) > 1
    return label.family == "pupil_named" and label.expect == "block" and full
