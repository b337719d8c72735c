"""What is wrong with a rule book, all of it at once, file by file."""

from __future__ import annotations

from collections.abc import Iterable

from gatekeeper.errors import CouldNotCheck


class RuleBookError(CouldNotCheck):
    """The rule book is half written or contradicts the checks, so nothing can be judged by it."""

    remedy = "Mend the files named above in the folder of rules, then try again."

    def __init__(self, faults: Iterable[str]) -> None:
        """Make the error from sentences of the form `file: what is wrong`."""
        self.faults = tuple(faults)
        lines = "".join(f"\n- {fault}" for fault in self.faults)
        super().__init__(f"The rule book cannot be used:{lines}")
