"""`python -m fit_tracker`."""

from __future__ import annotations

import sys

from fit_tracker.cli import main

if __name__ == "__main__":
    sys.exit(main())
