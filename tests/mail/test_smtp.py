"""Letters reach a real server over real TLS, or are not said to have."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from gatekeeper.bootstrap import make_mailer
from gatekeeper.domain.notice import Letter
from gatekeeper.errors import CouldNotCheck, UsageError
from gatekeeper.mail.server import SmtpServer, Tls
from gatekeeper.mail.smtp import SmtpMailer
from tests.mail.server import MailServer, made_up_certificate

LETTER = Letter("head@oakfield.test", "Something waits", "A post is waiting for you.\n")
SENDER = "gatekeeper@oakfield.test"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a certificate for this machine, with its key."""
    return made_up_certificate(tmp_path_factory.mktemp("tls"))


def mailer(server: MailServer, tls: Tls, authority: Path | None, user: str = "") -> SmtpMailer:
    password = "a secret word" if user else ""
    return SmtpMailer(SmtpServer("127.0.0.1", SENDER, server.port, user, password, tls, authority))


@pytest.mark.parametrize("tls", [Tls.START, Tls.FROM_THE_FIRST_BYTE])
def test_a_letter_is_handed_over_within_tls(tls: Tls, certificate: Path) -> None:
    with MailServer(certificate, at_once=tls is Tls.FROM_THE_FIRST_BYTE) as server:
        mailer(server, tls, certificate, user="gatekeeper").send(LETTER)
    (letter,) = server.letters
    assert (letter["To"], letter["From"], letter["Subject"]) == (LETTER.to, SENDER, LETTER.subject)
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter.get_content().splitlines() == LETTER.words.splitlines()
    assert server.logins == ["\0gatekeeper\0a secret word"]
    said = b"".join(server.in_the_clear)
    assert b"AUTH" not in said
    assert b"MAIL" not in said


def test_a_server_without_tls_gets_nothing(certificate: Path) -> None:
    with MailServer() as server, pytest.raises(CouldNotCheck, match="did not take"):
        mailer(server, Tls.START, certificate, user="gatekeeper").send(LETTER)
    assert not server.letters
    assert not server.logins
    assert all(line.split()[0] in {b"ehlo", b"QUIT", b"quit"} for line in server.in_the_clear)


@pytest.mark.parametrize("tls", [Tls.START, Tls.FROM_THE_FIRST_BYTE])
def test_a_server_that_nobody_vouches_for_gets_nothing(tls: Tls, certificate: Path) -> None:
    at_once = tls is Tls.FROM_THE_FIRST_BYTE
    with MailServer(certificate, at_once=at_once) as server, pytest.raises(CouldNotCheck):
        mailer(server, tls, None).send(LETTER)
    assert not server.letters


def test_on_this_machine_it_goes_without_tls() -> None:
    with MailServer() as server:
        mailer(server, Tls.NONE, None).send(LETTER)
    assert len(server.letters) == 1


@pytest.mark.parametrize("host", ["mail.oakfield.test", "192.168.1.9"])
def test_without_tls_nothing_leaves_this_machine(host: str) -> None:
    with pytest.raises(UsageError, match="this machine only"):
        make_mailer(SmtpServer(host, SENDER, tls=Tls.NONE))
    assert make_mailer(SmtpServer("localhost", SENDER, tls=Tls.NONE)) is not None


def test_a_server_that_says_later_or_is_not_there_has_not_taken_it() -> None:
    with MailServer(refuses=1) as server, pytest.raises(CouldNotCheck) as error:
        mailer(server, Tls.NONE, None).send(LETTER)
    assert LETTER.words.strip() not in str(error.value)
    with pytest.raises(CouldNotCheck):
        SmtpMailer(SmtpServer("127.0.0.1", SENDER, 9, tls=Tls.NONE)).send(LETTER)


def test_a_letter_that_cannot_be_written_keeps_no_other_back() -> None:
    with MailServer() as server:
        with pytest.raises(CouldNotCheck):
            mailer(server, Tls.NONE, None).send(replace(LETTER, to="ms@x.test\nBcc: all@x.test"))
        mailer(server, Tls.NONE, None).send(LETTER)
    assert len(server.letters) == 1


def test_nothing_is_sent_where_no_server_is_set() -> None:
    assert make_mailer(None) is None


def test_the_password_is_not_shown_with_the_server() -> None:
    assert "secret" not in repr(SmtpServer("h", SENDER, password="a secret word"))
