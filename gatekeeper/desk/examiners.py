"""Everything that looks at a post's content, bundled."""

from __future__ import annotations

from dataclasses import dataclass

from gatekeeper.ports import FaceFinder, NameFinder, PictureReader, RenditionMaker


@dataclass(frozen=True, slots=True)
class Examiners:
    """The four evidence ports that a check of a draft uses."""

    reader: PictureReader
    finder: FaceFinder
    names: NameFinder
    maker: RenditionMaker

    def versions(self) -> dict[str, str]:
        """Name everything that can change what they find."""
        return {
            "pictures": self.reader.version,
            "faces": self.finder.version,
            "names": self.names.version,
        }
