"""A file of cases: TOML with one `[[case]]` after another, each with a name and what to expect."""

from __future__ import annotations

import tomllib

from gatekeeper.policy.cases.told import Case, CaseFault


def cases_in(path: str, text: str) -> tuple[Case, ...]:
    """Return the cases of a file in its order; `path` is what a fault calls it.

    Raises:
        CaseFault: it is not TOML, holds no case, or a case lacks its name or what to expect.
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CaseFault(f"{path}: this is not TOML ({error}).") from error
    cases = table.pop("case", None)
    if not isinstance(cases, list) or not cases or table:
        raise CaseFault(f"{path}: it must hold cases, each written as [[case]], and nothing else.")
    for number, case in enumerate(cases, start=1):
        _expect_form(f"{path}, case {number}", case)
    return tuple(cases)


def _expect_form(place: str, case: object) -> None:
    """Refuse a case without a name, or without a list of what is found in it."""
    if not isinstance(case, dict):
        raise CaseFault(f"{place}: each case is written as [[case]].")
    name, expect = case.get("name"), case.get("expect")
    if not isinstance(name, str) or not name.strip():
        raise CaseFault(f"{place}: `name` must say in a few words what the case claims.")
    if not isinstance(expect, list) or not all(isinstance(hit, str) for hit in expect):
        message = f"{place}: `expect` must be a list of findings, each as `outcome subject`."
        raise CaseFault(message)
