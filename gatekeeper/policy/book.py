"""The whole rule book out of the texts of the folder `rules/`; half a book is no book.

Texts are handed in, path by path below that folder; nothing here reads a disk. The folder holds

- `policy.md`: the clauses; `policy.toml`: the day of the policy's next review;
- `<family>/<code>_<check>.toml`: one rule, bound to one check;
- `school.toml`, `curriculum.toml`: the school's own contacts, and the links, accounts and names
  that it has looked at (each may be absent: then nothing is listed);
- `waivers.toml`: rules that are not enforced for some days (may be absent);
- `channels/`: what each channel takes, read elsewhere (`channels.py`); part of the digest;
- `notices/`: patterns of notices, read elsewhere (`notices.py`); part of the digest;
- `README.md`: made from all this, so not part of the digest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from gatekeeper.checks import CHECKS
from gatekeeper.domain.canonical import digest
from gatekeeper.domain.check import Check
from gatekeeper.domain.rules import RuleBook
from gatekeeper.policy.clauses import read_clauses
from gatekeeper.policy.faults import RuleBookError
from gatekeeper.policy.lists import read_lists
from gatekeeper.policy.rule_files import read_rule
from gatekeeper.policy.tables import Table, open_table
from gatekeeper.policy.waivers import read_waivers

POLICY, REVIEW, WAIVERS, README = "policy.md", "policy.toml", "waivers.toml", "README.md"
SCHOOL, CURRICULUM = "school.toml", "curriculum.toml"
_ALONE = frozenset({POLICY, REVIEW, WAIVERS, README, SCHOOL, CURRICULUM})
CHANNELS = "channels/"
NOTICES = "notices/"


def parse_book(texts: Mapping[str, str], checks: Sequence[Check] = CHECKS) -> RuleBook:
    """Return the rule book.

    Raises:
        RuleBookError: with everything that is wrong, file by file.
    """
    faults: list[str] = []
    clauses = read_clauses(POLICY, texts.get(POLICY, ""), faults)
    if not clauses:
        faults.append(f"{POLICY}: there is no clause.")
    tables = [open_table(path, texts[path], faults) for path in sorted(_rule_paths(texts))]
    by_name = {check.name: check for check in checks}
    found = [read_rule(table, by_name, clauses) for table in tables]
    rules = tuple(sorted((r for r in found if r is not None), key=lambda rule: rule.code))
    _each_once(tables, checks, faults)
    waivers = open_table(WAIVERS, texts.get(WAIVERS, ""), faults)
    book = RuleBook(
        rules=rules,
        clauses=clauses,
        waivers=read_waivers(waivers, {rule.code: rule for rule in rules}),
        digest=book_digest(texts),
        review_by=_review_day(texts, faults),
        lists=read_lists(*(open_table(p, texts.get(p, ""), faults) for p in (SCHOOL, CURRICULUM))),
    )
    if faults:
        raise RuleBookError(faults)
    return book


def book_digest(texts: Mapping[str, str]) -> str:
    """Return the SHA-256 over every file that makes a book up, as 64 hexadecimal digits."""
    return digest("rule-book", {path: text for path, text in texts.items() if path != README})


def _rule_paths(texts: Iterable[str]) -> list[str]:
    return [p for p in texts if p not in _ALONE and not p.startswith((CHANNELS, NOTICES))]


def _each_once(tables: list[Table], checks: Sequence[Check], faults: list[str]) -> None:
    """Note codes that stand twice, and checks that no rule or more than one rule is bound to."""
    if not tables:
        faults.append("there is no rule in it.")
    codes = Counter(str(table.data["code"]) for table in tables if "code" in table.data)
    faults += [f"{n} rules have the code {code}." for code, n in codes.items() if n > 1]
    bound = Counter(str(table.data.get("check")) for table in tables)
    faults += [
        f"the check {check.name} is bound by {bound[check.name]} rules; it must be one."
        for check in checks
        if bound[check.name] != 1
    ]


def _review_day(texts: Mapping[str, str], faults: list[str]) -> date | None:
    table = open_table(REVIEW, texts.get(REVIEW, ""), faults)
    day = table.get("review_by", date)
    table.close()
    return day
