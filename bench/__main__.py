"""`python -m bench` measures everything; `python -m bench record_visit pages` some of it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import datetime

from bench.assess import assess
from bench.browser import browser
from bench.crowd import eight_sessions, sixty
from bench.growth import growth
from bench.pages import pages
from bench.queue import queue
from bench.recording import record_visit
from bench.report import Figure, machine, table
from bench.review import review
from bench.safety import crash, threads
from bench.team import team
from bench.trajectory import trajectory

MEASUREMENTS: dict[str, Callable[[], list[Figure]]] = {
    "record_visit": record_visit,
    "browser": browser,
    "pages": pages,
    "queue": queue,
    "team": team,
    "sixty": sixty,
    "threads": threads,
    "eight_sessions": eight_sessions,
    "crash": crash,
    "trajectory": trajectory,
    "assess": assess,
    "growth": growth,
    "review": review,
}


def main(names: list[str]) -> int:
    """Print the figures as one table; 1 when a target is missed."""
    unknown = [name for name in names if name not in MEASUREMENTS]
    if unknown:
        print(f"Unknown: {', '.join(unknown)}. Known: {', '.join(MEASUREMENTS)}.", file=sys.stderr)
        return 2
    print(f"{datetime.now().astimezone():%d-%m-%Y}: {machine()}\n", flush=True)
    figures: list[Figure] = []
    for name in names or MEASUREMENTS:
        print(f"measuring {name} ...", file=sys.stderr, flush=True)
        figures += MEASUREMENTS[name]()
    print(table(figures))
    return 0 if all(figure.met is not False for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
