"""Values to bytes and back: JSON by the fields of the domain's own dataclasses."""

from __future__ import annotations

from collections.abc import Mapping
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
    """Return the UTF-8 JSON of a value, after it was read back once.

    Raises:
        TypeError: a field holds something that its type cannot be read back from.
    """
    adapter = _adapter(kind)
    try:
        data = adapter.dump_json((item,), warnings=False, fallback=_as_dict)
        adapter.validate_json(data)
    except (PydanticSerializationError, ValidationError) as error:
        raise TypeError(str(error)) from error
    return data


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


def _as_dict(value: object) -> dict[Any, Any]:
    # A read-only view of a dict, say: any Mapping is written as a dict and comes back as one.
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} has no written form")
