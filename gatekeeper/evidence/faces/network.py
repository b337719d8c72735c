"""Running a network of any picture size on one core, always with the same result.

Both detectors were exported for one fixed picture size, though nothing in them depends on it.
`for_any_size` rewrites the sizes that the file *declares*; weights and operations stay as they are,
and the digest was checked on the file before. It also takes the weights off the list of inputs,
so that the runtime may fold constants. That a picture has three colours stays declared: who does
not know how many channels a step has cannot lay them out for this processor, and a sixth of the
time goes into putting them in another order.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import cv2
import numpy as np
import onnxruntime

from gatekeeper.evidence.faces.detections import Floats, Pixels

STEP = 32
"""Both networks halve a picture five times: its sides must be multiples of this."""

_GRAPH, _INPUT, _OUTPUT, _INNER_SIZES = 7, 11, 12, 13  # field numbers of onnx.proto
_NAME, _TYPE, _TENSOR = 1, 2, 1
_FLOAT = b"\x08\x01"  # element type 1, no shape
_PICTURES = _FLOAT + b"\x12\x0a\x0a\x00\x0a\x02\x08\x03\x0a\x00\x0a\x00"  # (any, 3, any, any)
_BYTES, _VARINT, _FIXED = 2, 0, {1: 8, 5: 4}  # wire types


class Network:
    """A model in memory, ready to run on one core."""

    def __init__(self, model: bytes) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            for_any_size(model), options, providers=["CPUExecutionProvider"]
        )
        self._input = self._session.get_inputs()[0].name
        self._outputs = [output.name for output in self._session.get_outputs()]

    def run(self, pictures: Floats) -> dict[str, Floats]:
        """Return every output by name, for (n, 3, height, width) pictures."""
        results: list[Any] = self._session.run(self._outputs, {self._input: pictures})
        return dict(zip(self._outputs, results, strict=True))


def as_input(picture: Pixels, *, blue_first: bool) -> Floats:
    """Return one picture as (1, 3, height, width), 0 to 255, black added right and below."""
    height, width = picture.shape[:2]
    padded = np.zeros((1, 3, height + -height % STEP, width + -width % STEP), np.float32)
    # Split first: numpy takes twice the time for every third byte as for all of a plane.
    colours = cv2.split(picture)
    for place, colour in enumerate(reversed(colours) if blue_first else colours):
        padded[0, place, :height, :width] = colour
    return padded


def for_any_size(model: bytes) -> bytes:
    """Return the model with its first input and its outputs declared without sizes."""
    return b"".join(
        _field(_GRAPH, _sizeless(value)) if number == _GRAPH else raw
        for number, value, raw in _fields(model)
    )


def _sizeless(graph: bytes) -> bytes:
    parts, inputs = [], 0
    for number, value, raw in _fields(graph):
        inputs += number == _INPUT
        if number == _OUTPUT or (number == _INPUT and inputs == 1):
            parts.append(
                _field(number, _declared(value, _PICTURES if number == _INPUT else _FLOAT))
            )
        elif number not in {_INPUT, _INNER_SIZES}:
            parts.append(raw)
    return b"".join(parts)


def _declared(value: bytes, tensor: bytes) -> bytes:
    name = next(text for number, text, _ in _fields(value) if number == _NAME)
    return _field(_NAME, name) + _field(_TYPE, _field(_TENSOR, tensor))


def _fields(message: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Yield number, content and raw bytes of each field of a protocol buffer message."""
    at = 0
    while at < len(message):
        start = at
        key, at = _varint(message, at)
        kind, begin = key & 7, at
        if kind == _BYTES:
            length, begin = _varint(message, at)
            at = begin + length
        elif kind == _VARINT:
            at = _varint(message, at)[1]
        else:
            at += _FIXED[kind]
        yield key >> 3, message[begin:at], message[start:at]


def _varint(message: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = message[at]
        at += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:  # noqa: PLR2004 - the top bit says that more follows
            return value, at


def _field(number: int, content: bytes) -> bytes:
    return _as_varint(number << 3 | _BYTES) + _as_varint(len(content)) + content


def _as_varint(value: int) -> bytes:
    parts = bytearray()
    while value > 127:  # noqa: PLR2004 - seven bits at a time
        parts.append(value & 127 | 128)
        value >>= 7
    parts.append(value)
    return bytes(parts)
