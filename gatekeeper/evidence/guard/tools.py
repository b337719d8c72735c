"""How the picture tools are made inside the child. The parent loads no decoder."""

from __future__ import annotations

from collections.abc import Mapping

from gatekeeper.domain.channel import ChannelName, PictureLimits
from gatekeeper.ports import PictureReader, RenditionMaker

READER, FINDER, MAKER, MATCHER = "reader", "finder", "maker", "matcher"
TEXT, FILMS = "text", "films"
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
