"""The surroundings are read once, in one place."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from gatekeeper.errors import UsageError
from gatekeeper.mail.server import SmtpServer, Tls
from gatekeeper.settings import from_environment, mail_server, most_upload

VARIABLES = {
    "GATEKEEPER_HOME": "home",
    "GATEKEEPER_MODELS": "models",
    "GATEKEEPER_DATABASE": "database",
    "GATEKEEPER_AS": "person",
    "GATEKEEPER_PASSPHRASE": "passphrase",
    "GATEKEEPER_NEW_PASSPHRASE": "new_passphrase",
    "GATEKEEPER_INSTAGRAM_TOKEN": "instagram_token",
    "GATEKEEPER_INSTAGRAM_ACCOUNT": "instagram_account",
    "GATEKEEPER_INSTAGRAM_HOST": "instagram_host",
    "GATEKEEPER_CLUSTER_CA": "cluster_ca",
    "GATEKEEPER_CLUSTER_CERTIFICATE": "cluster_certificate",
    "GATEKEEPER_CLUSTER_KEY": "cluster_key",
}

SMTP = ("HOST", "FROM", "PORT", "TLS", "USER", "PASSWORD", "PASSWORD_FILE", "CA")


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take away whatever the machine of this test says."""
    for name in (*VARIABLES, *(f"GATEKEEPER_SMTP_{name}" for name in SMTP)):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(("variable", "setting"), VARIABLES.items())
def test_each_variable_is_read(
    variable: str, setting: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, "what was set")
    assert str(getattr(from_environment(), setting)) == "what was set"


def test_the_database_s_address_is_in_no_words_about_the_settings(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("GATEKEEPER_DATABASE", "postgresql://gate:heron@localhost/oakfield")
    assert "heron" not in repr(from_environment())


def test_nobody_is_named_where_nothing_is_set() -> None:
    read = from_environment()
    assert (read.person, read.passphrase, read.new_passphrase) == ("", "", "")


@pytest.mark.parametrize("variable", ["GATEKEEPER_HOME", "GATEKEEPER_MODELS"])
def test_an_empty_variable_is_not_the_folder_one_stands_in(
    variable: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = from_environment()
    monkeypatch.setenv(variable, "")
    assert from_environment() == usual


def test_the_usual_home_is_the_users_own_and_never_the_checkout(checkout: Path) -> None:
    home = from_environment().home
    assert home.is_absolute()
    assert checkout not in (home, *home.parents)


def test_models_lie_apart_from_the_home() -> None:
    read = from_environment()
    assert read.home not in (read.models, *read.models.parents)


def test_a_passphrase_is_not_shown_with_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GATEKEEPER_PASSPHRASE", "correct horse")
    monkeypatch.setenv("GATEKEEPER_NEW_PASSPHRASE", "battery staple")
    shown = repr(from_environment())
    assert "horse" not in shown
    assert "staple" not in shown


def smtp(monkeypatch: pytest.MonkeyPatch, **values: str) -> SmtpServer | None:
    for name, value in {"HOST": "mail.test", "FROM": "g@mail.test", **values}.items():
        monkeypatch.setenv(f"GATEKEEPER_SMTP_{name}", value)
    return mail_server()


def test_no_mail_server_is_the_usual() -> None:
    assert mail_server() is None


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, {"port": 587, "tls": Tls.START}),
        ({"TLS": "tls"}, {"port": 465, "tls": Tls.FROM_THE_FIRST_BYTE}),
        ({"TLS": "none", "PORT": "2525"}, {"port": 2525, "tls": Tls.NONE}),
        ({"USER": "u", "PASSWORD": "p w"}, {"user": "u", "password": "p w"}),
        ({"CA": "school.pem"}, {"authority": Path("school.pem")}),
    ],
)
def test_a_mail_server_is_read(
    values: dict[str, str], expected: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    read = smtp(monkeypatch, **values)
    assert read is not None
    assert (read.host, read.sender) == ("mail.test", "g@mail.test")
    assert {name: getattr(read, name) for name in expected} == expected


def test_its_password_may_lie_in_a_file_of_its_own(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "secret").write_text("from a file\n", encoding="utf-8")
    read = smtp(monkeypatch, PASSWORD="not this", PASSWORD_FILE=str(tmp_path / "secret"))
    assert read is not None
    assert read.password == "from a file"
    with pytest.raises(UsageError, match="cannot be read"):
        smtp(monkeypatch, PASSWORD_FILE=str(tmp_path / "none"))


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"FROM": ""}, "sender"),
        ({"PORT": "x"}, "PORT"),
        ({"PORT": "70000"}, "PORT"),
        ({"TLS": "ssl"}, "TLS"),
    ],
)
def test_half_a_mail_server_is_refused(
    values: dict[str, str], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(UsageError, match=said):
        smtp(monkeypatch, **values)


@pytest.mark.parametrize(("told", "most"), [("", 20_000_000_000), (" 3 ", 3_000_000_000)])
def test_how_much_may_be_brought_for_audits_is_a_setting(
    told: str, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GATEKEEPER_UPLOAD_GB", told)
    assert most_upload() == most


@pytest.mark.parametrize("told", ["0", "-1", "lots", "1.5"])
def test_a_bound_that_is_no_number_is_refused(told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GATEKEEPER_UPLOAD_GB", told)
    with pytest.raises(UsageError, match="GATEKEEPER_UPLOAD_GB"):
        most_upload()


def test_no_other_module_reads_the_surroundings(checkout: Path) -> None:
    """`settings` does, and whoever starts a child process hands it on."""
    readers = {
        path.relative_to(checkout).as_posix()
        for path in (checkout / "gatekeeper").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv", "environb"}
    }
    assert readers == {"gatekeeper/settings.py"}
