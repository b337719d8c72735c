"""Everything that looks at a post's content, bundled."""

from __future__ import annotations

from dataclasses import dataclass

from gatekeeper.ports import (
    FaceFinder,
    FaceMatcher,
    FilmReader,
    NameFinder,
    PictureReader,
    RenditionMaker,
    TextReader,
    WordReader,
)


@dataclass(frozen=True, slots=True)
class Examiners:
    """The evidence ports that a check of a draft uses.

    `matcher` suggests names behind the lock; whether it is there changes no check. `films` is for
    what is already published: a draft holds still pictures only.
    """

    reader: PictureReader
    finder: FaceFinder
    names: NameFinder
    maker: RenditionMaker
    text: TextReader
    words: WordReader
    matcher: FaceMatcher | None = None
    films: FilmReader | None = None

    def versions(self) -> dict[str, str]:
        """Name everything that can change what they find."""
        return {
            "pictures": self.reader.version,
            "faces": self.finder.version,
            "names": self.names.version,
            "text": self.text.version,
            "words": self.words.version,
        }
