"""How the picture tools are made inside the child. The parent loads no decoder.

The child loads the module in which these stand, so it stands alone: loading the whole program took
three fifths of the child's start.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from gatekeeper.domain.channel import ChannelName, PictureLimits
    from gatekeeper.ports import FaceFinder, FaceMatcher, PictureReader, RenditionMaker, TextReader

READER, FINDER, MAKER, MATCHER = "reader", "finder", "maker", "matcher"
TEXT, FILMS = "text", "films"
QUICK_FINDER, QUICK_MATCHER = "quick finder", "quick matcher"
"""The names under which a `Guard` knows its tools."""


def make_reader() -> PictureReader:
    """Return the reader of uploaded pictures."""
    from gatekeeper.evidence.pictures.reader import StillReader  # noqa: PLC0415 - see the module

    return StillReader()


def make_maker(limits: Mapping[ChannelName, PictureLimits]) -> RenditionMaker:
    """Return the maker of finished pictures; hand it to a `Guard` as a `functools.partial`."""
    from gatekeeper.evidence.pictures.maker import JpegMaker  # noqa: PLC0415 - see the module

    return JpegMaker(limits)


def make_films() -> object:
    """Return what takes pictures out of films."""
    from gatekeeper.evidence.films.frames import FilmOpener  # noqa: PLC0415 - see the module

    return FilmOpener()


def make_finder(models: Path) -> FaceFinder:
    """Return the face finder."""
    from gatekeeper.evidence.faces.find import Finder  # noqa: PLC0415 - see the module

    return Finder(models)


def make_matcher(models: Path) -> FaceMatcher:
    """Return what tells faces apart."""
    from gatekeeper.evidence.faces.match import Matcher  # noqa: PLC0415 - see the module

    return Matcher(models)


def make_quick_finder(models: Path) -> FaceFinder:
    """Return the face finder of an audit."""
    from gatekeeper.evidence.faces.find import Finder  # noqa: PLC0415 - see the module
    from gatekeeper.evidence.faces.ways import QUICK  # noqa: PLC0415 - see the module

    return Finder(models, QUICK)


def make_quick_matcher(models: Path) -> FaceMatcher:
    """Return what tells faces apart in an audit."""
    from gatekeeper.evidence.faces.match import Matcher  # noqa: PLC0415 - see the module
    from gatekeeper.evidence.faces.ways import QUICK  # noqa: PLC0415 - see the module

    return Matcher(models, QUICK)


def make_text_reader(models: Path) -> TextReader:
    """Return what reads text in pictures; in a child process of its own."""
    from gatekeeper.evidence.text.read import Reader  # noqa: PLC0415 - see the module

    return Reader(models)
