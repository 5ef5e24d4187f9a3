"""Writes the table "who may do what" into docs/privacy.md from the one place that decides it.

`python -m tools.permission_table`; a test fails when the page and the code differ.
"""

from __future__ import annotations

from pathlib import Path

from fit_tracker.domain.people import Role
from fit_tracker.services.permissions import MATRIX

PAGE = Path(__file__).resolve().parent.parent / "docs" / "privacy.md"
BEGIN = "<!-- permissions: begin (python -m tools.permission_table) -->\n"
END = "<!-- permissions: end -->\n"


def table() -> str:
    """One row an action, one column a role, and why."""
    roles = list(Role)
    head = ["action", *roles, "why"]
    rows = [
        [f"`{row.action}`", *("yes" if role in row.roles else "–" for role in roles), row.reason]
        for row in MATRIX
    ]
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def main() -> None:
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    _old, _, after = rest.partition(END)
    PAGE.write_text(before + BEGIN + table() + END + after, encoding="utf-8")


if __name__ == "__main__":
    main()
