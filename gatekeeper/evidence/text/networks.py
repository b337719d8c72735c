"""rapidocr's three networks, on bytes that were checked, on one core, and without its downloads.

rapidocr fetches whatever model it does not find. It is handed finished sessions instead, so it
never looks for a file; its detector is exchanged for the older one, which sees small labels that
its own misses (docs/decisions/0006-text-in-pictures.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import onnxruntime
from rapidocr.ch_ppocr_cls import TextClassifier
from rapidocr.ch_ppocr_det import TextDetector
from rapidocr.ch_ppocr_rec import TextRecognizer
from rapidocr.main import DEFAULT_CFG_PATH
from rapidocr.utils.log import logger
from rapidocr.utils.parse_parameters import ParseParams

from gatekeeper.evidence.models.cache import load
from gatekeeper.evidence.models.manifest import TEXT_FINDER, TEXT_READER, TEXT_TURNER, Model

AT_A_TIME = 1
"""Lines that are read together: six, as rapidocr does, take no less time and 130 MB more."""
_BATCHES = ("cls_batch_num", "rec_batch_num")


class _Section(dict[str, Any]):
    """One section of rapidocr's settings, asked by key or by attribute, as its code does."""

    def __getattr__(self, name: str) -> Any:
        return self[name]


class Networks:
    """Finds, turns and reads lines; loaded, and held to their digests, when made.

    Raises:
        ModelMissing, ModelAltered: each with the command that mends it.
    """

    def __init__(self, models: Path) -> None:
        logger.setLevel("ERROR")
        settings = ParseParams.load(DEFAULT_CFG_PATH)
        self.find = TextDetector(_section(settings.Det, models, TEXT_FINDER))
        self.turn = TextClassifier(_section(settings.Cls, models, TEXT_TURNER))
        self.read = TextRecognizer(_section(settings.Rec, models, TEXT_READER))


def _section(settings: Mapping[str, Any], models: Path, model: Model) -> _Section:
    ours = {"session": _session(load(models, model)), "font_path": None}
    return _Section(dict(settings) | ours | dict.fromkeys(_BATCHES, AT_A_TIME))


def _session(model: bytes) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
