"""Which mail server takes notices, and how the way to it is protected."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path


class Tls(StrEnum):
    """How the connection is protected."""

    START = "starttls"
    """Begun in the clear and changed to TLS before anything is said; port 587."""
    FROM_THE_FIRST_BYTE = "tls"
    """Port 465."""
    NONE = "none"
    """To a server on this very machine only."""


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """The school's mail server, and as whom letters are handed to it."""

    host: str
    sender: str
    port: int = 587
    user: str = ""
    password: str = field(default="", repr=False)
    tls: Tls = Tls.START
    authority: Path | None = None
    """The certificate that vouches for the server, where it is the school's own."""
