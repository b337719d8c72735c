"""The clauses in `policy.md`: the school's policy in our own words, under our numbering.

Each clause has a heading `## O20 (Official use)`: its number and the section of the school's
document it comes from. Below stands what the school's words ask. A paragraph that begins with
`*Ours:*` goes beyond them. What stands before the first heading is an introduction.
"""

from __future__ import annotations

import re

from gatekeeper.domain.rules import Clause

OURS = "*Ours:*"
_HEADING = re.compile(r"([A-Z][0-9]{1,2}) \(([^()]+)\)")


def read_clauses(path: str, text: str, faults: list[str]) -> dict[str, Clause]:
    """Return the clauses by number, noting faults."""
    clauses: dict[str, Clause] = {}
    for part in re.split(r"^## +", text, flags=re.MULTILINE)[1:]:
        heading, _, body = part.partition("\n")
        match = _HEADING.fullmatch(heading.strip())
        if match is None:
            faults.append(f"{path}: the heading {heading.strip()!r} is not `## O1 (Section)`.")
            continue
        clause = _clause(match[1], match[2], body)
        if clause.number in clauses:
            faults.append(f"{path}: clause {clause.number} stands there twice.")
        if not clause.text:
            faults.append(f"{path}: clause {clause.number} says nothing of the school's own.")
        clauses[clause.number] = clause
    return clauses


def _clause(number: str, section: str, body: str) -> Clause:
    paragraphs = [" ".join(p.split()) for p in re.split(r"\n\s*\n", body) if p.strip()]
    school = [p for p in paragraphs if not p.startswith(OURS)]
    ours = [p.removeprefix(OURS).strip() for p in paragraphs if p.startswith(OURS)]
    return Clause(number, section, "\n\n".join(school), "\n\n".join(ours))
