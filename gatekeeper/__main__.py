"""`gatekeeper` and `python -m gatekeeper`."""

from __future__ import annotations

import io
import sys

from gatekeeper.cli.edge import run
from gatekeeper.cli.main import app


def main() -> None:
    """Run the command line and leave with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal that cannot show a tick shows a question mark; it stops nothing.
            stream.reconfigure(errors="replace")
    sys.exit(run(app, sys.argv[1:]))


if __name__ == "__main__":
    main()
