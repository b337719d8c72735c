"""Sending e-mail."""

from __future__ import annotations

from typing import Protocol

from gatekeeper.domain.notice import Letter


class Mailer(Protocol):
    """Hands letters to the school's own mail server."""

    def send(self, letter: Letter) -> None:
        """Hand one letter over.

        Raises:
            CouldNotCheck: the server did not take it; it may be tried again.
        """
