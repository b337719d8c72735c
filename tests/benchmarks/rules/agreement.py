"""How far two people agree about the corpus, one of whom saw no labels.

    python -m tests.benchmarks.rules.agreement

Cohen's kappa (Educational and Psychological Measurement 20, 1960) for each family: 1 is full
agreement, 0 is what chance alone would give.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
Labels = dict[str, frozenset[str]]
"""The families that each post breaks, by the post's id."""


def labels(*paths: Path) -> Labels:
    """Return the families of every post in these files."""
    posts = (json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines())
    return {post["id"]: frozenset(item["family"] for item in post["labels"]) for post in posts}


def kappa(first: list[bool], second: list[bool]) -> float:
    """Return Cohen's kappa of two people's yes or no about the same things."""
    count = len(first)
    agreed = sum(a == b for a, b in zip(first, second, strict=True)) / count
    yes = sum(first) / count * sum(second) / count
    by_chance = yes + (1 - sum(first) / count) * (1 - sum(second) / count)
    return 1.0 if by_chance == 1 else (agreed - by_chance) / (1 - by_chance)


def lines(first: Labels, second: Labels) -> Iterator[str]:
    """Yield one line for *anything wrong at all*, then one a family."""
    ids = sorted(first)
    families = sorted(frozenset().union(*first.values(), *second.values()))
    yield _line("anything", [bool(first[i]) for i in ids], [bool(second[i]) for i in ids])
    for family in families:
        yield _line(family, [family in first[i] for i in ids], [family in second[i] for i in ids])


def _line(name: str, first: list[bool], second: list[bool]) -> str:
    both = sum(a and b for a, b in zip(first, second, strict=True))
    return f"{name:20} {sum(first):4} {sum(second):4} {both:5} {kappa(first, second):6.2f}"


def _agreement(corpus: Labels, again: Labels) -> None:
    print(f"{len(corpus)} posts\n{'family':20} {'1st':>4} {'2nd':>4} {'both':>5} {'kappa':>6}")
    print("\n".join(lines(corpus, again)))


if __name__ == "__main__":
    first = labels(*sorted((HERE / "corpus").glob("*.jsonl")))
    _agreement(first, labels(HERE / "second_labels" / "labels.jsonl"))
    third = labels(HERE / "corpus" / "third" / "posts.jsonl")
    _agreement(third, labels(HERE / "second_labels" / "third.jsonl"))
