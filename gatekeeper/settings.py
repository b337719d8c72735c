"""The one place that reads the environment. Everything below gets plain values."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from platformdirs import user_cache_path, user_data_path

NAME = "gatekeeper"


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things are, and who is at the keyboard."""

    home: Path
    """The school's home folder: database, blobs, keys, rule book (GATEKEEPER_HOME)."""
    models: Path
    """The per-user cache of model weights (GATEKEEPER_MODELS)."""
    person: str = ""
    """Who is at the keyboard, where no `--as` is given (GATEKEEPER_AS)."""
    passphrase: str = field(default="", repr=False)
    """That person's passphrase, where nobody can be asked (GATEKEEPER_PASSPHRASE)."""
    new_passphrase: str = field(default="", repr=False)
    """The passphrase of a key that is being made (GATEKEEPER_NEW_PASSPHRASE)."""


def from_environment() -> Settings:
    """Read the environment once."""
    home = os.environ.get("GATEKEEPER_HOME")
    models = os.environ.get("GATEKEEPER_MODELS")
    return Settings(
        home=Path(home) if home else user_data_path(NAME),
        models=Path(models) if models else user_cache_path(NAME) / "models",
        person=os.environ.get("GATEKEEPER_AS", ""),
        passphrase=os.environ.get("GATEKEEPER_PASSPHRASE", ""),
        new_passphrase=os.environ.get("GATEKEEPER_NEW_PASSPHRASE", ""),
    )
