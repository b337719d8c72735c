"""The page for the data protection officer says what the program uses."""

from __future__ import annotations

from pathlib import Path

import pytest

from gatekeeper.evidence.models.manifest import MODELS, Model


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.name)
def test_the_page_on_models_names_file_digest_licence_and_origin(
    checkout: Path, model: Model
) -> None:
    page = (checkout / "docs" / "models.md").read_text(encoding="utf-8")
    package = f"`{model.package.name}` {model.package.version}"
    words = (model.name, model.file, str(model.size), model.sha256, model.licence, package)
    assert [word for word in words if word not in page] == []
    repositories = ["/".join(url.split("/")[2:5]) for url in model.origins]
    assert [repository for repository in repositories if repository not in page] == []


def test_each_model_has_its_own_file_and_digest() -> None:
    assert len({model.file for model in MODELS}) == len({model.sha256 for model in MODELS}) == 8
