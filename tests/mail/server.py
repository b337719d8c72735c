"""A mail server on this machine that speaks as much SMTP as a letter needs, with TLS or without."""

from __future__ import annotations

import base64
import socket
import ssl
import threading
from collections.abc import Iterable
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from ipaddress import IPv4Address
from pathlib import Path
from types import TracebackType
from typing import Self

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


@dataclass
class MailServer:
    """Takes letters on a free port of 127.0.0.1; what arrived, and how, is there to be read."""

    certificate: Path | None = None
    """With it the server offers STARTTLS, or speaks TLS at once."""
    at_once: bool = False
    refuses: int = 0
    """How many letters are refused for now (451) before one is taken."""
    letters: list[EmailMessage] = field(default_factory=list)
    in_the_clear: list[bytes] = field(default_factory=list)
    """Every line that was read before TLS."""
    logins: list[str] = field(default_factory=list)

    def __enter__(self) -> Self:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None
    ) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join()

    @property
    def port(self) -> int:
        """Where it listens."""
        port: int = self._socket.getsockname()[1]
        return port

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            with ExitStack() as open_ones:
                open_ones.enter_context(connection)
                # Where the other side does not trust the certificate, it leaves.
                open_ones.enter_context(suppress(OSError))
                self._talk(connection, open_ones)

    def _talk(self, connection: socket.socket, open_ones: ExitStack) -> None:
        secure = self.at_once
        if secure:
            connection = self._within_tls(connection, open_ones)
        talk = open_ones.enter_context(connection.makefile("rwb", buffering=0))
        talk.write(b"220 made-up server\r\n")
        while line := talk.readline():
            if not secure:
                self.in_the_clear.append(line)
            word = line.split()[0].upper() if line.strip() else b""
            if word == b"STARTTLS" and self.certificate:
                talk.write(b"220 go on\r\n")
                secure, connection = True, self._within_tls(connection, open_ones)
                talk = open_ones.enter_context(connection.makefile("rwb", buffering=0))
            elif word == b"QUIT":
                talk.write(b"221 bye\r\n")
                return
            elif word == b"DATA":
                talk.write(b"354 go on\r\n")
                talk.write(self._take(iter(talk.readline, b".\r\n")))
            else:
                talk.write(self._answer(word, line, secure=secure))

    def _within_tls(self, connection: socket.socket, open_ones: ExitStack) -> ssl.SSLSocket:
        return open_ones.enter_context(self._tls().wrap_socket(connection, server_side=True))

    def _answer(self, word: bytes, line: bytes, *, secure: bool) -> bytes:
        if word == b"EHLO":
            offers = b"250-AUTH PLAIN\r\n" if secure else b""
            tls = b"250-STARTTLS\r\n" if self.certificate and not secure else b""
            return b"250-made-up\r\n" + offers + tls + b"250 HELP\r\n"
        if word == b"AUTH":
            self.logins.append(base64.b64decode(line.split()[2]).decode())
            return b"235 welcome\r\n"
        return b"250 fine\r\n"

    def _take(self, lines: Iterable[bytes]) -> bytes:
        data = b"".join(lines)
        if self.refuses:
            self.refuses -= 1
            return b"451 later\r\n"
        letter = message_from_bytes(data, policy=policy.default)
        assert isinstance(letter, EmailMessage)
        self.letters.append(letter)
        return b"250 taken\r\n"

    def _tls(self) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        assert self.certificate is not None
        context.load_cert_chain(self.certificate)
        return context


def made_up_certificate(folder: Path) -> Path:
    """Write a certificate for 127.0.0.1 with its key, and return the file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    alternative = x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(alternative, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    file = folder / "server.pem"
    file.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
    return file
