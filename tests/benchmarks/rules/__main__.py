"""What the words checks catch, and how often they cry wolf, on posts as schools write them.

    python -m tests.benchmarks.rules [open|spent|second|third|FILE ...] [--missed]

Judges the words of every post with the real rule book; pictures play no part. The parts are those
of `corpus/README.md`, all four if none is named; FILE is a file of posts that lies elsewhere.
`--missed` lists what was missed and what was found in innocent posts.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from time import process_time

from gatekeeper.domain.check import Applies
from gatekeeper.domain.verdict import Verdict, worst
from gatekeeper.pipeline import judge
from tests.benchmarks.rules.corpus_file import Labelled, Part, posts, posts_of
from tests.benchmarks.rules.oakfield_on_record import Oakfield
from tests.benchmarks.rules.score import (
    CHECKS_OF,
    Count,
    Judged,
    caught,
    is_full_name,
    of_words,
    severe_enough,
)

MILLISECONDS = 1000


def main(*options: str) -> None:
    """Judge, count and print."""
    missed = "--missed" in options
    for source in [option for option in options if option != "--missed"] or list(Part):
        _report(source, _posts(source), missed=missed)


def _posts(source: str) -> tuple[Labelled, ...]:
    return (
        posts(Part(source)) if source in {part.value for part in Part} else posts_of(Path(source))
    )


def _report(source: str, corpus: tuple[Labelled, ...], *, missed: bool) -> None:
    judged = judge_all(corpus)
    print(f"\n{len(judged)} posts: {source}")
    _by_family(judged)
    _reach(judged)
    _innocent([one for one in judged if one.post.innocent])
    _cost(judged)
    if missed:
        _missed(judged)


def judge_all(corpus: Iterable[Labelled]) -> list[Judged]:
    """Judge every post; seconds are of this process's own CPU time, finding included.

    One post is judged beforehand, so that loading tables and compiling patterns is not counted; nor
    is the collector's walk over all that the benchmark itself has loaded (it took 60 ms, twice).
    """
    oakfield, corpus = Oakfield(), tuple(corpus)
    judge(oakfield.dossier(corpus[0]), oakfield.book, Applies.DRAFT)
    gc.collect()
    gc.freeze()
    judged = []
    for post in corpus:
        began = process_time()
        found = judge(oakfield.dossier(post), oakfield.book, Applies.DRAFT)
        seconds = process_time() - began
        judged.append(Judged(post, tuple(f for f in found if of_words(f)), seconds))
    return judged


def _by_family(judged: Sequence[Judged]) -> None:
    print("\nfamily: caught (95 %), as severe as wanted, innocent posts with a finding of it")
    for family, checks in CHECKS_OF.items():
        found, severe, false = Count(), Count(), Count()
        for one in judged:
            for label in one.post.labels:
                if label.family == family and label.certain:
                    found.add(caught(label, one.findings), f"{one.post.id} {label.what}")
                    severe.add(severe_enough(label, one.findings))
            if one.post.innocent:
                false.add(any(f.check in checks for f in one.findings))
        print(f"  {family:20} {found!s:22} {severe.hits:3}/{severe.of:<4} {false}")


def _reach(judged: Sequence[Judged]) -> None:
    names, personal, where = Count(), Count(), Count()
    for one in judged:
        for label in (label for label in one.post.labels if label.certain):
            found = caught(label, one.findings)
            if is_full_name(label):
                names.add(found)
            if label.family == "personal_data":
                personal.add(found)
            if label.family in ("whereabouts_now", "whereabouts_future"):
                where.add(found)
    print("\nwhat the book must reach")
    print(f"  full names that may not stand  {names}   wanted: 49 in 50")
    print(f"  personal data                  {personal}   wanted: 49 in 50")
    print(f"  whereabouts now or to come     {where}   wanted: 9 in 10")


def _innocent(innocent: Sequence[Judged]) -> None:
    worsts = [worst(f.verdict for f in one.findings) for one in innocent]
    print(f"\n{len(innocent)} innocent posts, all families together")
    for verdict, wanted in ((Verdict.BLOCK, "none"), (Verdict.WAIT, "1 in 20")):
        number = worsts.count(verdict)
        print(f"  {verdict.name}: {number} posts   wanted at most: {wanted}")
    asked = sum(f.verdict is Verdict.ASK for one in innocent for f in one.findings)
    print(f"  questions: {asked}, {10 * asked / len(innocent):.1f} in 10 posts   wanted at most: 3")
    print(f"  posts with a question: {worsts.count(Verdict.ASK)}")


def _cost(judged: Sequence[Judged]) -> None:
    costs = sorted(one.seconds * MILLISECONDS for one in judged)
    print("\nCPU milliseconds for one post's words, finding and judging (wanted: 50)")
    print(f"  median {costs[len(costs) // 2]:.1f}, most {costs[-1]:.1f}")


def _missed(judged: Sequence[Judged]) -> None:
    print("\nmissed")
    for one in judged:
        for label in one.post.labels:
            if label.certain and not caught(label, one.findings):
                print(f"  {label.family:18} {one.post.id} {label.what}")
    print("\nfound in innocent posts")
    for one in judged:
        if one.post.innocent:
            for f in one.findings:
                print(f"  {f.rule} {f.verdict.name:5} {one.post.id} {f.sentence}")


if __name__ == "__main__":
    main(*sys.argv[1:])
