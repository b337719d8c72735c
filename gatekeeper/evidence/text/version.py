"""What can change the reading of text. Loads nothing, so that asking costs nothing."""

from __future__ import annotations

from importlib.metadata import version

from gatekeeper.evidence.models.manifest import READERS

METHOD = 1
"""Raised by hand when the same picture is read differently."""
_LIBRARIES = ("rapidocr", "zxing-cpp", "opencv-python-headless", "onnxruntime", "numpy", "pillow")


def text_version() -> str:
    """Return everything that can change what is read: our code, the models, the libraries."""
    weights = " ".join(f"{model.name}:{model.sha256[:16]}" for model in READERS)
    libraries = " ".join(f"{name}-{version(name)}" for name in _LIBRARIES)
    return f"text-{METHOD} {weights} {libraries}"
