"""Every seam: what the desk needs from the outside, as Protocols."""

from __future__ import annotations

from gatekeeper.ports.archive import Archive
from gatekeeper.ports.evidence import (
    FaceFinder,
    FaceMatcher,
    FilmReader,
    NameFinder,
    PictureReader,
    RenditionMaker,
    TextReader,
    WordReader,
)
from gatekeeper.ports.keys import Keyring, Signer
from gatekeeper.ports.mail import Mailer
from gatekeeper.ports.records import Blobs, Clock, Jobs, Ledger, Records, Shelf, UnitOfWork

__all__ = [
    "Archive",
    "Blobs",
    "Clock",
    "FaceFinder",
    "FaceMatcher",
    "FilmReader",
    "Jobs",
    "Keyring",
    "Ledger",
    "Mailer",
    "NameFinder",
    "PictureReader",
    "Records",
    "RenditionMaker",
    "Shelf",
    "Signer",
    "TextReader",
    "UnitOfWork",
    "WordReader",
]
