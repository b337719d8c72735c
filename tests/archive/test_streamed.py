"""A long JSON list, read without holding it."""

from __future__ import annotations

import json
import tracemalloc
from io import BytesIO
from pathlib import Path

import pytest

from gatekeeper.archive import streamed
from gatekeeper.archive.streamed import items


@pytest.mark.parametrize("told", [[], [1, "a", None, {"b": [2]}], [{"words": "café 🎉"}] * 9])
@pytest.mark.parametrize("wrapped", ["%s", ' {"ig_stories" : %s , "more": 1}', "\ufeff%s\n"])
def test_the_items_come_out_as_they_are(told: list[object], wrapped: str) -> None:
    text = wrapped % json.dumps(told, ensure_ascii=False)
    assert list(items(BytesIO(text.encode()))) == told


def test_where_a_piece_ends_makes_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streamed, "PIECE", 1)
    told = [{"words": "café 🎉", "more": [1, 2]}, {}]
    assert list(items(BytesIO(json.dumps(told, ensure_ascii=False).encode()))) == told


def test_an_item_without_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streamed, "LARGEST", 1_000)
    monkeypatch.setattr(streamed, "PIECE", 100)
    with pytest.raises(ValueError, match="damaged"):
        list(items(BytesIO(b'["' + b"x" * 100_000 + b'"]')))


def test_ten_thousand_items_are_never_in_memory_at_once(tmp_path: Path) -> None:
    path = tmp_path / "posts_1.json"
    path.write_text(json.dumps([{"title": "x" * 1_000}] * 10_000), encoding="utf-8")
    assert path.stat().st_size > 10_000_000
    with path.open("rb") as file:
        tracemalloc.start()
        assert sum(1 for _ in items(file)) == 10_000
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert most < 1_000_000
