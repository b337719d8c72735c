"""An archive that somebody brought to the desk, and the pictures of it that are kept."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import BinaryIO

from gatekeeper.archive.brought import files_of
from gatekeeper.archive.doors import door_of
from gatekeeper.archive.filmed import Filmed
from gatekeeper.desk.audit.audit_run import judgements
from gatekeeper.domain.audit import AuditRun, Judgement
from gatekeeper.domain.audit_upload import Upload
from gatekeeper.domain.published_post import Entry, Media
from gatekeeper.errors import CouldNotCheck, NotFound
from gatekeeper.evidence.pictures.limits import MAX_BYTES
from gatekeeper.ports import Archive, FilmReader, Records
from gatekeeper.records.home import Layout
from gatekeeper.records.spool import Spool
from gatekeeper.records.vault import read_home_key

KEPT = "Pictures of the desk"
"""What the pictures that were kept are called as an archive."""


def open_spool(layout: Layout, most: int) -> Spool:
    """Return where files that are brought for an audit wait, sealed; `most` is bytes."""
    return Spool(layout.uploads, lambda: read_home_key(layout.home_key).spooling, most)


@dataclass(frozen=True, slots=True)
class BroughtHere:
    """One file of an upload, where it lies sealed."""

    spool: Spool
    upload: str
    number: int
    name: str
    size: int

    def open(self) -> BinaryIO:
        """Open it for reading from any place."""
        return self.spool.open(self.upload, self.number)


def open_brought(spool: Spool, upload: Upload, films: FilmReader | None) -> Archive:
    """Return what reads the published posts in what somebody brought, whatever kind it is.

    Raises:
        UsageError: a ZIP is not safe to open.
    """
    here = [
        BroughtHere(spool, upload.id, number, file.name, file.size)
        for number, file in enumerate(upload.files)
    ]
    archive = door_of(files_of(here), upload.channel)
    return Filmed(archive, films) if films else archive


class Unhurried:
    """An archive that asks before each step whether it may go on (port `Archive`).

    `gate` waits as long as somebody else is first, and raises when it is to end.
    """

    def __init__(self, archive: Archive, gate: Callable[[], None]) -> None:
        self._archive = archive
        self._gate = gate

    @property
    def name(self) -> str:
        """What kind of archive it is."""
        return self._archive.name

    def entries(self) -> Iterator[Entry]:
        """Yield every entry."""
        for entry in self._archive.entries():
            self._gate()
            yield entry

    def open(self, media: Media) -> BinaryIO:
        """Open one file of a post. Raises: CouldNotCheck, it is not there any more."""
        self._gate()
        return self._archive.open(media)


def keep_pictures(records: Records, archive: Archive, said: Judgement) -> None:
    """Keep the pictures of a post that something was found against, sealed under its own key.

    Those of other posts are not kept. A picture that cannot be read is left out; the page says so.
    Of a post that was erased meanwhile none is kept.
    """
    if not said.findings:
        return
    with records.begin() as uow:
        live = uow.live_posts.get(said.live)
    for media in live.post.pictures if live else ():
        try:
            with archive.open(media) as file:
                data = file.read(MAX_BYTES + 1)
        except (CouldNotCheck, OSError):
            continue
        with suppress(NotFound), records.begin() as uow:
            uow.blobs.put(said.live, data)


class KeptPictures:
    """The pictures that were kept of one audit, for its report (port `Archive`)."""

    def __init__(self, records: Records, run: AuditRun) -> None:
        self._records = records
        with records.begin() as uow:
            lives = [uow.live_posts.get(said.live) for said in judgements(uow, run.id)]
        self._owners: Mapping[str, str] = {
            media.digest: live.id for live in lives if live for media in live.post.pictures
        }

    @property
    def name(self) -> str:
        """What kind of archive it is."""
        return KEPT

    def entries(self) -> Iterator[Entry]:
        """Yield nothing: it holds pictures, and tells of no post."""
        return iter(())

    def open(self, media: Media) -> BinaryIO:
        """Open one picture. Raises: CouldNotCheck, it was not kept."""
        with self._records.begin() as uow:
            return io.BytesIO(uow.blobs.get(self._owners.get(media.digest, ""), media.digest))
