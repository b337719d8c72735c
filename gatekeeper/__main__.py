"""`gatekeeper` and `python -m gatekeeper`."""

from __future__ import annotations

import sys

from gatekeeper.cli.edge import run
from gatekeeper.cli.main import app


def main() -> None:
    """Run the command line and leave with its exit code."""
    sys.exit(run(app))


if __name__ == "__main__":
    main()
