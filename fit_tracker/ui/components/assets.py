"""Read a component's files at import; they are part of the package."""

from __future__ import annotations

from pathlib import Path

from fit_tracker.palette import css_variables

FOLDER = Path(__file__).parent


def js(name: str) -> str:
    """The script of component `name`."""
    return (FOLDER / f"{name}.js").read_text(encoding="utf-8")


def css(*names: str) -> str:
    """The styles of a component inside its shadow root, colours first."""
    sheets = [(FOLDER / f"{name}.css").read_text(encoding="utf-8") for name in names]
    return "\n".join([css_variables(":host"), *sheets])
