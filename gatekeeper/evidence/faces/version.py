"""What can change the search for faces. Loads no detector, so that asking costs nothing."""

from __future__ import annotations

from importlib.metadata import version

from gatekeeper.evidence.faces.manifest import MODELS

METHOD = 1
"""Raised by hand when the way of finding changes but no number does."""
NUMBERS = "ed5ce11f7b2193b2"
"""SHA-256, its first 16 digits, of the numbers that steer the search (`find.steering`).

They stand beside the code that they steer; the test of this page says when to renew it.
"""


def finder_version() -> str:
    """Return everything that can change what is found: our code, the models, the libraries."""
    weights = " ".join(f"{model.name}:{model.sha256[:16]}" for model in MODELS)
    names = ("opencv-python-headless", "onnxruntime", "numpy")
    libraries = " ".join(f"{name}-{version(name)}" for name in names)
    return f"faces-{METHOD} {weights} numbers-{NUMBERS} {libraries}"
