"""Values to bytes and back: JSON by the fields of the domain's own dataclasses."""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic_core import PydanticSerializationError

from gatekeeper.errors import CouldNotCheck

_BYTES_AS_BASE64 = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")


@cache
def _adapter(kind: type) -> TypeAdapter[tuple[Any]]:
    # A dataclass takes no configuration from outside, so it is wrapped in a tuple of one.
    return TypeAdapter(tuple[kind], config=_BYTES_AS_BASE64)  # type: ignore[arg-type, valid-type]


def written(kind: type, item: object) -> bytes:
    """Return the UTF-8 JSON of a value.

    Raises:
        TypeError: a field holds something that could not be read back as what it was.
    """
    try:
        return _adapter(kind).dump_json((item,), warnings="error")
    except PydanticSerializationError as error:
        raise TypeError(str(error)) from error


def read(kind: type, data: bytes) -> Any:
    """Return the value that `written` wrote.

    Raises:
        CouldNotCheck: a version of gatekeeper wrote it whose fields this one does not know.
    """
    try:
        (item,) = _adapter(kind).validate_json(data)
    except ValidationError as error:
        message = f"A stored {kind.__name__} does not fit this version of gatekeeper."
        raise CouldNotCheck(message) from error
    return item
