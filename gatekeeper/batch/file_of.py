"""The bytes of one file of a post that is out: those that the archive told of, or none."""

from __future__ import annotations

from hashlib import sha256

from gatekeeper.domain.published_post import Media
from gatekeeper.errors import CouldNotCheck
from gatekeeper.evidence.pictures.limits import MAX_BYTES
from gatekeeper.ports import Archive


class AnotherFile(CouldNotCheck):
    """A file of the archive was changed while it was being read."""

    remedy = "Leave the archive as it is while it is being audited, and audit it again."

    def __init__(self) -> None:
        super().__init__("A file of this archive is not the one that it told of.")


def bytes_of(archive: Archive, media: Media) -> bytes:
    """Return a file's bytes; of one that is too large to be looked at, a little too many.

    Raises:
        CouldNotCheck: it is not there any more, or is another one by now.
        OSError: it broke off while it was read.
    """
    with archive.open(media) as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) <= MAX_BYTES and sha256(data).hexdigest() != media.digest:
        raise AnotherFile
    return data
