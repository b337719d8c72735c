"""Reads one uploaded file: the facts, or a refusal that says what to do."""

from __future__ import annotations

from gatekeeper.domain.picture import PictureFacts
from gatekeeper.evidence.pictures.carried import carried
from gatekeeper.evidence.pictures.decode import open_upright
from gatekeeper.evidence.pictures.fingerprint import fingerprint
from gatekeeper.evidence.pictures.version import reader_version


class StillReader:
    """Opens still pictures in this process; `guard` keeps it in another (port `PictureReader`)."""

    @property
    def version(self) -> str:
        """Everything that can change what is read."""
        return reader_version()

    def read(self, data: bytes, filename: str) -> PictureFacts:  # noqa: ARG002 - the bytes say what it is, never the name
        """Return the facts of one still picture.

        Raises:
            PictureRefused: not a still picture within the limits, or damaged.
        """
        still = open_upright(data)
        return PictureFacts(
            media_type=still.kind.value,
            width=still.picture.width,
            height=still.picture.height,
            carried=carried(still.kind, data, still.info),
            fingerprint=fingerprint(still.picture),
        )
