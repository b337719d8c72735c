"""What a passkey is asked to sign for a sign-in or a step-up: made here, used once, five minutes.

A question carries its own proof of origin, so that nothing is kept of those that are only asked:
nobody can fill a memory, or push another's question out of it.
"""

from __future__ import annotations

import hmac
import secrets
import threading
from datetime import timedelta

from gatekeeper.domain.canonical import canonical
from gatekeeper.errors import NotAllowed
from gatekeeper.ports import Clock

LIFE = timedelta(minutes=5)


class OldQuestion(NotAllowed):
    """The page is too old, of another browser, or was answered before."""

    remedy = "Open the page again and use the passkey once more."

    def __init__(self) -> None:
        super().__init__("This page has been open too long.")


class Questions:
    """Asks and recognises; a server that starts again recognises none of the earlier ones."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._secret = secrets.token_bytes(32)
        self._lock = threading.Lock()
        self._spent: dict[str, float] = {}

    def ask(self, noun: str, token: str) -> str:
        """Return a new question for this purpose and this browser's token."""
        plain = f"{self._now():.0f}.{secrets.token_hex(16)}"
        return f"{plain}.{self._seal(noun, token, plain)}"

    def message(self, noun: str, token: str, question: str) -> bytes:
        """Return the canonical text that a question stands for.

        Raises:
            OldQuestion: it was not asked here, for this, of this browser, in the last minutes.
        """
        plain, _, seal = question.rpartition(".")
        right = hmac.compare_digest(self._seal(noun, token, plain).encode(), seal.encode())
        if not right or not 0 <= self._now() - float(plain.partition(".")[0]) < _LIFE:
            raise OldQuestion
        return canonical(noun, {"question": question})

    def spend(self, question: str) -> None:
        """Note that a question was answered rightly.

        Raises:
            OldQuestion: it was before.
        """
        now = self._now()
        with self._lock:
            self._spent = {key: at for key, at in self._spent.items() if now - at < _LIFE}
            if question in self._spent:
                raise OldQuestion
            self._spent[question] = now

    def _seal(self, noun: str, token: str, plain: str) -> str:
        return hmac.digest(self._secret, f"{noun}\n{token}\n{plain}".encode(), "sha256").hex()

    def _now(self) -> float:
        return self._clock.now().timestamp() // 1


_LIFE = LIFE.total_seconds()
