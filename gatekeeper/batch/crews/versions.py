"""Who may work for whom: only whoever would find the very same."""

from __future__ import annotations

from gatekeeper.desk.checking.examiners import Examiners
from gatekeeper.domain.canonical import digest

PREFIX = "gatekeeper-"
LETTERS = 24


def fit(examiners: Examiners) -> str:
    """Return the name under which workers with these versions offer themselves.

    It covers whatever opens pictures: code, models and settings. Words are read by the asker.
    """
    versions = {
        "pictures": examiners.reader.version,
        "faces": examiners.finder.version,
        "text": examiners.text.version,
    }
    return PREFIX + digest("worker", versions)[:LETTERS]
