"""What docs/methods.md prints is what the tests run."""

from __future__ import annotations

from tests.spec.render import chapter, printed


def test_the_printed_tables_are_the_tested_ones() -> None:
    assert printed().strip() == chapter().strip(), "run: python -m tests.spec.render"
