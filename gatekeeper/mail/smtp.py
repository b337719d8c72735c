"""Letters by SMTP, over TLS only; without it to a server on this very machine."""

from __future__ import annotations

import ipaddress
import smtplib
import ssl
from email.message import EmailMessage
from email.utils import formatdate, make_msgid

from gatekeeper.domain.notice import Letter
from gatekeeper.errors import CouldNotCheck, UsageError
from gatekeeper.mail.server import SmtpServer, Tls

SECONDS = 20.0
"""How long the server may take for each answer."""


class SmtpMailer:
    """Hands letters to one server, a connection a letter."""

    def __init__(self, server: SmtpServer) -> None:
        """Take the server's address.

        Raises:
            UsageError: without TLS, and not on this machine.
        """
        if server.tls is Tls.NONE and not _loopback(server.host):
            raise UsageError(
                "Without TLS, letters go to a mail server on this machine only.",
                "Set GATEKEEPER_SMTP_TLS to `starttls` or `tls`.",
            )
        self._server = server

    def send(self, letter: Letter) -> None:
        """Hand one letter over.

        Raises:
            CouldNotCheck: the server did not take it.
        """
        try:
            message = _message(self._server.sender, letter)
            with self._connected() as connection:
                connection.send_message(message)
        except (OSError, smtplib.SMTPException, ValueError) as error:
            # Its words may repeat what was said to it, so only its kind is told.
            raise CouldNotCheck(
                f"The mail server did not take a notice ({type(error).__name__}).",
                "Check the GATEKEEPER_SMTP_ settings. It is tried again by itself.",
            ) from error

    def _connected(self) -> smtplib.SMTP:
        server = self._server
        if server.tls is Tls.FROM_THE_FIRST_BYTE:
            connection: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, timeout=SECONDS, context=self._trust()
            )
        else:
            connection = smtplib.SMTP(server.host, server.port, timeout=SECONDS)
        try:
            self._introduce(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _introduce(self, connection: smtplib.SMTP) -> None:
        if self._server.tls is Tls.START:
            connection.starttls(context=self._trust())  # refused, it raises: never in the clear
        if self._server.user:
            connection.login(self._server.user, self._server.password)

    def _trust(self) -> ssl.SSLContext:
        authority = self._server.authority
        return ssl.create_default_context(cafile=str(authority) if authority else None)


def _message(sender: str, letter: Letter) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, letter.to, letter.subject
    message["Date"], message["Auto-Submitted"] = formatdate(localtime=False), "auto-generated"
    message["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2])
    message.set_content(letter.words)
    return message


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
