"""The words tell families something they must know or do, and they can find it nowhere else.

Policy: clause O12; what counts as such is ours. Rule data: rules/purpose/U02_nowhere_else.toml.

Reads: the words, for phrases from the rule's own list (closures, deadlines, money, forms, things to
bring); and where else the news stands.
Does not read: dates; most posts have one. Text in pictures. Whether it really stands there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gatekeeper.domain.check import Applies, Check, Fix, FixKind, Hit, Outcome, phrases
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.verdict import Verdict
from gatekeeper.domain.wording import listed, phrases_in


class Found(Outcome):
    """What this check can find."""

    IMPORTANT = "important", Verdict.ASK


@dataclass(frozen=True, slots=True)
class Params:
    """What tells families something that they must know or do."""

    important: tuple[str, ...] = phrases(200, default=("school is closed", "deadline"))


def run(dossier: Dossier, params: Params) -> Iterator[Hit]:
    """Yield one hit if something important stands nowhere else."""
    found = phrases_in(dossier.post.words, params.important)
    if found and not dossier.post.elsewhere.strip():
        words = {"text": listed(f"“{phrase}”" for phrase in found[:3])}
        yield Hit(Found.IMPORTANT, "words", words, (Fix(FixKind.SAY_WHERE_ELSE),))


check = Check(
    name="nowhere_else",
    outcomes=Found,
    run=run,
    words={Found.IMPORTANT: frozenset({"text"})},
    params=Params,
    applies=frozenset({Applies.DRAFT}),
)
