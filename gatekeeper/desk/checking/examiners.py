"""Everything that looks at a post's content, bundled."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

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
    what is already published: a draft holds still pictures only. `quick_finder` and `quick_matcher`
    take the place of the thorough ones in an audit, which clears nobody.
    """

    reader: PictureReader
    finder: FaceFinder
    names: NameFinder
    maker: RenditionMaker
    text: TextReader
    words: WordReader
    matcher: FaceMatcher | None = None
    films: FilmReader | None = None
    quick_finder: FaceFinder | None = None
    quick_matcher: FaceMatcher | None = None

    def for_audit(self, *, thorough: bool = False) -> Self:
        """Return those who look at what went out: quickly, where they can, unless `thorough`."""
        if thorough:
            return self
        finder, matcher = self.quick_finder or self.finder, self.quick_matcher or self.matcher
        return replace(self, finder=finder, matcher=matcher)

    def versions(self) -> dict[str, str]:
        """Name everything that can change what they find."""
        return {
            "pictures": self.reader.version,
            "faces": self.finder.version,
            "names": self.names.version,
            "text": self.text.version,
            "words": self.words.version,
        }
