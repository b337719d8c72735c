"""The rule book of the repository, as its folder holds it."""

from __future__ import annotations

from functools import cache

from gatekeeper.domain.rules import RuleBook
from gatekeeper.policy.book import parse_book
from tests.conftest import CHECKOUT

RULES = CHECKOUT / "rules"


def texts() -> dict[str, str]:
    """Return every file of the folder by its path in it."""
    return dict(_read())


@cache
def _read() -> dict[str, str]:
    files = (path for path in sorted(RULES.rglob("*")) if path.is_file())
    return {path.relative_to(RULES).as_posix(): path.read_text("utf-8") for path in files}


BOOK: RuleBook = parse_book(texts())
