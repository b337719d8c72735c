"""The words tell families something they must know or do, and they can find it nowhere else.

Policy: clause O12; what counts as such is ours. Rule data: rules/purpose/U02_nowhere_else.toml.

Reads: the words, for phrases from the rule's own lists (closures, deadlines, money, forms, things
to bring); and where else the news stands, by the drafter's word or by the words of the post.
Does not read: dates; most posts have one. Text in pictures. Whether it really stands there.

A deadline alone is no news ("the bus leaves by noon"), nor is a form; both together are.
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
    """What families must know or do, and how words say where else it stands.

    It is told by one `important` phrase, or by something `asked` together with an `until`.
    """

    important: tuple[str, ...] = phrases(200, default=("school is closed", "deadline"))
    asked: tuple[str, ...] = phrases(100, default=("the form", "please pay"))
    until: tuple[str, ...] = phrases(100, default=("by Friday", "closes"))
    elsewhere: tuple[str, ...] = phrases(50, default=("on Arbor", "on our website"))


def run(dossier: Dossier, params: Params) -> Iterator[Hit]:
    """Yield one hit if something important stands nowhere else."""
    found = _important(dossier.post.words, params)
    said = dossier.post.elsewhere.strip() or phrases_in(dossier.post.words, params.elsewhere)
    if found and not said:
        words = {"text": listed(f"“{phrase}”" for phrase in found[:3])}
        yield Hit(Found.IMPORTANT, "words", words, (Fix(FixKind.SAY_WHERE_ELSE),))


def _important(words: str, params: Params) -> tuple[str, ...]:
    asked, until = phrases_in(words, params.asked), phrases_in(words, params.until)
    return phrases_in(words, params.important) or (asked[:1] + until if asked and until else ())


check = Check(
    name="nowhere_else",
    outcomes=Found,
    run=run,
    words={Found.IMPORTANT: frozenset({"text"})},
    params=Params,
    applies=frozenset({Applies.DRAFT}),
)
