"""Trying a rule book on cases before it is adopted: what each rule finds, beside what is expected.

The cases are those that come with gatekeeper, or a school's own. Nothing is kept, and nobody's
post is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from gatekeeper.domain.channel import ChannelLimits
from gatekeeper.domain.check import Applies
from gatekeeper.domain.finding import Finding
from gatekeeper.domain.rules import Rule, RuleBook
from gatekeeper.errors import NotFound
from gatekeeper.pipeline import judge
from gatekeeper.policy.cases.file import cases_in
from gatekeeper.policy.cases.language import read_case
from gatekeeper.policy.cases.told import Case, CaseFault


@dataclass(frozen=True, slots=True)
class Difference:
    """A case that comes out otherwise: what it expects and what was found, in plain English."""

    case: str
    expected: tuple[str, ...]
    """What was not found although it is expected; empty where nothing is missing."""
    found: tuple[str, ...]
    """What was found although it is not expected."""


@dataclass(frozen=True, slots=True)
class Tried:
    """One rule after all its cases."""

    code: str
    check: str
    title: str
    cases: int
    differ: tuple[Difference, ...]

    @property
    def passed(self) -> int:
        """How many cases came out as expected."""
        return self.cases - len(self.differ)


@dataclass(frozen=True, slots=True)
class Trial:
    """Every rule that has cases; and the codes of those that have none."""

    rules: tuple[Tried, ...]
    without: tuple[str, ...]

    @property
    def passed(self) -> int:
        """How many cases of all rules came out as expected."""
        return sum(rule.passed for rule in self.rules)

    @property
    def cases(self) -> int:
        """How many cases there are."""
        return sum(rule.cases for rule in self.rules)


def try_rules(
    book: RuleBook,
    limits: Sequence[ChannelLimits],
    files: Mapping[str, str],
    codes: Iterable[str] = (),
) -> Trial:
    """Return what the rules of these codes, or all, find in cases: texts by the name of a check.

    Raises:
        CaseFault: a case is of the wrong form, or is about a check that there is not.
        NotFound: there is no such rule, no case of it, or no case at all.
    """
    known = {rule.check.name for rule in book.rules}
    for name in sorted(files.keys() - known):
        raise CaseFault(f"{name}.toml: there is no check {name!r}.")
    asked = _asked(book, files, tuple(codes))
    tried = tuple(
        _tried(rule, book, limits, files[rule.check.name])
        for rule in asked
        if rule.check.name in files
    )
    if not tried:
        raise NotFound("There is no case to try.", "Name a folder with files <check>.toml.")
    return Trial(tried, tuple(rule.code for rule in asked if rule.check.name not in files))


def _asked(book: RuleBook, files: Mapping[str, str], codes: tuple[str, ...]) -> tuple[Rule, ...]:
    by_code = {rule.code: rule for rule in book.rules}
    wanted = tuple(dict.fromkeys(code.upper() for code in codes))
    for code in wanted:
        if code not in by_code:
            raise NotFound(f"There is no rule {code!r}.", f"There are: {', '.join(by_code)}.")
        if (name := by_code[code].check.name) not in files:
            raise NotFound(f"There is no case of {code}.", f"Write some into {name}.toml.")
    return tuple(by_code[code] for code in wanted) or book.rules


def _tried(rule: Rule, book: RuleBook, limits: Sequence[ChannelLimits], text: str) -> Tried:
    path = f"{rule.check.name}.toml"
    alone = RuleBook((rule,), book.clauses, (), book.digest)
    cases = cases_in(path, text)
    differ = (_difference(case, rule, alone, limits) for case in cases)
    found = tuple(difference for difference in differ if difference is not None)
    return Tried(rule.code, rule.check.name, rule.title, len(cases), found)


def _difference(
    case: Case, rule: Rule, alone: RuleBook, limits: Sequence[ChannelLimits]
) -> Difference | None:
    place = f"{rule.check.name}.toml, “{case['name']}”"
    try:
        dossier = read_case(case, limits)
    except CaseFault as error:
        raise CaseFault(f"{place}: {error}") from error
    applies = next(a for a in Applies if a in rule.check.applies)
    findings = {_key(finding): finding for finding in judge(dossier, alone, applies)}
    missing = tuple(_expected(rule, hit, place) for hit in case["expect"] if hit not in findings)
    extra = tuple(_said(found) for key, found in findings.items() if key not in case["expect"])
    return Difference(case["name"], missing, extra) if missing or extra else None


def _key(finding: Finding) -> str:
    return f"{finding.outcome} {finding.subject}{' answered' if finding.answered else ''}"


def _expected(rule: Rule, hit: str, place: str) -> str:
    """Return an expectation as one says it: `ask (no answer), about 1.2`."""
    outcome, _, subject = hit.partition(" ")
    if outcome not in rule.verdicts:
        known = ", ".join(rule.verdicts)
        raise CaseFault(f"{place}: it expects {outcome!r}; what {rule.code} can find is: {known}.")
    about = subject.replace(" answered", ", answered")
    return f"{_verdict(rule.verdicts[outcome].name, outcome)}, about {about}"


def _said(finding: Finding) -> str:
    """Return a finding as one says it, with its sentence."""
    verdict = _verdict(finding.verdict.name, finding.outcome)
    whose = f" ({finding.answered.by}: {finding.answered.said}.)" if finding.answered else ""
    return f"{verdict}, about {finding.subject}: {finding.sentence}{whose}"


def _verdict(verdict: str, outcome: str) -> str:
    return f"{verdict.lower()} ({outcome.replace('_', ' ')})"
