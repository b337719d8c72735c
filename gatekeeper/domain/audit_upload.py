"""An archive that somebody brought to the desk for an audit, and how far it has come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from gatekeeper.domain.channel import ChannelName


class Ended(StrEnum):
    """How an audit of the desk came to its end."""

    FINISHED = "finished"
    STOPPED = "stopped"
    REFUSED = "could not be read"


@dataclass(frozen=True, slots=True)
class BroughtFile:
    """One file as its owner calls it, and how many bytes it has."""

    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Upload:
    """Files of an archive on their way, then the audit of them; the files go when that ends."""

    id: str
    by: str
    at: datetime
    channel: ChannelName
    """Where these were posted, if the archive itself does not say."""
    files: tuple[BroughtFile, ...]
    since: datetime | None = None
    until: datetime | None = None
    arrived_at: datetime | None = None
    """When the last byte was here, and the audit began."""
    run: str = ""
    trouble: str = ""
    """Why it stands still; it can go on."""
    ended: Ended | None = None
    ended_at: datetime | None = None
    ended_by: str = ""

    @property
    def source(self) -> str:
        """What an audit names as its source: what a person called it, and which upload it was."""
        first = self.files[0].name
        others = f" and {len(self.files) - 1} more" if len(self.files) > 1 else ""
        return f"{first}{others} ({self.id})"

    @property
    def bytes(self) -> int:
        """How large it is altogether."""
        return sum(file.size for file in self.files)
