"""What is already published, wherever it is told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, Protocol

from gatekeeper.domain.published_post import Entry, Media


class Archive(Protocol):
    """Reads published posts one after another: never all of them at once, never changing any.

    An archive may be pickled and read in another process.
    """

    @property
    def name(self) -> str:
        """What kind of archive it is, for people: `Instagram's export`, ..."""

    def entries(self) -> Iterator[Entry]:
        """Yield every post once, and every place that could not be read.

        A post that is broken ends nothing: it is yielded as `Unreadable`, and the next one comes.

        Raises:
            UsageError: this is no archive of that kind, or holds no post.
            CouldNotCheck: it cannot be read any further; what was yielded before is right.
        """

    def open(self, media: Media) -> BinaryIO:
        """Open one file of a post for reading; close it, or use it in a `with`.

        What fails later, in reading it, is an `OSError`: could not check.

        Raises:
            CouldNotCheck: it is not there any more.
        """
