"""A figure with its target, and how they are printed."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version


@dataclass(frozen=True)
class Figure:
    """One measured line. `met` is None where there is no target."""

    what: str
    value: str
    target: str = ""
    met: bool | None = None


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least `share` of the values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, -(-int(share * 1000) * len(ordered) // 1000) - 1))]


def spread(seconds: Sequence[float]) -> str:
    """Middle, p95 and largest, in milliseconds."""
    low, high, most = percentile(seconds, 0.5), percentile(seconds, 0.95), max(seconds)
    return f"p50 {low * 1000:.0f} ms, p95 {high * 1000:.0f} ms, max {most * 1000:.0f} ms"


def timed(what: str, seconds: Sequence[float], limit_ms: int | None = None) -> Figure:
    """A figure of durations; the limit is for p95."""
    text = f"{spread(seconds)} (n = {len(seconds)})"
    if limit_ms is None:
        return Figure(what, text)
    return Figure(what, text, f"p95 < {limit_ms} ms", percentile(seconds, 0.95) * 1000 < limit_ms)


def machine() -> str:
    """What it was measured on, without saying whose it is."""
    names = ("streamlit", "duckdb")
    packages = ", ".join(f"{name} {version(name)}" for name in names)
    load = os.getloadavg()[0]
    return (
        f"{os.cpu_count()} processors, {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}, {packages}, load before the start {load:.1f}"
    )


def table(figures: Sequence[Figure]) -> str:
    """A table in Markdown, as docs/figures.md holds it."""
    word = {True: "yes", False: "**no**", None: ""}
    lines = ["| what | measured | target | met |", "|---|---|---|---|"]
    lines += [f"| {f.what} | {f.value} | {f.target} | {word[f.met]} |" for f in figures]
    return "\n".join(lines)
