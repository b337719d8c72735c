"""Removing files that no committed row names: what a crash or a rollback left behind.

After an older database was put back from a backup, this is what makes it final: the files and
keys of what came later go. So it is called on purpose, never when a home is merely opened.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

from sqlalchemy import Engine, select

from gatekeeper.ports import Clock
from gatekeeper.records import files
from gatekeeper.records.engine import plainly
from gatekeeper.records.tables import BLOB, OWNER
from gatekeeper.records.vault import Vault

SPARED = timedelta(hours=1)
"""Younger files may belong to a transaction that is still under way."""


def sweep(engine: Engine, vault: Vault, blobs: Path, clock: Clock) -> int:
    """Remove orphaned files, keys and unfinished files; return how many went."""
    before = (clock.now() - SPARED).timestamp()
    with plainly(), engine.begin() as connection:
        named = set(connection.execute(select(BLOB.c.name)).scalars())
        keys = set(connection.execute(select(OWNER.c.key)).scalars())
        orphans = [
            *_unnamed(blobs.glob("??/*"), named),
            *_unnamed(vault.folder.glob("*.key"), {f"{key}.key" for key in keys}),
            *vault.folder.glob(f".*{files.UNFINISHED}"),
        ]
        old = [path for path in orphans if path.stat().st_mtime < before]
        for path in old:
            files.remove(path)
    return len(old)


def _unnamed(paths: Iterable[Path], named: set[str]) -> list[Path]:
    return [path for path in paths if path.name not in named]
