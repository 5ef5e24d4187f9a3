"""The databases that are measured: made once, kept in a scratch folder, used as copies."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench import large
from bench.site import open_database
from seed.demo import fill

SIZES = ("demo", "large")


def folder() -> Path:
    """`BENCH_DIR`, or a folder beside the system's other temporary files."""
    path = Path(os.environ.get("BENCH_DIR") or Path(tempfile.gettempdir()) / "fit_tracker_bench")
    path.mkdir(parents=True, exist_ok=True)
    return path


def original(size: str) -> Path:
    path = folder() / f"{size}.duckdb"
    if not path.exists():
        if size == "demo":
            _make_demo(path)
        else:
            large.build(original("demo"), path)
    return path


def _make_demo(path: Path) -> None:
    unfinished = path.with_name("unfinished.duckdb")
    unfinished.unlink(missing_ok=True)
    ctx = open_database(unfinished)
    fill(ctx)
    ctx.database.close()
    unfinished.rename(path)


@contextmanager
def scratch(size: str) -> Iterator[Path]:
    """A copy that a benchmark may write in."""
    with tempfile.TemporaryDirectory(dir=folder()) as name:
        path = Path(name) / f"{size}.duckdb"
        shutil.copy(original(size), path)
        yield path
