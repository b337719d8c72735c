"""What goes over the pipe between a check and its child process.

Frames of eight bytes of length and a pickle. The child reads whatever its parent says. The
parent trusts the child less, since that one opened a stranger's file: of a reply it builds only
plain values, the school's nouns and the errors, and never calls anything else.
"""

from __future__ import annotations

import importlib
import io
import pickle
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, BinaryIO

from gatekeeper.errors import GatekeeperError

MAX_REPLY = 100_000_000
"""Bytes. A finished picture has 8 million at most."""
_LENGTH = 8
_NOUNS = "gatekeeper.domain."
_OTHERS = frozenset({"gatekeeper.errors", "gatekeeper.evidence.guard.wire"})


@dataclass(frozen=True, slots=True)
class Limits:
    """What one call may take: seconds on the clock, bytes of memory in the child.

    The memory counts models and libraries too, and holds on Linux only: elsewhere the limits
    of pixels and time stand alone. Together with the parent it stays under 1.5 GB.
    """

    seconds: float = 60
    memory: int = 1_350_000_000


@dataclass(frozen=True, slots=True)
class Hello:
    """The first message: how to make each tool, and the limits."""

    makers: Mapping[str, Callable[[], object]]
    limits: Limits


@dataclass(frozen=True, slots=True)
class Ask:
    """Call a tool's method, or read one of its properties."""

    tool: str
    verb: str
    arguments: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True)
class Done:
    """The call returned this."""

    value: object


@dataclass(frozen=True, slots=True)
class Failed:
    """The call ended with an error that a person is meant to read."""

    error: GatekeeperError


@dataclass(frozen=True, slots=True)
class Broke:
    """The call ended with an error nobody foresaw; `what` is its kind, for whoever mends it."""

    what: str


@dataclass(frozen=True, slots=True)
class OutOfMemory:
    """The call needed more memory than it may have; the child ends after saying so."""

    limit: int


Reply = Done | Failed | Broke | OutOfMemory


def send(stream: BinaryIO, message: object) -> None:
    """Write one message.

    Raises:
        OSError: the other side is gone.
    """
    packed = io.BytesIO()
    _Pickler(packed, protocol=5).dump(message)
    body = packed.getvalue()
    stream.write(len(body).to_bytes(_LENGTH))
    stream.write(body)
    stream.flush()


def receive(stream: BinaryIO) -> object | None:
    """Return the next message from the parent; None once the pipe is closed."""
    body = _frame(stream, None)
    return None if body is None else pickle.loads(body)  # noqa: S301 - the child trusts its parent


def receive_reply(stream: BinaryIO) -> Reply | None:
    """Return the child's next reply; None once the pipe is closed.

    Raises:
        ValueError: it is not a reply, or holds something that a reply may not hold.
    """
    body = _frame(stream, MAX_REPLY)
    if body is None:
        return None
    try:
        reply = _Unpickler(io.BytesIO(body)).load()
    except Exception as error:  # a pickle that was tampered with raises anything
        raise ValueError("The reply cannot be read.") from error
    if not isinstance(reply, Reply):
        raise ValueError("The reply is of no known kind.")  # noqa: TRY004 - it is the value that is wrong
    return reply


def _frame(stream: BinaryIO, most: int | None) -> bytes | None:
    head = stream.read(_LENGTH)
    length = int.from_bytes(head)
    if len(head) < _LENGTH:
        return None
    if most is not None and length > most:
        raise ValueError("The reply is too long.")
    body = stream.read(length)
    return body if len(body) == length else None


class _Pickler(pickle.Pickler):
    """Writes a member of an enumeration as its class and value.

    Python before 3.11.4 would write a call of `getattr`, which no reply may hold.
    """

    def reducer_override(self, value: object) -> Any:
        """Return how a value is written; what is neither member nor error goes the usual way."""
        if isinstance(value, Enum):
            return type(value), (value.value,)
        if isinstance(value, BaseException):
            # Dask teaches every process that loads it another way, with tracebacks.
            return value.__reduce__()
        return NotImplemented


class _Unpickler(pickle.Unpickler):
    """Builds classes of the school's nouns and errors, and nothing else."""

    def find_class(self, module: str, name: str) -> type:
        """Return an allowed class.

        Raises:
            UnpicklingError: for any function, and for any class from elsewhere.
        """
        if (module in _OTHERS or module.startswith(_NOUNS)) and name.isidentifier():
            found = getattr(importlib.import_module(module), name, None)
            if isinstance(found, type) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"{module}.{name} may not be in a reply.")
