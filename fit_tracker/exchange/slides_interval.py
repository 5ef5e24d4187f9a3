"""Estimates with their intervals as a native chart: a bar to the estimate, whiskers to the ends.

The workbook holds value, low and high; the whiskers' lengths are worked out from them there, so
who corrects a number in PowerPoint sees the whisker follow.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_AXIS_CROSSES, XL_CHART_TYPE
from pptx.util import Pt

from fit_tracker.domain.reviews import Bar, Part
from fit_tracker.exchange.review_parts import axis, look, told
from fit_tracker.exchange.slides_book import SHEET, Cell, Formula, keep
from fit_tracker.exchange.slides_chart import C, add, colour, inner, rgb
from fit_tracker.exchange.slides_text import Box
from fit_tracker.palette import LIGHT
from fit_tracker.texts import tr, words

HEADS = (words("Fra"), words("Til"), words("Ned"), words("Op"))
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def intervals(slide: Any, part: Part, box: Box, language: str) -> Any:
    data = CategoryChartData(number_format="General")
    data.categories = [_label(bar) for bar in part.bars]
    data.add_series(part.title, [bar.value for bar in part.bars])
    chart = add(slide, XL_CHART_TYPE.BAR_CLUSTERED, box, data, part, language)
    chart.plots[0].gap_width = 110
    chart.category_axis.reverse_order = True
    chart.category_axis.crosses = XL_AXIS_CROSSES.MAXIMUM
    _scale(chart.value_axis, part)
    inner(chart, 0.48, bottom=0.12)
    series = chart.plots[0].series[0]
    for number, bar in enumerate(part.bars):
        if bar.value is not None:
            colour(series.points[number].format, bar.tone)
    _whiskers(series, part.bars)
    keep(chart, _rows(part, language))
    return chart


def _label(bar: Bar) -> str:
    return "\n".join(line for line in (bar.label, told(bar)) if line)


def _scale(shown: Any, part: Part) -> None:
    shown.minimum_scale, shown.maximum_scale = axis(part)
    shown.has_major_gridlines = False
    shown.tick_labels.font.size = Pt(11)
    shown.format.line.color.rgb = rgb(look("quiet").edge)


def lengths(bar: Bar) -> tuple[float | None, float | None]:
    """How far the whisker goes down and up from the value."""
    if bar.value is None or bar.low is None or bar.high is None:
        return None, None
    return round(bar.value - bar.low, 6), round(bar.high - bar.value, 6)


def _whiskers(series: Any, bars: Sequence[Bar]) -> None:
    made = etree.Element(f"{C}errBars")
    for name, value in (("errBarType", "both"), ("errValType", "cust"), ("noEndCap", "0")):
        etree.SubElement(made, f"{C}{name}", val=value)
    down, up = zip(*map(lengths, bars), strict=True)
    for name, column, values in (("plus", "F", up), ("minus", "E", down)):
        _numbers(etree.SubElement(made, f"{C}{name}"), column, values)
    line = etree.SubElement(etree.SubElement(made, f"{C}spPr"), f"{A}ln", w="22225")
    filled = etree.SubElement(line, f"{A}solidFill")
    etree.SubElement(filled, f"{A}srgbClr", val=LIGHT["text"].lstrip("#"))
    series._element.find(f"{C}cat").addprevious(made)


def _numbers(parent: Any, column: str, values: Sequence[float | None]) -> None:
    ref = etree.SubElement(parent, f"{C}numRef")
    etree.SubElement(ref, f"{C}f").text = f"{SHEET}!${column}$2:${column}${len(values) + 1}"
    cache = etree.SubElement(ref, f"{C}numCache")
    etree.SubElement(cache, f"{C}formatCode").text = "General"
    etree.SubElement(cache, f"{C}ptCount", val=str(len(values)))
    for number, value in enumerate(values):
        if value is not None:
            point = etree.SubElement(cache, f"{C}pt", idx=str(number))
            etree.SubElement(point, f"{C}v").text = repr(value)


def _rows(part: Part, language: str) -> list[list[Cell]]:
    """Label, value, low, high, and the whiskers' lengths as formulas."""
    heads: list[Cell] = ["", part.title, *(tr(language, head) for head in HEADS)]
    return [heads, *(_row(bar, line) for line, bar in enumerate(part.bars, start=2))]


def _row(bar: Bar, line: int) -> list[Cell]:
    formulas = (f"=B{line}-C{line}", f"=D{line}-B{line}")
    whiskers = [
        None if length is None else Formula(text, length)
        for text, length in zip(formulas, lengths(bar), strict=True)
    ]
    return [_label(bar), bar.value, bar.low, bar.high, *whiskers]
