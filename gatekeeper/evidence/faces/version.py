"""What can change the search for faces, and the comparison. Loads nothing: asking costs nothing."""

from __future__ import annotations

from importlib.metadata import version

from gatekeeper.evidence.models.manifest import FINDERS, MATCHERS, Model

METHOD = 1
"""Raised by hand when the way of finding changes but no number does."""
QUICK_METHOD = 2
"""The same for the quick way of an audit alone."""
NUMBERS = "ed5ce11f7b2193b2"
"""SHA-256, its first 16 digits, of the numbers that steer the search (`find.steering`).

They stand beside the code that they steer; the test of this page says when to renew it.
"""
QUICK_NUMBERS = "7ebf09840014a9b5"
"""The same for the quick way of an audit (`find.quick_steering`)."""
MEASURING = 1
"""Raised by hand when a face is measured differently: every child must then be enrolled again."""
COMPARING = 1
"""Raised by hand when the way of comparing changes but no number does."""
CLOSE_NUMBERS = "3c127d60e43d84c5"
"""The same as `NUMBERS` for the comparison (`match.steering`)."""
QUICK_CLOSE_NUMBERS = "a85a6518ce55125d"
"""The same for the quick comparison of an audit (`match.quick_steering`)."""


def finder_version(*, quick: bool = False) -> str:
    """Return everything that can change what is found: our code, the models, the libraries."""
    libraries = _libraries("opencv-python-headless", "onnxruntime", "numpy")
    method = f"quick-faces-{METHOD}.{QUICK_METHOD}" if quick else f"faces-{METHOD}"
    numbers = QUICK_NUMBERS if quick else NUMBERS
    return f"{method} {_weights(FINDERS)} numbers-{numbers} {libraries}"


def template_version() -> str:
    """Return whatever could change a template; those of another version are never compared."""
    return f"templates-{MEASURING} {_weights(MATCHERS)}"


def matcher_version(*, quick: bool = False) -> str:
    """Return everything that can change a suggestion: templates, comparison, libraries."""
    libraries = _libraries("opencv-python-headless", "dlib-bin", "onnxruntime", "numpy", "scipy")
    name, numbers = ("quick-names", QUICK_CLOSE_NUMBERS) if quick else ("names", CLOSE_NUMBERS)
    return f"{name}-{COMPARING} {template_version()} numbers-{numbers} {libraries}"


def _weights(models: tuple[Model, ...]) -> str:
    return " ".join(f"{model.name}:{model.sha256[:16]}" for model in models)


def _libraries(*names: str) -> str:
    return " ".join(f"{name}-{version(name)}" for name in names)
