"""Values as a script gets them: JSON with true, false and null, times in ISO 8601."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from datetime import date


def as_json(facts: Mapping[str, object]) -> str:
    """Return one line of JSON, in ASCII, which every terminal and pipe takes.

    Bytes are told by their length, never their content.
    """
    return json.dumps(facts, default=_plainer)


def _plainer(value: object) -> object:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: getattr(value, f.name) for f in dataclasses.fields(value)}
    if isinstance(value, AbstractSet):
        return sorted(value, key=str)
    if isinstance(value, Mapping):
        return dict(value)
    return value.isoformat() if isinstance(value, date) else _last(value)


def _last(value: object) -> str:
    return f"{len(value)} bytes" if isinstance(value, bytes) else str(value)
