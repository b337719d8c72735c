"""A few children are in most of what was published, and the others are hardly ever.

Policy: clause M2; that everybody is shown now and then is ours. Rule data:
rules/audit/A07_same_few_shown.toml.

Reads: how many children people named in each post of the audit, released here or told of.
Does not read: which children, for the sentence: it gives numbers alone, the same for every post.
Posts in which nobody was named, and whether a child may be shown: those who may not are few.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gatekeeper.domain.check import Applies, Check, Hit, Outcome, between
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.live import gathered
from gatekeeper.domain.verdict import Verdict
from gatekeeper.domain.wording import counted


class Found(Outcome):
    """What this check can find."""

    FEW = "few", Verdict.ASK


@dataclass(frozen=True, slots=True)
class Params:
    """How many children are a few, of how many posts, and which share of them is too much."""

    few: int = between(2, 10, default=3, unit="children")
    posts: int = between(4, 100, default=8, unit="posts with children who were named")
    share: int = between(30, 90, default=60, unit="per cent of these posts")


def run(dossier: Dossier, params: Params) -> Iterator[Hit]:
    """Yield one hit where a few children are in a great share of all posts."""
    shown = gathered(dossier.live).shown_together
    times = Counter(pupil for together in shown for pupil in together)
    theirs = _with_one_of(params.few, times, shown)
    many = len(shown) >= params.posts and len(times) > params.few
    if many and theirs * 100 >= params.share * len(shown):
        words = {
            "children": counted(params.few, "child", "children"),
            "theirs": str(theirs),
            "posts": str(len(shown)),
        }
        yield Hit(Found.FEW, "children", words)


def _with_one_of(few: int, times: Counter[str], shown: Sequence[frozenset[str]]) -> int:
    """Return in how many posts one of those is who are in most.

    Of children who are in as many, whoever is in most of the posts that are left: not whose id
    happens to be first.
    """
    left, others = list(shown), set(times)
    for _ in range(min(few, len(others))):
        here = Counter(pupil for together in left for pupil in together)
        chosen = min(others, key=lambda pupil: (-times[pupil], -here[pupil], pupil))
        others.remove(chosen)
        left = [together for together in left if chosen not in together]
    return len(shown) - len(left)


check = Check(
    name="same_few_shown",
    outcomes=Found,
    run=run,
    words={Found.FEW: frozenset({"children", "theirs", "posts"})},
    params=Params,
    applies=frozenset({Applies.PUBLISHED}),
)
