"""One rule file: a check, the clause it serves, and a verdict and words for every outcome."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import Field, fields
from string import Formatter
from typing import Any, get_type_hints

from gatekeeper.domain.check import Applies, Check, Outcome
from gatekeeper.domain.rules import Rule
from gatekeeper.domain.verdict import Verdict
from gatekeeper.policy.tables import Table

_CODE = re.compile(r"[A-Z][0-9]{2}")
PUBLISHED_REMEDY, PUBLISHED_SENTENCE = "remedy_published", "sentence_published"
_VERDICTS = {v.name.lower(): v for v in Verdict}


def read_rule(table: Table, checks: Mapping[str, Check], clauses: Collection[str]) -> Rule | None:
    """Return the rule in a file, or None after noting what is wrong with it."""
    before = len(table.faults)
    check = checks.get(name := table.text("check"))
    if check is None:
        table.fault(f"there is no check {name!r}.", "check")
        return None
    rule = Rule(
        code=_code(table, check),
        check=check,
        title=table.text("title"),
        clause=_clause(table, table.text("clause"), clauses),
        owner=table.text("owner"),
        verdicts=_verdicts(table.section("verdict"), check),
        sentences=_wordings(table.section("sentence"), check),
        remedies=_wordings(table.section("remedy"), check),
        params=_params(table, check),
        remedies_published=_remedies_published(table, check),
        sentences_published=_some_wordings(table, check),
        also=tuple(_clause(table, number, clauses) for number in _also(table)),
    )
    table.close()
    return rule if len(table.faults) == before else None


def _code(table: Table, check: Check) -> str:
    code = table.text("code")
    if not _CODE.fullmatch(code):
        table.fault("`code` must be a letter and two digits, such as P01.")
    folder, _, filename = table.place.rpartition("/")
    if filename != f"{code}_{check.name}.toml" or not folder or "/" in folder:
        table.fault(f"the file must be called <family>/{code}_{check.name}.toml.")
    return code


def _also(table: Table) -> tuple[str, ...]:
    return (table.texts("also") or ()) if "also" in table.data else ()


def _clause(table: Table, number: str, clauses: Collection[str]) -> str:
    if number not in clauses:
        table.fault(f"policy.md has no clause {number!r}.", "clause")
    return number


def _verdicts(section: Table, check: Check) -> dict[str, Verdict]:
    verdicts = {}
    for outcome in check.outcomes:
        name = section.text(outcome.value)
        if name and (why := _refused(outcome, name)):
            section.fault(f"`{outcome}` may not be {name!r}: {why}", outcome.value)
        elif name:
            verdicts[outcome.value] = _VERDICTS[name]
    section.close()
    return verdicts


def _refused(outcome: Outcome, name: str) -> str:
    """Say why an outcome may not end so; "" if it may."""
    verdict = _VERDICTS.get(name)
    if verdict is None:
        return f"a verdict is one of {', '.join(list(_VERDICTS)[1:])}."
    if verdict is Verdict.PASS:
        return "to stop enforcing a rule for a while, write a waiver into waivers.toml."
    if verdict < outcome.floor:
        return f"the least that it can be is {outcome.floor.name.lower()!r}."
    if verdict is Verdict.WAIT and outcome.floor is not Verdict.WAIT:
        return "there is nothing that it could wait for."
    return ""


def _wordings(section: Table, check: Check) -> dict[str, str]:
    wordings = {outcome.value: _wording(section, check, outcome) for outcome in check.outcomes}
    section.close()
    return wordings


def _wording(section: Table, check: Check, outcome: Outcome) -> str:
    text = section.text(outcome.value)
    for name in sorted(_placeholders(text) - check.words[outcome]):
        known = ", ".join(f"{{{word}}}" for word in sorted(check.words[outcome])) or "none"
        section.fault(f"`{outcome}` uses {name}; the words that it has are: {known}.")
    return text


def _remedies_published(table: Table, check: Check) -> dict[str, str]:
    """Return what to do about what is out; a draft's remedy is of no use there, so all are asked.

    A check of what is out alone has nothing but such remedies.
    """
    if check.applies == frozenset(Applies):
        return _wordings(table.section(PUBLISHED_REMEDY), check)
    if PUBLISHED_REMEDY in table.data:
        table.asked.add(PUBLISHED_REMEDY)
        what = f"`{PUBLISHED_REMEDY}` is for checks of drafts and of what is out; use `remedy`."
        table.fault(what, PUBLISHED_REMEDY)
    return {}


def _some_wordings(table: Table, check: Check) -> dict[str, str]:
    """Return the sentences about what is out; where none stands there, a draft's is said."""
    if PUBLISHED_SENTENCE not in table.data:
        return {}
    section = table.section(PUBLISHED_SENTENCE)
    given = [outcome for outcome in check.outcomes if outcome.value in section.data]
    wordings = {o.value: _wording(section, check, o) for o in given}
    section.close()
    return wordings


def _placeholders(text: str) -> set[str]:
    """Return the names in braces; anything that is more than a name stands there as written."""
    try:
        parts = list(Formatter().parse(text))
    except ValueError:
        return {"a brace without its other half"}
    return {
        f"{{{name}!{conversion}:{spec}}}" if conversion or spec else name
        for _, name, spec, conversion in parts
        if name is not None
    }


def _params(table: Table, check: Check) -> Any:
    """Return the parameters in the check's own type; its defaults where something is wrong."""
    if not fields(check.params):
        return check.params()
    section = table.section("params")
    kinds = get_type_hints(check.params)
    values = {}
    for item in fields(check.params):
        if fault := unbounded(item):
            section.fault(fault, item.name)
            continue
        asked = section.number if kinds[item.name] is int else section.texts
        value = asked(item.name, f" {allowed(item)}")
        low, high = item.metadata["low"], item.metadata["high"]
        size = value if isinstance(value, int) else len(value or ())
        if value is not None and low <= size <= high:
            values[item.name] = value
        elif value is not None:
            section.fault(f"`{item.name}` must be {allowed(item)}.", item.name)
    section.close()
    return check.params(**values)


def unbounded(item: Field[Any]) -> str:
    """Say what a check left out about one of its parameters; "" where it says all."""
    missing = [what for what in ("low", "high", "unit") if item.metadata.get(what, "") == ""]
    if missing:
        return f"the check says no {' and no '.join(missing)} of `{item.name}`."
    return ""


def allowed(item: Field[Any]) -> str:
    """Return what a parameter may be, with its unit: `from 1 to 10 school days`."""
    low, high, unit = (item.metadata[what] for what in ("low", "high", "unit"))
    return f"from {low} to {high} {unit}"
