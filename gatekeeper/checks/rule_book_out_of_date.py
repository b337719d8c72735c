"""The policy is due for its review.

Policy: clause M1. Rule data: rules/records/R02_rule_book_out_of_date.toml.

Reads: the review date of the rule book, and today.
Does not read: whether the headteacher has adopted the rule book; without that nothing is judged.

It is said with every decision and stops nothing: an old rule is better than none.
"""

from __future__ import annotations

from collections.abc import Iterator

from gatekeeper.domain.check import Check, Fix, FixKind, Hit, NoParams, Outcome
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.verdict import Verdict


class Found(Outcome):
    """What this check can find."""

    OVERDUE = "overdue", Verdict.NOTE
    NO_DATE = "no_date", Verdict.NOTE


def run(dossier: Dossier, _: NoParams) -> Iterator[Hit]:
    """Yield one hit once the review date has passed, or if there is none."""
    due = dossier.rules_review_by
    fixes = (Fix(FixKind.REVIEW_POLICY),)
    if due is None:
        yield Hit(Found.NO_DATE, "rules", fixes=fixes)
    elif due < dossier.today:
        yield Hit(Found.OVERDUE, "rules", {"due": f"{due.day} {due:%B %Y}"}, fixes)


check = Check(
    name="rule_book_out_of_date",
    outcomes=Found,
    run=run,
    words={Found.OVERDUE: frozenset({"due"}), Found.NO_DATE: frozenset()},
    waivable=True,
)
