"""The rule book as a value: rules bound to checks, the clauses they rest on, waivers, adoption."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from gatekeeper.domain.check import Applies, Check
from gatekeeper.domain.verdict import Verdict
from gatekeeper.domain.words import SchoolLists


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of the policy in our own words, under our numbering."""

    number: str
    section: str
    text: str
    """What the school's own words ask."""
    addition: str = ""
    """Ours: goes beyond the school's words, and is never quoted to a parent as the school's."""

    @property
    def ours(self) -> bool:
        """Whether a part of it is ours."""
        return bool(self.addition)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule file, bound to its check."""

    code: str
    check: Check
    title: str
    clause: str
    owner: str
    verdicts: Mapping[str, Verdict]
    sentences: Mapping[str, str]
    remedies: Mapping[str, str]
    params: Any
    remedies_published: Mapping[str, str] = field(default_factory=dict)
    """What one can do to a post that is out: of each outcome where the check is for drafts too."""
    sentences_published: Mapping[str, str] = field(default_factory=dict)
    """What is said of a post that is out, where a draft's sentence does not fit it."""
    also: tuple[str, ...] = ()
    """Further clauses that the rule serves; a finding is told under `clause`."""

    @property
    def clauses(self) -> tuple[str, ...]:
        """Every clause that the rule serves, the one it is told under first."""
        return (self.clause, *self.also)

    def wording(self, outcome: str, applies: Applies) -> tuple[str, str]:
        """Return the sentence and the remedy of an outcome, for a draft or for what is out."""
        sentence, remedy = self.sentences[outcome], self.remedies[outcome]
        if applies is Applies.DRAFT:
            return sentence, remedy
        return (
            self.sentences_published.get(outcome, sentence),
            self.remedies_published.get(outcome, remedy),
        )


@dataclass(frozen=True, slots=True)
class Waiver:
    """For some days a rule is not enforced: who decided it and why."""

    rule: str
    by: str
    reason: str
    first_day: date
    last_day: date

    def on(self, day: date) -> bool:
        """Whether it holds on this day."""
        return self.first_day <= day <= self.last_day


@dataclass(frozen=True, slots=True)
class RuleBook:
    """The rules in force; `digest` is SHA-256 over every file that makes it up."""

    rules: tuple[Rule, ...]
    clauses: Mapping[str, Clause]
    waivers: tuple[Waiver, ...]
    digest: str
    review_by: date | None = None
    lists: SchoolLists = field(default_factory=SchoolLists)


@dataclass(frozen=True, slots=True)
class Adoption:
    """The headteacher put a rule book into force: its digest, signed."""

    id: str
    digest: str
    by: str
    key: str
    at: datetime
    proof: bytes
    texts: Mapping[str, str] = field(default_factory=dict)
    """Every file of the book by its path, so that an old decision can be explained by it."""
