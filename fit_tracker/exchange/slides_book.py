"""The workbook behind a chart, which PowerPoint opens when somebody edits the numbers.

The library's own way takes a name that begins with "=" for a formula; here a text is a text.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter

SHEET = "Sheet1"


@dataclass(frozen=True)
class Formula:
    """What is written, and the number it gives."""

    text: str
    value: float


Cell = str | float | Formula | None


def keep(chart: Any, rows: Sequence[Sequence[Cell]]) -> None:
    """Puts `rows` behind `chart`, whose own references they must fit: labels in column A."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet(SHEET)
        for down, row in enumerate(rows):
            for across, cell in enumerate(row):
                _write(sheet, down, across, cell)
    chart.part.chart_workbook.update_from_xlsx_blob(out.getvalue())


def _write(sheet: Any, down: int, across: int, cell: Cell) -> None:
    if isinstance(cell, str):
        sheet.write_string(down, across, cell)
    elif isinstance(cell, Formula):
        sheet.write_formula(down, across, cell.text, None, cell.value)
    elif cell is not None:
        sheet.write_number(down, across, cell)
