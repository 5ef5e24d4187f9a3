"""Rows as the CSV that Danish Excel opens by itself: semicolon, UTF-8 with its mark."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence


def as_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """The file. A cell with words that may begin like a formula goes through
    `rejected.safe` first; one with a number may begin with its minus."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode("utf-8-sig")
