"""What a download could not have: noted in its folder, so that nobody takes the rest for all.

`DExaMpLe.missing` is for a post that Instagram did not hand out, by its short code if that much
was told; where a download broke off, instaloader's own note of the place (`iterator_….json.xz`)
lies there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from gatekeeper.domain.published_post import Unreadable

_ENDING = ".missing"
_NO_NAME = re.compile(r"[^\w-]")
_PLACE = "iterator_"
_NOT_HANDED_OUT = "Instagram did not hand this post out, or not all of it, when it was downloaded"
_BROKEN_OFF = "the download broke off; run the same line again, then audit"


def note(folder: Path, code: str) -> None:
    """Note that a post could not be had; whatever its code is, the note lies in the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{_NO_NAME.sub('_', code)}{_ENDING}").touch()


def forget(folder: Path) -> None:
    """Forget what an earlier download could not have: it is asked for anew."""
    for old in folder.glob(f"*{_ENDING}"):
        old.unlink()


def noted(names: Iterable[str]) -> Iterator[Unreadable]:
    """Yield what is noted in a folder of these files."""
    for name in names:
        if name.endswith(_ENDING):
            yield Unreadable(name, _NOT_HANDED_OUT)
        elif PurePosixPath(name).name.startswith(_PLACE):
            yield Unreadable(name, _BROKEN_OFF)
