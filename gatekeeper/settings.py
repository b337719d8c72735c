"""The one place that reads the environment. Everything below gets plain values."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from platformdirs import user_cache_path, user_data_path

from gatekeeper.errors import UsageError
from gatekeeper.mail.server import SmtpServer, Tls

NAME = "gatekeeper"
LAST_PORT = 65_535
MOST_UPLOAD = 20_000_000_000
"""Bytes that all files brought for audits may have together, if nothing else is set."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things are, and who is at the keyboard."""

    home: Path
    """The school's home folder: database, blobs, keys, rule book (GATEKEEPER_HOME)."""
    models: Path
    """The per-user cache of model weights (GATEKEEPER_MODELS)."""
    database: str = field(default="", repr=False)
    """PostgreSQL's address, where the records are not in the home (GATEKEEPER_DATABASE)."""
    person: str = ""
    """Who is at the keyboard, where no `--as` is given (GATEKEEPER_AS)."""
    passphrase: str = field(default="", repr=False)
    """That person's passphrase, where nobody can be asked (GATEKEEPER_PASSPHRASE)."""
    new_passphrase: str = field(default="", repr=False)
    """The passphrase of a key that is being made (GATEKEEPER_NEW_PASSPHRASE)."""
    instagram_token: str = field(default="", repr=False)
    """What opens the school's own account at Instagram (GATEKEEPER_INSTAGRAM_TOKEN)."""
    instagram_account: str = "me"
    """The account's id; `me` is whose token it is (GATEKEEPER_INSTAGRAM_ACCOUNT)."""
    instagram_host: str = "https://graph.instagram.com"
    """The API's server (GATEKEEPER_INSTAGRAM_HOST).

    `https://graph.facebook.com` for a token that Facebook's log-in gave.
    """
    cluster_ca: Path | None = None
    """Who signed the certificates of the school's cluster (GATEKEEPER_CLUSTER_CA)."""
    cluster_certificate: Path | None = None
    """By what the cluster knows this machine (GATEKEEPER_CLUSTER_CERTIFICATE)."""
    cluster_key: Path | None = None
    """The key of that certificate (GATEKEEPER_CLUSTER_KEY)."""


def from_environment() -> Settings:
    """Read the environment once."""
    home = os.environ.get("GATEKEEPER_HOME")
    models = os.environ.get("GATEKEEPER_MODELS")
    return Settings(
        home=Path(home) if home else user_data_path(NAME),
        models=Path(models) if models else user_cache_path(NAME) / "models",
        database=os.environ.get("GATEKEEPER_DATABASE", "").strip(),
        person=os.environ.get("GATEKEEPER_AS", ""),
        passphrase=os.environ.get("GATEKEEPER_PASSPHRASE", ""),
        new_passphrase=os.environ.get("GATEKEEPER_NEW_PASSPHRASE", ""),
        instagram_token=os.environ.get("GATEKEEPER_INSTAGRAM_TOKEN", ""),
        instagram_account=os.environ.get("GATEKEEPER_INSTAGRAM_ACCOUNT", "me"),
        instagram_host=os.environ.get("GATEKEEPER_INSTAGRAM_HOST", "https://graph.instagram.com"),
        cluster_ca=_path("GATEKEEPER_CLUSTER_CA"),
        cluster_certificate=_path("GATEKEEPER_CLUSTER_CERTIFICATE"),
        cluster_key=_path("GATEKEEPER_CLUSTER_KEY"),
    )


def _path(variable: str) -> Path | None:
    named = os.environ.get(variable)
    return Path(named) if named else None


def mail_server() -> SmtpServer | None:
    """Read which server takes notices by e-mail; None: none are sent.

    GATEKEEPER_SMTP_HOST, _FROM, _PORT, _TLS, _USER, _PASSWORD_FILE (or _PASSWORD), _CA.

    Raises:
        UsageError: something is missing or not of the right form.
    """
    host, authority = _of_smtp("HOST"), _of_smtp("CA")
    if not host:
        return None
    if "@" not in _of_smtp("FROM"):
        raise UsageError(
            "Notices need a sender's address.", "Set GATEKEEPER_SMTP_FROM, or unset _HOST."
        )
    tls = _tls(_of_smtp("TLS") or Tls.START)
    usual = {Tls.START: 587, Tls.FROM_THE_FIRST_BYTE: 465, Tls.NONE: 25}[tls]
    return SmtpServer(
        host=host,
        sender=_of_smtp("FROM"),
        port=_port(_of_smtp("PORT") or str(usual)),
        user=_of_smtp("USER"),
        password=_password(),
        tls=tls,
        authority=Path(authority) if authority else None,
    )


def most_upload() -> int:
    """Read how many bytes the files of audits may have together: GATEKEEPER_UPLOAD_GB.

    Raises:
        UsageError: it is no whole number from 1.
    """
    told = os.environ.get("GATEKEEPER_UPLOAD_GB", "").strip()
    if not told:
        return MOST_UPLOAD
    if not told.isdecimal() or int(told) < 1:
        raise UsageError(f"GATEKEEPER_UPLOAD_GB is {told!r}.", "It is a whole number, as 20.")
    return int(told) * 1_000_000_000


def _of_smtp(name: str) -> str:
    return os.environ.get(f"GATEKEEPER_SMTP_{name}", "").strip()


def _tls(text: str) -> Tls:
    if text not in set(Tls):
        raise UsageError(f"GATEKEEPER_SMTP_TLS is {text!r}.", "It is `starttls` or `tls`.")
    return Tls(text)


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) <= LAST_PORT:
        raise UsageError(f"GATEKEEPER_SMTP_PORT is {text!r}.", "It is a number, as 587.")
    return int(text)


def _password() -> str:
    """Read it from a file, which other programs cannot read, or from the environment."""
    file = _of_smtp("PASSWORD_FILE")
    if not file:
        return _of_smtp("PASSWORD")
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            "The file that GATEKEEPER_SMTP_PASSWORD_FILE names cannot be read.",
            "Check its path, and that gatekeeper's account may read it.",
        ) from error
