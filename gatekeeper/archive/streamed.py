"""A JSON file read one item after another, so that ten thousand are never in memory at once."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from typing import BinaryIO

PIECE = 1 << 16
LARGEST = 8_000_000
"""Characters in one item. A post with twenty pictures has about 40,000."""
_SPACE = " \t\r\n"


def items(file: BinaryIO) -> Iterator[object]:
    """Yield the items of the list that a file holds, or of the first list in its object.

    Raises:
        ValueError: from here on it is not the JSON that was expected; the text says why.
        OSError: it cannot be read any further.
    """
    text = _Text(file)
    if text.next_sign() == "{":
        text.take("{")
        text.value()
        text.take(":")
    text.take("[")
    while text.next_sign() != "]":
        yield text.value()
        if text.next_sign() == ",":
            text.take(",")
    text.take("]")


class _Text:
    """The part of a text that was read and not yet used."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")()
        self._held = ""
        self._ended = False

    def next_sign(self) -> str:
        """Return the next character that is no white space; nothing at the end."""
        self._held = self._held.lstrip(_SPACE)
        while not self._held and self._more():
            self._held = self._held.lstrip(_SPACE)
        return self._held[:1]

    def take(self, sign: str) -> None:
        """Pass over one character that has to come next."""
        if self.next_sign() != sign:
            raise ValueError("it is not a list of posts in JSON, or was cut off")
        self._held = self._held[1:]

    def value(self) -> object:
        """Return the next value whole, reading as much as that takes."""
        self.next_sign()
        while True:
            try:
                value, end = json.JSONDecoder().raw_decode(self._held)
            except RecursionError as error:
                raise ValueError("it is nested more deeply than any export") from error
            except ValueError as error:
                if len(self._held) > LARGEST or not self._more():
                    raise ValueError("it is damaged or was cut off") from error
            else:
                self._held = self._held[end:]
                return value

    def _more(self) -> bool:
        """Read on, at least as much again as is held; whether there was anything."""
        data = self._file.read(max(PIECE, len(self._held)))
        self._held += self._decoder.decode(data, final=not data)
        return bool(data)
