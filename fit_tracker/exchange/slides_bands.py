"""Columns of bands as a native chart: a hundred per cent high, less what may not be told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION

from fit_tracker.domain.reviews import Bar, Column, Part
from fit_tracker.exchange.slides_book import keep
from fit_tracker.exchange.slides_chart import FULL, add, colour, only_words, paint, percent
from fit_tracker.exchange.slides_native import TEXT
from fit_tracker.exchange.slides_text import Box, width_of

SEGMENT = 0.72


def bands(slide: Any, part: Part, box: Box, language: str) -> Any:
    """Columns of a hundred per cent, a series for each band from the lowest up."""
    labels = list(dict.fromkeys(bar.label for column in part.columns for bar in column.bars))
    rows = {label: [_of(column, label) for column in part.columns] for label in labels}
    data = CategoryChartData(number_format="0.0")
    data.categories = [column.label for column in part.columns]
    for label, found in rows.items():
        data.add_series(label, _shares(found))
    chart = add(slide, XL_CHART_TYPE.COLUMN_STACKED, box, data, part, language)
    chart.plots[0].gap_width, chart.plots[0].overlap = 35, 100
    only_words(chart, FULL)
    named = _fit(labels, box.width / len(part.columns))
    if not named:
        _legend(chart)
    for series, found in zip(chart.plots[0].series, rows.values(), strict=True):
        colour(series.format, next(bar.tone for bar in found if bar))
        paint(series, found, language, _in_segment if named else _number)
    columns = [[column.label for column in part.columns], *map(_shares, rows.values())]
    keep(chart, [["", *labels], *map(list, zip(*columns, strict=True))])
    return chart


def _shares(found: Sequence[Bar | None]) -> list[float | None]:
    return [percent(bar.share if bar else None) for bar in found]


def _fit(labels: Sequence[str], column: float) -> bool:
    """Whether each segment can be named within itself."""
    return all(width_of(f"{label}: 1.000", TEXT) < column * SEGMENT for label in labels)


def _legend(chart: Any) -> None:
    chart.has_legend = True
    chart.legend.position = XL_LEGEND_POSITION.RIGHT
    chart.legend.include_in_layout = False


def _in_segment(bar: Bar) -> str:
    return f"{bar.label}: {bar.text}"


def _number(bar: Bar) -> str:
    return bar.text


def _of(column: Column, label: str) -> Bar | None:
    return next((bar for bar in column.bars if bar.label == label), None)
