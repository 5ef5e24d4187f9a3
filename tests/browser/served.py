"""A server that is up at once: forked from a process that has imported everything already.

Importing costs three seconds of processor for each server, and there is one for each test.
What a really fresh start is like, tests/browser/test_journeys.py tries with the command itself.
"""

from __future__ import annotations

import multiprocessing
import os
import pkgutil
from importlib import import_module
from multiprocessing.context import ForkServerProcess
from pathlib import Path

import plotly.graph_objects  # noqa: F401
from streamlit.web import cli

import fit_tracker

ROOT = Path(__file__).resolve().parents[2]
_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload([__name__])

for _module in pkgutil.walk_packages(fit_tracker.__path__, "fit_tracker."):
    if not _module.name.endswith("__main__"):
        import_module(_module.name)


def forked(script: Path, port: int, database: Path, log: Path | None) -> ForkServerProcess:
    """The process of `streamlit run script`; what it says goes to `log`."""
    process = _context.Process(target=_run, args=(script, port, database, log), daemon=True)
    process.start()
    return process


def _run(script: Path, port: int, database: Path, log: Path | None) -> None:
    os.chdir(ROOT)
    os.environ["FIT_TRACKER_DATABASE"] = str(database)
    said = os.open(log or os.devnull, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(said, 1)
    os.dup2(said, 2)
    cli.main(["run", str(script), "--server.port", str(port)])
